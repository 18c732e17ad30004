"""Tables whose columns are aligned by blanks, with or without a rule under their headers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.numbers import clean
from corpus.read.layout import (
    Stretch,
    fits,
    gap_layout,
    is_line,
    is_rule,
    is_value,
    place_row,
    rule_layout,
    spanned,
    stretches,
)
from corpus.report import Cell

Line = tuple[int, str]
Grid = tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Aligned:
    """A table among the lines of a run: `start` and `end` (excluded) count them from 0."""

    start: int
    end: int
    layout: tuple[Stretch, ...]
    grid: Grid


def find_aligned(run: Sequence[Line], before: tuple[Stretch, ...] = ()) -> Aligned | None:
    """The table in a run of lines that are not blank, or `None`.

    `before` is the layout of the table before it, which a page may have cut: rows without a header of
    their own belong to it.
    """
    rows = [() if is_line(line) else stretches(line) for _, line in run]
    several = [at for at, row in enumerate(rows) if len(row) > 1]
    lines = [at for at, row in enumerate(rows) if not row]
    if not several:
        return None
    first = _first(rows, several, lines)
    headers = _headers(rows, first, lines)
    if headers > first:
        layout = _layout(run, rows, first, headers)
    else:
        layout = before if fits([rows[at] for at in several], before) else ()
    if len(layout) < 2 or not _has_values(rows[headers:], layout):
        return None
    end = _end(rows, several[-1], layout)
    head = _head(run[first:headers], rows[first:headers], layout)
    body = (at for at in range(headers, end) if rows[at])
    return Aligned(first, end, layout, (*head, *(_row(run[at], rows[at], layout) for at in body)))


def _first(rows: Sequence[tuple[Stretch, ...]], several: Sequence[int], lines: Sequence[int]) -> int:
    """The first line of the table: a line above its headers that stands in heads several of them."""
    first = min(several[0], lines[0]) if lines else several[0]
    while first and rows[first - 1] and rows[first - 1][0].start > 0 and rows[first]:
        first -= 1
    return first


def _headers(rows: Sequence[tuple[Stretch, ...]], first: int, lines: Sequence[int]) -> int:
    """The index after the header lines: of the line drawn under them, else of the first row with a value."""
    values = next((at for at in range(first, len(rows)) if _is_body(rows[at])), first)
    drawn = (at for at in lines if first < at and any(rows[first:at]))
    return next(drawn, values) if any(at <= values for at in lines) else values


def _is_body(row: Sequence[Stretch]) -> bool:
    return (len(row) == 1 and row[0].start == 0) or any(is_value(stretch.text) for stretch in row[1:])


def _layout(
    run: Sequence[Line], rows: Sequence[tuple[Stretch, ...]], first: int, headers: int
) -> tuple[Stretch, ...]:
    """The columns: those of a rule that is drawn over each, else what lies between the gaps of the body."""
    rule = next((line for _, line in run[first : headers + 1] if is_rule(line)), None)
    if rule:
        return rule_layout(rule)
    heads = [row for row in rows[first:headers] if len(row) > 1]
    body = [row for row in rows[headers:] if len(row) > 1]
    layout, widest = gap_layout(body), max(heads, key=len, default=())
    if len(layout) < len(widest) and fits(body, widest):
        return widest  # a label runs up to its number, so that no gap goes through all rows
    return _widened(layout, heads)


def _widened(layout: tuple[Stretch, ...], heads: Sequence[tuple[Stretch, ...]]) -> tuple[Stretch, ...]:
    """The layout with the columns that have a header and no body: nothing is printed in them."""
    columns = list(layout)
    for head in heads:
        if len(head) in (len(layout), len(layout) - 1):
            continue
        columns += [s for s in head if all(s.overlap(column) <= 0 for column in columns)]
    return tuple(sorted(columns, key=lambda column: column.start))


def _has_values(rows: Sequence[tuple[Stretch, ...]], layout: Sequence[Stretch]) -> bool:
    """Whether most of the rows state a value: a list in two columns, or spaced text, is no table."""
    several = [row for row in rows if len(row) > 1]
    valued = sum(any(is_value(stretch.text) for stretch in row[1:]) for row in several)
    return bool(several) and 2 * valued >= len(several) and len(layout) > 1


def _end(rows: Sequence[tuple[Stretch, ...]], last: int, layout: Sequence[Stretch]) -> int:
    """The index after the table's last line: the rest of a broken label may stand below the last values."""
    end = last + 1
    while end < len(rows) and (not rows[end] or _is_rest(rows[end], layout)):
        end += 1
    return end


def _is_rest(row: Sequence[Stretch], layout: Sequence[Stretch]) -> bool:
    return len(row) == 1 and row[0].text[0].islower() and row[0].end <= layout[1].start


def _head(
    run: Sequence[Line], rows: Sequence[tuple[Stretch, ...]], layout: Sequence[Stretch]
) -> tuple[tuple[Cell, ...], ...]:
    """The header rows: lines that break one header are one row; one that heads several columns is another."""
    heads: list[tuple[Cell, ...]] = []
    for (number, _), row in zip(run, rows, strict=True):
        placed = _header_row(number, row, layout)
        over = any(len(spanned(stretch, layout)) > 1 for stretch in row)
        if heads and not over and not _heads_several(rows, layout):
            heads[-1] = tuple(_join(above, below) for above, below in zip(heads[-1], placed, strict=True))
        elif row:
            heads.append(placed)
    return tuple(heads)


def _heads_several(rows: Sequence[tuple[Stretch, ...]], layout: Sequence[Stretch]) -> bool:
    return bool(rows) and any(len(spanned(stretch, layout)) > 1 for stretch in rows[0])


def _header_row(number: int, row: Sequence[Stretch], layout: Sequence[Stretch]) -> tuple[Cell, ...]:
    cells = [""] * len(layout)
    in_order = len(row) == len(layout) or (len(row) == len(layout) - 1 and row[0].start >= layout[0].end)
    skip = len(layout) - len(row)
    for at, stretch in enumerate(row):
        column = at + skip if in_order else spanned(stretch, layout)[0]
        cells[column] = f"{cells[column]} {stretch.text}".strip()
    return tuple(Cell(clean(text), (number, number)) for text in cells)


def _join(above: Cell, below: Cell) -> Cell:
    if not above.text or not below.text:
        return above if above.text else below
    return Cell(f"{above.text} {below.text}", (above.lines[0], below.lines[1]))


def _row(line: Line, row: Sequence[Stretch], layout: Sequence[Stretch]) -> tuple[Cell, ...]:
    number, _ = line
    texts = (
        place_row(row, layout) if len(row) > 1 or row[0].start else (row[0].text, *[""] * (len(layout) - 1))
    )
    return tuple(Cell(clean(text), (number, number)) for text in texts)
