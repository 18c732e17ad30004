"""The order in which a page is read: down one column, then the next, between what lies across them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.read.pdf.printed import Line, Phrase
from corpus.read.pdf.view import Box

_WORDY = 4  # words of a phrase that tells where a column of text is
_LEAST = 4  # lines of text on both sides of a gap between columns
_SAME_LINE = 0.35  # of the type size


@dataclass(frozen=True, slots=True)
class Item:
    """Something on a page with its box: a phrase, or what else takes room (`what` is its number)."""

    box: Box
    phrase: Phrase | None = None
    what: int = -1

    @property
    def is_wordy(self) -> bool:
        return self.phrase is not None and len(self.phrase.words) >= _WORDY


Zone = list[Line] | int  # lines in one column of text, or the number of a table


def read_zones(lines: Sequence[Line], boxes: Sequence[Box]) -> list[Zone]:
    """The lines of a page column by column, and the tables in `boxes` in their places."""
    items = [Item((p.left, p.top, p.right, p.bottom), p) for line in lines for p in line.phrases]
    items += [Item(box, what=number) for number, box in enumerate(boxes)]
    return _zones(items)


def _zones(items: Sequence[Item]) -> list[Zone]:
    gap = _gap(items)
    if gap is None:
        return _in_one_column(items)
    zones: list[Zone] = []
    left: list[Item] = []
    right: list[Item] = []
    for item in sorted(items, key=lambda i: (i.box[1], i.box[0])):
        if item.box[2] <= gap + 1:
            left.append(item)
        elif item.box[0] >= gap - 1:
            right.append(item)
        else:
            zones += [*_side(left), *_side(right), *_in_one_column([item])]
            left, right = [], []
    return _joined([*zones, *_side(left), *_side(right)])


def _side(items: Sequence[Item]) -> list[Zone]:
    return _zones(items) if items else []


def _joined(zones: Sequence[Zone]) -> list[Zone]:
    """The zones, lines that follow on lines as one zone where they lie under each other."""
    done: list[Zone] = []
    for zone in zones:
        before = done[-1] if done else None
        if (
            isinstance(zone, list)
            and isinstance(before, list)
            and zone
            and before
            and zone[0].top > before[-1].top
        ):
            is_same_line = abs(zone[0].base - before[-1].base) < _SAME_LINE * zone[0].size
            if not is_same_line:
                done[-1] = [*before, *zone]
                continue
        done.append(zone)
    return done


def _gap(items: Sequence[Item]) -> float | None:
    """Where white space parts two columns of text; `None` where there is only one."""
    wordy = [item for item in items if item.is_wordy]
    phrases = [item for item in items if item.phrase is not None]
    if len(wordy) < _LEAST:
        return None
    best, score = None, 0
    places = {round(item.box[0]) - 2 for item in wordy} | {round(item.box[2]) + 2 for item in wordy}
    for edge in sorted(places):
        across = sum(item.box[0] < edge < item.box[2] for item in items)
        sides = _sides(wordy, edge)
        beside = _beside(*sides)
        if beside < _LEAST and len(sides[0]) + len(sides[1]) >= _LEAST:
            beside = _beside_lone(phrases, sides, edge)
        if beside >= _LEAST and beside - across > score:
            best, score = float(edge), beside - across
    return best


def _sides(items: Sequence[Item], edge: float) -> tuple[list[Item], list[Item]]:
    """What lies left and right of a place."""
    left = [item for item in items if item.box[2] <= edge]
    return left, [item for item in items if item.box[0] >= edge]


def _beside_lone(phrases: Sequence[Item], sides: tuple[list[Item], list[Item]], edge: float) -> int:
    """How many lines of text stand beside what is none: a narrow table, say, on the one side or the other."""
    left, right = _sides(phrases, edge)
    ways = ((left, sides[1]), (right, sides[0]))
    return max(_beside(lone, text) if _is_off_grid(lone, text) else 0 for lone, text in ways)


def _beside(before: Sequence[Item], after: Sequence[Item]) -> int:
    """How many phrases stand at the height of one on the other side; the fewer of the two sides count."""
    if not before or not after:
        return 0
    return min(
        sum(any(_level(one, other) for other in after) for one in before),
        sum(any(_level(one, other) for other in before) for one in after),
    )


def _is_off_grid(before: Sequence[Item], after: Sequence[Item]) -> bool:
    """Whether lines on the two sides stand beside each other, but not on one line as a table's cells do."""
    beside = [one for one in after if any(_level(one, other) for other in before)]
    aligned = sum(any(_is_on_line(one, other) for other in before) for one in beside)
    return len(beside) > _LEAST and 2 * aligned < len(beside)


def _is_on_line(one: Item, two: Item) -> bool:
    return one.phrase is not None and two.phrase is not None and abs(one.phrase.base - two.phrase.base) < 0.8


def _level(one: Item, two: Item) -> bool:
    return one.box[1] < two.box[3] and two.box[1] < one.box[3]


def _in_one_column(items: Sequence[Item]) -> list[Zone]:
    zones: list[Zone] = []
    for item in sorted(items, key=_height):
        if item.phrase is None:
            zones.append(item.what)
        elif zones and isinstance(zones[-1], list):
            _append(zones[-1], item.phrase)
        else:
            zones.append([Line((item.phrase,))])
    return zones


def _height(item: Item) -> tuple[float, float]:
    return (item.phrase.base if item.phrase else item.box[1], item.box[0])


def _append(lines: list[Line], phrase: Phrase) -> None:
    """A phrase on the last line, or on a line of its own below it."""
    last = lines[-1]
    if abs(phrase.base - last.base) < _SAME_LINE * max(phrase.size, 1):
        lines[-1] = Line(tuple(sorted((*last.phrases, phrase), key=lambda p: p.left)))
    else:
        lines.append(Line((phrase,)))
