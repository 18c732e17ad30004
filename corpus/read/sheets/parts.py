"""A sheet's blocks -> the parts of a document: headings, titles, tables and the notes about them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.grid import RawCell
from corpus.read.document import Part, PartKind
from corpus.read.sheets.blocks import Block, Row, blocks_of
from corpus.units import is_stated_unit

_NUMBERED = re.compile(r"(?:table|figure|chart|annex|appendix|tab\.)\s*[A-Z]?\d", re.IGNORECASE)
_ABOUT = re.compile(
    r"(?:notes?\b|sources?\b|contents?\b|back to|return to|last updated|published|produced|data as at|release"
    r"|https?:|www\.|©|\*|\[|\()",
    re.IGNORECASE,
)
_MARK = re.compile(r"(?:notes?:?|sources?:?|\(?\w{1,2}[.):]?|\W{1,3}|\[\w{1,8}\])$", re.IGNORECASE)
_LONGEST = 200  # characters of a title
_TITLES = 3  # lines that a title may stand on


def parts_of(
    cells: Sequence[RawCell], page: int | None, of_all: frozenset[str] = frozenset()
) -> Iterator[Part]:
    """The parts that the cells of a sheet make, in reading order; `page` is the sheet's number.

    `of_all` are lines that name the whole file, and so no table where another line does.
    """
    above: list[Block] = []
    for block in blocks_of(cells):
        if _is_table(block):
            yield from _table_parts(above, block, page, of_all)
            above = []
        else:
            above.append(block)
    for block in above:
        yield from _texts(block.rows, page)


def first_title(cells: Sequence[RawCell]) -> str | None:
    """The line on top of a sheet, where it may name the whole file: no table's own title."""
    first = min(cells, key=lambda cell: (cell.row, cell.column))
    is_alone = sum(cell.row == first.row for cell in cells) == 1
    return first.text if is_alone and _may_be_title(first.text) and not _NUMBERED.match(first.text) else None


def _is_table(block: Block) -> bool:
    """Whether a block has columns: with numbers, or three of words."""
    wide = [row for row in block.rows if len(row) > 1]
    if len(wide) < 2 and block.first_numbers == len(block.rows):
        return False
    return bool(wide) and (block.first_numbers < len(block.rows) or max(map(len, wide)) > 2)


@dataclass(frozen=True, slots=True)
class _Split:
    """The rows of a table's block: what is said over it, the table, and what is said under it."""

    over: tuple[Row, ...]
    table: tuple[Row, ...]
    under: tuple[Row, ...]


def _table_parts(
    above: Sequence[Block], block: Block, page: int | None, of_all: frozenset[str]
) -> Iterator[Part]:
    """A table with what stands over and under it. The blocks of words above it may hold its title."""
    split = _split(block)
    before = [row for one in above for row in one.rows]
    titles, rest = _titles([*before, *split.over], of_all)
    unit = next((row[-1].text for row in split.over if is_stated_unit(row[-1].text)), None)
    yield from _texts(rest, page)
    caption = " – ".join(titles)
    if caption and unit and unit.casefold() not in caption.casefold():
        caption = f"{caption} ({unit.strip('() ')})"
    table = block.of_rows(split.table)
    yield Part(PartKind.TABLE, caption, cells=_from_zero(table), page=page)
    yield from _texts(split.under, page)


def _split(block: Block) -> _Split:
    rows = block.rows
    first = 0
    while first < len(rows) - 1 and _is_over(block, rows, first):
        first += 1
    last = len(rows)
    while last > first + 1 and _is_under(block, rows[last - 1]):
        last -= 1
    return _Split(rows[:first], rows[first:last], rows[last:])


def _is_over(block: Block, rows: Sequence[Row], at: int) -> bool:
    """Whether a row on top is words about the table: a title, or the unit at its far end."""
    row = rows[at]
    if block.has_numbers(row) or not any(len(later) > 1 for later in rows[at + 1 :]):
        return False
    if len(row) == 1:
        is_head = row[0].column > block.first_column and not is_stated_unit(row[0].text)
        return not is_head or row[0].columns >= block.width
    heads = rows[at + 1 : block.first_numbers]
    has_headers = any(cell.column > block.first_column for head in heads for cell in head)
    at_ends = len(row) == 2 and row[0].column == block.first_column
    return at_ends and has_headers and is_stated_unit(row[1].text) and row[1].columns == 1


def _is_under(block: Block, row: Row) -> bool:
    """Whether a row at the bottom is a note: words alone, or words after a mark ("1.", "Source:")."""
    if len(row) == 1:
        return not row[0].is_number or row[0].column == block.first_column
    is_marked = len(row) == 2 and _MARK.match(row[0].text) is not None and not row[1].is_number
    return is_marked and len(row[1].text) > 3 and block.width > 2


def _titles(rows: Sequence[Row], of_all: frozenset[str]) -> tuple[list[str], list[Row]]:
    """The lines of a table's title among the words over it, and the rows that are none of it.

    A line that is numbered ("Table 3") is the title; else those that are no sentences and no notes are.
    """
    said = [row for row in rows if len(row) == 1 and _may_be_title(row[0].text)]
    numbered = [row for row in said if _NUMBERED.match(row[0].text)]
    own = [row for row in said if row[0].text not in of_all]
    chosen = numbered[-1:] or own[-_TITLES:] or said[-1:]
    rest = [row for row in rows if row not in chosen]
    return [row[0].text for row in chosen], rest


def _may_be_title(text: str) -> bool:
    is_sentence = text.endswith((".", ":", ";")) and not _NUMBERED.match(text)
    return not (is_sentence or len(text) > _LONGEST or _ABOUT.match(text) or is_stated_unit(text))


def _texts(rows: Sequence[Row], page: int | None) -> Iterator[Part]:
    """Rows of words as paragraphs, the words of a row in one."""
    for row in rows:
        yield Part(PartKind.PARAGRAPH, " ".join(cell.text for cell in row), page=page)


def _from_zero(block: Block) -> tuple[RawCell, ...]:
    """The cells of a table with their places counted from its own first cell, blank columns closed up."""
    filled = sorted({c for cell in block.cells for c in range(cell.column, cell.column + cell.columns)})
    place = {column: at for at, column in enumerate(filled)}
    top = block.cells[0].row
    return tuple(
        replace(cell, row=cell.row - top, column=place[cell.column], columns=_width(cell, place))
        for cell in block.cells
    )


def _width(cell: RawCell, place: dict[int, int]) -> int:
    return len({place[c] for c in range(cell.column, cell.column + cell.columns) if c in place})
