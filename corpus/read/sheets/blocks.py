"""The blocks of a sheet: what stands together, apart from the rest by blank rows and columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.grid import RawCell

Row = tuple[RawCell, ...]


@dataclass(frozen=True)
class Block:
    """Cells that stand together on a sheet, in reading order."""

    cells: tuple[RawCell, ...]

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The cells by the row that they begin in; rows in which none begins are left out."""
        by_row: dict[int, list[RawCell]] = {}
        for cell in sorted(self.cells, key=lambda cell: (cell.row, cell.column)):
            by_row.setdefault(cell.row, []).append(cell)
        return tuple(map(tuple, by_row.values()))

    @cached_property
    def first_column(self) -> int:
        return min(cell.column for cell in self.cells)

    @cached_property
    def end_column(self) -> int:
        """The column after the last."""
        return max(cell.column + cell.columns for cell in self.cells)

    @property
    def width(self) -> int:
        return self.end_column - self.first_column

    @property
    def end_row(self) -> int:
        """The row after the last."""
        return max(cell.row + cell.rows for cell in self.cells)

    @cached_property
    def first_numbers(self) -> int:
        """Which of `rows` is the first with a number beside its label; their count where none has one."""
        return next((at for at, row in enumerate(self.rows) if self.has_numbers(row)), len(self.rows))

    def has_numbers(self, row: Row) -> bool:
        """Whether a row has a number that is not its label."""
        return any(cell.is_number for cell in row if cell.column > self.first_column)

    def is_text(self, row: Row) -> bool:
        """Whether a row is words alone across the block: a title, a note, the label of a group."""
        if len(row) != 1 or (row[0].is_number and row[0].column > self.first_column):
            return False
        return row[0].column == self.first_column or row[0].columns >= self.width

    def of_rows(self, rows: Sequence[Row]) -> Block:
        return Block(tuple(cell for row in rows for cell in row))


def blocks_of(cells: Sequence[RawCell]) -> Iterator[Block]:
    """The blocks of a sheet, from the top; side by side, from the left.

    A table goes on over a blank row where what follows has numbers and no headers of its own.
    """
    found: list[_Growing] = []
    for band in _bands(cells):
        for part in _side_by_side(band):
            _add(found, part)
    blocks = [Block(tuple(cell for part in one.parts for cell in part.cells)) for one in found]
    return iter(sorted(blocks, key=lambda block: (block.cells[0].row, block.first_column)))


@dataclass(slots=True)
class _Growing:
    """A block with what goes on under it."""

    parts: list[Block]
    first_column: int
    end_column: int
    is_table: bool


def _add(found: list[_Growing], part: Block) -> None:
    above = next((one for one in reversed(found) if _overlap(one, part)), None)
    if above is not None and _goes_on(above, part):
        above.parts.append(part)
    else:
        is_table = any(len(row) > 1 for row in part.rows)
        found.append(_Growing([part], part.first_column, part.end_column, is_table))


def _overlap(one: _Growing, other: Block) -> bool:
    return one.first_column < other.end_column and other.first_column < one.end_column


def _goes_on(above: _Growing, part: Block) -> bool:
    """Whether a block has numbers but no header row, and fits under the table above it."""
    if not above.is_table or part.first_numbers == len(part.rows):
        return False
    if part.first_column < above.first_column or part.end_column > above.end_column:
        return False
    return all(part.is_text(row) for row in part.rows[: part.first_numbers])


def _bands(cells: Sequence[RawCell]) -> Iterator[list[RawCell]]:
    """The cells between blank rows."""
    band: list[RawCell] = []
    end = 0
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        if band and cell.row > end:
            yield band
            band = []
        band.append(cell)
        end = max(end, cell.row + cell.rows)
    if band:
        yield band


def _side_by_side(band: Sequence[RawCell]) -> Iterator[Block]:
    """The blocks of a band: parted where a blank column stands before labels of their own.

    A title over all of the band is a block of its own, since it reaches over the blank columns.
    """
    whole = Block(tuple(band))
    heads = 0
    while heads < len(whole.rows) and whole.is_text(whole.rows[heads]):
        heads += 1
    body = whole.of_rows(whole.rows[heads:]) if heads < len(whole.rows) else None
    parts = _columns_apart(body) if body else []
    if len(parts) < 2:
        yield whole
        return
    if heads:
        yield whole.of_rows(whole.rows[:heads])
    yield from parts


def _columns_apart(body: Block) -> list[Block]:
    filled = sorted({c for cell in body.cells for c in range(cell.column, cell.column + cell.columns)})
    runs: list[list[int]] = []
    for column in filled:
        if runs and column == runs[-1][-1] + 1:
            runs[-1].append(column)
        else:
            runs.append([column])
    parts: list[Block] = []
    for run in runs:
        block = Block(tuple(cell for cell in body.cells if run[0] <= cell.column <= run[-1]))
        if parts and not (_stands_alone(block) and _stands_alone(parts[-1])):
            block = Block(tuple(sorted((*parts.pop().cells, *block.cells), key=lambda c: (c.row, c.column))))
        parts.append(block)
    return parts


def _stands_alone(block: Block) -> bool:
    """Whether a block is a table of its own: labels in its first column beside columns of numbers."""
    if block.width < 2:
        return False
    body = block.rows[block.first_numbers :]
    labels = [row[0] for row in body if row[0].column == block.first_column]
    return bool(body) and 2 * len(labels) >= len(body) and not any(cell.is_number for cell in labels)
