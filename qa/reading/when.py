"""The periods that a question states: which it asks about, and which only name a report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from corpus.periods import FoundPeriod, find_periods
from corpus.report import Period, PeriodKind, Role
from qa.question import Span, When
from qa.reading.patterns import says
from qa.reading.phrases import Token
from qa.reading.span import financial_quarters, find_span

_YEAR = re.compile(r"\d\d\d\d|['’]\d\d")
_A_QUARTER = timedelta(days=92)


@dataclass(frozen=True, slots=True)
class Stated:
    """The periods in a question's words; `of_reports` name reports ("in the April to June 2014 report").

    `span` is the stretch of time that a question of a course is about; its words stand at `places`.
    """

    found: tuple[FoundPeriod, ...]
    of_reports: tuple[Period, ...]
    span: Span | None = None
    places: tuple[tuple[int, int], ...] = ()

    def has(self, token: Token) -> bool:
        """Whether a token is a word of a period."""
        spans = (*(found.span for found in self.found), *self.places)
        return any(first <= token.span[0] < last for first, last in spans)

    def when(self, relative: Sequence[Role]) -> tuple[When, ...]:
        """The periods asked about; `relative` are the sides asked for in words ("now", "last year")."""
        periods = [found.period for found in self.found]
        to_date = any(period.kind is PeriodKind.YEAR_TO_DATE for period in periods)
        sides = dict.fromkeys((*((Role.CURRENT,) if to_date else ()), *relative))
        dated = (
            When(period=period)
            for period in periods
            if period.kind is not PeriodKind.YEAR_TO_DATE and period not in self.of_reports
        )
        return (*dated, *(When(relative=side) for side in sides))


def find_stated(text: str, context: Period | None) -> Stated:
    """The periods that `text` states; `context`, a report's period, lends a missing year.

    "may" is a month only where the grammar makes it one.
    """
    found = _with_quarters(text, [_in_the_past(one, context) for one in find_periods(text, context)])
    meant = tuple(f for f in found if f.period.raw.lower() != "may" or says(text, "period.month_may"))
    named = tuple(one.period for one in meant if _names_report(text, one))
    course = find_span(text, [one for one in meant if one.period not in named])
    return Stated(meant, named, course.span, course.places) if course else Stated(meant, named)


def _with_quarters(text: str, found: Sequence[FoundPeriod]) -> list[FoundPeriod]:
    """The periods with the quarters that are said with a plain year, in the order of the text."""
    quarters = list(financial_quarters(text))
    apart = [
        one for one in found if all(one.span[1] <= q.span[0] or q.span[1] <= one.span[0] for q in quarters)
    ]
    return sorted((*apart, *quarters), key=lambda one: one.span)


def _names_report(text: str, found: FoundPeriod) -> bool:
    """Whether a period names a report and not what the figure is of."""
    first, last = found.span
    return says(text[last:], "period.of_report_after") or says(text[:first], "period.of_report_before")


def _in_the_past(found: FoundPeriod, context: Period | None) -> FoundPeriod:
    """A month without a year is the last one before the report's end: "since March" looks back."""
    period, end = found.period, context.end if context else None
    if end is None or period.end is None or _YEAR.search(period.raw) or period.end <= end + _A_QUARTER:
        return found
    back = replace(period, start=period.start and _year_before(period.start), end=_year_before(period.end))
    return FoundPeriod(back, found.span)


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)
