"""Version 1 of the API. `openapi.json` describes it; a test holds the two together."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, jsonify, request

from web import current
from web.contract import checks_to_json, report_to_json, reports_to_json, search_to_json
from web.drafts import LARGEST_DRAFT, checked, checked_to_json
from web.figures.listing import Wanted, figures_to_json
from web.problems import BAD_JSON, NOT_AN_OBJECT, WRONG_CONTENT_TYPE, Problem
from web.reports.lookup import stored_report, whole_report
from web.search.page import sought
from web.search.searching import find
from web.security.guard import takes

api = Blueprint("api", __name__, url_prefix="/api/v1")


@api.post("/ask")
def ask() -> Response:
    body = _json_object()
    return jsonify(current.ask(body.get("question"), body.get("conversation")))


@api.post("/check")
@takes(LARGEST_DRAFT)
def check() -> Response:
    """A draft with every figure in it supported, contradicted or not found."""
    return jsonify(checked_to_json(checked(current.library(), _json_object().get("text"))))


@api.get("/reports")
def reports() -> Response:
    return jsonify(reports_to_json(current.store().reports()))


@api.get("/reports/<report_id>")
def report(report_id: str) -> Response:
    stored, whole = stored_report(current.store(), report_id), whole_report(current.store(), report_id)
    sections = [{"path": list(s.path), "line": s.lines[0]} for s in whole.sections]
    tables = [
        {"title": t.title, "section": list(t.section), "lines": list(t.lines), "columns": list(t.columns)}
        for t in whole.tables
    ]
    checks = checks_to_json(report_id, current.store().findings(report_id))["checks"]
    contents = {"sections": sections, "tables": tables}
    return jsonify({**report_to_json(stored), "contents": contents, "checks": checks})


@api.get("/figures")
def figures() -> Response:
    """The figures that match, `limit` of them from `offset`; `next_offset` is null at the end."""
    limit, offset = current.whole_number("limit", 100, 1, 1000), current.whole_number("offset", 0, 0, 10**9)
    wanted = Wanted(*(current.words_of(name) for name in ("report", "measure", "area", "period")))
    return jsonify(figures_to_json(current.store(), wanted, limit, offset))


@api.get("/search")
def search() -> Response:
    """The passages that are found, `limit` of them from `offset`; `next_offset` is null at the end."""
    limit, offset = current.whole_number("limit", 10, 1, 100), current.whole_number("offset", 0, 0, 10**9)
    wanted = sought()
    return jsonify(search_to_json(wanted.query, find(current.library(), wanted), limit, offset))


@api.get("/openapi.json")
def openapi() -> Response:
    return Response(_document(), content_type="application/json")


@cache
def _document() -> bytes:
    return Path(api.root_path, "openapi.json").read_bytes()


def _json_object() -> dict[str, Any]:
    if not request.is_json:
        raise Problem(WRONG_CONTENT_TYPE, f"The Content-Type is {request.content_type or 'missing'!r}.")
    try:
        body = json.loads(request.get_data())
    except (ValueError, RecursionError) as error:
        raise Problem(BAD_JSON, "The body cannot be read as UTF-8 JSON.") from error
    if not isinstance(body, dict):
        raise Problem(NOT_AN_OBJECT, "The body holds something other than an object.")
    return body
