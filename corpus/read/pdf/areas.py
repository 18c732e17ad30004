"""Where the tables of a page are: in nets of drawn lines, and where phrases stand in columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from corpus.read.pdf.area import Area
from corpus.read.pdf.nets import TOUCH, nets
from corpus.read.pdf.printed import Line, Phrase
from corpus.read.pdf.stripes import is_stripe, striped_boxes
from corpus.read.pdf.strokes import Stroke
from corpus.read.pdf.view import Box

_STRIPE = 150.0  # points: the least width of a coloured row
_RULES = 4  # drawn across a table that has them above, below and under its header; more are a chart's
_PROSE = 8  # words of a phrase that is a sentence's, not a cell's
_CAPTION = re.compile(r"(?:table|figure|exhibit|chart|tab\.|fig\.)\s*[A-Z]?[-.]?\d*", re.IGNORECASE)


def ruled_areas(lines: Sequence[Line], turned: Sequence[Phrase], strokes: Sequence[Stroke]) -> list[Area]:
    """The tables in nets of lines drawn across and down."""
    every = [(_around(net), net) for net in nets(strokes)]
    netted = [(box, net) for box, net in every if _is_net(net)]
    framed = [box for box, _ in netted]
    boxes = [box for box, net in netted if not _is_frame(box, net, framed)]
    stripes = [box for box, net in every if is_stripe(net) and box[2] - box[0] > _STRIPE]
    areas = []
    for box in _apart([*boxes, *striped_boxes(stripes, lines)]):
        area = area_in(box, lines, turned, strokes, is_ruled=True)
        areas.append(area_in(_without_text(area), lines, turned, strokes, is_ruled=True))
    return [area for area in areas if is_table(area)]


def _without_text(area: Area) -> Box:
    """The box without what is no row on top and at the bottom: a title, and notes, in boxes of their own."""
    left, top, right, bottom = area.box
    inner = [at for at in area.wide if top + 4 < at < bottom - 4]
    bands = list(pairwise([top, *inner, bottom]))
    while len(bands) > 2 and _is_text(area, *bands[0], title=True):
        top = bands.pop(0)[1]
    while len(bands) > 2 and _is_text(area, *bands[-1], title=False):
        bottom = bands.pop()[0]
    return left, top, right, bottom


def _is_text(area: Area, top: float, bottom: float, *, title: bool) -> bool:
    """Whether nothing but text stands between two lines drawn across: no line of it has several phrases."""
    own = [line for line in area.lines if top < line.middle < bottom]
    if any(len(line.phrases) > 1 for line in own) or any(top < p.top < bottom for p in area.turned):
        return False
    if not own:
        return True
    phrases = [line.phrases[0] for line in own]
    left = min(p.left for p in phrases) + 3
    right = min(max(p.right for p in phrases) + 12, area.box[2] - 12)
    if any(_is_between(stroke, left, right, top + 3, bottom - 3) for stroke in area.strokes):
        return False
    wide = any(p.width > 0.5 * area.width for p in phrases)
    return wide or any(map(is_prose, phrases)) or (title and is_caption(phrases[0].text))


def _is_between(stroke: Stroke, left: float, right: float, top: float, bottom: float) -> bool:
    """Whether a line is drawn down within a box."""
    return not stroke.is_across and left < stroke.at < right and stroke.start < bottom and stroke.end > top


def area_in(
    box: Box, lines: Sequence[Line], turned: Sequence[Phrase], strokes: Sequence[Stroke], *, is_ruled: bool
) -> Area:
    """The area in a box, with all that stands in it."""
    inside = [Line(found) for line in lines if (found := tuple(p for p in line.phrases if _is_in(p, box)))]
    near = (box[0] - 4, box[1] - 4, box[2] + 4, box[3] + 4)
    drawn = tuple(s for s in strokes if _crosses(s, near))
    return Area(box, tuple(inside), tuple(p for p in turned if _is_in(p, box)), drawn, is_ruled)


def outside(lines: Iterable[Line], areas: Sequence[Area]) -> list[Line]:
    """The lines without what stands in areas."""
    boxes = [area.box for area in areas]
    kept = (tuple(p for p in line.phrases if not any(_is_in(p, box) for box in boxes)) for line in lines)
    return [Line(phrases) for phrases in kept if phrases]


def is_prose(phrase: Phrase) -> bool:
    """Whether a phrase is part of a sentence: many words, none of which stands for a number alone."""
    return len(phrase.words) >= _PROSE


def is_caption(text: str) -> bool:
    return _CAPTION.match(text) is not None


def _around(net: Sequence[Stroke]) -> Box:
    xs = [x for s in net for x in ((s.start, s.end) if s.is_across else (s.at, s.at))]
    ys = [y for s in net for y in ((s.at, s.at) if s.is_across else (s.start, s.end))]
    return min(xs), min(ys), max(xs), max(ys)


def _places(net: Sequence[Stroke], *, is_across: bool) -> int:
    """At how many places lines are drawn across, or down."""
    places = sorted(s.at for s in net if s.is_across == is_across)
    return sum(b - a > TOUCH for a, b in pairwise(places)) + bool(places)


def _is_net(net: Sequence[Stroke]) -> bool:
    across, down = _places(net, is_across=True), _places(net, is_across=False)
    return (across >= 2 and down >= 1 and across + down >= 5) or (across >= 3 and down >= 1)


def _is_frame(box: Box, net: Sequence[Stroke], boxes: Sequence[Box]) -> bool:
    """Whether lines are nothing but a frame about other nets."""
    inner = [b for b in boxes if b != box and _holds(box, b)]
    return bool(inner) and len(net) <= 6


def _holds(outer: Box, inner: Box) -> bool:
    left, top, right, bottom = outer
    return left - 2 <= inner[0] and top - 2 <= inner[1] and right + 2 >= inner[2] and bottom + 2 >= inner[3]


def _apart(boxes: Sequence[Box]) -> list[Box]:
    """The boxes, those that overlap as one."""
    done: list[Box] = []
    for box in sorted(boxes, key=lambda b: (b[1], b[0])):
        over = [b for b in done if _overlap(b, box)]
        done = [b for b in done if b not in over]
        every = [*over, box]
        done.append(
            (
                min(b[0] for b in every),
                min(b[1] for b in every),
                max(b[2] for b in every),
                max(b[3] for b in every),
            )
        )
    return done


def _overlap(one: Box, two: Box) -> bool:
    return min(one[2], two[2]) - max(one[0], two[0]) > 5 and min(one[3], two[3]) - max(one[1], two[1]) > 5


def _is_in(phrase: Phrase, box: Box) -> bool:
    left, top, right, bottom = box
    middle = (phrase.top + phrase.bottom) / 2
    return left - 2 <= phrase.middle <= right + 2 and top - 1 <= middle <= bottom + 1


def _crosses(stroke: Stroke, box: Box) -> bool:
    left, top, right, bottom = box
    if stroke.is_across:
        return top <= stroke.at <= bottom and stroke.start < right and stroke.end > left
    return left <= stroke.at <= right and stroke.start < bottom and stroke.end > top


def is_table(area: Area) -> bool:
    """Whether an area holds rows and columns: lines with several phrases each, most of them short."""
    several = [line for line in area.lines if len(line.phrases) > 1]
    if area.is_ruled:
        return len(several) >= 1 and len(area.lines) >= 2
    prose = sum(any(map(is_prose, line.phrases)) for line in area.lines)
    is_dense = 2 * len(several) >= len(area.lines) - 2 or 1 < len(area.wide) <= _RULES
    return len(several) >= 2 and is_dense and 3 * prose <= len(area.lines)
