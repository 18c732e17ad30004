"""One row as a line of a list."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.periods import in_words
from corpus.report import Figure
from qa.figures import Row
from qa.telling.wording import count, listed, subject, value, when

MOST_LINES = 14  # longer lists are cut


def line(row: Row, among: Sequence[Row], figure: Figure | None = None) -> str:
    """A row, named by what tells it from the others, with its `figure`, or without one its change."""
    areas, measures = ({other.area for other in among}, {other.measure for other in among})
    both = subject(row.measure, row.area)
    name = both if len(areas) > 1 and len(measures) > 1 else row.area if len(areas) > 1 else row.measure
    return f"{name}: {value(figure)}{when(figure)}" if figure else f"{name}: {_change(row)}"


def named_among(row: Row, rows: Sequence[Row]) -> str:
    """What tells a row from the others: its area, its measure, or both."""
    if len({r.measure for r in rows}) == 1 and row.area:
        return row.area
    return row.measure if len({r.area for r in rows}) == 1 else subject(row.measure, row.area)


def changed(row: Row) -> str:
    """A row's change with its two periods: "from 24 to 32, +8 and +35%, between ... and ..."."""
    change = _change(row)
    if row.previous and row.current and row.previous.period and row.current.period:
        return f"{change}, between {in_words(row.previous.period)} and {in_words(row.current.period)}"
    return change


def printed_changes(row: Row) -> list[str]:
    """The changes that the report prints: in number, in per cent or both."""
    return [count(figure) for figure in (row.change, row.percent) if figure and figure.value is not None]


def _change(row: Row) -> str:
    before, after = row.previous, row.current
    span = f"from {count(before)} to {count(after)}" if before and after else ""
    return ", ".join(part for part in (span, listed(printed_changes(row))) if part)
