"""Tables without a net of lines: runs of lines whose phrases stand in columns, with their header."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.read.pdf.area import Area, is_value
from corpus.read.pdf.areas import area_in, is_caption, is_prose, is_table
from corpus.read.pdf.printed import Line, Phrase
from corpus.read.pdf.strokes import Stroke
from corpus.read.pdf.view import Box

_REST = 14.0  # type sizes below the last row's first line, in which the rule that closes a table is sought
_WORDY = 6  # words of a phrase that may be a line of a column of text


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
        if is_table(area):
            areas.append(area)
    return areas


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
