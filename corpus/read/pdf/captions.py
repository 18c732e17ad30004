"""The caption of a table: the words right above it that name it."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.read.pdf.areas import is_caption
from corpus.read.pdf.texts import Block

_MOST = 4  # blocks of a caption
_NEAR = 2.5  # type sizes between a caption and its table
_LONGEST = 400


def caption_over(blocks: Sequence[Block], table: Block) -> int:
    """How many of the last blocks are the caption of a table that follows them; 0 where it has none."""
    below = table.box[1]
    for count, block in enumerate(reversed(blocks[-_MOST:]), 1):
        if block.cells or block.page != table.page or block.is_bullet or len(block.text) > _LONGEST:
            return 0
        if not -1 <= below - block.box[3] <= _NEAR * max(block.size, 8):
            return 0
        if is_caption(block.text):
            return count
        below = block.box[1]
    return 0
