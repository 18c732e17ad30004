"""The header of a table: which words head which columns, however they are stacked and broken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.grid import RawCell
from corpus.read.pdf.area import Area
from corpus.read.pdf.columns import Column
from corpus.read.pdf.placed import Placed, joined_text
from corpus.read.pdf.printed import Phrase

_NOWHERE = (0, 0)
_CENTRED = 1.5  # of the type size: how far a header alone on its line may stand off the middle of all columns
_LINE_GAP = 0.75  # of the type size, between the lines of one header


@dataclass(slots=True)
class _Block:
    """Lines of words over the same columns that are one header."""

    first: int
    last: int
    phrases: list[Phrase] = field(default_factory=list)

    @property
    def top(self) -> float:
        return min(phrase.top for phrase in self.phrases)

    @property
    def bottom(self) -> float:
        return max(phrase.bottom for phrase in self.phrases)

    @property
    def middle(self) -> float:
        return (min(p.left for p in self.phrases) + max(p.right for p in self.phrases)) / 2

    def columns(self) -> range:
        return range(self.first, self.last + 1)


def head_cells(area: Area, placed: Sequence[Placed], columns: Sequence[Column]) -> tuple[list[RawCell], int]:
    """The cells of the header, and how many rows they take."""
    if not placed:
        return [], 0
    blocks = _blocks(area, placed, columns)
    stacks = {at: [b for b in blocks if at in b.columns()] for at in range(len(columns))}
    height = max(len(stack) for stack in stacks.values())
    depths = _depths(blocks, stacks)
    cells = []
    for block in blocks:
        row = depths[id(block)]
        beside = (b for at in block.columns() for b in stacks[at] if b is not block)
        end = min((depths[id(b)] for b in beside if b.top > block.top), default=height)
        span = block.last - block.first + 1
        text = joined_text(block.phrases)
        cells.append(RawCell(text, row, block.first, _NOWHERE, max(1, end - row), span, is_header=True))
    return cells, height


def _depths(blocks: Sequence[_Block], stacks: dict[int, list[_Block]]) -> dict[int, int]:
    """The row of each header: under all that stand above it."""
    depths: dict[int, int] = {}
    for block in sorted(blocks, key=lambda b: (b.top, b.first)):
        above = [
            depths[id(other)]
            for at in block.columns()
            for other in stacks[at]
            if other is not block and id(other) in depths
        ]
        depths[id(block)] = max(above, default=-1) + 1
    return depths


def _blocks(area: Area, placed: Sequence[Placed], columns: Sequence[Column]) -> list[_Block]:
    """The headers, each with all of its lines, top down."""
    blocks: list[_Block] = []
    for one in sorted(placed, key=lambda p: (p.phrase.base, p.phrase.left)):
        first, last = _extent(area, one, placed, columns)
        block = next((b for b in reversed(blocks) if _is_of(area, one, first, last, b)), None)
        if block is None:
            blocks.append(_Block(first, last, [one.phrase]))
        else:
            block.phrases.append(one.phrase)
            block.first, block.last = min(block.first, first), max(block.last, last)
    return blocks


def _is_of(area: Area, one: Placed, first: int, last: int, block: _Block) -> bool:
    """Whether a phrase goes on with a header above it."""
    same = (first, last) == (block.first, block.last)
    inside = block.first <= first and last <= block.last
    centred = abs(one.phrase.middle - block.middle) < one.phrase.size and first != last
    if not (same or (inside and centred)):
        return False
    near = block.phrases[-1]
    if first != last and abs(near.base - one.phrase.base) < 0.3 * near.size:
        return False
    gap = one.phrase.top - block.bottom
    return gap <= _LINE_GAP * one.phrase.size and not area.is_parted_between(near, one.phrase)


def _extent(area: Area, one: Placed, placed: Sequence[Placed], columns: Sequence[Column]) -> tuple[int, int]:
    """The columns that a header is over: those under the line drawn below it, or in the box about it; else
    those that it lies in the middle of."""
    phrase = one.phrase
    beside = [p for p in placed if p is not one and abs(p.phrase.base - phrase.base) < 0.5 * phrase.size]
    for found in (
        _underlined(area, phrase, columns),
        _boxed(area, phrase, columns) if area.is_ruled else None,
    ):
        if found is not None and not any(found[0] <= p.first <= found[1] for p in beside):
            return found
    return _centred(one, placed, columns)


def _underlined(area: Area, phrase: Phrase, columns: Sequence[Column]) -> tuple[int, int] | None:
    """The columns over which a line is drawn right under a header, where that is not the table's own."""
    under = [
        s
        for s in area.strokes
        if s.is_across
        and phrase.bottom - 0.5 * phrase.size <= s.at <= phrase.bottom + 1.3 * phrase.size
        and s.start <= phrase.left + 2
        and s.end >= phrase.right - 2
        and s.length < 0.93 * area.width
    ]
    if not under:
        return None
    nearest = min(under, key=lambda s: s.at)
    return _between(nearest.start, nearest.end, columns)


def _boxed(area: Area, phrase: Phrase, columns: Sequence[Column]) -> tuple[int, int] | None:
    """The columns between the lines drawn down on both sides of a header."""
    middle = (phrase.top + phrase.bottom) / 2
    sides = [s.at for s in area.strokes if not s.is_across and s.start - 1 <= middle <= s.end + 1]
    left = max((at for at in sides if at <= phrase.left + 2), default=None)
    right = min((at for at in sides if at >= phrase.right - 2), default=None)
    if left is None or right is None:
        return None
    found = _between(left, right, columns)
    return found if found and found[1] - found[0] + 1 < len(columns) else None


def _between(left: float, right: float, columns: Sequence[Column]) -> tuple[int, int] | None:
    inside = [at for at, c in enumerate(columns) if left - 3 <= (c.left + c.right) / 2 <= right + 3]
    return (inside[0], inside[-1]) if inside else None


def _centred(one: Placed, placed: Sequence[Placed], columns: Sequence[Column]) -> tuple[int, int]:
    """The columns that a header stands in the middle of, where others head them one by one below it."""
    first, last = one.first, one.last
    beside = [
        p for p in placed if p is not one and abs(p.phrase.base - one.phrase.base) < 0.5 * one.phrase.size
    ]
    taken = {at for p in beside for at in range(p.first, p.last + 1)}
    if not taken - {0} and _off_centre(one.phrase, columns, 1, len(columns) - 1) < _CENTRED * one.phrase.size:
        return 1, len(columns) - 1
    below = {at for p in placed if p.phrase.top > one.phrase.base for at in range(p.first, p.last + 1)}
    best, error = (first, last), _off_centre(one.phrase, columns, first, last)
    while True:
        wider = [
            (a, b)
            for a, b in ((first - 1, last), (first, last + 1), (first - 1, last + 1))
            if a >= 0
            and b < len(columns)
            and not taken & {a, b} - set(range(first, last + 1))
            and {a, b} <= below
        ]
        if not wider:
            return best
        first, last = min(wider, key=lambda w: _off_centre(one.phrase, columns, *w))
        if (off := _off_centre(one.phrase, columns, first, last)) < error - 0.5 and off < 4 * one.phrase.size:
            best, error = (first, last), off


def _off_centre(phrase: Phrase, columns: Sequence[Column], first: int, last: int) -> float:
    return abs((columns[first].left + columns[last].right) / 2 - phrase.middle)
