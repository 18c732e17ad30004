"""Columns that are aligned by blanks: where they lie on the line, and which words stand in which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.numbers import read_numbers
from corpus.periods import parse_period
from corpus.vocabulary import vocabulary

_WORDS = re.compile(r"\S+(?: \S+)*")
_RULE = frozenset("-=_─━ ")
_DASHES = re.compile(r"[-=_─━]{2,}")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words without a gap of two blanks in them, and the places that they take, from 0, the end excluded."""

    text: str
    start: int
    end: int

    def overlap(self, other: Stretch) -> int:
        return min(self.end, other.end) - max(self.start, other.start)


def stretches(line: str) -> tuple[Stretch, ...]:
    """The stretches of a line, left to right."""
    return tuple(Stretch(m.group(), m.start(), m.end()) for m in _WORDS.finditer(line.expandtabs()))


def is_rule(line: str) -> bool:
    """Whether a line draws the rule under a header, a dash row over each column."""
    return _RULE.issuperset(line) and len(_DASHES.findall(line)) > 1


def is_line(line: str) -> bool:
    """Whether a line is drawn, in one stroke or in several, and says nothing."""
    return _RULE.issuperset(line) and _DASHES.search(line) is not None


def rule_layout(line: str) -> tuple[Stretch, ...]:
    """The columns that a rule draws."""
    return tuple(Stretch("", m.start(), m.end()) for m in _DASHES.finditer(line))


def gap_layout(rows: Sequence[tuple[Stretch, ...]]) -> tuple[Stretch, ...]:
    """The columns of rows that no rule is drawn over: what lies between the gaps that go through them all."""
    taken: set[int] = set()
    for row in rows:
        for stretch in row:
            taken.update(range(stretch.start, stretch.end))
    columns: list[Stretch] = []
    for place in sorted(taken):
        if columns and columns[-1].end == place:
            columns[-1] = replace(columns[-1], end=place + 1)
        else:
            columns.append(Stretch("", place, place + 1))
    return tuple(columns)


def fits(rows: Sequence[tuple[Stretch, ...]], layout: Sequence[Stretch]) -> bool:
    """Whether the stretches of each row lie on columns of their own, but for labels that run on."""
    return bool(layout) and all(
        len({nearest(stretch, layout) for stretch in row}) == len(row)
        and all(stretch.overlap(layout[nearest(stretch, layout)]) > 0 for stretch in row)
        for row in rows
    )


def place_row(row: Sequence[Stretch], layout: Sequence[Stretch]) -> tuple[str, ...]:
    """The words of a body row by column: each stretch where it lies, cut where it runs on into a value."""
    cells = [""] * len(layout)
    for stretch in row:
        for part, column in _cut(stretch, layout):
            cells[column] = f"{cells[column]} {part}".strip()
    return tuple(cells)


def _cut(stretch: Stretch, layout: Sequence[Stretch]) -> Iterator[tuple[str, int]]:
    """A stretch that runs on into a column of values is cut before them; words that do so are left whole."""
    under = spanned(stretch, layout)
    rest = stretch
    for at in reversed(under[1:]):
        blanks = [blank.start() for blank in re.finditer(" ", rest.text)]
        left, right = layout[at - 1].start - rest.start, layout[at].end - rest.start
        cut = next((b for b in blanks if left < b < right and is_value(rest.text[b + 1 :])), None)
        if cut is not None:
            yield rest.text[cut + 1 :], at
            rest = replace(rest, text=rest.text[:cut], end=rest.start + cut)
    yield rest.text, nearest(rest, layout) if len(under) == 1 else under[0]


def is_value(text: str) -> bool:
    """Whether words are a number, or say that there is none."""
    return vocabulary().is_absent(text) or (bool(read_numbers(text)) and parse_period(text) is None)


def nearest(stretch: Stretch, layout: Sequence[Stretch]) -> int:
    """The column that most of a stretch lies on, or that is nearest to it."""
    return max(range(len(layout)), key=lambda at: stretch.overlap(layout[at]))


def spanned(stretch: Stretch, layout: Sequence[Stretch]) -> tuple[int, ...]:
    """The columns that a header stretch lies on: more than one where it heads several."""
    under = tuple(at for at, column in enumerate(layout) if stretch.overlap(column) > 0)
    return under or (nearest(stretch, layout),)
