"""The area of a table -> its cells: by the lines that are drawn, and by where its words stand."""

from __future__ import annotations

from collections.abc import Sequence
from corpus.grid import RawCell
from corpus.read.pdf.area import Area
from corpus.read.pdf.columns import Column, covered, find_columns
from corpus.read.pdf.heads import head_cells
from corpus.read.pdf.indents import row_indents
from corpus.read.pdf.placed import Placed, joined_text
from corpus.read.pdf.rows import body_rows, first_body_line
from corpus.read.pdf.words import Line, Phrase

_NOWHERE = (0, 0)


def read_cells(area: Area) -> tuple[RawCell, ...]:
    """The cells of a table, none where it has not two columns and two rows."""
    first = first_body_line(area)
    body, head = area.lines[first:], area.lines[:first]
    columns = find_columns(body or area.lines, area.downs, area.box[0], area.box[2])
    if len(columns) < 2 or not body:
        return ()
    heads, height = head_cells(area, _placed(head, columns, area.turned), columns)
    rows = body_rows(area, _placed(body, columns), columns)
    cells = _body_cells(area, rows, columns, height)
    return _without_blank_columns((*heads, *cells), len(columns))


def _placed(lines: Sequence[Line], columns: Sequence[Column], turned: Sequence[Phrase] = ()) -> list[Placed]:
    """The phrases of lines, each with the columns that it lies on."""
    upright = [Placed(p, *covered(p.left, p.right, columns), n) for n, ln in enumerate(lines) for p in ln.phrases]
    if not lines:
        return upright
    inside = [p for p in turned if p.top < lines[-1].bottom + p.size]
    return upright + [Placed(p, *covered(p.left, p.right, columns), -1) for p in inside]


def _body_cells(
    area: Area, rows: Sequence[Sequence[Placed]], columns: Sequence[Column], height: int
) -> list[RawCell]:
    """The cells of the rows: what stands in one row and in one column, or over several, is one cell."""
    cells: list[RawCell] = []
    indents = row_indents(rows)
    for number, row in enumerate(rows):
        for group in _by_columns(row):
            first = min(p.first for p in group)
            last = max(p.last for p in group)
            text = joined_text([p.phrase for p in group])
            indent = indents.get(number, 0) if first == 0 else 0
            cells.append(
                RawCell(text, height + number, first, _NOWHERE, 1, last - first + 1, indent=indent)
            )
    return _spanning_rows(area, cells, rows, columns, height)


def _by_columns(row: Sequence[Placed]) -> list[list[Placed]]:
    """The phrases of a row by the columns that they share."""
    groups: list[list[Placed]] = []
    for placed in sorted(row, key=lambda p: (p.first, p.last)):
        if groups and placed.first <= max(p.last for p in groups[-1]):
            groups[-1].append(placed)
        else:
            groups.append([placed])
    return groups


def _spanning_rows(
    area: Area,
    cells: Sequence[RawCell],
    rows: Sequence[Sequence[Placed]],
    columns: Sequence[Column],
    height: int,
) -> list[RawCell]:
    """The cells, those that drawn lines close in over several rows with all of these."""
    if not area.is_ruled:
        return list(cells)
    bounds = _bounds(area, rows)
    taken = {(cell.row - height, column) for cell in cells for column in _columns_of(cell)}
    done = []
    for cell in cells:
        own = cell.row - height
        first, last = _reach(area, own, cell, bounds, taken, columns)
        done.append(
            RawCell(cell.text, height + first, cell.column, _NOWHERE, last - first + 1, cell.columns,
                    indent=cell.indent)  # fmt: skip
        )
    return done


def _columns_of(cell: RawCell) -> range:
    return range(cell.column, cell.column + cell.columns)


def _bounds(area: Area, rows: Sequence[Sequence[Placed]]) -> list[float]:
    """The height between each row and the next: a drawn line, or the middle between them."""
    bounds = []
    for above, below in zip(rows, rows[1:], strict=False):
        top, bottom = max(p.phrase.bottom for p in above), min(p.phrase.top for p in below)
        low, high = min(p.phrase.base for p in above), max(p.phrase.base for p in below)
        drawn = [at for at in area.acrosses if low - 2 <= at <= high]
        middle = (top + bottom) / 2
        bounds.append(min(drawn, key=lambda at: abs(at - middle)) if drawn else middle)
    return bounds


def _reach(
    area: Area,
    own: int,
    cell: RawCell,
    bounds: Sequence[float],
    taken: set[tuple[int, int]],
    columns: Sequence[Column],
) -> tuple[int, int]:
    """The first and last row of a cell: over blank places, up to a drawn line."""
    left, right = columns[cell.column].start, columns[cell.column + cell.columns - 1].end

    def is_open(bound: int, row: int) -> bool:
        is_drawn_elsewhere = any(abs(at - bounds[bound]) < 2 for at in area.acrosses)
        is_blank = all((row, column) not in taken for column in _columns_of(cell))
        return is_blank and is_drawn_elsewhere and not area.is_parted_across(bounds[bound], left, right)

    first = last = own
    while first and is_open(first - 1, first - 1):
        first -= 1
    while last < len(bounds) and is_open(last, last + 1):
        last += 1
    return first, last


def _without_blank_columns(cells: Sequence[RawCell], count: int) -> tuple[RawCell, ...]:
    """The cells without columns in which nothing begins."""
    used = sorted({cell.column for cell in cells})
    if len(used) < 2:
        return ()
    place = {column: at for at, column in enumerate(used)}
    done = []
    for cell in cells:
        last = max(at for column, at in place.items() if column < cell.column + cell.columns)
        span = last - place[cell.column] + 1
        done.append(
            RawCell(cell.text, cell.row, place[cell.column], _NOWHERE, cell.rows, span,
                    cell.is_header, cell.indent)  # fmt: skip
        )
    return tuple(done)
