"""Parts of a document, in reading order -> its source lines and their outline.

A plain text has its lines; every other format hands over its parts, and the lines are made here: a part
a line, a table row a line, so that whatever is cited stands on a line of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from corpus.grid import RawCell, lay_out
from corpus.outline import Outline
from corpus.report import Paragraph, Section, Table
from corpus.stacks import read_grid

Lines = tuple[int, int]


class PartKind(StrEnum):
    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a document. `level` (1 is outermost) is set for a heading, `cells` for a table.

    The `text` of a table is its caption, blank where it has none: then the last heading names it. The
    lines of `cells` do not count; they are set when the lines are made. `page` is the page (or sheet).
    """

    kind: PartKind
    text: str = ""
    level: int = 1
    cells: tuple[RawCell, ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """What a format's reader makes of a file.

    `pages` is the page of each line, where the format has pages (or sheets). `warnings` say what could
    not be read, in plain English: "no text on pages 3 to 7: they need text recognition (OCR)".
    """

    lines: tuple[str, ...]
    outline: Outline
    pages: tuple[int | None, ...] = ()
    warnings: tuple[str, ...] = ()


def source_of(parts: Iterable[Part], warnings: Sequence[str] = ()) -> Source:
    """The source that parts in reading order make."""
    writer = _Writer()
    for part in parts:
        writer.write(part)
    outline = Outline(
        tuple(writer.title), tuple(writer.sections), tuple(writer.paragraphs), tuple(writer.tables)
    )
    return Source(tuple(writer.lines), outline, tuple(writer.pages), tuple(warnings))


@dataclass(slots=True)
class _Writer:
    """Writes the parts one after another, and keeps under which headings it is."""

    lines: list[str] = field(default_factory=list)
    pages: list[int | None] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    path: tuple[str, ...] = ()
    lead_in: str | None = None

    def write(self, part: Part) -> None:
        if part.kind is PartKind.TABLE:
            self._table(part)
        elif part.text:
            lines = self._line(part.text, part.page)
            self._text(part, lines)
        self._line("", part.page)

    def _line(self, text: str, page: int | None) -> Lines:
        self.lines.append(text)
        self.pages.append(page)
        return len(self.lines), len(self.lines)

    def _text(self, part: Part, lines: Lines) -> None:
        if part.kind is PartKind.TITLE:
            self.title.append(part.text)
        elif part.kind is PartKind.HEADING:
            self.path = (*self.path[: part.level - 1], part.text)
            self.sections.append(Section(self.path, lines))
            self.lead_in = None
        elif part.kind is PartKind.BULLET:
            self.paragraphs.append(Paragraph(part.text, self.path, lines, self.lead_in, is_bullet=True))
        else:
            self.paragraphs.append(Paragraph(part.text, self.path, lines))
            self.lead_in = part.text if part.text.endswith((":", "below.", "following.")) else None

    def _table(self, part: Part) -> None:
        if not part.cells:
            return
        if part.text:
            self._line(part.text, part.page)
        first = len(self.lines) + 1
        grid = lay_out(part.cells)
        for row in range(grid.height):
            self._line("\t".join(cell.text for cell in grid.row(row)), part.page)
        cells = [replace(cell, lines=(first + cell.row, first + cell.row)) for cell in part.cells]
        title = part.text or (self.path[-1] if self.path else " ".join(self.title))
        self.tables.append(read_grid(cells, title, self.path))
