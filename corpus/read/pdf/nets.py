"""Lines that meet each other, straight or by way of others: the nets that tables are drawn in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from corpus.read.pdf.strokes import Stroke

TOUCH = 3.5  # points between lines that meet


def nets(strokes: Sequence[Stroke]) -> list[list[Stroke]]:
    """The strokes by the net that they are in."""
    roots = list(range(len(strokes)))
    for one, two in _meetings(strokes):
        roots[_root(roots, one)] = _root(roots, two)
    found: dict[int, list[Stroke]] = defaultdict(list)
    for at, stroke in enumerate(strokes):
        found[_root(roots, at)].append(stroke)
    return list(found.values())


def _root(roots: list[int], at: int) -> int:
    while roots[at] != at:
        roots[at] = roots[roots[at]]
        at = roots[at]
    return at


def _meetings(strokes: Sequence[Stroke]) -> Iterator[tuple[int, int]]:
    """The pairs of lines that meet, by their numbers: those that cross, and those that lie on each other."""
    across, down = ([at for at, s in enumerate(strokes) if s.is_across is way] for way in (True, False))
    for row in (across, down):
        yield from _on_each_other(strokes, row)
    down.sort(key=lambda at: strokes[at].at)
    places = [strokes[at].at for at in down]
    for one in across:
        stroke = strokes[one]
        first = bisect_left(places, stroke.start - TOUCH)
        for two in down[first : bisect_right(places, stroke.end + TOUCH)]:
            if strokes[two].start - TOUCH <= stroke.at <= strokes[two].end + TOUCH:
                yield one, two


def _on_each_other(strokes: Sequence[Stroke], row: Sequence[int]) -> Iterator[tuple[int, int]]:
    ordered = sorted(row, key=lambda at: strokes[at].at)
    for place, one in enumerate(ordered):
        for two in ordered[place + 1 :]:
            if strokes[two].at - strokes[one].at > TOUCH:
                break
            if (
                strokes[one].start <= strokes[two].end + TOUCH
                and strokes[two].start <= strokes[one].end + TOUCH
            ):
                yield one, two
