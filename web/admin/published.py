"""A published report in its editors' hands: corrected, taken back, deleted."""

from __future__ import annotations

from flask import Blueprint, make_response, render_template
from werkzeug.wrappers import Response as AnyResponse

from corpus.periods import in_words
from index.desk import UNDO
from index.entry import NotOnDesk, State
from index.files import NoOriginal
from index.store import NoSuchReport, StoredReport
from web import current
from web.admin.doing import after, done, worker
from web.admin.review import SOON_S, changes, corrected, given_facts, said, shown_facts, wrong_with
from web.problems import NOT_FOUND, Problem
from web.reports.lookup import stored_report, unknown
from web.security.signing_in import who

published = Blueprint("published", __name__, url_prefix="/admin/reports/published/<report_id>")


@published.get("")
def show(report_id: str) -> str:
    return _page(stored_report(current.store(), report_id))


@published.post("")
def correct(report_id: str) -> AnyResponse:
    """Reads the report again with what was corrected; until that is done, readers see it as it was."""
    stored, given = stored_report(current.store(), report_id), given_facts()
    if errors := wrong_with(given):
        return make_response(_page(stored, given, errors), 400)
    changed = changes(stored.facts, given)
    if not changed:
        return after("saved", "published.show", report_id=report_id)
    try:
        described = corrected(current.store().described(report_id), changed)
        entry = current.store().desk.copy(report_id, described, who())
    except NoOriginal as error:
        raise Problem(NOT_FOUND, "The file of this report is not held. Upload it again.") from error
    current.store().audit.add(who(), "corrected", stored.facts.title, said(changed))
    worker().wake(SOON_S)
    return after("saved", entry=_replaced(entry, report_id))


@published.post("/withdraw")
def withdraw(report_id: str) -> AnyResponse:
    return _taken(report_id, State.WITHDRAWN, "took back")


@published.post("/delete")
def delete(report_id: str) -> AnyResponse:
    return _taken(report_id, State.DELETED, "deleted")


def _taken(report_id: str, state: State, did: str) -> AnyResponse:
    stored = stored_report(current.store(), report_id)
    try:
        entry = current.store().desk.take(report_id, who(), state)
    except NoSuchReport as error:
        raise unknown(report_id) from error
    current.store().audit.add(who(), did, stored.facts.title, report_id)
    return after(state.value, entry=entry)


def _replaced(entry: str, report_id: str) -> str | None:
    """The version that the corrected one replaced, to go back to; None while it is not read yet."""
    try:
        current.store().desk.one(entry)
    except NotOnDesk:
        replaced = current.store().desk.listed((State.REPLACED,))
        return next((one.id for one in replaced if one.report == report_id), None)
    return None


def _page(
    stored: StoredReport,
    given: dict[str, str] | None = None,
    errors: list[tuple[str, str]] | None = None,
) -> str:
    period = stored.facts.period
    return render_template(
        "admin/published.html",
        stored=stored,
        given=given or shown_facts(stored.facts),
        period=period and in_words(period),
        errors=errors or [],
        done=done(),
        days=UNDO.days,
    )
