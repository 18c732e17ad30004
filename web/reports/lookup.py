"""Reports by their id, with the problem that an unknown one is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from flask import request

from index.store import NoSuchReport, Store, StoredReport
from web.problems import UNKNOWN_REPORT, Problem

if TYPE_CHECKING:
    from corpus.report import Report


def stored_report(store: Store, report_id: str) -> StoredReport:
    """What the list says of a report; raises Problem."""
    for stored in store.reports():
        if stored.id == report_id:
            return stored
    raise unknown(report_id)


def whole_report(store: Store, report_id: str) -> Report:
    """Raises Problem."""
    try:
        return store.report(report_id)
    except NoSuchReport as error:
        raise unknown(report_id) from error


def line_asked() -> int | None:
    """The line of a report that the address names."""
    line = request.args.get("line", "")
    return int(line[:9]) if line.isascii() and line.isdigit() else None


def by_period(stored: StoredReport) -> tuple[date, str]:
    """What to sort reports by: the end of their period, the newest last."""
    period = stored.facts.period
    return (period.end if period and period.end else date.min), stored.id


def unknown(report_id: str) -> Problem:
    return Problem(UNKNOWN_REPORT, f"No report here has the id {report_id[:100]!r}.")
