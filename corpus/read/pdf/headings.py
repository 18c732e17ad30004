"""Which blocks are headings, and how deep: by their type beside that of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus.read.pdf.areas import is_caption
from corpus.read.pdf.texts import Block
from corpus.read.pdf.titles import with_title

_LONGEST = 140
_LONGEST_BIG = 250  # characters, where the type alone tells: a plan's commitments
_MOST_LINES = 4
_DEEPEST = 6
_BIGGER, _MUCH_BIGGER = 1.08, 1.15  # than the text
_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?\s+\S")
_WORD = re.compile(r"[^\W\d_]{2}")
Style = tuple[float, bool]


def with_levels(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with the title marked, and each heading with its level: the biggest type is outermost."""
    body = _body_style(blocks)
    found = [_is_heading(block, body) for block in blocks]
    marked = [replace(b, level=1) if is_one else b for b, is_one in zip(blocks, found, strict=True)]
    titled = with_title(marked)
    styles = sorted({_style(block) for block in titled if block.level}, reverse=True)
    levels = {style: min(at, _DEEPEST) for at, style in enumerate(styles, 1)}
    return [replace(block, level=levels[_style(block)]) if block.level else block for block in titled]


def _style(block: Block) -> Style:
    return round(2 * block.size) / 2, block.is_bold


def _body_style(blocks: Sequence[Block]) -> Style:
    """The type of most of the text."""
    letters: Counter[Style] = Counter()
    for block in blocks:
        if not block.cells:
            letters[_style(block)] += len(block.text)
    return letters.most_common(1)[0][0] if letters else (0.0, False)


def _is_heading(block: Block, body: Style) -> bool:
    if block.cells or block.is_bullet or is_caption(block.text) or not _WORD.search(block.text):
        return False
    size, is_bold = _style(block)
    is_big = size > _MUCH_BIGGER * body[0]
    if len(block.text) > (_LONGEST_BIG if is_big else _LONGEST) or block.lines > _MOST_LINES:
        return False
    if block.text.endswith((".", ";", ",")) and not (is_big or _NUMBER.match(block.text)):
        return False
    return size > _BIGGER * body[0] or (is_bold and not body[1] and size >= 0.95 * body[0])
