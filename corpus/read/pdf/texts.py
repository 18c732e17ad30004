"""The lines of a column of text -> its blocks: what belongs together, and how it is set."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from corpus.grid import RawCell
from corpus.read.pdf.printed import Line
from corpus.read.pdf.view import Box
from corpus.read.pdf.words import BULLETS
from corpus.vocabulary import vocabulary

_CLOSEST, _WIDEST, _LEADING = 0.9, 2.6, 1.2  # type sizes between lines: the least, the most, the usual
_ENOUGH = 3  # lines of one type size, to tell how far apart they stand
_ASIDE = 4.0  # type sizes: lines that begin so far apart are not of one paragraph
_WHOLE_WORD = 4  # letters of a part that may be a word
_SHORT = 0.82  # of the column's width: a line that ends a paragraph
_BULLET = re.compile(
    rf"(?:[{re.escape(''.join(sorted(BULLETS)))}\ue000-\uf8ff]|[-–*]|\(?[a-z]\)|\(?[ivx]+\)|o)\s+(?=\S)"
)
_SENTENCE_END = re.compile(r"[.?!:;][\"'”’)\]⁰¹²³⁴⁵⁶⁷⁸⁹]*$")
_NUMBERED = re.compile(r"(?:\d{1,2}\.)+\d*\s+\S|\d{1,2}\)\s+\S")
_CUT = re.compile(r"([A-Za-z]+)-$")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that are one paragraph, heading or bullet; or a table, which has `cells`.

    `level` is a heading's, once it is known.
    """

    text: str
    box: Box
    page: int
    size: float = 0.0
    is_bold: bool = False
    is_bullet: bool = False
    lines: int = 1
    cells: tuple[RawCell, ...] = ()
    level: int = 0
    is_title: bool = False


def read_blocks(lines: Sequence[Line], page: int) -> list[Block]:
    """The blocks of one column of text, top down."""
    if not lines:
        return []
    leadings = _leadings(lines)
    right = max(line.right for line in lines)
    left = min(line.left for line in lines)
    blocks: list[list[Line]] = [[lines[0]]]
    for before, after in pairwise(lines):
        leading = leadings.get(after.size, _LEADING)
        if _is_new(before, after, blocks[-1], leading, (left, right)):
            blocks.append([])
        blocks[-1].append(after)
    return [_block(block, page) for block in blocks]


def _leadings(lines: Sequence[Line]) -> dict[float, float]:
    """How far apart the lines of a paragraph stand, in type sizes, for each type size."""
    gaps: dict[float, Counter[float]] = defaultdict(Counter)
    for before, after in pairwise(lines):
        gap = (after.base - before.base) / max(after.size, 1)
        if before.size == after.size and _CLOSEST < gap < _WIDEST:
            gaps[after.size][round(gap, 1)] += 1
    return {size: _least(counts) for size, counts in gaps.items() if counts.total() >= _ENOUGH}


def _least(counts: Counter[float]) -> float:
    """The least gap of those that come often."""
    most = max(counts.values())
    return min(gap for gap, count in counts.items() if 3 * count >= most)


def _is_new(
    before: Line, after: Line, block: Sequence[Line], leading: float, sides: tuple[float, float]
) -> bool:
    """Whether a line begins another block than the one before it."""
    if _is_set_otherwise(before, after, block, leading):
        return True
    if is_bullet(after.text) or (_NUMBERED.match(after.text) and _ends(before)):
        return True
    width = sides[1] - sides[0]
    is_short = before.right - sides[0] < _SHORT * width
    is_indented = (
        after.left - before.left > 0.9 * after.size and after.left - block[0].left > 0.9 * after.size
    )
    if is_bullet(block[0].text):
        return after.left < block[0].left - 0.5 * after.size or (
            is_short and _ends(before) and after.left - block[0].left < 0.5 * after.size
        )
    return (is_short and (_ends(before) or _had_room(before, after, sides[1]))) or (
        is_indented and _ends(before)
    )


def _is_set_otherwise(before: Line, after: Line, block: Sequence[Line], leading: float) -> bool:
    """Whether a line stands apart from the one before it, or is of another type or another place."""
    gap = (after.base - before.base) / max(after.size, 1)
    is_apart = gap > leading * 1.28 + 0.1 or gap < 0
    is_other_size = abs(after.size - before.size) > 0.06 * max(after.size, before.size) + 0.3
    is_other_weight = _is_bold(after) != _is_bold(before) and (_is_bold(before) or len(block) == 1)
    is_aside = abs(after.left - before.left) > _ASIDE * after.size and not _is_centred(before, after)
    return is_apart or is_other_size or is_other_weight or is_aside


def _is_centred(before: Line, after: Line) -> bool:
    return abs(after.left + after.right - before.left - before.right) < 2 * after.size


def _had_room(before: Line, after: Line, right: float) -> bool:
    """Whether a line's first word would have fitted on the line before, so that something begins here."""
    word = after.phrases[0].words[0]
    room = right - before.right - 0.3 * after.size
    return word.right - word.left < 0.5 * room and not after.text[:1].islower()


def _ends(line: Line) -> bool:
    return _SENTENCE_END.search(line.text) is not None


def _is_bold(line: Line) -> bool:
    """Whether all of a line is bold; a paragraph may begin with a few bold words."""
    words = [word for phrase in line.phrases for word in phrase.words if any(map(str.isalnum, word.text))]
    return bool(words) and all(word.is_bold for word in words)


def is_bullet(text: str) -> bool:
    return _BULLET.match(text) is not None


def without_bullet(text: str) -> str:
    return _BULLET.sub("", text, count=1)


def ends_sentence(text: str) -> bool:
    return _SENTENCE_END.search(text) is not None


def _block(lines: Sequence[Line], page: int) -> Block:
    text = joined_lines(line.text for line in lines)
    longest = max(lines, key=lambda line: len(line.text))
    box = (
        min(line.left for line in lines),
        lines[0].top,
        max(line.right for line in lines),
        lines[-1].bottom,
    )
    bold = all(_is_bold(line) for line in lines)
    bullet = is_bullet(text)
    return Block(text, box, page, longest.size, bold, bullet, len(lines))


def joined_lines(texts: Iterable[str]) -> str:
    """Lines as one text; a word that was cut at a line's end is one again."""
    joined = ""
    for text in texts:
        cut = _CUT.search(joined)
        if cut and text[:1].islower():
            joined = joined[:-1] + text if _is_cut_word(cut[1], text) else joined + text
        else:
            joined = f"{joined} {text}".strip()
    return joined


def _is_cut_word(first: str, rest: str) -> bool:
    """Whether a hyphen at a line's end only cuts a word; not that of "long-term", whose parts are words."""
    found = re.match(r"[a-z]+", rest)
    second = found[0] if found else ""
    if _is_word(first + second):
        return True
    return min(len(first), len(second)) < _WHOLE_WORD


@lru_cache(maxsize=4096)
def _is_word(text: str) -> bool:
    return text.casefold() in vocabulary().ordinary


def continued(blocks: Sequence[Block]) -> list[Block]:
    """Paragraphs that a column's or a page's end cut in two, as one again."""
    done: list[Block] = []
    for block in blocks:
        before = done[-1] if done else None
        if before and _goes_on(before, block):
            done[-1] = replace(
                before, text=joined_lines((before.text, block.text)), lines=before.lines + block.lines
            )
        else:
            done.append(block)
    return done


def _goes_on(before: Block, block: Block) -> bool:
    is_text = not (before.cells or block.cells or block.is_bullet)
    is_below = block.page == before.page and block.box[1] >= before.box[3] - 1
    is_like = abs(before.size - block.size) < 0.5 and before.is_bold == block.is_bold
    starts_small = block.text[:1].islower() and len(before.text) > 40
    return is_text and is_like and not is_below and starts_small and not ends_sentence(before.text)
