"""A table as any format hands it over: cells with their spans, laid out on a grid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from corpus.marks import without_marks
from corpus.numbers import read_numbers
from corpus.periods import parse_period
from corpus.vocabulary import vocabulary

_WORD = re.compile(r"[a-z]{3}", re.IGNORECASE)
_PERCENT = re.compile(r"per\s?cent(?:age points?)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as printed: its text with white space folded, its place from 0, and how far it spans.

    `is_header` is what the format says of it, `None` where the format does not tell. `indent` counts
    how far its text stands in. `lines` are where it stands in the source text. `exact` is the number that
    a workbook's cell holds, where that is more than what it shows (3140.62 in a cell that prints "3,141").
    """

    text: str
    row: int
    column: int
    lines: tuple[int, int]
    rows: int = 1
    columns: int = 1
    is_header: bool | None = None
    indent: int = 0
    exact: Decimal | None = None

    @property
    def is_number(self) -> bool:
        """Whether it states a number, or that there is none.

        A year or another period is a header's word, and so is a number with words about it ("95%
        confidence interval", "12 to 15 years").
        """
        if parse_period(without_marks(self.text)) is not None:
            return False
        is_worded = _WORD.search(_PERCENT.sub("", self.text)) is not None
        return vocabulary().is_absent(self.text) or (not is_worded and bool(read_numbers(self.text)))


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells by place; a cell that spans several places stands at each of them."""

    cells: Mapping[tuple[int, int], RawCell]
    height: int
    width: int

    def at(self, row: int, column: int) -> RawCell | None:
        """The cell at a place; `None` where there is none, or where nothing is printed."""
        cell = self.cells.get((row, column))
        return cell if cell and cell.text else None

    def row(self, row: int) -> tuple[RawCell, ...]:
        """The cells that begin in a row, left to right, without blank ones."""
        found = dict.fromkeys(filter(None, (self.at(row, column) for column in range(self.width))))
        return tuple(cell for cell in found if cell.row == row)

    def lines(self) -> tuple[int, int]:
        """The first and last source line."""
        spans = [cell.lines for cell in self.cells.values()]
        return min(first for first, _ in spans), max(last for _, last in spans)


def lay_out(cells: Iterable[RawCell]) -> Grid:
    """The grid of the cells; where two claim a place, the first has it. Raises ValueError for no cells."""
    placed: dict[tuple[int, int], RawCell] = {}
    for cell in cells:
        for row in range(cell.row, cell.row + cell.rows):
            for column in range(cell.column, cell.column + cell.columns):
                placed.setdefault((row, column), cell)
    if not placed:
        raise ValueError("a table without cells")
    height, width = (1 + max(place[axis] for place in placed) for axis in (0, 1))
    return Grid(MappingProxyType(placed), height, width)
