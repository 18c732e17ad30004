"""Where the tables of a page are: in nets of drawn lines, and where phrases stand in columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from corpus.read.pdf.area import Area, is_value
from corpus.read.pdf.nets import TOUCH, nets
from corpus.read.pdf.stripes import is_stripe, striped_boxes
from corpus.read.pdf.strokes import Stroke
from corpus.read.pdf.view import Box
from corpus.read.pdf.words import Line, Phrase

_REST = 14.0  # type sizes below the last row's first line, in which the rule that closes a table is sought
_STRIPE = 150.0  # points: the least width of a coloured row
_RULES = 4  # drawn across a table that has them above, below and under its header; more are a chart's
_PROSE = 8  # words of a phrase that is a sentence's, not a cell's
_WORDY = 6  # words of a phrase that may be a line of a column of text
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
    return [area for area in areas if _is_table(area)]


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


def unruled_areas(
    lines: Sequence[Line], turned: Sequence[Phrase], strokes: Sequence[Stroke], *, only_plain: bool
) -> list[Area]:
    """The tables in runs of lines with several phrases each. `only_plain` takes those without a doubt."""
    areas: list[Area] = []
    end = 0
    for run in _runs(lines, strokes, only_plain=only_plain):
        first = max(end, _header_start(lines, run, strokes))
        end = _end(lines, run, strokes)
        own = lines[first:end]
        box = _text_box(own, strokes)
        area = area_in(box, own, turned, strokes, is_ruled=False)
        if _is_table(area):
            areas.append(area)
    return areas


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


def _is_table(area: Area) -> bool:
    """Whether an area holds rows and columns: lines with several phrases each, most of them short."""
    several = [line for line in area.lines if len(line.phrases) > 1]
    if area.is_ruled:
        return len(several) >= 1 and len(area.lines) >= 2
    prose = sum(any(map(is_prose, line.phrases)) for line in area.lines)
    is_dense = 2 * len(several) >= len(area.lines) - 2 or 1 < len(area.wide) <= _RULES
    return len(several) >= 2 and is_dense and 3 * prose <= len(area.lines)


def _is_row(line: Line, *, only_plain: bool) -> bool:
    """Whether a line may be a table's row."""
    phrases = line.phrases
    if len(phrases) < 2:
        return False
    values = sum(is_value(p.text) for p in phrases)
    if only_plain:
        return values >= 2 and all(len(p.words) < _WORDY for p in phrases[1:])
    prose = sum(is_prose(p) for p in phrases)
    return bool(values and is_value(phrases[-1].text) and prose < 2) or (len(phrases) > 2 and not prose)


def _runs(lines: Sequence[Line], strokes: Sequence[Stroke], *, only_plain: bool) -> list[range]:
    """The runs of lines that are rows, with the few between them that are not."""
    runs: list[range] = []
    rows = [at for at, line in enumerate(lines) if _is_row(line, only_plain=only_plain)]
    for at in rows:
        if runs and _is_gap_in_table(lines, runs[-1], at, strokes):
            runs[-1] = range(runs[-1].start, at + 1)
        else:
            runs.append(range(at, at + 1))
    return [run for run in runs if sum(at in run for at in rows) >= (3 if only_plain else 2)]


def _end(lines: Sequence[Line], run: range, strokes: Sequence[Stroke]) -> int:
    """Where a run ends: with its last row and its rest, down to the rule that closes the table."""
    own = lines[run.start : run.stop]
    left, right = min(line.left for line in own), max(line.right for line in own)
    last = own[-1]
    rules = _rules_over(strokes, left, right, last.base, last.base + _REST * last.size)
    if not rules:
        return run.stop
    end = run.stop
    while end < len(lines) and lines[end].base < rules[0] and _is_rest(lines[end], lines[end - 1]):
        end += 1
    return end if end == len(lines) or lines[end].base > rules[0] else run.stop


def _is_rest(line: Line, above: Line) -> bool:
    close = line.base - above.base < 1.6 * line.size
    return close and not is_caption(line.text) and not any(map(is_prose, line.phrases))


def _is_gap_in_table(lines: Sequence[Line], run: range, at: int, strokes: Sequence[Stroke]) -> bool:
    """Whether what stands between a run and a further row is of the table, too."""
    before, after = lines[run.stop - 1], lines[at]
    between = lines[run.stop : at]
    size = max(after.size, 4)
    if len(between) > 4 or after.base - before.base > (len(between) + 1) * 3.2 * size:
        return False
    if min(before.right, after.right) - max(before.left, after.left) < 0.5 * min(
        before.right - before.left, after.right - after.left
    ):
        return False
    if _is_closed(lines, run, at, strokes):
        return False
    wide = max(line.right for line in lines[run.start : run.stop]) - lines[run.start].left
    return not any(
        is_caption(line.text)
        or (line.right - line.left > 0.85 * wide and len(line.phrases) == 1)
        or any(is_prose(phrase) for phrase in line.phrases[1:])
        for line in between
    )


def _is_closed(lines: Sequence[Line], run: range, at: int, strokes: Sequence[Stroke]) -> bool:
    """Whether a rule closes a table and another opens one, with words of neither between them."""
    before, after = lines[run.stop - 1], lines[at]
    left, right = min(before.left, after.left), max(before.right, after.right)
    rules = _rules_over(strokes, left, right, before.base, after.base)
    between = [line for line in lines[run.stop : at] if len(line.phrases) == 1]
    return len(rules) > 1 and any(rules[0] < line.base < rules[-1] for line in between)


def _header_start(lines: Sequence[Line], run: range, strokes: Sequence[Stroke]) -> int:
    """The first line of the header over a run of rows: up to a rule, or while words stand over columns."""
    own = lines[run.start : run.stop]
    left, right = min(line.left for line in own), max(line.right for line in own)
    first = run.start
    while first and _may_head(lines[first - 1], lines[first], left, right, strokes):
        first -= 1
    rules = _rules_over(strokes, left, right, lines[first].top - 12, own[0].base)
    under = [at for at in range(first, run.start) if rules and lines[at].base > rules[0]]
    if under:
        return under[0]
    return _without_title(lines, first, run.start, own)


def _may_head(line: Line, below: Line, left: float, right: float, strokes: Sequence[Stroke]) -> bool:
    gap = below.top - line.bottom
    if _rules_over(strokes, left, right, line.base, below.base):
        gap /= 2  # a rule stands between a header and the first row
    is_over = line.left >= left - 25 and line.right <= right + 25
    return (
        gap < 2.2 * line.size
        and is_over
        and not is_caption(line.text)
        and not any(map(is_prose, line.phrases))
    )


def _rules_over(
    strokes: Sequence[Stroke], left: float, right: float, top: float, bottom: float
) -> list[float]:
    """The heights of the lines drawn across most of a stretch, top down."""
    return sorted(
        s.at
        for s in strokes
        if s.is_across
        and top <= s.at <= bottom
        and min(s.end, right) - max(s.start, left) > 0.8 * (right - left)
    )


def _without_title(lines: Sequence[Line], first: int, start: int, own: Sequence[Line]) -> int:
    """Without lines of one phrase on top, which are a title, unless one stands over the columns of values."""
    values = min((p.left for line in own for p in line.phrases[1:]), default=0.0)
    while first < start and len(lines[first].phrases) == 1 and lines[first].left < values - 5:
        first += 1
    return first


def _text_box(lines: Sequence[Line], strokes: Sequence[Stroke]) -> Box:
    """The box about lines, widened to the rules drawn across them."""
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    top, bottom = min(line.top for line in lines), max(line.bottom for line in lines)
    over = [
        s
        for s in strokes
        if s.is_across
        and top - 8 <= s.at <= bottom + 8
        and min(s.end, right) - max(s.start, left) > 0.6 * (right - left)
        and s.length < 1.6 * (right - left)
    ]
    return min([left, *(s.start for s in over)]), top, max([right, *(s.end for s in over)]), bottom
