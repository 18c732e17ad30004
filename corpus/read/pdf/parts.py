"""Pages -> the parts of the document: tables found first, then the text around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.grid import RawCell
from corpus.read.document import Part, PartKind
from corpus.read.pdf.area import Area
from corpus.read.pdf.areas import outside, ruled_areas
from corpus.read.pdf.captions import caption_over
from corpus.read.pdf.flow import read_zones
from corpus.read.pdf.headings import with_levels
from corpus.read.pdf.over_pages import joined_tables
from corpus.read.pdf.pages import Page
from corpus.read.pdf.printed import Line, Phrase
from corpus.read.pdf.running import without_running
from corpus.read.pdf.runs import unruled_areas
from corpus.read.pdf.scanned import check_text
from corpus.read.pdf.structure import read_cells
from corpus.read.pdf.texts import Block, continued, joined_lines, read_blocks, without_bullet
from corpus.read.pdf.words import read_lines, read_turned, typed_strokes


@dataclass(frozen=True, slots=True)
class PageText:
    """A page with its lines; the running ones are left out later, when all pages are known."""

    page: Page
    lines: list[Line]
    turned: list[Phrase]


Table = tuple[Area, tuple[RawCell, ...]]


def read_parts(pages: Iterable[Page], name: str) -> tuple[list[Part], list[str]]:
    """The parts of a document, and what could not be read. Raises UnreadableReport where nothing could."""
    read, warnings = without_running_lines(pages, name)
    blocks = [block for one in read for block in page_blocks(one)]
    return list(_parts(with_levels(continued(joined_tables(blocks))))), warnings


def without_running_lines(pages: Iterable[Page], name: str) -> tuple[list[PageText], list[str]]:
    """The pages without running heads and page numbers, and warnings of those without text."""
    read = [_page_text(page) for page in pages]
    warnings = check_text([one.page for one in read], name)
    kept = without_running([(one.page.height, one.lines) for one in read])
    return [replace(one, lines=lines) for one, lines in zip(read, kept, strict=True)], warnings


def _page_text(page: Page) -> PageText:
    """A page's lines; rows of dashes between them are lines drawn across."""
    lines, typed = typed_strokes(read_lines(page.glyphs, page.strokes))
    return PageText(replace(page, strokes=(*page.strokes, *typed)), lines, read_turned(page.glyphs))


def page_blocks(read: PageText) -> list[Block]:
    """The blocks of one page in reading order, tables with their captions."""
    tables = page_tables(read)
    rest = outside(read.lines, [area for area, _ in tables])
    done: list[Block] = []
    for zone in read_zones(rest, [area.box for area, _ in tables]):
        if isinstance(zone, int):
            area, cells = tables[zone]
            done = _with_table(done, Block("", area.box, read.page.number, cells=cells))
        else:
            done += read_blocks(zone, read.page.number)
    return done


def page_tables(read: PageText) -> list[Table]:
    """The tables of a page: those in nets of lines, those without a doubt, then others, column by column."""
    found: list[Table] = []
    for look in (_ruled, _plain, _others):
        rest = outside(read.lines, [area for area, _ in found])
        found += [(area, cells) for area in look(read, rest) if (cells := read_cells(area))]
    return found


def _ruled(read: PageText, lines: Sequence[Line]) -> list[Area]:
    return ruled_areas(lines, read.turned, read.page.strokes)


def _plain(read: PageText, lines: Sequence[Line]) -> list[Area]:
    return unruled_areas(lines, read.turned, read.page.strokes, only_plain=True)


def _others(read: PageText, lines: Sequence[Line]) -> list[Area]:
    zones = (zone for zone in read_zones(lines, ()) if isinstance(zone, list))
    strokes = read.page.strokes
    return [area for zone in zones for area in unruled_areas(zone, read.turned, strokes, only_plain=False)]


def _with_table(blocks: list[Block], table: Block) -> list[Block]:
    """The blocks and a table after them, which takes its caption from them."""
    count = caption_over(blocks, table)
    above = blocks[len(blocks) - count :]
    caption = joined_lines(block.text for block in above)
    return [*blocks[: len(blocks) - count], replace(table, text=caption)]


def _parts(blocks: Iterable[Block]) -> Iterator[Part]:
    for block in blocks:
        if block.cells:
            yield Part(PartKind.TABLE, block.text, cells=block.cells, page=block.page)
        elif block.is_title:
            yield Part(PartKind.TITLE, block.text, page=block.page)
        elif block.level:
            yield Part(PartKind.HEADING, block.text, level=block.level, page=block.page)
        elif block.is_bullet:
            yield Part(PartKind.BULLET, without_bullet(block.text), page=block.page)
        else:
            yield Part(PartKind.PARAGRAPH, block.text, page=block.page)
