"""Plain text with tab-separated tables -> its outline: title, headings, paragraphs, bullets, tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus.numbers import clean
from corpus.report import Cell, Paragraph, Section, Table
from corpus.tables import continues, looks_like_header, read_table, span
from corpus.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Outline:
    """What a text says of itself, in reading order."""

    title: tuple[str, ...]
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Table, ...]


class Kind(StrEnum):
    HEADING = "heading"
    PLEDGE = "pledge"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Block:
    """A run of source lines that belong together; `grid` is set for a table, `notes` stand inside of it."""

    kind: Kind
    text: str
    lines: tuple[int, int]
    grid: tuple[tuple[Cell, ...], ...] = ()
    notes: tuple[Cell, ...] = ()


_BULLET = re.compile(r"\s*(?:[-*•·▪‣–]|(?:\(?[a-z]\)|\(?[ivx]+\)|\(?\d{1,2}\)))\s+(?=\S)")
_ITEM_LETTER = re.compile(r"^(?:\(?[a-z]\)|\(?[ivx]+\))\s+")
_NUMBERED = re.compile(r"(?:\d{1,2}\.)+\d*\s+\S")
_SENTENCE_END = re.compile(r"[.?!;:,…][\"'”’)\]¹²³]*$")
_LONGEST_HEADING = 120


def read_text(lines: Sequence[str]) -> Outline:
    """The outline of a report's source lines."""
    blocks = _recurring_headings(_joined_pages(_joined_tables(_blocks(lines))))
    title, rest = _title(blocks)
    return _outline(title, rest)


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    """Runs of lines: tables (lines with tabs), bullets (a line each), and text between blank lines."""
    run: list[tuple[int, str]] = []
    for number, line in enumerate([*lines, ""], 1):
        if run and (not line.strip() or _is_row(line) != _is_row(run[-1][1]) or _BULLET.match(line)):
            yield _block(run)
            run = []
        if line.strip():
            run.append((number, line))


def _is_row(line: str) -> bool:
    return "\t" in line.rstrip(" ")


def _block(run: Sequence[tuple[int, str]]) -> Block:
    lines = (run[0][0], run[-1][0])
    if _is_row(run[0][1]):
        grid = tuple(tuple(Cell(clean(cell), (n, n)) for cell in line.split("\t")) for n, line in run)
        return Block(Kind.TABLE, "", lines, grid)
    text = " ".join(" ".join(line.split()) for _, line in run)
    if bullet := _BULLET.match(text):
        text = _ITEM_LETTER.sub("", text[bullet.end() :], count=1)
        return Block(Kind.BULLET, _plain(text), lines)
    return Block(_kind(text, len(run)), _plain(text), lines)


def _plain(text: str) -> str:
    """The words without Markdown's emphasis."""
    return re.sub(r"\*\*(.+?)\*\*", r"\1", text).strip()


def _kind(text: str, count: int) -> Kind:
    if vocabulary().is_pledge(text):
        return Kind.PLEDGE
    if count == 1 and _NUMBERED.match(text) and len(text) <= _LONGEST_HEADING:
        return Kind.HEADING
    short = count == 1 and len(text) <= _LONGEST_HEADING and not text[0].islower()
    return Kind.HEADING if short and not _SENTENCE_END.search(text) else Kind.PARAGRAPH


def _joined_tables(blocks: Iterable[Block]) -> list[Block]:
    """Tables that pages cut, put together: the header printed again, or a row's rest without one."""
    done: list[Block] = []
    for block in blocks:
        if block.kind is Kind.TABLE and (before := _table_before(done)) is not None:
            between = done[before + 1 :]
            if not between and not looks_like_header(block.grid[0]):
                grid = (*done[before].grid, *block.grid)
                done[before] = replace(done[before], grid=grid, lines=span(grid))
                continue
            if continues(done[before].grid, block.grid):
                notes = {note.text: Cell(note.text, note.lines) for note in reversed(between)}
                grid = (*done[before].grid, *block.grid)
                joined = replace(done[before], grid=grid, lines=span(grid))
                done[before:] = [replace(joined, notes=(*joined.notes, *reversed(notes.values())))]
                continue
        done.append(block)
    return done


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
            and before.kind in (Kind.PARAGRAPH, Kind.BULLET, Kind.HEADING)
            and block.kind is Kind.PARAGRAPH
            and block.text[0].islower()
            and not _SENTENCE_END.search(before.text)
        ):
            kind = Kind.PARAGRAPH if before.kind is Kind.HEADING else before.kind
            done[-1] = Block(kind, f"{before.text} {block.text}", (before.lines[0], block.lines[1]))
        else:
            done.append(block)
    return done


def _recurring_headings(blocks: Sequence[Block]) -> list[Block]:
    """ "Performance." is a heading where "Performance" is one elsewhere."""
    headings = {block.text.rstrip(".") for block in blocks if block.kind is Kind.HEADING}
    return [
        replace(block, kind=Kind.HEADING, text=block.text.rstrip("."))
        if block.kind is Kind.PARAGRAPH and block.text.rstrip(".") in headings
        else block
        for block in blocks
    ]


def _title(blocks: Sequence[Block]) -> tuple[tuple[str, ...], list[Block]]:
    """The headings on top, before the first that opens a section, are the report's title."""
    count = 0
    for block in blocks:
        if (
            block.kind is not Kind.HEADING
            or vocabulary().is_ordinal_heading(block.text)
            or _NUMBERED.match(block.text)
        ):
            break
        count += 1
    opens_text = count > 1 and count < len(blocks) and blocks[count].kind in (Kind.PARAGRAPH, Kind.TABLE)
    count -= opens_text
    return tuple(block.text for block in blocks[:count]), list(blocks[count:])


def _outline(title: tuple[str, ...], blocks: Sequence[Block]) -> Outline:
    levels = _levels(blocks)
    path: list[str] = []
    sections: list[Section] = []
    paragraphs: list[Paragraph] = []
    tables: list[Table] = []
    lead_in: str | None = None
    for block, level in zip(blocks, levels, strict=True):
        if level:
            path[level - 1 :] = [block.text]
            sections.append(Section(tuple(path), block.lines))
        here = tuple(path)
        if block.kind is Kind.TABLE:
            tables.append(read_table(block.grid, path[-1] if path else " ".join(title), here, block.notes))
        elif block.kind is Kind.BULLET:
            paragraphs.append(Paragraph(block.text, here, block.lines, lead_in, is_bullet=True))
        elif block.kind is not Kind.HEADING:
            paragraphs.append(Paragraph(block.text, here, block.lines))
            lead_in = block.text if block.text.endswith((":", "below.", "following.")) else None
        else:
            lead_in = None
    return Outline(title, tuple(sections), tuple(paragraphs), tuple(tables))


def _levels(blocks: Sequence[Block]) -> list[int]:
    """The level of each heading (0 for what is none).

    Plain text does not print levels; they follow from what a heading is. A heading that counts
    itself ("Objective One") and any other plain heading opens a section. Commitments, numbered headings and headings
    that recur ("Performance") stand in it. A heading that names an area stands under the
    topic before it, and under the kind of area ("Area Commands") where one heads it.
    """
    count = Counter(block.text for block in blocks if block.kind is Kind.HEADING)
    levels: list[int] = []
    under_kind = False
    for index, block in enumerate(blocks):
        level = _level(block, count, has_parent=any(levels))
        if level == 1:
            under_kind = False
        if level and block.kind is Kind.HEADING and _is_area(blocks, index):
            under_kind = under_kind or vocabulary().is_area_kind(block.text)
            level = 3 if under_kind and not vocabulary().is_area_kind(block.text) else 2
        levels.append(level if level else 0)
    return levels


def _level(block: Block, count: Counter[str], *, has_parent: bool) -> int:
    if block.kind is Kind.PLEDGE:
        return 2 if has_parent else 1
    if block.kind is not Kind.HEADING:
        return 0
    inside = count[block.text] > 1 or _NUMBERED.match(block.text)
    return 2 if inside and has_parent and not vocabulary().is_ordinal_heading(block.text) else 1


def _is_area(blocks: Sequence[Block], index: int) -> bool:
    """Whether a heading names an area or a kind of area, or captions one of several tables alike in a row."""
    words = vocabulary()
    text = blocks[index].text
    if words.areas_named(text) or words.is_force_wide(text) or words.is_area_kind(text):
        return True
    captioned = [_captioned(blocks, at) for at in (index, index - 2)]
    return captioned[0] is not None and captioned[0] == captioned[1]


def _captioned(blocks: Sequence[Block], index: int) -> tuple[str, ...] | None:
    """The column headers of the table right under a heading."""
    if index < 0 or index + 1 >= len(blocks) or blocks[index].kind is not Kind.HEADING:
        return None
    table = blocks[index + 1]
    return tuple(c.text for c in table.grid[0] if c.text) if table.kind is Kind.TABLE else None
