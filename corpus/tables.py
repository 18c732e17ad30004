"""Raw grid -> Table. Mends what printing did: broken and merged cells, repeated headers, group rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.measure_names import is_part
from corpus.numbers import read_numbers
from corpus.periods import parse_period
from corpus.report import Cell, Row, Table
from corpus.vocabulary import ColumnKind, vocabulary

Grid = Sequence[tuple[Cell, ...]]

_EMPTY = Cell("", (0, 0))
_NUMBER = re.compile(r"(?:[A-Z]{1,4}[ -]?)?\d{1,3}(?:\.\d{1,2}){0,2}[a-z]?[.)]?$")  # "7", "1.2", "KPI 4"


@dataclass(frozen=True, slots=True)
class _Line:
    """A grid row with its leading columns told apart: the printed number, the label, the rest."""

    number: str | None
    label: Cell
    cells: tuple[Cell, ...]
    lines: tuple[int, int]
    is_group: bool = False


def read_table(grid: Grid, title: str, section: tuple[str, ...], notes: Iterable[Cell] = ()) -> Table:
    """The table that `grid` (its header row first) prints, in reading order.

    The steps are those of a careful reader: find the header, drop where it is printed again, tell
    the number and label columns from the rest, put cells under their headers, join broken rows,
    then let group rows head what follows and blank cells inherit.
    """
    header = grid[0] if not _is_data(grid[0]) else ()
    body = [row for row in grid[bool(header) :] if _first_text(row) and not same_header(row, header)]
    lead = _leading_columns(header, body)
    columns = _columns(header, body, lead)
    lines = _joined([_line(row, lead, len(columns)) for row in body])
    kinds = [vocabulary().column_kind(column) for column in columns]
    rows = _inherited(_grouped([_aligned(line, kinds) for line in lines]), kinds)
    corner = header[lead - 1].text if len(header) >= lead else ""
    corner = corner if _names_labels(corner) else ""
    marks = {cell.text: cell.marks for cell in header}
    return Table(
        title,
        section,
        columns,
        tuple(rows),
        tuple(notes),
        span(grid),
        corner=corner,
        column_marks=tuple(marks.get(column, ()) for column in columns),
    )


def same_header(row: Sequence[Cell], header: Sequence[Cell]) -> bool:
    """Whether a row prints the header's words; blank cells do not count, for a page may shift them."""
    return [c.text.lower() for c in row if c.text] == [c.text.lower() for c in header if c.text]


def looks_like_header(row: Sequence[Cell]) -> bool:
    """Whether a row can open a table: several words or periods, and no numbers of its own."""
    filled = [cell.text for cell in row if cell.text]
    return len(filled) > 1 and not any(read_numbers(text) and not parse_period(text) for text in filled)


def _is_data(row: Sequence[Cell]) -> bool:
    """Whether a row's values are mostly numbers, so that it cannot head the others."""
    values = [cell.text for cell in row if cell.text][1:]
    numbers = [text for text in values if read_numbers(text) and not parse_period(text)]
    return bool(values) and 2 * len(numbers) > len(values)


def continues(table: Grid, later: Grid) -> bool:
    """Whether `later` is the same table on another page: its header again, new rows or higher row numbers."""
    if not same_header(table[0], later[0]) or len(later) < 2:
        return False
    before, after = _printed_numbers(table), _printed_numbers(later)
    if before and after:
        return after[0] > before[-1]
    labels = {_first_text(row) for row in table[1:]}
    return bool(before) or not any(_first_text(row) in labels for row in later[1:])


def is_numbered(grid: Grid) -> bool:
    """Whether the rows of a grid are counted, so that a number tells which table a row goes on with."""
    return bool(_printed_numbers(grid))


def span(grid: Grid) -> tuple[int, int]:
    """The first and last source line of a grid."""
    lines = [cell.lines for row in grid for cell in row]
    return min(first for first, _ in lines), max(last for _, last in lines)


def _printed_numbers(grid: Grid) -> list[list[int]]:
    texts = [row[0].text for row in grid[1:] if row]
    return [[int(digits) for digits in re.findall(r"\d+", text)] for text in texts if _NUMBER.match(text)]


def _first_text(row: Sequence[Cell]) -> str:
    return next((cell.text for cell in row if cell.text), "")


def _leading_columns(header: Sequence[Cell], body: Grid) -> int:
    """How many columns stand before the values: 1 (labels), or 2 where numbers stand before the labels."""
    firsts = [row[0].text for row in body if sum(bool(cell.text) for cell in row) > 1]
    filled = [text for text in firsts if text]
    numbered = bool(filled) and all(_NUMBER.match(text) for text in filled)
    second_is_words = any(len(row) > 1 and re.search(r"[a-z]{3}", row[1].text, re.IGNORECASE) for row in body)
    headed_by_period = bool(header) and parse_period(header[0].text) is not None
    return 2 if numbered and second_is_words and not headed_by_period else 1


def _columns(header: Sequence[Cell], body: Grid, lead: int) -> tuple[str, ...]:
    """The header of each value column; a blank header belongs to the merged one on its left."""
    texts = [cell.text for cell in header]
    if len(texts) > lead and texts[lead - 1] and not texts[-1] and not _names_labels(texts[lead - 1]):
        texts = ["", *texts[:-1]]  # the page merged number and label columns in the header
    width = max((_filled_width(row) for row in body), default=len(texts))
    columns = [*texts[lead:], *[""] * (width - max(len(texts), lead))][: max(width, lead) - lead]
    for index, text in enumerate(columns):
        if not text and index:
            columns[index] = columns[index - 1]
    return tuple(columns)


def _names_labels(text: str) -> bool:
    """Whether a header cell over the labels is their own name ("Measure"), not one of a value column."""
    return vocabulary().column_kind(text) is None and parse_period(text) is None


def _filled_width(row: Sequence[Cell]) -> int:
    return max((index + 1 for index, cell in enumerate(row) if cell.text), default=0)


def _line(row: Sequence[Cell], lead: int, width: int) -> _Line:
    filled = [cell for cell in row if cell.text]
    lines = (min(c.lines[0] for c in filled), max(c.lines[1] for c in filled))
    padded = [*row, *[_EMPTY] * (lead + width - len(row))]
    values = tuple(padded[lead:])
    if len(filled) == 1 and row[0].text:  # a group row may start in the number column
        return _Line(None, filled[0], values, lines, is_group=True)
    label = padded[lead - 1]
    only_label = bool(label.text) and not any(cell.text for cell in values)
    return _Line(row[0].text or None if lead == 2 else None, label, values, lines, is_group=only_label)


def _joined(lines: Sequence[_Line]) -> list[_Line]:
    """Rows that a page or a narrow column broke, put together again."""
    rows: list[_Line] = []
    for line in lines:
        if rows and _is_rest_of(rows[-1], line):
            rows[-1] = _join(rows[-1], line)
        else:
            rows.append(line)
    return rows


def _is_rest_of(row: _Line, line: _Line) -> bool:
    if line.number or is_part(line.label.text) or _both_filled(row, line):
        return False
    if row.is_group and not row.number:
        return line.label.text[:1].islower() and not line.is_group
    if not line.label.text:
        return not row.is_group
    return line.label.text[0].islower() and not row.label.text.endswith((".", "?", ":"))


def _both_filled(row: _Line, line: _Line) -> bool:
    """Whether both print a number in one column: then the second is a row of its own."""
    return any(
        read_numbers(a.text) and read_numbers(b.text) for a, b in zip(row.cells, line.cells, strict=False)
    )


def _join(row: _Line, rest: _Line) -> _Line:
    cells = tuple(_join_cells(a, b) for a, b in zip(row.cells, rest.cells, strict=False))
    lines = (row.lines[0], max(row.lines[1], rest.lines[1]))
    label = _join_cells(row.label, rest.label)
    return replace(row, label=label, cells=cells, lines=lines, is_group=row.is_group and rest.is_group)


def _join_cells(a: Cell, b: Cell) -> Cell:
    if not a.text or not b.text:
        return a if a.text else b
    return Cell(f"{a.text} {b.text}", (a.lines[0], b.lines[1]), (*a.marks, *b.marks))


def _aligned(line: _Line, kinds: Sequence[ColumnKind | None]) -> _Line:
    """The row with its cells under the right headers, where a merged cell pulled the rest to the left."""
    if line.is_group or not line.cells or line.cells[-1].text:
        return line
    shifted = [(*line.cells[:at], _EMPTY, *line.cells[at:-1]) for at in range(1, len(line.cells))]
    best = min(shifted, key=lambda cells: _misfits(cells, kinds), default=line.cells)
    return replace(line, cells=best) if _misfits(best, kinds) < _misfits(line.cells, kinds) else line


def _misfits(cells: Sequence[Cell], kinds: Sequence[ColumnKind | None]) -> int:
    """How many cells cannot belong under their header: numbers under a period, periods under a number."""
    return sum(_misfit(cell.text, kind) for cell, kind in zip(cells, kinds, strict=False) if cell.text)


def _misfit(text: str, kind: ColumnKind | None) -> bool:
    is_period = parse_period(text) is not None or text.lower() == "year to date"
    if kind is ColumnKind.PERIOD:
        return not is_period and not vocabulary().is_absent(text)
    return (kind is ColumnKind.NOTE and bool(read_numbers(text))) or (kind is not None and is_period)


def _grouped(lines: Sequence[_Line]) -> list[Row]:
    """Rows under the group rows that head them.

    A part ("of which: rape") stands under the row that it is of. A group ends at the next group row, at a
    row that states an aim of its own, and where numbered rows go on after unnumbered members, or the other
    way round where the group row itself is numbered.
    """
    rows: list[Row] = []
    group: _Line | None = None
    saw_unnumbered = False
    for line in lines:
        if line.is_group:
            group, saw_unnumbered = line, False
            rows.append(Row((), line.number, line.label, (), line.lines, is_group=True))
            continue
        if group and line.number and (saw_unnumbered or group.number or vocabulary().aim(line.label.text)):
            group = None
        saw_unnumbered = saw_unnumbered or not line.number
        if is_part(line.label.text):
            over = next((row.label.text for row in reversed(rows) if not is_part(row.label.text)), None)
            above: tuple[str, ...] = (over,) if over else ()
        else:
            above = (group.label.text,) if group else ()
        rows.append(Row(above, line.number, line.label, line.cells, line.lines))
    return rows


def _inherited(rows: Sequence[Row], kinds: Sequence[ColumnKind | None]) -> list[Row]:
    """Within a group, a blank period or note is the one above: the page prints a merged cell once."""
    done: list[Row] = []
    for row in rows:
        above = done[-1] if done and done[-1].group == row.group and row.group else None
        cells = tuple(
            above.cells[i]
            if above and not cell.text and kinds[i] in _INHERITS and i < len(above.cells)
            else cell
            for i, cell in enumerate(row.cells)
        )
        done.append(replace(row, cells=cells))
    return done


_INHERITS = (ColumnKind.PERIOD, ColumnKind.NOTE)
