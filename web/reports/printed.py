"""The pages of a PDF report as they are printed, with what an answer cites marked."""

from __future__ import annotations

from typing import Any, cast

from flask import Blueprint, current_app, make_response, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from corpus.picture import Picture, Sought
from corpus.report import Format, UnreadableReport
from index.files import NoOriginal
from index.store import StoredReport
from web import current
from web.places import line_address, report_address
from web.problems import NOT_FOUND, Problem
from web.reports.lookup import line_asked, stored_report
from web.reports.pictures import Pictures, sought_at

printed = Blueprint("printed", __name__, url_prefix="/reports/<report_id>/pages/<int(max=100000):number>")

A_DAY = 86_400


@printed.get("")
def page(report_id: str, number: int) -> str:
    """The page with its picture, and in words what is marked there."""
    stored, sought = _asked(report_id)
    picture = _picture(stored, number, sought)
    line = line_asked()
    place = request.args.to_dict(flat=True)
    where: dict[str, Any] = {"report_id": report_id, "number": number, **_known(place)}
    return render_template(
        "printed.html",
        stored=stored,
        number=number,
        picture=picture,
        sought=sought,
        is_sought=sought != Sought(),
        column=current.words_of("column"),
        address=url_for("printed.picture", **where, v=stored.version[:12]),
        text=line_address(report_address(report_id), line, **_known(place, "column", "quote"))
        if line
        else report_address(report_id),
    )


@printed.get("/picture")
def picture(report_id: str, number: int) -> AnyResponse:
    """The picture alone; its address has the report's version, so that it may be kept."""
    stored, sought = _asked(report_id)
    drawn = _picture(stored, number, sought)
    response = make_response(drawn.content)
    response.content_type = drawn.kind
    response.headers["Cache-Control"] = f"private, max-age={A_DAY}"
    response.add_etag()
    return response.make_conditional(request)


def _asked(report_id: str) -> tuple[StoredReport, Sought]:
    """The report, and what the address says to mark. Raises Problem."""
    stored = stored_report(current.store(), report_id)
    if stored.format is not Format.PDF:
        raise Problem(NOT_FOUND, "This report is not a PDF: it has no pages to show.")
    sought = sought_at(
        current.store(), stored, line_asked(), current.words_of("column"), current.words_of("quote")
    )
    return stored, sought


def _picture(stored: StoredReport, number: int, sought: Sought) -> Picture:
    """Raises Problem."""
    pictures = cast("Pictures", current_app.extensions["pictures"])
    try:
        return pictures.page(stored, number, sought)
    except NoOriginal as error:
        raise Problem(
            NOT_FOUND, "The file of this report is not held, so its pages cannot be shown."
        ) from error
    except UnreadableReport as error:
        raise Problem(NOT_FOUND, f"The page cannot be shown: {stored.filename} {error.reason}.") from error


def _known(place: dict[str, str], *names: str) -> dict[str, str]:
    """What of the address says a place in the report."""
    return {name: place[name] for name in names or ("line", "column", "quote") if place.get(name)}
