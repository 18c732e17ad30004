"""Which rows and columns of a grid are headers: from what the format says, else from its structure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.grid import Grid, RawCell
from corpus.vocabulary import ColumnKind, vocabulary

_MOST = 0.9  # a column of words may hold a few numbers
# A code of letters and digits ("CS02a", "KPI 4.1"), or one of an official list ("E23000013").
_CODE = re.compile(r"[A-Z]{1,6}[ ._/-]?\d+(?:[._/-]?\w{1,3})*")
_COUNTS_TIME = re.compile(r"(?:(?:financial|fiscal|calendar)\s+)?(?:year|quarter|month)", re.IGNORECASE)
_LISTED = re.compile(r"[A-Z]\d{8}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_WIDEST_STEP = 10  # years between two columns
_COUNTING = re.compile(r"\d{1,3}[.)]?$")


@dataclass(frozen=True, slots=True)
class Frame:
    """The headers of a grid: how many rows on top, and columns on the left from the first label column.

    `number` is the column that numbers the rows, before the labels, where there is one.
    """

    rows: int
    first: int
    columns: int
    number: int | None = None

    @property
    def values(self) -> int:
        """The first column of values."""
        return self.first + self.columns

    @property
    def label(self) -> int:
        """The column of the rows' own labels, the innermost of the header columns."""
        return self.values - 1


def find_frame(grid: Grid) -> Frame:
    """The header rows and columns of a grid."""
    rows = _header_rows(grid)
    numbered = _numbers_rows(grid, rows)
    first = 1 if numbered else 0
    return Frame(rows, first, _header_columns(grid, rows, first), 0 if numbered else None)


def _header_rows(grid: Grid) -> int:
    """The rows on top that only name: up to the first with a number, or with nothing but a label."""
    for index in range(grid.height):
        cells = grid.row(index)
        if cells and not _is_header(grid, index, cells):
            return index
    return 1 if grid.height > 1 else 0  # nothing but words: then the first row names the others


def _is_header(grid: Grid, index: int, cells: Sequence[RawCell]) -> bool:
    values = [cell for cell in cells if cell.column > 0]
    if index and not values:
        return False  # a label alone heads the rows that follow, not the columns
    if any(cell.is_header is not None for cell in values):
        return all(cell.is_header for cell in values)
    if index and cells[0].column == 0 and not _may_be_years([cell.text for cell in values]):
        return False
    return not any(cell.is_number for cell in values)


def _may_be_years(texts: Sequence[str]) -> bool:
    """Whether bare years beside a label are headers, in steps as years come; 2000 and 1950 are counts."""
    if not all(map(_YEAR.fullmatch, texts)):
        return True
    years = sorted({int(text) for text in texts})
    steps = {after - before for before, after in pairwise(years)}
    return len(steps) == 1 and max(steps) <= _WIDEST_STEP


def _numbers_rows(grid: Grid, rows: int) -> bool:
    """Whether the first column only counts the rows (1, 2, 3) or gives each a code, beside words."""
    body = [index for index in range(rows, grid.height) if not _is_across(grid, index)]
    codes = [cell.text for index in body if (cell := grid.at(index, 0)) and grid.at(index, 1)]
    labels = [cell for index in body if (cell := grid.at(index, 1))]
    if not labels or any(cell.is_number for cell in labels) or grid.width < 3:
        return False
    return _are_counted(codes) or _are_codes(codes, [cell.text for cell in labels])


def _is_across(grid: Grid, index: int) -> bool:
    """Whether one cell stands over the first two columns of a row."""
    return grid.at(index, 0) is not None and grid.at(index, 0) is grid.at(index, 1)


def _are_counted(texts: Sequence[str]) -> bool:
    counted = [int(re.sub(r"\D", "", text)) for text in texts if _COUNTING.match(text)]
    return len(counted) > 1 and len(counted) == len(texts) and counted == sorted(set(counted))


def _are_codes(texts: Sequence[str], labels: Sequence[str]) -> bool:
    """Whether texts are codes, each another; and shorter than what they stand for, but for official ones."""
    if len(texts) < 3 or len(set(texts)) < len(texts) or not all(map(_CODE.fullmatch, texts)):
        return False
    return all(map(_LISTED.fullmatch, texts)) or sum(map(len, texts)) < sum(map(len, labels))


def _header_columns(grid: Grid, rows: int, first: int) -> int:
    """The columns of labels: the first, and those after it that hold words before a column of numbers."""
    count = 1
    while first + count < grid.width - 1 and _holds_labels(grid, rows, first + count):
        count += 1
    has_numbers = any(
        cell.is_number
        for index in range(rows, grid.height)
        for cell in grid.row(index)
        if cell.column >= first + count
    )
    return count if has_numbers else 1


def _is_only_period(grid: Grid, rows: int, column: int) -> bool:
    """Whether no other column is headed as one of periods: then it tells that of all values after it."""
    heads = (grid.at(row, other) for row in range(rows) for other in range(grid.width) if other != column)
    return not any(vocabulary().column_kind(head.text) is ColumnKind.PERIOD for head in heads if head)


def _holds_labels(grid: Grid, rows: int, column: int) -> bool:
    cells = [cell for index in range(rows, grid.height) if (cell := grid.at(index, column))]
    if cells and all(cell.is_header for cell in cells):
        return True
    own = [cell for cell in cells if cell.column == column]
    heads = [head for index in range(rows) if (head := grid.at(index, column))]
    if heads and _COUNTS_TIME.fullmatch(heads[-1].text):
        return True  # a quarter or a month by its number
    kinds = {vocabulary().column_kind(head.text) for head in heads} - {None}
    if kinds and not (kinds == {ColumnKind.PERIOD} and _is_only_period(grid, rows, column)):
        return False  # periods and notes stand beside the values, and are read as such
    if own and all(_LISTED.fullmatch(cell.text) for cell in own):
        return False  # codes after the names that they stand for
    return bool(own) and sum(not cell.is_number for cell in own) >= _MOST * len(own)
