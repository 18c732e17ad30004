"""The value columns of a table: what their cells are, and of which period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corpus.marks import without_marks, without_stuck_digits
from corpus.periods import FoundPeriod, find_period, find_periods, parse_period
from corpus.report import Period, PeriodKind, Role, Table
from corpus.units import is_unit
from corpus.vocabulary import ColumnKind, vocabulary

# Columns of values over time: "2013/14 actual", "2014/15 actual", whose periods tell which is the latest.
_TIMED = (None, ColumnKind.CURRENT)


@dataclass(frozen=True, slots=True)
class Column:
    """A value column: what its cells are, the period in its header, or the column that holds its periods.

    `area` is the area that one of its headers names; `words` are its headers that say something else
    than a period, a kind, a unit or an area.
    """

    header: str
    kind: ColumnKind | None
    role: Role | None
    period: Period | None
    period_column: int | None
    area: str | None = None
    words: tuple[str, ...] = ()


def read_columns(table: Table, context: Period | None) -> tuple[Column, ...]:
    """The columns of a table in a report that covers `context`."""
    paths = [tuple(without_marks(part) for part in path) for path in table.column_paths]
    headers = [" ".join(path) for path in paths]
    kinds = [_kind(header, context) for header in headers]
    found = [_period(header, kind, context) for header, kind in zip(headers, kinds, strict=True)]
    periods = [one.period if one else None for one in found]
    roles = _column_roles(kinds, periods)
    if not any(periods) and ColumnKind.PERIOD not in kinds:
        of_title = _title_period(table, context)
        periods = [of_title if kind in _TIMED else None for kind in kinds]
    areas = _areas(paths)
    return tuple(
        Column(
            header=table.columns[index],
            kind=kinds[index],
            role=roles[index] or _role(kinds[index]),
            period=periods[index],
            period_column=_period_column(kinds, index),
            area=areas[index],
            words=_words(path, areas[index], found[index]),
        )
        for index, path in enumerate(paths)
    )


def _column_roles(kinds: Sequence[ColumnKind | None], periods: Sequence[Period | None]) -> list[Role | None]:
    """The roles that the columns' periods give them."""
    if (ColumnKind.CURRENT, None) in zip(kinds, periods, strict=True):
        return [None for _ in periods]  # "Current" by its words, the period said elsewhere
    return roles_over([p if kind in _TIMED else None for kind, p in zip(kinds, periods, strict=True)])


def _kind(header: str, context: Period | None) -> ColumnKind | None:
    return None if parse_period(header, context) else vocabulary().column_kind(header)


def _period(header: str, kind: ColumnKind | None, context: Period | None) -> FoundPeriod | None:
    """The period in a header: all of it, or beside words that tell the kind ("Target 2015/16")."""
    if kind in (ColumnKind.CHANGE, ColumnKind.CHANGE_PERCENT, ColumnKind.PERIOD, ColumnKind.NOTE):
        return None
    return find_period(header, context)


def _areas(paths: Sequence[tuple[str, ...]]) -> list[str | None]:
    """The area that each column's headers name; none at all where only one area is named so."""
    named = [next((name for part in path if (name := area_name(part))), None) for path in paths]
    return named if len(set(named) - {None}) > 1 else [None for _ in paths]


def area_name(text: str) -> str | None:
    """The name of an area that a header is, without its footnote marks; `None` where it is no known area."""
    name = without_stuck_digits(text)
    return name if vocabulary().areas_named(name) else None


def _words(path: tuple[str, ...], area: str | None, found: FoundPeriod | None) -> tuple[str, ...]:
    """The headers of a column that say something else than its period, kind, unit or area."""
    words: list[str] = []
    start = 0
    for part in path:
        end = start + len(part)
        inside = min(end, found.span[1]) - max(start, found.span[0]) if found else 0
        known = 2 * inside > len(part) or is_unit(part) or vocabulary().column_kind(part)
        if not known and (area is None or area_name(part) != area):
            words.append(part)
        start = end + 1
    return tuple(words)


def _title_period(table: Table, context: Period | None) -> Period | None:
    """The period of a table whose title gives the only one: "Workforce as at 31 March 2015"."""
    found = find_periods(table.title, context)
    return found[0].period if len(found) == 1 else None


def _role(kind: ColumnKind | None) -> Role | None:
    return Role(kind.value) if kind and kind is not ColumnKind.PERIOD else None


def _period_column(kinds: Sequence[ColumnKind | None], index: int) -> int | None:
    after = index + 1
    return after if after < len(kinds) and kinds[after] is ColumnKind.PERIOD else None


def roles_over(periods: Sequence[Period | None]) -> list[Role | None]:
    """Of values over time, those that end last are current; the one before, if alike, previous."""
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
