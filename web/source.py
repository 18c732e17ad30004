"""A report's source laid out to be read: headings, paragraphs, lists and tables, every line with its anchor.

Each block holds the numbers of the source lines that it stands for, so that `#L293` lands on it.
A line that no record claims is shown as a paragraph: nothing of the source is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby

from corpus.report import Cell, Paragraph, Report, Row, Section, Table


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
    """A table row; `cells` stand under the table's columns; `highlighted` are the indexes of some of them."""

    anchors: tuple[int, ...]
    number: str | None
    label: str
    cells: tuple[str, ...]
    is_group: bool
    highlighted: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One thing on the page. `level` is a heading's, 2 for the outermost; `at` is the line it begins on."""

    kind: BlockKind
    anchors: tuple[int, ...]
    text: str = ""
    level: int = 2
    at: int = 1
    items: tuple[Item, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[ShownRow, ...] = ()
    notes: tuple[Item, ...] = ()


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


def blocks(report: Report, highlight: Highlight | None = None) -> tuple[Block, ...]:
    """The report in the order of its source, every source line the anchor of exactly one block or row."""
    pieces = _anchored(sorted((*_records(report), *_unclaimed(report)), key=_place), len(report.lines))
    runs = groupby(pieces, key=lambda piece: _is_bullet(piece.record))
    return tuple(
        block
        for is_list, run in runs
        for block in ((_list(tuple(run)),) if is_list else (_block(piece, highlight) for piece in run))
    )


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


def _block(piece: _Piece, highlight: Highlight | None) -> Block:
    match piece.record:
        case Section() as section:
            level = min(section.level + 1, 6)
            return Block(BlockKind.HEADING, piece.anchors, section.path[-1], level, piece.lines[0])
        case Table() as table:
            return _table(table, piece.anchors, highlight)
        case Paragraph() as paragraph:
            return Block(BlockKind.PARAGRAPH, piece.anchors, paragraph.text)
        case text:
            return Block(BlockKind.PARAGRAPH, piece.anchors, str(text))


def _table(table: Table, anchors: tuple[int, ...], highlight: Highlight | None) -> Block:
    starts = [*(row.lines[0] for row in table.rows), *(note.lines[0] for note in table.notes)]
    owned = dict(_shared_out(anchors, starts))
    rows = tuple(_row(row, table, owned.pop(row.lines[0], ()), highlight) for row in table.rows)
    notes = tuple(Item(note.text, owned.pop(note.lines[0], ())) for note in table.notes)
    return Block(
        BlockKind.TABLE, owned.get(0, ()), table.title, columns=table.columns, rows=rows, notes=notes
    )


def _shared_out(anchors: Iterable[int], starts: Sequence[int]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Each anchor with the last start at or before it; 0 stands for the table's head."""
    ordered = sorted(starts)
    for start, lines in groupby(anchors, key=lambda line: max((s for s in ordered if s <= line), default=0)):
        yield start, tuple(lines)


def _row(row: Row, table: Table, anchors: tuple[int, ...], highlight: Highlight | None) -> ShownRow:
    wanted: tuple[int, ...] = ()
    if highlight and row.lines[0] <= highlight.line <= row.lines[1]:
        wanted = tuple(n for n, column in enumerate(table.columns) if highlight.marks(column))
    return ShownRow(anchors, row.number, row.label.text, _padded(row.cells, table), row.is_group, wanted)


def _padded(cells: Sequence[Cell], table: Table) -> tuple[str, ...]:
    return tuple(cell.text for cell in cells) + ("",) * (len(table.columns) - len(cells))
