"""A report's source laid out to be read: headings, paragraphs, lists and tables, every line with its anchor.

Each block holds the numbers of the source lines that it stands for, so that `#L293` lands on it.
A line that no record claims is shown as a paragraph: nothing of the source is lost.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import groupby

from corpus.report import Cell, Paragraph, Report, Row, Section, Table

MOST_ROWS = 200
"""Rows to a block of a table."""


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Item:
    """A bullet, or a paragraph's text; `anchors` are the 1-based source lines that lead to it."""

    text: str
    anchors: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A table row; `cells` stand under the table's columns; `highlighted` are the indexes of some of them.

    `lines` are those that it stands on; one that stands on none says the group that goes on.
    """

    anchors: tuple[int, ...]
    number: str | None
    label: str
    cells: tuple[str, ...]
    is_group: bool
    highlighted: tuple[int, ...] = ()
    lines: tuple[int, int] = (0, 0)

    def cell_id(self, index: int) -> str | None:
        """The anchor of a cell, by its row's first line and its column counted from 1: "L293-C2"."""
        return cell_anchor(self.lines[0], index) if self.lines[0] in self.anchors else None


@dataclass(frozen=True, slots=True)
class Block:
    """One thing on the page. `level` is a heading's, 2 for the outermost; `at` is the line it begins on.

    A table with many rows is several blocks; `rows_before` are in those before this one.
    """

    kind: BlockKind
    anchors: tuple[int, ...]
    text: str = ""
    level: int = 2
    at: int = 1
    items: tuple[Item, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[ShownRow, ...] = ()
    notes: tuple[Item, ...] = ()
    rows_before: int = 0

    @property
    def begins(self) -> int:
        """The first line that it is the place of."""
        return min(self.every_anchor, default=self.at)

    @property
    def every_anchor(self) -> Iterator[int]:
        yield from self.anchors
        parts: tuple[Item | ShownRow, ...] = (*self.items, *self.rows, *self.notes)
        for part in parts:
            yield from part.anchors


@dataclass(frozen=True, slots=True)
class Highlight:
    """The cells to show: a source line of their row, and their columns as printed, joined by "; "."""

    line: int
    column: str

    def marks(self, column: str) -> bool:
        return column in (self.column, *self.column.split("; "))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A record of the report, with the lines that it claims."""

    lines: tuple[int, int]
    record: Section | Paragraph | Table | str
    anchors: tuple[int, ...] = field(default=())


def cell_anchor(line: int, index: int) -> str:
    return f"L{line}-C{index + 1}"


def blocks(report: Report, highlight: Highlight | None = None) -> tuple[Block, ...]:
    """The report in the order of its source, every source line the anchor of exactly one block or row."""
    laid_out = tuple(_laid_out(report))
    return highlighted(laid_out, highlight) if highlight else laid_out


def highlighted(shown: Iterable[Block], highlight: Highlight) -> tuple[Block, ...]:
    """The blocks with the cells that a highlight marks."""
    return tuple(
        replace(block, rows=tuple(_marked(row, block.columns, highlight) for row in block.rows))
        if block.rows
        else block
        for block in shown
    )


def _marked(row: ShownRow, columns: Sequence[str], highlight: Highlight) -> ShownRow:
    if not row.lines[0] <= highlight.line <= row.lines[1]:
        return row
    return replace(row, highlighted=tuple(n for n, column in enumerate(columns) if highlight.marks(column)))


def _laid_out(report: Report) -> Iterator[Block]:
    pieces = _anchored(sorted((*_records(report), *_unclaimed(report)), key=_place), len(report.lines))
    runs = groupby(pieces, key=lambda piece: _is_bullet(piece.record))
    for is_list, run in runs:
        if is_list:
            yield _list(tuple(run))
        else:
            for piece in run:
                yield from _block(piece)


def _place(piece: _Piece) -> tuple[int, int]:
    return piece.lines[0], -piece.lines[1]


def _records(report: Report) -> Iterator[_Piece]:
    """All of it once: a sentence that heads what follows is a heading and no paragraph besides."""
    headed = {section.lines[0] for section in report.sections}
    paragraphs = (paragraph for paragraph in report.paragraphs if paragraph.lines[0] not in headed)
    records: tuple[Section | Paragraph | Table, ...] = (*report.sections, *paragraphs, *report.tables)
    for record in records:
        yield _Piece(record.lines, record)


def _unclaimed(report: Report) -> Iterator[_Piece]:
    claimed = {line for piece in _records(report) for line in range(piece.lines[0], piece.lines[1] + 1)}
    for line, text in enumerate(report.lines, start=1):
        if text.strip() and line not in claimed:
            yield _Piece((line, line), " ".join(text.split()))


def _anchored(pieces: Sequence[_Piece], last_line: int) -> Iterator[_Piece]:
    """Every line goes to the last piece that begins at or before it; those before the first, to the first."""
    for index, piece in enumerate(pieces):
        first = piece.lines[0] if index else 1
        end = pieces[index + 1].lines[0] if index + 1 < len(pieces) else last_line + 1
        yield _Piece(piece.lines, piece.record, tuple(range(first, end)))


def _is_bullet(record: Section | Paragraph | Table | str) -> bool:
    return isinstance(record, Paragraph) and record.is_bullet


def _list(run: Sequence[_Piece]) -> Block:
    items = tuple(
        Item(piece.record.text, piece.anchors) for piece in run if isinstance(piece.record, Paragraph)
    )
    return Block(BlockKind.LIST, (), items=items)


def _block(piece: _Piece) -> Iterator[Block]:
    match piece.record:
        case Section() as section:
            level = min(section.level + 1, 6)
            yield Block(BlockKind.HEADING, piece.anchors, section.path[-1], level, piece.lines[0])
        case Table() as table:
            yield from _table(table, piece.anchors)
        case Paragraph() as paragraph:
            yield Block(BlockKind.PARAGRAPH, piece.anchors, paragraph.text)
        case text:
            yield Block(BlockKind.PARAGRAPH, piece.anchors, str(text))


def _table(table: Table, anchors: tuple[int, ...]) -> Iterator[Block]:
    """A table, in several blocks where it has more than MOST_ROWS rows."""
    starts = [*(row.lines[0] for row in table.rows), *(note.lines[0] for note in table.notes)]
    owned = dict(_shared_out(anchors, starts))
    rows = [_row(row, table, owned.pop(row.lines[0], ())) for row in table.rows]
    notes = tuple(Item(note.text, owned.pop(note.lines[0], ())) for note in table.notes)
    for before in range(0, max(1, len(rows)), MOST_ROWS):
        part = rows[before : before + MOST_ROWS]
        if before and not part[0].is_group and table.rows[before].group:
            part.insert(0, ShownRow((), None, " › ".join(table.rows[before].group), (), is_group=True))
        yield Block(
            BlockKind.TABLE,
            () if before else owned.get(0, ()),
            table.title,
            columns=table.columns,
            rows=tuple(part),
            notes=notes if before + MOST_ROWS >= len(rows) else (),
            rows_before=before,
        )


def _shared_out(anchors: Iterable[int], starts: Sequence[int]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Each anchor with the last start at or before it; 0 stands for the table's head."""
    ordered = sorted(starts)
    for start, lines in groupby(anchors, key=lambda line: _last_start(ordered, line)):
        yield start, tuple(lines)


def _last_start(ordered: Sequence[int], line: int) -> int:
    at = bisect_right(ordered, line)
    return ordered[at - 1] if at else 0


def _row(row: Row, table: Table, anchors: tuple[int, ...]) -> ShownRow:
    cells = _padded(row.cells, table)
    return ShownRow(anchors, row.number, row.label.text, cells, row.is_group, lines=row.lines)


def _padded(cells: Sequence[Cell], table: Table) -> tuple[str, ...]:
    return tuple(cell.text for cell in cells) + ("",) * (len(table.columns) - len(cells))
