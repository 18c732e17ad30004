"""A word for a direction held against the row that it is said of."""

from __future__ import annotations

from decimal import Decimal

from corpus.periods import alike
from corpus.report import Figure
from qa.draft.claims import Finding, Verdict
from qa.draft.directions import Direction
from qa.draft.hold import not_found
from qa.draft.times import is_year_before
from qa.figures import Row
from qa.telling.wording import subject, value, when

_WAYS = {1: "it rose", -1: "it fell", 0: "it did not change"}


def held_way(said: Direction, row: Row, *, a_year: bool) -> Finding | None:
    """What the row says of the direction; `None` where it tells of no change."""
    if a_year and not is_year_before(row.previous, row.current):
        return not_found(row, "the report compares with another period, not with the year before")
    shown = _shown(row)
    if shown is None:
        return None
    moved, figures = shown
    way = (moved > 0) - (moved < 0)
    values = " to ".join(f"{value(figure)}{when(figure)}" for figure in figures)
    reason = (
        f"{subject(row.measure, row.area)}: {_WAYS[way]}, {'by ' if len(figures) == 1 else 'from '}{values}."
    )
    if way == said.way:
        return Finding(Verdict.SUPPORTED, reason, figures)
    other = said.other if way else None
    return Finding(Verdict.CONTRADICTED, reason, figures, _WAYS[way], other)


def _shown(row: Row) -> tuple[Decimal, tuple[Figure, ...]] | None:
    """The change, and the cells that show it: the two values, else the change as printed."""
    before, after = row.previous, row.current
    if (
        before
        and after
        and before.value is not None
        and after.value is not None
        and before.unit == after.unit
    ):
        if not alike(before.period, after.period) and after.unit != "%":
            return None
        return after.value - before.value, (before, after)
    changes = [f for f in (row.change, row.percent) if f and f.value is not None]
    return (changes[0].value or Decimal(0), (changes[0],)) if changes else None
