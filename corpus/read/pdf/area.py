"""The part of a page that a table takes: its lines, what stands turned in it, and what is drawn there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.grid import RawCell
from corpus.read.pdf.printed import Line, Phrase
from corpus.read.pdf.strokes import Stroke
from corpus.read.pdf.view import Box
from corpus.read.pdf.words import is_numeric
from corpus.vocabulary import vocabulary

_NEAR = 3.0  # points
_WIDE = 0.85  # of the width: a line across the table
_SOME = 0.4  # of the width: a line across some of its columns
_ENOUGH = 3
_DOWN = 0.3  # of the height: a line down the table


@dataclass(frozen=True)
class Area:
    """A table's box, with what stands in it. `is_ruled` tells that lines are drawn across and down."""

    box: Box
    lines: tuple[Line, ...]
    turned: tuple[Phrase, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    is_ruled: bool = False

    @property
    def width(self) -> float:
        return self.box[2] - self.box[0]

    @property
    def height(self) -> float:
        return self.box[3] - self.box[1]

    @cached_property
    def downs(self) -> tuple[float, ...]:
        """The places of the lines drawn down, the borders with them."""
        down = _drawn([stroke for stroke in self.strokes if not stroke.is_across])
        return tuple(at for at, length in _clusters(down) if length >= _DOWN * self.height)

    @cached_property
    def acrosses(self) -> tuple[float, ...]:
        """The places of the lines drawn across some columns at least."""
        return tuple(at for at, length in self._across if length >= _SOME * self.width)

    @cached_property
    def wide(self) -> tuple[float, ...]:
        """The places of the lines drawn across the whole table."""
        return tuple(at for at, length in self._across if length >= _WIDE * self.width)

    @cached_property
    def _across(self) -> list[tuple[float, float]]:
        return _clusters(_drawn([stroke for stroke in self.strokes if stroke.is_across]))

    def is_parted_across(self, at: float, left: float, right: float) -> bool:
        """Whether a line is drawn at a height, over most of a stretch."""
        near = [s for s in self.strokes if s.is_across and abs(s.at - at) <= _NEAR]
        return _covers(near, left, right)

    def is_parted_between(self, one: Phrase, two: Phrase) -> bool:
        """Whether a line is drawn between a phrase and one below it."""
        top, bottom = one.bottom - 0.35 * one.size, two.top + 0.35 * two.size
        left, right = max(one.left, two.left), min(one.right, two.right)
        return any(
            s.is_across and top <= s.at <= bottom and s.start <= left + 2 and s.end >= right - 2
            for s in self.strokes
        )


def is_value(text: str) -> bool:
    """Whether words are a value: a number, or the sign that there is none. A year is a header's word."""
    return RawCell(text, 0, 0, (0, 0)).is_number or (is_numeric(text) and not _is_year(text))


def _is_year(text: str) -> bool:
    return text.isdigit() and len(text) == 4 and text[:2] in ("19", "20")


def is_absent(text: str) -> bool:
    return vocabulary().is_absent(text)


def _drawn(strokes: Sequence[Stroke]) -> list[Stroke]:
    """The lines without the edges of coloured boxes, where there are enough that are drawn."""
    drawn = [stroke for stroke in strokes if not stroke.is_edge]
    return drawn if len({round(stroke.at) for stroke in drawn}) >= _ENOUGH else list(strokes)


def _clusters(strokes: Sequence[Stroke]) -> list[tuple[float, float]]:
    """The places of lines that lie at one place, with how long they are together."""
    groups: list[list[Stroke]] = []
    for stroke in sorted(strokes, key=lambda s: s.at):
        if groups and stroke.at - groups[-1][0].at <= _NEAR:
            groups[-1].append(stroke)
        else:
            groups.append([stroke])
    return [(sum(s.at for s in group) / len(group), _length(group)) for group in groups]


def _length(strokes: Sequence[Stroke]) -> float:
    """How much lines cover together."""
    total, reach = 0.0, float("-inf")
    for stroke in sorted(strokes, key=lambda s: s.start):
        total += max(0.0, stroke.end - max(stroke.start, reach))
        reach = max(reach, stroke.end)
    return total


def _covers(strokes: Sequence[Stroke], start: float, end: float) -> bool:
    inside = [
        Stroke(s.is_across, s.at, max(s.start, start), min(s.end, end))
        for s in strokes
        if min(s.end, end) > max(s.start, start)
    ]
    return _length(inside) >= 0.6 * (end - start)
