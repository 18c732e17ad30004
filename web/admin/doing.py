"""What was just done on the desk, said on top of the page that follows, with the way to undo it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from flask import current_app, redirect, request, url_for

from index.entry import Entry, NotOnDesk, State
from web import current
from web.problems import NOT_FOUND, Problem

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from web.admin.worker import Worker

_WORDS = {
    "uploaded": "The files are uploaded. Look each one over before you publish it.",
    "saved": "Your changes are saved. The report is read again with them.",
    "published": "The report is published. Readers can see it now.",
    "withdrawn": "The report is taken back. Readers do not see it any more.",
    "deleted": "The report is deleted.",
    "restored": "The report is brought back.",
}


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, where a form can be sent that undoes it, and where readers see it."""

    words: str
    undo: str | None = None
    see: str | None = None


def worker() -> Worker:
    return cast("Worker", current_app.extensions["worker"])


def done() -> Done | None:
    """What the address says was done; the way back is left out where it is gone."""
    what = request.args.get("done", "")
    return Done(_WORDS[what], _undo(what), _see(what)) if what in _WORDS else None


def after(what: str, page: str = "desk.listed", **where: str | None) -> Response:
    """On to the desk, to say what was done; `entry` or `report` are what can be undone."""
    worker().wake()
    address = url_for(page, done=what, **where)  # type: ignore[arg-type]
    return redirect(address, 303)


def entry_of(entry_id: str) -> Entry:
    """Raises Problem."""
    try:
        return current.store().desk.one(entry_id)
    except NotOnDesk as error:
        raise gone() from error


def gone() -> Problem:
    return Problem(NOT_FOUND, "This report is no longer on the desk: somebody published or erased it.")


def _undo(what: str) -> str | None:
    entry, report = request.args.get("entry"), request.args.get("report")
    if entry and (found := _entry(entry)):
        is_deleted = found.state is State.DELETED
        return url_for("review.restore" if is_deleted else "review.publish", entry_id=entry)
    if report and what == "published" and _is_published(report):
        return url_for("published.withdraw", report_id=report)
    return None


def _see(what: str) -> str | None:
    report = request.args.get("report")
    is_there = what == "published" and report and _is_published(report)
    return url_for("reports.show", report_id=report) if is_there else None


def _is_published(report: str) -> bool:
    return any(one.id == report for one in current.store().reports())


def _entry(entry_id: str) -> Entry | None:
    try:
        return current.store().desk.one(entry_id)
    except NotOnDesk:
        return None
