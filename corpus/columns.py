"""The value columns of a table: what their cells are, and of which period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corpus.periods import find_period, find_periods, parse_period
from corpus.report import Period, PeriodKind, Role, Table
from corpus.vocabulary import ColumnKind, vocabulary

# Columns of values over time: "2013/14 actual", "2014/15 actual", whose periods tell which is the latest.
_TIMED = (None, ColumnKind.CURRENT)


@dataclass(frozen=True, slots=True)
class Column:
    """A value column: what its cells are, the period in its header, or the column that holds its periods."""

    header: str
    kind: ColumnKind | None
    role: Role | None
    period: Period | None
    period_column: int | None


def read_columns(table: Table, context: Period | None) -> tuple[Column, ...]:
    """The columns of a table in a report that covers `context`."""
    kinds = [_kind(header, context) for header in table.columns]
    periods = [_period(header, kind, context) for header, kind in zip(table.columns, kinds, strict=True)]
    if not any(periods) and ColumnKind.PERIOD not in kinds:
        periods = [_title_period(table, context) for _ in kinds]
        return tuple(
            Column(header, kind, _role(kind), period if kind in _TIMED else None, None)
            for header, kind, period in zip(table.columns, kinds, periods, strict=True)
        )
    roles = _roles([p if kind in _TIMED else None for kind, p in zip(kinds, periods, strict=True)])
    if (ColumnKind.CURRENT, None) in zip(kinds, periods, strict=True):
        roles = [None for _ in periods]  # "Current" by its words, the period said elsewhere
    return tuple(
        Column(header, kind, role or _role(kind), period, _period_column(kinds, index))
        for index, (header, kind, period, role) in enumerate(
            zip(table.columns, kinds, periods, roles, strict=True)
        )
    )


def _kind(header: str, context: Period | None) -> ColumnKind | None:
    return None if parse_period(header, context) else vocabulary().column_kind(header)


def _period(header: str, kind: ColumnKind | None, context: Period | None) -> Period | None:
    """The period in a header: all of it, or beside words that tell the kind ("Target 2015/16")."""
    if kind in (ColumnKind.CHANGE, ColumnKind.CHANGE_PERCENT, ColumnKind.PERIOD, ColumnKind.NOTE):
        return None
    found = find_period(header, context)
    return found.period if found else None


def _title_period(table: Table, context: Period | None) -> Period | None:
    """The period of a table whose title gives the only one: "Workforce as at 31 March 2015"."""
    found = find_periods(table.title, context)
    return found[0].period if len(found) == 1 else None


def _role(kind: ColumnKind | None) -> Role | None:
    return Role(kind.value) if kind and kind is not ColumnKind.PERIOD else None


def _period_column(kinds: Sequence[ColumnKind | None], index: int) -> int | None:
    after = index + 1
    return after if after < len(kinds) and kinds[after] is ColumnKind.PERIOD else None


def _roles(periods: Sequence[Period | None]) -> list[Role | None]:
    """Of columns headed by periods, those that end last are current; the one before, if alike, previous."""
    ends = {period.end for period in periods if period and period.end}
    if not ends:
        return [None for _ in periods]
    latest = max(ends)
    current = {_sort(period) for period in periods if period and period.end == latest}
    before: dict[tuple[PeriodKind, int], date] = {}
    for period in periods:
        if period and period.end and period.end < latest and _sort(period) in current:
            before[_sort(period)] = max(period.end, before.get(_sort(period), period.end))
    return [_role_of(period, latest, before) for period in periods]


def _role_of(period: Period | None, latest: date, before: dict[tuple[PeriodKind, int], date]) -> Role | None:
    if period is None or period.end is None:
        return None
    if period.end == latest:
        return Role.CURRENT
    return Role.PREVIOUS if before.get(_sort(period)) == period.end else None


def _sort(period: Period) -> tuple[PeriodKind, int]:
    """What makes two periods alike: their kind, and their length in months."""
    if period.start is None or period.end is None:
        return period.kind, 0
    months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month
    return period.kind, months
