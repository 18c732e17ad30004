"""The area of a table -> its cells: by the lines that are drawn, and by where its words stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.grid import RawCell
from corpus.periods import parse_period
from corpus.read.pdf.area import Area
from corpus.read.pdf.charts import is_chart
from corpus.read.pdf.columns import find_columns
from corpus.read.pdf.heads import head_cells
from corpus.read.pdf.indents import row_indents
from corpus.read.pdf.placed import Placed, joined_text
from corpus.read.pdf.placing import place_body, place_heads
from corpus.read.pdf.rows import body_rows, first_body_line
from corpus.read.pdf.spans import Body, columns_of, over_rows

_NOWHERE = (0, 0)
_FILLED = 0.35  # of the places in the rows with more than a label


def read_cells(area: Area) -> tuple[RawCell, ...]:
    """The cells of a table, none where it has not two columns and two rows."""
    first = first_body_line(area)
    body, head = area.lines[first:], area.lines[:first]
    columns = find_columns(body or area.lines, area.downs, area.box[0], area.box[2])
    if len(columns) < 2 or not body:
        return ()
    turned = [phrase for phrase in area.turned if phrase.bottom < body[0].bottom]
    heads, height = head_cells(area, place_heads(head, turned, columns), columns)
    rows = body_rows(area, place_body(body, columns))
    cells = _body_cells(rows)
    if area.is_ruled:
        cells = over_rows(cells, Body(area, columns, rows))
    told = False if heads else None  # without a header, what the first row is shows in its words
    below = [replace(cell, row=cell.row + height, is_header=told) for cell in cells]
    read = _without_blank_columns([*heads, *below])
    return read if _is_table(read, height) else ()


def _is_table(cells: Sequence[RawCell], height: int) -> bool:
    """Whether cells are a table's, not the marks along the axes of a chart.

    Its rows are named, or its columns, and most of its places are filled.
    """
    rows: dict[int, list[RawCell]] = {}
    for cell in cells:
        if cell.row >= height:
            rows.setdefault(cell.row, []).append(cell)
    full = [row for row in rows.values() if len(row) > 1]
    if len(full) < (1 if height else 2) or is_chart(list(rows.values())):
        return False
    width = max(cell.column + cell.columns for cell in cells)
    places = sum(cell.columns for row in full for cell in row)
    named = sum(_is_name(min(row, key=lambda c: c.column).text) for row in full)
    heads = {c for cell in cells if cell.row < height and _is_name(cell.text) for c in columns_of(cell)}
    is_named = 2 * named >= len(full) or 2 * len(heads) >= width
    return places >= _FILLED * width * len(full) and is_named


def _is_name(text: str) -> bool:
    return any(letter.isalpha() for letter in text) or parse_period(text) is not None


def _body_cells(rows: Sequence[Sequence[Placed]]) -> list[RawCell]:
    """The cells of the rows: what stands in one row and in one column, or over several, is one cell."""
    cells: list[RawCell] = []
    indents = row_indents(rows)
    for number, row in enumerate(rows):
        for group in _by_columns(row):
            first = min(p.first for p in group)
            span = max(p.last for p in group) - first + 1
            text = joined_text([p.phrase for p in group])
            indent = indents.get(number, 0) if first == 0 else 0
            cells.append(RawCell(text, number, first, _NOWHERE, 1, span, indent=indent))
    return cells


def _by_columns(row: Sequence[Placed]) -> list[list[Placed]]:
    """The phrases of a row by the columns that they share."""
    groups: list[list[Placed]] = []
    for placed in sorted(row, key=lambda p: (p.first, p.last)):
        if groups and placed.first <= max(p.last for p in groups[-1]):
            groups[-1].append(placed)
        else:
            groups.append([placed])
    return groups


def _without_blank_columns(cells: Sequence[RawCell]) -> tuple[RawCell, ...]:
    """The cells without columns in which nothing begins."""
    used = sorted({cell.column for cell in cells})
    if len(used) < 2:
        return ()
    place = {column: at for at, column in enumerate(used)}
    done = []
    for cell in cells:
        last = max(at for column, at in place.items() if column < cell.column + cell.columns)
        span = last - place[cell.column] + 1
        done.append(replace(cell, column=place[cell.column], columns=span))
    return tuple(done)
