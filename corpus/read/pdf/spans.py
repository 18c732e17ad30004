"""Cells that go over several rows: where the line that parts the others is not drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from corpus.grid import RawCell
from corpus.read.pdf.area import Area, is_value
from corpus.read.pdf.columns import Column
from corpus.read.pdf.placed import Placed

_SAME = 2.0  # points between a bound of rows and the line drawn there


@dataclass(frozen=True)
class Body:
    """The body of a table that is ruled: its columns, and what stands in each row."""

    area: Area
    columns: Sequence[Column]
    rows: Sequence[Sequence[Placed]]

    @cached_property
    def bounds(self) -> list[float]:
        """The height between each row and the next: a drawn line, or the middle between them."""
        return [_bound(self.area, above, below) for above, below in pairwise(self.rows)]

    def is_drawn(self, bound: int) -> bool:
        """Whether a line is drawn between a row and the next, in some column."""
        return any(abs(at - self.bounds[bound]) < _SAME for at in self.area.acrosses)

    def is_parted(self, bound: int, cell: RawCell) -> bool:
        """Whether it is drawn in the columns of a cell."""
        left = self.columns[cell.column].start
        right = self.columns[cell.column + cell.columns - 1].end
        return self.area.is_parted_across(self.bounds[bound], left, right)


def columns_of(cell: RawCell) -> range:
    return range(cell.column, cell.column + cell.columns)


def over_rows(cells: Sequence[RawCell], body: Body) -> list[RawCell]:
    """The cells, those that drawn lines close in over several rows with all of these. Rows count from 0."""
    taken = {(cell.row, column) for cell in cells for column in columns_of(cell)}
    done: list[RawCell] = []
    for cell in sorted(cells, key=lambda c: (c.column, c.row)):
        above = done[-1] if done else None
        if above and _is_one_cell(above, cell, body):
            text = f"{above.text} {cell.text}"
            done[-1] = replace(above, text=text, rows=cell.row - above.row + 1)
            continue
        first, last = _reach(cell, body, taken)
        done.append(replace(cell, row=first, rows=last - first + 1))
    return done


def _bound(area: Area, above: Sequence[Placed], below: Sequence[Placed]) -> float:
    top, bottom = max(p.phrase.bottom for p in above), min(p.phrase.top for p in below)
    low, high = min(p.phrase.base for p in above), max(p.phrase.base for p in below)
    drawn = [at for at in area.acrosses if low - _SAME <= at <= high]
    middle = (top + bottom) / 2
    return min(drawn, key=lambda at: abs(at - middle)) if drawn else middle


def _is_one_cell(above: RawCell, cell: RawCell, body: Body) -> bool:
    """Whether the words of two cells under each other are one cell's: no line parts them where others are."""
    same = (above.column, above.columns) == (cell.column, cell.columns)
    if not same or is_value(cell.text) or is_value(above.text):
        return False
    between = range(above.row, cell.row)
    is_open = all(body.is_drawn(bound) and not body.is_parted(bound, cell) for bound in between)
    return is_open and any(body.is_parted(bound, cell) for bound in range(len(body.bounds)))


def _reach(cell: RawCell, body: Body, taken: set[tuple[int, int]]) -> tuple[int, int]:
    """The first and last row of a cell: over blank places, up to a drawn line."""

    def is_open(bound: int, row: int) -> bool:
        is_blank = all((row, column) not in taken for column in columns_of(cell))
        return is_blank and body.is_drawn(bound) and not body.is_parted(bound, cell)

    first = last = cell.row
    while first and is_open(first - 1, first - 1):
        first -= 1
    while last < len(body.bounds) and is_open(last, last + 1):
        last += 1
    return first, last
