"""The cells that a question names side by side, or ranks: rows of one column, or columns of one row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.headers.cells import Cell
from qa.headers.linking import Linked

_FULLY = 0.01  # what a header that is named in full leaves unsaid


@dataclass(frozen=True, slots=True)
class Named:
    """Cells of one row or one column; `by_row` where their rows tell them apart."""

    cells: tuple[Cell, ...]
    by_row: bool


def named_cells(linked: Linked) -> Named:
    """The rows, or else the columns, that are each named in full, in the line of the best cell."""
    down = _named_in_full(_line(linked, by_row=True), by_row=True)
    across = _named_in_full(_line(linked, by_row=False), by_row=False)
    if len(down) >= len(across):
        return Named(tuple(down), by_row=True)
    return Named(tuple(across), by_row=False)


def ranked_cells(linked: Linked) -> Named:
    """The cells to rank: those named, if several are; else all rows of the best column but the totals.

    Where a group of rows is named ("which age group"), only its rows.
    """
    found = named_cells(linked)
    if len(found.cells) > 1:
        return found
    parts = [cell for cell in _line(linked, by_row=True) if not cell.row_heading.whole]
    groups = {cell.row_heading.path[:-1]: cell.row_fit.unsaid_outer for cell in parts}
    said = [group for group, unsaid in groups.items() if group and unsaid < 1]
    if said:
        group = min(said, key=lambda path: groups[path])
        parts = [cell for cell in parts if cell.row_heading.path[:-1] == group]
    return Named(tuple(parts), by_row=True)


def _line(linked: Linked, *, by_row: bool) -> list[Cell]:
    """The cells with numbers in the best cell's column (by row) or row, in the table's order."""
    best = linked.best
    line = [
        cell
        for cell in linked.cells
        if cell.table is best.table and cell.figure.value is not None
        if (cell.column == best.column if by_row else cell.row == best.row)
    ]
    return sorted(line, key=lambda cell: cell.row if by_row else cell.column)


def _named_in_full(cells: Sequence[Cell], *, by_row: bool) -> list[Cell]:
    """The cells whose header is named in full, and by words of its own: not one that another's name holds."""
    fits = [(cell, cell.row_fit if by_row else cell.column_fit) for cell in cells]
    full = [(cell, fit.said) for cell, fit in fits if fit.unsaid <= _FULLY and any(fit.worth)]
    return [cell for cell, said in full if not any(said < other for _, other in full)]
