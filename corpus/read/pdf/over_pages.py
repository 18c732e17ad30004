"""Tables that go on over pages, put together again; a header that is printed again is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.grid import RawCell
from corpus.read.pdf.texts import Block

_SAME = 0.04  # of the width of a table: sides that lie in one place
_CONTINUED = re.compile(r"\W*\b(?:cont(?:inued|['’]?d|\.)?)\W*$", re.IGNORECASE)


def joined_tables(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, a table that goes on at the top of the next page with what stands on the page before."""
    done: list[Block] = []
    for block in blocks:
        before = done[-1] if done else None
        joined = _joined(before, block) if before and before.cells and block.cells else None
        if joined is None:
            done.append(block)
        else:
            done[-1] = joined
    return done


def _joined(before: Block, after: Block) -> Block | None:
    """Two tables as one; `None` where the second is another table."""
    if after.page == before.page or not _are_alike(before, after):
        return None
    heads = _header(after.cells)
    is_repeated = bool(heads) and _texts(heads) == _texts(_header(before.cells))
    if not is_repeated and (heads or after.text):
        return None
    if after.text and _name(after.text) != _name(before.text):
        return None
    skipped = 1 + max((cell.row + cell.rows - 1 for cell in heads), default=-1)
    height = 1 + max(cell.row + cell.rows - 1 for cell in before.cells)
    rest = (replace(c, row=c.row - skipped + height) for c in after.cells if c not in heads)
    return replace(before, cells=(*before.cells, *rest), box=after.box, page=before.page)


def _are_alike(before: Block, after: Block) -> bool:
    """Whether two tables have as many columns, and lie in one place from left to right."""
    slack = _SAME * (before.box[2] - before.box[0])
    sides = abs(before.box[0] - after.box[0]) <= slack and abs(before.box[2] - after.box[2]) <= slack
    return _width(before.cells) == _width(after.cells) and sides


def _width(cells: Sequence[RawCell]) -> int:
    return max(cell.column + cell.columns for cell in cells)


def _header(cells: Sequence[RawCell]) -> list[RawCell]:
    return [cell for cell in cells if cell.is_header]


def _texts(cells: Sequence[RawCell]) -> list[tuple[int, str]]:
    return [(cell.column, cell.text.casefold()) for cell in cells]


def _name(caption: str) -> str:
    return _CONTINUED.sub("", caption).casefold()
