"""Which lines of a table are its header, and which of the others make one row together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.read.pdf.area import Area, is_value
from corpus.read.pdf.placed import Placed
from corpus.read.pdf.printed import Line

_SIGNED = re.compile(r"[+−-]\s?\d")  # a change, whatever words follow
_WORD = re.compile(r"[A-Za-z]{3}")
_TIGHT = 1.45  # of the type size: lines of one cell stand no further apart
_JUMP = 1.2  # between the gaps within cells and those between rows
_BANDS = 3  # in a body: so many are its rows
_LOOSE = 2.0  # the same, where a line begins small
_INDENT = 0.35  # of the type size
_ROW_GAP = 0.6  # of the type size, between rows that no line parts


def first_body_line(area: Area) -> int:
    """The number of the first line that is not the header's."""
    data = next((at for at, line in enumerate(area.lines) if is_data(line)), None)
    if data is None:
        return _under_words(area)
    ruled = _under_rule(area, data)
    if ruled is not None:
        return ruled
    first = data
    while first and _is_label_alone(area.lines[first - 1], area.lines[data]):
        first -= 1
    return first if first or not data else data


def is_data(line: Line) -> bool:
    """Whether a line has values beside its label."""
    return any(is_value(phrase.text) or _SIGNED.match(phrase.text) for phrase in line.phrases[1:])


def _under_rule(area: Area, data: int) -> int | None:
    """The first line under the rule that closes the header: the last one drawn above the values, or one under
    a few lines of them ("1 2 3") where no further ones part the rows."""
    above = [at for at in area.wide if area.lines[0].base < at <= area.lines[data].base]
    if above:
        under = [n for n, line in enumerate(area.lines) if line.base > above[-1]]
        return _without_labels(area, under[0], data) if under and under[0] <= data else None
    inside = [at for at in area.wide if area.lines[0].base < at < area.lines[-1].top]
    if inside and not area.is_ruled:
        under = [n for n, line in enumerate(area.lines) if line.base > inside[0]]
        if under and under[0] <= 3 and len(under) > 2 * under[0] and len(inside) <= 2:
            return under[0]
    return None


def _without_labels(area: Area, first: int, data: int) -> int:
    """The first line of the body, labels in bands of their own under the header with it."""
    while first > 1 and _is_label_alone(area.lines[first - 1], area.lines[data]):
        parted = any(area.lines[first - 2].base < at < area.lines[first - 1].base for at in area.acrosses)
        if not (parted and len(area.lines[first - 2].phrases) > 1):
            break
        first -= 1
    return first


def _is_label_alone(line: Line, data: Line) -> bool:
    """Whether a line is a label that heads the rows below it: alone, and where the labels begin."""
    alone = len(line.phrases) == 1 and line.right < data.phrases[1].left + 3 * line.size
    return alone and line.left < data.phrases[0].right and line.left - data.left < 3 * line.size


def _under_words(area: Area) -> int:
    """The first line of the body where all are words: under the first line drawn, else the second."""
    inside = [at for at in area.acrosses if area.lines[0].base < at < area.lines[-1].top]
    if inside:
        return next(n for n, line in enumerate(area.lines) if line.base > inside[0])
    return 1


def body_rows(area: Area, placed: Sequence[Placed]) -> list[list[Placed]]:
    """The phrases of the body, row by row."""
    rows: list[list[Placed]] = []
    bands = _bands(area, placed)
    is_parted = area.is_ruled or len(bands) >= _BANDS
    for band in bands:
        rows += _rows_of(band, is_parted=is_parted)
    return [row for row in rows if row]


def _bands(area: Area, placed: Sequence[Placed]) -> list[list[Placed]]:
    """The phrases between one line drawn across and the next."""
    bounds = [at for at in area.acrosses if area.is_ruled or at in area.wide]
    bands: dict[int, list[Placed]] = {}
    for one in placed:
        middle = one.phrase.base - 0.3 * one.phrase.size
        bands.setdefault(sum(at < middle for at in bounds), []).append(one)
    return [bands[at] for at in sorted(bands)]


def _rows_of(band: Sequence[Placed], *, is_parted: bool) -> list[list[Placed]]:
    """The rows between two drawn lines: one, or one for each line with values."""
    by_line: dict[int, list[Placed]] = {}
    for one in band:
        by_line.setdefault(one.line, []).append(one)
    lines = [by_line[number] for number in sorted(by_line)]
    if is_parted:
        anchors = [at for at, line in enumerate(lines) if _is_whole(line)]
        if len(anchors) < 2 or 2 * len(anchors) < len(lines):
            return _by_gaps(lines)
        return _gathered(lines, anchors)
    return _spaced(lines) or _gathered(lines, _anchors(lines))


def _is_whole(line: Sequence[Placed]) -> bool:
    """Whether a line looks like a row by itself: a label that begins something, and mostly values."""
    label = next((p for p in line if p.first == 0), None)
    values = [p.text for p in line if p.first > 0]
    if label is None or label.text[0] == "(" or not all(map(_is_complete, (label.text, *values))):
        return False
    return 0 < len(values) <= 2 * sum(is_value(text) or not _WORD.search(text) for text in values)


def _is_complete(text: str) -> bool:
    """Whether words begin something and close their brackets, so that they may be all of a cell."""
    return not text[0].islower() and text.count("(") == text.count(")")


def _spaced(lines: Sequence[Sequence[Placed]]) -> list[list[Placed]]:
    """The rows where wider gaps part them than part the lines of a cell; none where gaps do not tell."""
    gaps = [_gap(above, below) for above, below in pairwise(lines)]
    limit = _limit(gaps)
    if limit is None:
        return []
    rows: list[list[Sequence[Placed]]] = [[lines[0]]]
    for line, gap in zip(lines[1:], gaps, strict=True):
        if gap > limit:
            rows.append([])
        rows[-1].append(line)
    rest = [line for row in rows for line in row[1:]]
    if 4 * sum(map(_is_whole, rest)) > len(rest):
        return []  # blocks of rows, with some space between them
    return [[one for line in row for one in line] for row in rows]


def _limit(gaps: Sequence[float]) -> float | None:
    """The gap that parts small ones, within a cell, from wide ones; `None` where all are of one sort."""
    ordered = sorted(gaps)
    jumps = [(b / a, a) for a, b in pairwise(ordered) if a > 0 and b / a >= _JUMP and a <= _TIGHT]
    return max(jumps)[1] + 0.01 if jumps else None


def _gap(above: Sequence[Placed], below: Sequence[Placed]) -> float:
    """How far apart two lines stand, in type sizes."""
    size = max(p.phrase.size for p in below)
    return (min(p.phrase.base for p in below) - max(p.phrase.base for p in above)) / max(size, 1)


def _by_gaps(lines: Sequence[Sequence[Placed]]) -> list[list[Placed]]:
    """One row, or several where white space goes through all the columns and these are filled again."""
    rows: list[list[Placed]] = [list(lines[0])]
    for line in lines[1:]:
        gap = min(p.phrase.top for p in line) - max(p.phrase.bottom for p in rows[-1])
        if gap > _ROW_GAP * max(p.phrase.size for p in line):
            rows.append([])
        rows[-1].extend(line)
    filled = [frozenset(p.first for p in row) for row in rows]
    are_alike = len(filled) > 1 and len(filled[-1]) > 1 and len(set(filled[-2:])) == 1
    return rows if are_alike else [[p for line in lines for p in line]]


def _anchors(lines: Sequence[Sequence[Placed]]) -> list[int]:
    """The lines that open or make rows: those with values; where there are none, those with a label."""
    valued = [at for at, line in enumerate(lines) if any(p.first and is_value(p.text) for p in line)]
    if valued:
        return valued
    return [at for at, line in enumerate(lines) if any(p.first == 0 for p in line) and len(line) > 1] or [0]


def _gathered(lines: Sequence[Sequence[Placed]], anchors: Sequence[int]) -> list[list[Placed]]:
    """The rows: each anchor with the lines that only go on with its cells; a label alone is a row."""
    rows: list[list[Placed]] = []
    is_open = False  # a label above that goes on in this line
    for at, line in enumerate(lines):
        before = lines[at - 1] if at else None
        if before is None or not rows:
            rows.append(list(line))
        elif at in anchors:
            if (is_open and any(p.first == 0 for p in line)) or (
                is_open and not any(p.first == 0 for p in line) and _is_close(before, line)
            ):
                rows[-1].extend(line)
            else:
                rows.append(list(line))
        elif _goes_on(rows[-1], before, line, lines):
            rows[-1].extend(line)
        else:
            rows.append(list(line))
        is_open = at not in anchors and _is_label(line) and _runs_on(line, lines, at)
    return rows


def _is_label(line: Sequence[Placed]) -> bool:
    return all(p.first == 0 for p in line)


def _goes_on(
    row: Sequence[Placed], before: Sequence[Placed], line: Sequence[Placed], lines: Sequence[Sequence[Placed]]
) -> bool:
    """Whether a line without values only goes on with cells of the row above it."""
    label = next((p for p in line if p.first == 0), None)
    if not _is_close(before, line, is_loose=label is not None and label.text[0].islower()):
        return False
    if label is None:
        return True
    above = [p for p in before if p.first == 0]
    if not above:
        return label.text[0].islower()
    if label.phrase.is_bold != above[-1].phrase.is_bold or above[-1].text.endswith(":"):
        return False
    return label.text[0].islower() or _is_full(above[-1], label, lines)


def _runs_on(line: Sequence[Placed], lines: Sequence[Sequence[Placed]], at: int) -> bool:
    """Whether a label alone goes on in the next line: that begins small, or its first word had no room."""
    if at + 1 >= len(lines) or not _is_close(line, lines[at + 1]):
        return False
    below = [p for p in lines[at + 1] if p.first == 0]
    if not below:
        return True
    if line[-1].text.endswith(":") or below[0].phrase.is_bold != line[-1].phrase.is_bold:
        return False
    if below[0].text[0].islower():
        return True
    return not _is_child(line[-1], below[0], lines) and _is_full(line[-1], below[0], lines)


def _is_child(above: Placed, below: Placed, lines: Sequence[Sequence[Placed]]) -> bool:
    """Whether a label stands further in than the one above it, where other rows begin, too."""
    step = _INDENT * below.phrase.size
    firsts = [line[0].phrase.left for line in lines if line[0].first == 0 and len(line) > 1]
    alike = sum(abs(left - below.phrase.left) < step for left in firsts)
    return below.phrase.left - above.phrase.left > step and alike > 1


def _is_full(above: Placed, below: Placed, lines: Sequence[Sequence[Placed]]) -> bool:
    """Whether the first word below would not have fitted on the line above."""
    room = max(p.phrase.right for line in lines for p in line if p.last == 0 and p.first == 0)
    word = below.phrase.words[0]
    return above.phrase.right + 0.3 * word.size + (word.right - word.left) > room


def _is_close(before: Sequence[Placed], line: Sequence[Placed], *, is_loose: bool = False) -> bool:
    return _gap(before, line) <= (_LOOSE if is_loose else _TIGHT)
