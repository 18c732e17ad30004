"""Where the columns of a table lie: between lines drawn down, and the gaps that go through its rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.read.pdf.printed import Line, Phrase

_MOST_ACROSS = 0.06  # of the rows; that many may have a phrase that lies across a gap
_DENSE = 0.55  # of the phrases of a full row: a row with fewer tells little about where the columns are


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: from `left` to `right` there is ink; `start` and `end` are its bounds."""

    left: float
    right: float
    start: float
    end: float

    def overlap(self, left: float, right: float) -> float:
        return min(right, self.right) - max(left, self.left)


def find_columns(
    lines: Sequence[Line], drawn: Sequence[float], left: float, right: float
) -> tuple[Column, ...]:
    """The columns of lines of which most are rows; `drawn` are the places of the lines drawn down."""
    bounds = [left, *(at for at in drawn if left + 3 < at < right - 3), right]
    found: list[Column] = []
    for start, end in pairwise(bounds):
        rows = [[p for p in line.phrases if start - 1 <= p.middle <= end + 1] for line in lines]
        found += _in_strip([row for row in rows if row], start, end, is_drawn=len(bounds) > 2)
    return tuple(found)


def _in_strip(rows: Sequence[Sequence[Phrase]], start: float, end: float, *, is_drawn: bool) -> list[Column]:
    """The columns between two drawn lines: one, unless most rows have a gap in the same place."""
    several = sum(len(row) > 1 for row in rows)
    if not rows or (is_drawn and 2 * several < len(rows)):
        return [Column(start, end, start, end)]
    spans = _spans(rows)
    edges = [(a[1] + b[0]) / 2 for a, b in pairwise(spans)]
    return [
        Column(span[0], span[1], first, last)
        for span, first, last in zip(spans, [start, *edges], [*edges, end], strict=True)
    ]


Span = tuple[float, float]


def _spans(rows: Sequence[Sequence[Phrase]]) -> list[Span]:
    """The stretches with ink in the rows that have most phrases; then what lies beside these."""
    counts = sorted(len(row) for row in rows)
    full = counts[int(0.8 * (len(counts) - 1))]
    dense = [row for row in rows if len(row) >= max(2, _DENSE * full)] or list(rows)
    spans = _stretches([p for row in dense for p in row], int(_MOST_ACROSS * len(dense)))
    sparse = [p for row in rows if row not in dense for p in row]
    for phrase in sparse:
        over = [span for span in spans if min(phrase.right, span[1]) > max(phrase.left, span[0])]
        if not over:
            spans = sorted([*spans, (phrase.left, phrase.right)])
    return spans


def _stretches(phrases: Sequence[Phrase], most: int) -> list[Span]:
    """The stretches in which more than `most` phrases have ink."""
    events = sorted([(p.left, 1) for p in phrases] + [(p.right, -1) for p in phrases])
    spans: list[Span] = []
    depth, since = 0, 0.0
    for at, change in events:
        before, depth = depth, depth + change
        if before <= most < depth:
            since = at
        elif depth <= most < before:
            spans.append((since, at))
    if most:  # what few rows have may be a column of its own
        for phrase in phrases:
            if all(min(phrase.right, span[1]) <= max(phrase.left, span[0]) for span in spans):
                spans.append((phrase.left, phrase.right))
    return _joined(spans)


def _joined(spans: Iterable[Span]) -> list[Span]:
    done: list[Span] = []
    for span in sorted(spans):
        if done and span[0] < done[-1][1] + 0.5:
            done[-1] = (done[-1][0], max(done[-1][1], span[1]))
        else:
            done.append(span)
    return done


def covered(left: float, right: float, columns: Sequence[Column]) -> tuple[int, int]:
    """The first and last column that a stretch lies on: by most of its width, or by what it reaches into."""
    width = max(right - left, 0.1)
    over = [
        at
        for at, column in enumerate(columns)
        if column.overlap(left, right) > min(0.3 * width, 0.35 * max(column.right - column.left, 1))
    ]
    if over:
        return over[0], over[-1]
    middle = (left + right) / 2
    nearest = min(range(len(columns)), key=lambda at: _distance(columns[at], left, right, middle))
    return nearest, nearest


def _distance(column: Column, left: float, right: float, middle: float) -> tuple[float, float]:
    return -column.overlap(left, right), abs((column.left + column.right) / 2 - middle)
