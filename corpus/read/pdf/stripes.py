"""Tables whose rows are told by stripes: every other one coloured, and no line drawn."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from corpus.read.pdf.printed import Line
from corpus.read.pdf.strokes import Stroke
from corpus.read.pdf.view import Box

_SAME = 2.0  # points between sides that lie in one place
_GAP = 2.2  # stripe heights between two stripes: the row between them may be higher than both
_CLOSE = 0.9  # of the type size, between the lines of one row
_LEAST = 2  # stripes


def striped_boxes(boxes: Sequence[Box], lines: Sequence[Line]) -> list[Box]:
    """The boxes about stacks of coloured boxes with the same sides, with the white row below the last."""
    stacks: list[list[Box]] = []
    for box in sorted(boxes, key=lambda b: b[1]):
        stack = next((s for s in stacks if _goes_on(s[-1], box, lines)), None)
        if stack is None:
            stacks.append([box])
        else:
            stack.append(box)
    return [_with_last_row(stack, lines) for stack in stacks if len(stack) >= _LEAST]


def is_stripe(net: Sequence[Stroke]) -> bool:
    """Whether lines that meet are the edges of one coloured box, or of a few that lie on each other."""
    return all(stroke.is_edge for stroke in net) and sum(not stroke.is_across for stroke in net) <= 2


def _goes_on(above: Box, box: Box, lines: Sequence[Line]) -> bool:
    """Whether a stripe belongs to the stack of the one above it: nothing but a row stands between them."""
    sides = abs(above[0] - box[0]) <= _SAME and abs(above[2] - box[2]) <= _SAME
    height = max(above[3] - above[1], box[3] - box[1])
    if not sides or not 0 < box[1] - above[3] <= _GAP * height:
        return False
    between = [line for line in lines if above[3] < line.middle < box[1]]
    rows = [at for at, line in enumerate(between) if len(line.phrases) > 1]
    after = between[rows[-1] :] if rows else between
    return not between or (bool(rows) and not any(_is_apart(one, two) for one, two in pairwise(after)))


def _is_apart(above: Line, line: Line) -> bool:
    return line.top - above.bottom > _CLOSE * line.size / 2


def _with_last_row(stack: Sequence[Box], lines: Sequence[Line]) -> Box:
    """The box about a stack; the row under its last stripe is white, and has no edge of its own."""
    left, top, right, bottom = stack[0][0], stack[0][1], stack[0][2], stack[-1][3]
    reach = bottom
    is_row = False
    for line in sorted(lines, key=lambda one: one.base):
        is_below = line.top >= bottom - _SAME and line.left >= left - _SAME and line.right <= right + _SAME
        if not is_below:
            continue
        is_other = is_row and len(line.phrases) == 1 and line.top - reach > _CLOSE * line.size / 2
        if is_other or line.top - reach > _CLOSE * line.size:
            break
        is_row = is_row or len(line.phrases) > 1
        reach = line.bottom
    return left, top, right, reach if is_row else bottom
