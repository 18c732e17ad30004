"""The title of a document: the headings on top of its first page, before its text begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.periods import find_period, parse_period
from corpus.read.pdf.texts import Block, ends_sentence
from corpus.vocabulary import vocabulary

_NEAR = 1.2  # type sizes between two lines of one title
_NUMBERED = re.compile(r"\d{1,2}[.)]?(?:\d{1,2})*\s+[A-Z]")


def with_title(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, those of the title marked so; their lines put together where they are one name.

    The last heading before the text is the text's own, unless it names a report or a period.
    """
    front = _front(blocks)
    headings = [block for block in blocks[:front] if block.level]
    if (
        headings
        and len(headings) > 1
        and not _names_report(headings[-1])
        and _is_lesser(headings[-1], headings)
    ):
        headings = headings[:-1]
    marked = [replace(b, is_title=True, level=0) if b in headings else b for b in blocks[:front]]
    return [*_joined(marked), *blocks[front:]]


def _front(blocks: Sequence[Block]) -> int:
    """How many blocks stand before the text: headings, and short lines between them."""
    for at, block in enumerate(blocks):
        if block.page != blocks[0].page or block.cells or block.is_bullet or _is_counted(block.text):
            return at
        if not block.level and (block.lines > 1 or len(block.text) > 100 or ends_sentence(block.text)):
            return at
        if vocabulary().is_ordinal_heading(block.text):
            return at
    return 0  # nothing but headings: then none of them is known to be the title


def _is_counted(text: str) -> bool:
    """Whether a heading counts itself: "1 Introduction", but not "1 January 2022"."""
    return _NUMBERED.match(text) is not None and parse_period(text) is None


def _names_report(block: Block) -> bool:
    words = re.findall(r"[a-z]+", block.text.casefold())
    return any(word in vocabulary().structure["report_names"] for word in words) or bool(
        find_period(block.text)
    )


def _is_lesser(block: Block, headings: Sequence[Block]) -> bool:
    return block.size < 0.95 * max(heading.size for heading in headings)


def _joined(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, a title's line that goes on with the one before it as one with that."""
    done: list[Block] = []
    for block in blocks:
        before = done[-1] if done else None
        if before and before.is_title and block.is_title and _is_near(before, block):
            if parse_period(block.text) and not find_period(before.text):
                done[-1] = _one(before, block, ", ")
                continue
            if block.text[:1].islower():
                done[-1] = _one(before, block, " ")
                continue
        done.append(block)
    return done


def _is_near(before: Block, block: Block) -> bool:
    return block.box[1] - before.box[3] < _NEAR * max(before.size, block.size)


def _one(before: Block, block: Block, between: str) -> Block:
    return replace(before, text=f"{before.text}{between}{block.text}", box=(*before.box[:3], block.box[3]))
