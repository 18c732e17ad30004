"""A change that two rows of a report print for one thing, to two cut-off dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from corpus.checks.rows import FigureRow, printed, same_thing
from corpus.periods import in_words
from corpus.report import Figure, Finding, FindingKind, Period, Role

CLOSE = timedelta(days=31)  # cut-off dates further apart are of two periods, which nobody takes for one
_FEW = 3  # more rows on one thing are a series, in which every row has its own date
_CHANGES = (Role.CHANGE, Role.CHANGE_PERCENT)


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
