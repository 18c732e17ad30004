"""A change between two stated days ("from 31 March 2016 to 30 September 2018"), each of a figure as at it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from corpus.report import Figure, PeriodKind, Role
from qa.case import Case, Outcome
from qa.evidence import Draft
from qa.figures import areas_asked, held_figures
from qa.question import Missing, Query, Status, Wants
from qa.telling import calculate
from qa.telling.change import movement
from qa.telling.wording import subject

_OF_CHANGE = (Wants.CHANGE, Wants.LOOKUP, Wants.YES_NO, Wants.TREND)


def between_days(draft: Draft, case: Case) -> Outcome | None:
    """Answer from the figures as at the two days; `None` where the question or the figures are of no days."""
    query, known = case.query, case.known
    days = _days(query)
    if days is None or query.missing or not query.measures or not (query.areas or len(known.parts) < 2):
        return None
    areas = areas_asked(query, known, query.measure_names)
    figures = held_figures(known, case.library.store, query.measure_names, areas, query.reports or None)
    as_at = [f for f in figures if f.period and f.period.kind is PeriodKind.AS_AT and _is_value(f)]
    if not as_at:
        return None
    told = [
        _tell(draft, pair)
        for name in query.measure_names
        for area in areas
        if (pair := _pair([f for f in as_at if (f.measure, f.area) == (name, area)], days, case))
    ]
    if not told:
        return case.not_there(draft, tuple(Missing("period", period.raw) for period in query.periods))
    return Outcome(Status.ANSWERED, case.read_as(()))


def _days(query: Query) -> tuple[date, date] | None:
    """The first and the last day of the one stretch that is stated, where a change over it is asked for."""
    if len(query.when) != 1 or not query.periods or query.wants not in _OF_CHANGE or query.asks_why:
        return None
    (period,) = query.periods
    if period.kind is not PeriodKind.RANGE or period.start is None or period.end is None:
        return None
    if period.start.day == 1:
        return None  # "in March 2016", "April to June": a time, and not two days at which something stood
    return period.start, period.end


def _is_value(figure: Figure) -> bool:
    return figure.role in (Role.CURRENT, Role.PREVIOUS, None) and figure.value is not None


def _pair(figures: Sequence[Figure], days: tuple[date, date], case: Case) -> tuple[Figure, Figure] | None:
    """The figures as at the two days, each as last published; `None` where one is not held."""
    by_day = {
        f.period.end: f
        for f in sorted(figures, key=lambda f: case.known.report_end(f.where.report))
        if f.period and f.period.end
    }
    before, after = (by_day.get(day) for day in days)
    return (before, after) if before and after and before.unit == after.unit else None


def _tell(draft: Draft, pair: tuple[Figure, Figure]) -> bool:
    before, after = pair
    moved = calculate.difference(after, before)
    draft.say(f"{movement(subject(after.measure or '', after.area), before, after, moved)}.", pair, (moved,))
    return True
