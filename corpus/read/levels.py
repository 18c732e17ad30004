"""The levels of headings, which plain text does not print."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.read.blocks import NUMBERED, Block, Kind
from corpus.vocabulary import vocabulary

_COUNT = re.compile(r"(\d{1,2})[.)]?\s+(?=[A-Z])")
_NUMBERING = re.compile(r"\d{1,2}(?:\.\d{1,2})*")
_CAPTION = re.compile(r"(?:Table|Tab\.)\s+(?:[A-Z]?\d{1,3}(?:\.\d{1,2})*[a-z]?|[A-Z])\s*(?:[.:)–—-]|\s[A-Z])")


@dataclass(slots=True)
class Levels:
    """The headings that are open, by the depth that the format gives them (1 is outermost)."""

    open: list[int] = field(default_factory=list)

    def level(self, depth: int) -> int:
        """The level of the next heading, one below the last that is open above it: none is left out."""
        while self.open and self.open[-1] >= depth:
            self.open.pop()
        self.open.append(depth)
        return len(self.open)


def heading_levels(blocks: Sequence[Block]) -> list[int]:
    """The level of each heading (0 for what is none).

    They follow from what a heading is. In a report that counts its sections, the counted headings open
    them, and the rest stand below. Elsewhere a heading that counts itself ("Objective One") and any other
    plain heading opens a section. Commitments, numbered headings and headings that recur
    ("Performance") stand in it. A heading that names an area stands under the topic before it, and
    under the kind of area ("Area Commands") where one heads it. A table's caption stands under them all.
    Where headings say their own depth, that counts, and others stand below.
    """
    if any(block.depth for block in blocks):
        return _said_levels(blocks)
    count = Counter(block.text for block in blocks if block.kind is Kind.HEADING)
    areas = _area_headings(blocks)
    counted = counted_headings(blocks)
    levels: list[int] = []
    under_kind = False
    for index, block in enumerate(blocks):
        if block.kind is Kind.HEADING and is_caption(block.text):
            levels.append(_below(blocks, levels))
            continue
        level = _level(block, count, has_parent=any(levels))
        if counted and level:
            level = 1 if index in counted else max(2, _depth(block.text))
        elif level and index in areas and any(levels):
            is_kind = vocabulary().is_area_kind(block.text)
            under_kind = under_kind or is_kind
            level = 3 if under_kind and not is_kind else 2
        elif level == 1:
            under_kind = False
        levels.append(level)
    return levels


def _said_levels(blocks: Sequence[Block]) -> list[int]:
    levels = Levels()
    return [
        0
        if block.kind is not Kind.HEADING
        else levels.level(block.depth)
        if block.depth
        else len(levels.open) + 1
        for block in blocks
    ]


def counted_headings(blocks: Sequence[Block]) -> frozenset[int]:
    """The headings that count a report's sections from 1 ("1. Purpose", "2  Outcome One"), if it does so."""
    headings = [(at, b.text) for at, b in enumerate(blocks) if b.kind is Kind.HEADING]
    if any(vocabulary().is_ordinal_heading(text) for _, text in headings):
        return frozenset()
    counts = [(at, int(found[1])) for at, text in headings if (found := _COUNT.match(text))]
    in_order = [number for _, number in counts] == list(range(1, len(counts) + 1))
    return frozenset(at for at, _ in counts) if in_order and len(counts) > 1 else frozenset()


def is_caption(text: str) -> bool:
    """Whether a heading is a table's own: "Table 3b. Recorded crime by district"."""
    return _CAPTION.match(text) is not None


def _below(blocks: Sequence[Block], levels: Sequence[int]) -> int:
    """The level under the last heading that is no caption."""
    above = (
        level for block, level in zip(blocks, levels, strict=False) if level and not is_caption(block.text)
    )
    return max([0, *list(above)[-1:]]) + 1


def _depth(text: str) -> int:
    """How deep a heading is numbered: 2 for "1.1", 1 for what has no number."""
    found = _NUMBERING.match(text)
    return 1 + found[0].strip(".").count(".") if found else 1


def _level(block: Block, count: Counter[str], *, has_parent: bool) -> int:
    if block.kind is Kind.PLEDGE:
        return 2 if has_parent else 1
    if block.kind is not Kind.HEADING:
        return 0
    inside = count[block.text] > 1 or NUMBERED.match(block.text)
    return 2 if inside and has_parent and not vocabulary().is_ordinal_heading(block.text) else 1


def _area_headings(blocks: Sequence[Block]) -> frozenset[int]:
    """The headings that name an area or a kind of area, or caption one of several tables that are alike."""
    words = vocabulary()
    captions: dict[tuple[str, ...], dict[int, str]] = defaultdict(dict)
    named: set[int] = set()
    for index, block in enumerate(blocks):
        if block.kind is not Kind.HEADING:
            continue
        if words.areas_named(block.text) or words.is_force_wide(block.text) or words.is_area_kind(block.text):
            named.add(index)
        if index + 1 < len(blocks) and blocks[index + 1].kind is Kind.TABLE:
            captions[_likeness(blocks[index + 1])][index] = block.text
    alike = (found for found in captions.values() if len(set(found.values())) == len(found) > 1)
    return frozenset(named.union(*alike))


def _likeness(table: Block) -> tuple[str, ...]:
    """What tables of the same things share: their header and their first label."""
    header = tuple(cell.text for cell in table.grid[0] if cell.text)
    body = (cell.text for row in table.grid[1:] for cell in row if cell.text)
    return (*header, next(body, ""))
