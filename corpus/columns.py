"""The value columns of a table: what their cells are, and of which period."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.dates import MONTH
from corpus.marks import without_marks, without_stuck_digits
from corpus.periods import FoundPeriod, find_period, find_periods, parse_period
from corpus.report import Period, PeriodKind, Role, Table
from corpus.units import PERCENT, is_unit
from corpus.vocabulary import ColumnKind, vocabulary

_MONTHS = re.compile(rf"{MONTH}\s*(?:to|[-–—])\s*{MONTH}(?!\s*\d)", re.IGNORECASE)
_EARLIER = re.compile(r"\b(?:last|previous|prior|before)\b", re.IGNORECASE)
_BASELINE = re.compile(r"\bbaseline\b", re.IGNORECASE)
_STATUS = re.compile(
    r"(?:current\s+|overall\s+)?(?:rag|b?rag\s+(?:status|rating)|status|rating|traffic\s+lights?"
    r"|(?:on\s+)?target\s+(?:met|achieved|status)\??|met\??|on\s+target\??)",
    re.IGNORECASE,
)
_VERSUS = re.compile(r"\b(?:vs|v|versus|compared (?:with|to)|against)\b\.?", re.IGNORECASE)
# Columns of values over time: "2013/14 actual", "2014/15 actual", whose periods tell which is the latest.
_TIMED = (None, ColumnKind.CURRENT)


@dataclass(frozen=True, slots=True)
class Column:
    """A value column: what its cells are, the period in its header, or the column that holds its periods.

    `area` is the area that one of its headers names; `words` are its headers that say something else
    than a period, a kind, a unit or an area. One that `is_beside` says more of the column on its left.
    """

    header: str
    kind: ColumnKind | None
    role: Role | None
    period: Period | None
    period_column: int | None
    area: str | None = None
    words: tuple[str, ...] = ()
    is_beside: bool = False


def read_columns(table: Table, context: Period | None) -> tuple[Column, ...]:
    """The columns of a table in a report that covers `context`."""
    paths = [tuple(without_marks(part) for part in path) for path in table.column_paths]
    headers = [" ".join(path) for path in paths]
    kinds = [_kind(path, header, context) for path, header in zip(paths, headers, strict=True)]
    found = [_period(header, kind, context) for header, kind in zip(headers, kinds, strict=True)]
    periods = _within_months(table.title, [one.period if one else None for one in found])
    roles = _column_roles(kinds, _filled(table, periods), context)
    if not any(periods) and ColumnKind.PERIOD not in kinds:
        of_title = _title_period(table, context)
        periods = [
            of_title if _is_now(kind, header) else None for kind, header in zip(kinds, headers, strict=True)
        ]
    past = {index for index in range(len(roles)) if _is_past(index, roles, periods)}
    areas = _areas(paths)
    beside = _beside(headers, kinds, periods)
    return tuple(
        Column(
            header=table.columns[index],
            kind=kinds[index],
            role=roles[beside.get(index, index)]
            or (None if _is_outdone(index, headers, kinds) else _role(kinds[index], past=index in past)),
            period=periods[beside.get(index, index)],
            period_column=_period_column(kinds, index),
            area=areas[index],
            words=_words(path, areas[index], found[index]),
            is_beside=index in beside,
        )
        for index, path in enumerate(paths)
    )


def _is_outdone(index: int, headers: Sequence[str], kinds: Sequence[ColumnKind | None]) -> bool:
    """Whether a column is a baseline beside one of the year before: then that is the value before."""
    is_baseline = [_BASELINE.search(header) is not None for header in headers]
    return is_baseline[index] and any(
        kind is ColumnKind.PREVIOUS and not base for kind, base in zip(kinds, is_baseline, strict=True)
    )


def _column_roles(
    kinds: Sequence[ColumnKind | None], periods: Sequence[Period | None], context: Period | None
) -> list[Role | None]:
    """The roles that the columns' periods give them."""
    if (ColumnKind.CURRENT, None) in zip(kinds, periods, strict=True):
        return [None for _ in periods]  # "Current" by its words, the period said elsewhere
    timed = [p if kind in _TIMED else None for kind, p in zip(kinds, periods, strict=True)]
    return roles_over(timed, context)


def _filled(table: Table, periods: Sequence[Period | None]) -> list[Period | None]:
    """The periods of the columns; none of one that is still blank, since what is to come is not current."""
    rows = [row for row in table.rows if not row.is_group]
    return [
        period if any(index < len(row.cells) and row.cells[index].text for row in rows) else None
        for index, period in enumerate(periods)
    ]


def _is_past(index: int, roles: Sequence[Role | None], periods: Sequence[Period | None]) -> bool:
    """Whether a column is of an earlier period than a current one: "2013/14 outturn" beside quarters."""
    own = periods[index]
    now = [p.end for p, role in zip(periods, roles, strict=True) if p and p.end and role is Role.CURRENT]
    return own is not None and own.end is not None and any(own.end < end for end in now)


def _kind(path: tuple[str, ...], header: str, context: Period | None) -> ColumnKind | None:
    """What a column is by its headers, the innermost first.

    A change under "%" is one in per cent; one of two periods, one against the other, is of a change.
    """
    if parse_period(header, context) or (path and _STATUS.fullmatch(path[-1])):
        return None
    kind = (vocabulary().column_kind(path[-1]) if path else None) or vocabulary().column_kind(header)
    sides = _VERSUS.split(header)
    if kind is None and len(sides) == 2 and all(find_period(side, context) for side in sides):
        return ColumnKind.CHANGE
    in_percent = len(path) > 1 and is_unit(path[-1]) and PERCENT.search(path[-1])
    return ColumnKind.CHANGE_PERCENT if kind is ColumnKind.CHANGE and in_percent else kind


def _period(header: str, kind: ColumnKind | None, context: Period | None) -> FoundPeriod | None:
    """The period in a header: all of it, or beside words that tell the kind ("Target 2015/16")."""
    if kind in (ColumnKind.CHANGE, ColumnKind.CHANGE_PERCENT, ColumnKind.PERIOD, ColumnKind.NOTE):
        return None
    if kind is None and _VERSUS.search(header):
        return None  # "2022 vs. 5-Year Average" holds no value of 2022
    return find_period(header, context)


def _is_now(kind: ColumnKind | None, header: str) -> bool:
    """Whether a column is of the period that the table's title gives."""
    compares = kind in (ColumnKind.COMPARATOR, ColumnKind.RANK)
    return kind in _TIMED or (compares and _EARLIER.search(header) is None)


def _beside(
    headers: Sequence[str], kinds: Sequence[ColumnKind | None], periods: Sequence[Period | None]
) -> dict[int, int]:
    """The columns that come after each of several with a period ("2018, Share, 2019, Share"), and those."""
    again = {header for header in headers if header and headers.count(header) > 1}
    return {
        index: index - 1
        for index in range(1, len(headers))
        if headers[index] in again and not kinds[index] and not periods[index] and periods[index - 1]
    }


def _within_months(title: str, periods: Sequence[Period | None]) -> list[Period | None]:
    """The periods of columns headed by bare years, in the months of the title: "..., October to December"."""
    months = _MONTHS.search(title)
    years = [p for p in periods if p]
    if not months or not all(p.kind is PeriodKind.YEAR and p.raw.isdigit() for p in years):
        return list(periods)
    return [parse_period(f"{months.group()} {p.raw}") if p else None for p in periods]


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
        names_kind = vocabulary().column_kind(part) is not None or _STATUS.fullmatch(part) is not None
        known = 2 * inside > len(part) or is_unit(part) or names_kind
        if not known and (area is None or area_name(part) != area):
            words.append(_without_period(part, found, start) if inside > 0 else part)
        start = end + 1
    return tuple(words)


def _without_period(part: str, found: FoundPeriod | None, start: int) -> str:
    """A header without the period that stands in it: "Confident in the police, Dec 2019"."""
    if found is None:
        return part
    first, last = (max(0, place - start) for place in found.span)
    return " ".join(f"{part[:first]} {part[last:]}".split()).strip(" ,;:()–—-") or part


def _title_period(table: Table, context: Period | None) -> Period | None:
    """The period of a table whose title gives the only one: "Workforce as at 31 March 2015"."""
    found = find_periods(table.title, context)
    return found[0].period if len(found) == 1 else None


def _role(kind: ColumnKind | None, *, past: bool) -> Role | None:
    if kind is ColumnKind.CURRENT and past:
        return None
    return Role(kind.value) if kind and kind is not ColumnKind.PERIOD else None


def _period_column(kinds: Sequence[ColumnKind | None], index: int) -> int | None:
    after = index + 1
    return after if after < len(kinds) and kinds[after] is ColumnKind.PERIOD else None


def roles_over(periods: Sequence[Period | None], context: Period | None = None) -> list[Role | None]:
    """Of values over time, those that end last are current; the one before, if alike, previous.

    The same period of the year before is the one before, where there is one. Where the period that the
    report covers (`context`) is among them, shorter ones inside of it are neither.
    """
    timed = [p if p and p.end and not _is_inside(p, context, periods) else None for p in periods]
    ends = {period.end for period in timed if period and period.end}
    if not ends:
        return [None for _ in periods]
    latest = max(ends)
    current = {_sort(period) for period in timed if period and period.end == latest}
    before = {sort: _before(latest, [p for p in timed if p and _sort(p) == sort]) for sort in current}
    return [_role_of(period, latest, before) for period in timed]


def _is_inside(period: Period, context: Period | None, periods: Sequence[Period | None]) -> bool:
    """Whether a period is a part of the report's own, and that stands beside it."""
    if not (context and context.start and context.end and period.start and period.end):
        return False
    own = any(p and (p.start, p.end) == (context.start, context.end) for p in periods)
    is_part = context.start <= period.start and period.end <= context.end
    return own and is_part and (period.start, period.end) != (context.start, context.end)


def _before(latest: date, alike: Sequence[Period]) -> date | None:
    """The end of the same period a year before; else of the last one that ends before."""
    ends = [p.end for p in alike if p.end and p.end < latest]
    year_before = [end for end in ends if (end.year, end.month) == (latest.year - 1, latest.month)]
    return max(year_before or ends, default=None)


def _role_of(
    period: Period | None, latest: date, before: Mapping[tuple[PeriodKind, int], date | None]
) -> Role | None:
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
