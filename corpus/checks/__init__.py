"""What a report says twice, held together: changes, totals, sentences and statuses against the figures.

A finding says what is printed and what the rest of the report gives, never which is right. Where it cannot
be known that two things ought to agree, nothing is checked.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import localcontext

from corpus.checks.changes import changes
from corpus.checks.rows import rows_of
from corpus.checks.sentences import sentences
from corpus.checks.statuses import statuses
from corpus.checks.totals import totals
from corpus.checks.twice import twice, two_tables
from corpus.report import Figure, Finding, Report

__all__ = ["VERSION", "check"]

# Raised whenever a report already read would be found otherwise; the store then checks all of its own again.
VERSION = 2

_DIGITS = 20  # a longer number is no figure of a report
_PRECISION = 3 * _DIGITS  # sums and differences of such numbers are exact


def check(report: Report) -> tuple[Finding, ...]:
    """All that the checks find in a report, in the order of its lines."""
    report = replace(report, figures=tuple(filter(_is_plain, report.figures)))
    rows = rows_of(report.figures)
    with localcontext(prec=_PRECISION):
        found = (
            *changes(rows),
            *totals(report),
            *twice(rows),
            *two_tables(report),
            *sentences(report, rows),
            *statuses(rows),
        )
    return tuple(sorted(dict.fromkeys(found), key=lambda finding: (finding.lines, finding.kind)))


def _is_plain(figure: Figure) -> bool:
    return figure.value is None or len(figure.value.as_tuple().digits) <= _DIGITS
