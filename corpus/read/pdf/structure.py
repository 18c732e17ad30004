"""The area of a table -> its cells: by the lines that are drawn, and by where its words stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from corpus.grid import RawCell
from corpus.periods import parse_period
from corpus.read.pdf.area import Area, is_value
from corpus.read.pdf.columns import Column, covered, find_columns
from corpus.read.pdf.heads import head_cells
from corpus.read.pdf.indents import row_indents
from corpus.read.pdf.placed import Placed, joined_text
from corpus.read.pdf.rows import body_rows, first_body_line
from corpus.read.pdf.words import Line, Phrase, Word

_NOWHERE = (0, 0)
_CUT = 0.4  # of the type size, between words that the end of a column parts
_TICKS = 0.2  # of the rows that are a number alone, as along the axis of a chart
_NEAR = 1.0  # of the type size, between such a gap and the end of the column
_FILLED = 0.35  # of the places in the rows with more than a label


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
    read = _without_blank_columns((*heads, *cells), len(columns))
    return read if _is_table(read, height) else ()


def _is_table(cells: Sequence[RawCell], height: int) -> bool:
    """Whether cells are a table's, not the marks along the axes of a chart: its rows are named, or its columns,
    and most of its places are filled."""
    rows: dict[int, list[RawCell]] = {}
    for cell in cells:
        if cell.row >= height:
            rows.setdefault(cell.row, []).append(cell)
    full = [row for row in rows.values() if len(row) > 1]
    ticks = sum(len(row) == 1 and is_value(row[0].text) for row in rows.values())
    if len(full) < (1 if height else 2) or ticks > _TICKS * len(rows):
        return False
    width = max(cell.column + cell.columns for cell in cells)
    places = sum(cell.columns for row in full for cell in row)
    named = sum(_is_name(min(row, key=lambda c: c.column).text) for row in full)
    heads = {c for cell in cells if cell.row < height and _is_name(cell.text) for c in _columns_of(cell)}
    is_named = 2 * named >= len(full) or 2 * len(heads) >= width
    return places >= _FILLED * width * len(full) and is_named


def _is_name(text: str) -> bool:
    return any(letter.isalpha() for letter in text) or parse_period(text) is not None


def _placed(lines: Sequence[Line], columns: Sequence[Column], turned: Sequence[Phrase] = ()) -> list[Placed]:
    """The phrases of lines, each with the columns that it lies on."""
    upright = [
        Placed(part, *covered(part.left, part.right, columns), number)
        for number, line in enumerate(lines)
        for phrase in line.phrases
        for part in _cut(phrase, columns)
    ]
    if not lines:
        return upright
    inside = [p for p in turned if p.top < lines[-1].bottom + p.size]
    return upright + [Placed(p, *covered(p.left, p.right, columns), -1) for p in inside]


def _cut(phrase: Phrase, columns: Sequence[Column]) -> list[Phrase]:
    """A phrase cut where a column ends, if its words stand further apart there than elsewhere."""
    first, last = covered(phrase.left, phrase.right, columns)
    if first == last or len(phrase.words) < 2:
        return [phrase]
    cuts = {at for column in columns[first:last] if (at := _gap_at(column.end, phrase)) is not None}
    runs: list[list[Word]] = [[]]
    for at, word in enumerate(phrase.words):
        if at in cuts:
            runs.append([])
        runs[-1].append(word)
    return [Phrase(tuple(run), phrase.turn) for run in runs]


def _gap_at(edge: float, phrase: Phrase) -> int | None:
    """The number of the word that begins beyond the end of a column; `None` where no wide gap is there."""
    gaps = [after.left - before.right for before, after in pairwise(phrase.words)]
    least = max(_CUT * phrase.size, 1.4 * min(gaps) if len(gaps) > 1 else 0)
    found = [
        (gap, at)
        for at, gap in enumerate(gaps, 1)
        if gap >= least
        and phrase.words[at - 1].right - _NEAR * phrase.size <= edge <= phrase.words[at].left + _NEAR * phrase.size
    ]
    return max(found)[1] if found else None


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
    done: list[RawCell] = []
    for cell in sorted(cells, key=lambda c: (c.column, c.row)):
        above = done[-1] if done else None
        if above and _is_one_cell(area, above, cell, bounds, columns, height):
            done[-1] = replace(above, text=f"{above.text} {cell.text}", rows=cell.row - above.row + 1)
            continue
        first, last = _reach(area, cell.row - height, cell, bounds, taken, columns)
        done.append(replace(cell, row=height + first, rows=last - first + 1))
    return done


def _is_one_cell(
    area: Area,
    above: RawCell,
    cell: RawCell,
    bounds: Sequence[float],
    columns: Sequence[Column],
    height: int,
) -> bool:
    """Whether the words of two cells under each other are one cell's, for the line that parts the others is
    not drawn between them."""
    if (above.column, above.columns) != (cell.column, cell.columns) or is_value(cell.text) or is_value(above.text):
        return False
    left, right = columns[cell.column].start, columns[cell.column + cell.columns - 1].end
    between = bounds[max(0, above.row - height) : cell.row - height]
    drawn = [at for at in between if any(abs(at - line) < 2 for line in area.acrosses)]
    is_parted = [area.is_parted_across(at, left, right) for at in bounds]
    return (
        len(drawn) == len(between) > 0
        and any(is_parted)
        and not any(area.is_parted_across(at, left, right) for at in between)
    )


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
