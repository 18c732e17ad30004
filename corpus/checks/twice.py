"""One thing that two rows of a report print: a change to two cut-off dates, a value for one period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from corpus.checks.rows import FigureRow, amount, is_count, leeway, printed, same_thing
from corpus.periods import in_words
from corpus.report import Figure, Finding, FindingKind, Period, Report, Role

CLOSE = timedelta(days=31)  # cut-off dates further apart are of two periods, which nobody takes for one
_FEW = 3  # more rows on one thing are a series, in which every row has its own date
_CHANGES = (Role.CHANGE, Role.CHANGE_PERCENT)
_VALUES = (Role.CURRENT, Role.PREVIOUS, None)

Thing = tuple[object, ...]  # a measure, an area, a period and a unit


@dataclass(frozen=True, slots=True)
class _Latest:
    """The latest changes that a row prints, and the period that they are to."""

    row: FigureRow
    changes: tuple[Figure, ...]
    period: Period
    end: date

    def of(self, role: Role | None) -> Figure | None:
        return next((figure for figure in self.changes if figure.role is role), None)

    @property
    def said(self) -> str:
        both = " and ".join(map(printed, self.changes))
        return f"{both} ({in_words(self.period)})"


def twice(rows: Iterable[FigureRow]) -> Iterator[Finding]:
    """Pairs of rows on one measure in one area that print other changes to dates less than a month apart."""
    by_thing: dict[tuple[tuple[str, ...], str], list[_Latest]] = {}
    for row in rows:
        thing, latest = same_thing(row.measure), _latest(row)
        if thing and row.area and latest:
            by_thing.setdefault((thing, row.area), []).append(latest)
    for several in by_thing.values():
        if len(several) > _FEW:
            continue
        for one, other in combinations(several, 2):
            if one.end != other.end and abs(one.end - other.end) <= CLOSE and _differ(one, other):
                yield _finding(one, other)


def _latest(row: FigureRow) -> _Latest | None:
    changes = [figure for figure in row.figures if figure.role in _CHANGES and figure.value is not None]
    ends = [figure.period.end for figure in changes if figure.period and figure.period.end]
    if not ends:
        return None
    latest = [figure for figure in changes if figure.period and figure.period.end == max(ends)]
    periods = {figure.period for figure in latest if figure.period}
    return _Latest(row, tuple(latest), periods.pop(), max(ends)) if len(periods) == 1 else None


def _differ(one: _Latest, other: _Latest) -> bool:
    """Whether a change of one kind and unit stands in both with different numbers."""
    pairs = [(figure, other.of(figure.role)) for figure in one.changes]
    return any(b is not None and a.unit == b.unit and a.value != b.value for a, b in pairs)


def _finding(one: _Latest, other: _Latest) -> Finding:
    said = (
        f"{other.row.subject}: the report prints {one.said}, but {other.said}. The dates differ, so both can "
        "be right: this is no error."
    )
    return Finding(
        FindingKind.DATES,
        " and ".join(map(printed, one.changes)),
        " and ".join(map(printed, other.changes)),
        _ids((*one.changes, *other.changes)),
        (one.row.lines, other.row.lines),
        said,
    )


def _ids(figures: Sequence[Figure]) -> tuple[str, ...]:
    return tuple(figure.id for figure in figures)


def two_tables(report: Report) -> Iterator[Finding]:
    """Values that two tables print differently for one thing and period.

    Tables may share labels and be about other things (crimes, and those solved). That two are about the same
    is shown by their numbers: where more agree than differ, those that differ are odd.
    """
    agreeing: dict[tuple[int, int], int] = {}
    differing: dict[tuple[int, int], list[tuple[Figure, Figure]]] = {}
    for places in _in_tables(report).values():
        for (one, first), (other, second) in combinations(places.items(), 2):
            if len(first) != 1 or len(second) != 1 or len(places) > _FEW:
                continue
            if _is_one_number(first[0], second[0]):
                agreeing[one, other] = agreeing.get((one, other), 0) + (first[0].value != 0)
            else:
                differing.setdefault((one, other), []).append((first[0], second[0]))
    for tables, pairs in differing.items():
        if agreeing.get(tables, 0) > len(pairs):
            yield from (_two_values(first, second) for first, second in pairs)


def _in_tables(report: Report) -> dict[Thing, dict[int, list[Figure]]]:
    """The values of each thing, by the tables (counted from 0) that print it."""
    table_of = {
        line: n for n, table in enumerate(report.tables) for line in range(table.lines[0], table.lines[1] + 1)
    }
    found: dict[Thing, dict[int, list[Figure]]] = {}
    for figure in report.figures:
        table, period = table_of.get(figure.where.lines[0]), figure.period
        if table is None or period is None or not (figure.area and figure.measure) or figure.value is None:
            continue
        if figure.role in _VALUES:
            unit = "count" if is_count(figure) else figure.unit  # "crimes" or nothing: some tables do not say
            thing = (same_thing(figure.measure), figure.area, period.kind, period.start, period.end, unit)
            found.setdefault(thing, {}).setdefault(table, []).append(figure)
    return found


def _is_one_number(first: Figure, second: Figure) -> bool:
    """Whether two figures print one number, to as many decimals as both have."""
    return abs(amount(first) - amount(second)) <= max(leeway(first), leeway(second))


def _two_values(first: Figure, second: Figure) -> Finding:
    when = f", {in_words(first.period)}" if first.period else ""
    both = f"one table prints {printed(first)}, another {printed(second)}"
    said = f"{first.measure} in {first.area}{when}: {both}."
    lines = (first.where.lines, second.where.lines)
    return Finding(FindingKind.TWICE, printed(first), printed(second), _ids((first, second)), lines, said)
