"""The audit trail: who did what, and when."""

from __future__ import annotations

from flask import Blueprint, Response, render_template

from web import current
from web.admin.lists import A_PAGE, page_from
from web.figures.spreadsheets import as_csv, csv_file

trail = Blueprint("trail", __name__, url_prefix="/admin/trail")

COLUMNS = ("When (UTC)", "Who", "Did", "What", "More")


@trail.get("")
def listed() -> str:
    words = current.words_of("q") or ""
    audit = current.store().audit
    page = page_from(audit.count(words), lambda first: audit.listed(words, A_PAGE, first))
    return render_template("admin/trail.html", page=page, words=words)


@trail.get("/trail.csv")
def as_file() -> Response:
    found = current.store().audit.listed(current.words_of("q") or "")
    rows = ((f"{one.at:%Y-%m-%d %H:%M:%S}", one.who, one.did, one.what, one.detail) for one in found)
    return csv_file(as_csv(COLUMNS, rows), "audit-trail")
