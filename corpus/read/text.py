"""Plain text -> its outline: title, headings, paragraphs, bullets, tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.grid import RawCell
from corpus.outline import Outline
from corpus.periods import parse_period
from corpus.read import markdown
from corpus.read.aligned import Grid
from corpus.read.blocks import NUMBERED, SENTENCE_END, Block, Kind, read_blocks
from corpus.read.footnotes import find_footnotes, unmarked
from corpus.read.levels import counted_headings, heading_levels, is_caption
from corpus.report import Cell, Footnote, Paragraph, Section, Table
from corpus.stacks import read_grid
from corpus.tables import continues, is_numbered, looks_like_header, read_table, same_header, span
from corpus.vocabulary import vocabulary


def read_text(lines: Sequence[str]) -> Outline:
    """The outline of a report's source lines."""
    blocks = _joined_pages(_joined_tables(read_blocks(lines)))
    is_marked = any(markdown.heading(lines[block.lines[0] - 1]) for block in blocks if block.depth)
    blocks = _marked(blocks, lines) if is_marked else _recurring_headings(blocks)
    title, rest = _marked_title(blocks) if is_marked else _title(blocks)
    texts = [block.lines for block in blocks if block.kind is not Kind.TABLE]
    notes = find_footnotes([(span, " ".join(lines[span[0] - 1 : span[1]])) for span in texts])
    return _outline(title, rest, notes)


def _joined_tables(blocks: Iterable[Block]) -> list[Block]:
    """Tables that pages cut, put together: the header printed again, or a row's rest without one."""
    done: list[Block] = []
    for block in blocks:
        if block.kind is Kind.TABLE and (before := _table_before(done)) is not None:
            between = done[before + 1 :]
            if _goes_on(done[before:], block) and not looks_like_header(block.grid[0]):
                headed = tuple((Cell(b.text, b.lines),) for b in between)
                grid = (*done[before].grid, *headed, *block.grid)
                done[before:] = [replace(done[before], grid=grid, lines=span(grid))]
                continue
            if continues(done[before].grid, block.grid) and (not between or is_numbered(block.grid)):
                notes = {note.text: Cell(note.text, note.lines) for note in reversed(between)}
                grid = (*done[before].grid, *block.grid)
                joined = replace(done[before], grid=grid, lines=span(grid))
                done[before:] = [replace(joined, notes=(*joined.notes, *reversed(notes.values())))]
                continue
        done.append(block)
    return done


def _goes_on(blocks: Sequence[Block], block: Block) -> bool:
    """Whether only a page, or a group row that was printed without its blank cells, stands in between."""
    if len(blocks) == 1:
        return True
    runs = [*blocks, block]
    return len(blocks) == 2 and all(b.lines[0] == a.lines[1] + 1 for a, b in pairwise(runs))


def _table_before(blocks: Sequence[Block]) -> int | None:
    """The last table, when nothing but short lines (a note, a running head) has come since."""
    for index in range(len(blocks) - 1, -1, -1):
        if blocks[index].kind is Kind.TABLE:
            return index
        if blocks[index].kind is not Kind.HEADING:
            return None
    return None


def _joined_pages(blocks: Sequence[Block]) -> list[Block]:
    """A paragraph that a page cut in two is one again: no full stop before, a small letter after."""
    done: list[Block] = []
    for block in blocks:
        before = done[-1] if done else None
        if (
            before
            and not before.depth
            and before.kind in (Kind.PARAGRAPH, Kind.BULLET, Kind.HEADING)
            and block.kind is Kind.PARAGRAPH
            and block.text[0].islower()
            and not SENTENCE_END.search(before.text)
        ):
            kind = Kind.PARAGRAPH if before.kind is Kind.HEADING else before.kind
            done[-1] = Block(kind, f"{before.text} {block.text}", (before.lines[0], block.lines[1]))
        else:
            done.append(block)
    return done


def _marked(blocks: Sequence[Block], lines: Sequence[str]) -> list[Block]:
    """The blocks of Markdown, where a heading says that it is one: a short line may be a caption or none."""
    following = [*blocks[1:], None]
    return [
        replace(block, kind=Kind.PARAGRAPH)
        if block.kind is Kind.HEADING
        and not (block.depth or markdown.is_bold(lines[block.lines[0] - 1]))
        and not (after and after.kind is Kind.TABLE)
        else block
        for block, after in zip(blocks, following, strict=True)
    ]


def _marked_title(blocks: Sequence[Block]) -> tuple[tuple[str, ...], list[Block]]:
    """The one outermost heading of Markdown, where it stands on top of all others."""
    outermost = [block for block in blocks if block.depth == 1]
    first = next((block for block in blocks if block.depth), None)
    if first is None or outermost != [first]:
        return (), list(blocks)
    return (first.text,), [block for block in blocks if block is not first]


def _recurring_headings(blocks: Sequence[Block]) -> list[Block]:
    """ "Performance." is a heading where "Performance" is one elsewhere. Underlines say nothing of levels."""
    blocks = [replace(block, depth=0) for block in blocks]
    headings = {block.text.rstrip(".") for block in blocks if block.kind is Kind.HEADING}
    return [
        replace(block, kind=Kind.HEADING, text=block.text.rstrip("."))
        if block.kind is Kind.PARAGRAPH and block.text.rstrip(".") in headings
        else block
        for block in blocks
    ]


def _title(blocks: Sequence[Block]) -> tuple[tuple[str, ...], list[Block]]:
    """The headings on top, before the first that opens a section, are the report's title."""
    counted = counted_headings(blocks)
    count = 0
    for index, block in enumerate(blocks):
        if (
            block.kind is not Kind.HEADING
            or index in counted
            or vocabulary().is_ordinal_heading(block.text)
            or NUMBERED.match(block.text)
        ):
            break
        count += 1
    opens_text = count > 1 and count < len(blocks) and blocks[count].kind in (Kind.PARAGRAPH, Kind.TABLE)
    count -= opens_text and parse_period(blocks[count - 1].text) is None
    return tuple(block.text for block in blocks[:count]), list(blocks[count:])


def _table(block: Block, title: str, section: tuple[str, ...], notes: Sequence[Footnote]) -> Table:
    """The table of a block. One whose headers are stacked is read as any other format's."""
    grid, footnotes = unmarked(block.grid, notes)
    if _is_stacked(grid):
        cells = (
            RawCell(cell.text, row, column, cell.lines)
            for row, line in enumerate(grid)
            for column, cell in enumerate(line)
        )
        table = read_grid(cells, title, section, block.notes)
    else:
        table = read_table(grid, title, section, block.notes)
    return replace(table, footnotes=footnotes)


def _is_stacked(grid: Grid) -> bool:
    """Whether a row of headers with blanks in it stands over another one."""
    if len(grid) < 3 or not all(looks_like_header(row) for row in grid[:2]):
        return False
    above, below = ([bool(cell.text) for cell in row] for row in grid[:2])
    return sum(above) < sum(below) and len(below) > 2 and not same_header(grid[0], grid[1])


def _outline(title: tuple[str, ...], blocks: Sequence[Block], notes: Sequence[Footnote]) -> Outline:
    levels = heading_levels(blocks)
    path: list[str] = []
    sections: list[Section] = []
    paragraphs: list[Paragraph] = []
    tables: list[Table] = []
    lead_in: str | None = None
    for block, level in zip(blocks, levels, strict=True):
        if level:
            path[level - 1 :] = [block.text]
            sections.append(Section(tuple(path), block.lines))
        elif block.kind is not Kind.TABLE and tables and path and path[-1] == tables[-1].title:
            path = path[: len(path) - is_caption(path[-1])]  # a caption is its table's alone
        here = tuple(path)
        if block.kind is Kind.TABLE:
            tables.append(_table(block, path[-1] if path else " ".join(title), here, notes))
        elif block.kind is Kind.BULLET:
            paragraphs.append(Paragraph(block.text, here, block.lines, lead_in, is_bullet=True))
        elif block.kind is not Kind.HEADING:
            paragraphs.append(Paragraph(block.text, here, block.lines))
            lead_in = block.text if block.text.endswith((":", "below.", "following.")) else None
        else:
            lead_in = None
    return Outline(title, tuple(sections), tuple(paragraphs), tuple(tables))
