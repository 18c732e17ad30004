"""Grid -> Table: the headers over each column and before each row, however they are stacked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.frame import Frame, find_frame
from corpus.grid import Grid, RawCell, lay_out
from corpus.report import Cell, Row, Table
from corpus.subtotals import depths
from corpus.units import PERCENT, is_unit
from corpus.vocabulary import ColumnKind, vocabulary

Path = tuple[str, ...]

_SUBTOTAL = re.compile(r"sub-?\s?totals?\b", re.IGNORECASE)
_BETWEEN = " – "  # between the headers of one column, where they are said in one


def read_grid(
    cells: Iterable[RawCell], title: str, section: tuple[str, ...], notes: Iterable[Cell] = ()
) -> Table:
    """The table that `cells` print: every row and column with all of its headers, outermost first.

    This is what every format's reader ends in. Raises ValueError where there is no cell at all.
    """
    grid = lay_out(cells)
    frame = find_frame(grid)
    body, below = _body(grid, frame)
    paths = _column_paths(grid, frame)
    return Table(
        title,
        section,
        columns=tuple(_BETWEEN.join(path) for path in paths),
        rows=tuple(_rows(grid, frame, body, paths)),
        notes=(*notes, *below),
        lines=grid.lines(),
        stacked=paths,
        corner=corner.text if frame.rows and (corner := grid.at(frame.rows - 1, frame.label)) else "",
        keys=_keys(grid, frame),
    )


def _keys(grid: Grid, frame: Frame) -> Path:
    """The headers over the columns of labels; none where there is one such column."""
    if frame.columns < 2 or not frame.rows:
        return ()
    heads = [grid.at(frame.rows - 1, column) for column in range(frame.first, frame.values)]
    return tuple(head.text if head else "" for head in heads)


def _body(grid: Grid, frame: Frame) -> tuple[list[int], list[Cell]]:
    """The rows under the headers, and the notes that stand below the last one with values."""
    heads = [_texts(grid, index) for index in range(frame.rows)]
    filled = [i for i in range(frame.rows, grid.height) if grid.row(i) and _texts(grid, i) not in heads]
    last = max((i for i in filled if _values(grid, frame, i)), default=-1)
    below = [_cell(cell) for i in filled if i > last for cell in grid.row(i)]
    return [i for i in filled if i <= last], below


def _texts(grid: Grid, index: int) -> Path:
    return tuple(cell.text.casefold() for cell in grid.row(index))


def _values(grid: Grid, frame: Frame, index: int) -> list[RawCell]:
    """The cells of a row that stand under the value columns, without a label that spans into them."""
    cells = (grid.at(index, column) for column in range(frame.values, grid.width))
    return [cell for cell in cells if cell and cell.column >= frame.values]


def _column_paths(grid: Grid, frame: Frame) -> tuple[Path, ...]:
    """The headers over each value column."""
    columns = range(frame.values, grid.width)
    heads = [[_head(grid, frame, row, column) for row in range(frame.rows)] for column in columns]
    return tuple(
        _without_repeats(head) if _has_header(grid, frame, column) else ()
        for column, head in zip(columns, heads, strict=True)
    )


def _has_header(grid: Grid, frame: Frame, column: int) -> bool:
    """Whether a column is headed: remarks beside the table, under no header of their own, are not."""
    if any(grid.at(row, column) for row in range(frame.rows)):
        return True
    cells = (grid.at(row, column) for row in range(frame.rows, grid.height))
    return any(cell.is_number for cell in cells if cell)


def _head(grid: Grid, frame: Frame, row: int, column: int) -> RawCell | None:
    """The header cell at a place; a blank one belongs to its neighbour on the left, under the same header."""
    if grid.at(row, column) or column == frame.values:
        return grid.at(row, column)
    blank = grid.cells.get((row, column))
    if blank and (blank.is_header or blank.columns > 1 or blank.rows > 1):
        return None  # the format tells of this cell, and that it is blank
    left = _head(grid, frame, row, column - 1)
    if left is None or left.columns > 1:
        return None  # nothing there, or the format tells how far it reaches
    is_under_one = row == 0 or _head(grid, frame, row - 1, column) is _head(grid, frame, row - 1, column - 1)
    return left if is_under_one or all(is_unit(cell.text) for cell in grid.row(row)) else None


def _without_repeats(cells: Iterable[RawCell | None]) -> Path:
    """The texts of the cells, one that spans several places or is printed again right below only once."""
    texts: list[str] = []
    for cell in cells:
        if cell and (not texts or texts[-1].casefold() != cell.text.casefold()):
            texts.append(cell.text)
    return tuple(texts)


def _rows(grid: Grid, frame: Frame, body: Sequence[int], paths: Sequence[Path]) -> list[Row]:
    """The body's rows, each under the rows and columns that head it."""
    drafts = [_row(grid, frame, index) for index in body]
    indents = [cell.indent if (cell := grid.at(index, frame.label)) else 0 for index in body]
    if not any(indents) and not any(row.is_group or row.group for row in drafts) and not _repeated(drafts):
        columns = [column for column, path in enumerate(paths, frame.values) if _adds_up(path)]
        indents = depths([[grid.at(index, column) for column in columns] for index in body])
    return _nested(drafts, indents) if any(indents) else _grouped(drafts)


def _adds_up(path: Path) -> bool:
    """Whether the numbers under these headers may be added: no percentages, no changes."""
    header = " ".join(path)
    changes = (ColumnKind.CHANGE, ColumnKind.CHANGE_PERCENT, ColumnKind.RANK)
    return not PERCENT.search(header) and vocabulary().column_kind(header) not in changes


def _row(grid: Grid, frame: Frame, index: int) -> Row:
    """A row under its own header columns; what heads it from above is not known yet."""
    labels = [_label(grid, frame, index, column) for column in range(frame.first, frame.values)]
    path = _without_repeats(labels)
    values = _values(grid, frame, index)
    lines = [cell.lines for cell in grid.row(index)]
    number = grid.at(index, frame.number) if frame.number is not None else None
    own = next((cell for cell in reversed(labels) if cell), None)
    if own is None and number and not values:
        own, number = number, None  # the label of a group that begins where the others are numbered
    return Row(
        group=path[:-1],
        number=number.text if number else None,
        label=_cell(own) if own else Cell("", lines[0]),
        cells=tuple(_cell(grid.at(index, c)) for c in range(frame.values, grid.width)) if values else (),
        lines=(min(first for first, _ in lines), max(last for _, last in lines)),
        is_group=not values,
        keys=tuple(cell.text if cell else "" for cell in labels) if frame.columns > 1 else (),
    )


def _label(grid: Grid, frame: Frame, index: int, column: int) -> RawCell | None:
    """The header cell of a row in one column; a blank outer one goes on from above."""
    found = grid.at(index, column)
    if found or column == frame.label or not grid.at(index, frame.label):
        return found
    if (index, column) in grid.cells and grid.cells[index, column].is_header:
        return None
    return _label(grid, frame, index - 1, column) if index > frame.rows else None


def _nested(rows: Sequence[Row], indents: Sequence[int]) -> list[Row]:
    """Rows under those before them that stand further out, whether these have values or not.

    A subtotal between the rows heads none of those that come after it.
    """
    done: list[Row] = []
    open_rows: list[tuple[int, str]] = []
    for row, indent in zip(rows, indents, strict=True):
        is_subtotal = _SUBTOTAL.match(row.label.text) is not None and not row.is_group
        over = [(depth, label) for depth, label in open_rows if depth < indent]
        if not is_subtotal:
            open_rows = over
        above = tuple(label for _, label in over)
        done.append(replace(row, group=(*above, *row.group)))
        if not is_subtotal:
            open_rows.append((indent, row.label.text))
    return done


def _grouped(rows: Sequence[Row]) -> list[Row]:
    """Rows under the group rows above them: two in a row are an outer and an inner one.

    Where no group row stands, but the same labels come again and again, each time under a label that
    comes once ("Violent, robbery, assault; Other, robbery, assault"), that one heads them.
    """
    again = _repeated(rows)
    done: list[Row] = []
    groups: Path = ()
    run = 0  # how many group rows stand right above
    for at, row in enumerate(rows):
        if row.is_group:
            run += 1
            groups = (*(groups if run > 1 else ()), row.label.text)
            done.append(replace(row, group=groups[:-1]))
            continue
        run = 0
        if again and row.label.text not in again:
            opens = at + 1 < len(rows) and rows[at + 1].label.text in again
            groups = (row.label.text,) if opens else ()
            done.append(row)
        else:
            done.append(replace(row, group=(*groups, *row.group)))
    return done


def _repeated(rows: Sequence[Row]) -> frozenset[str]:
    """The labels that come more than once, where they come in blocks and nothing else groups the rows."""
    if any(row.is_group or row.group for row in rows):
        return frozenset()
    counts = Counter(row.label.text for row in rows)
    again = frozenset(label for label, count in counts.items() if count > 1)
    blocks = sum(one.label.text not in again and two.label.text in again for one, two in pairwise(rows))
    return again if len(again) > 1 and blocks > 1 else frozenset()


def _cell(cell: RawCell | None) -> Cell:
    return Cell(cell.text, cell.lines, exact=cell.exact) if cell else Cell("", (0, 0))
