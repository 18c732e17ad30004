"""The phrases of a table's lines, each put on the columns that it lies on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.read.pdf.area import is_value
from corpus.read.pdf.columns import Column, covered
from corpus.read.pdf.placed import Placed
from corpus.read.pdf.printed import Line, Phrase, Word

_CUT = 0.4  # of the type size, between words that the end of a column parts
_NEAR = 1.0  # of the type size, between such a gap and the end of the column


def place_heads(lines: Sequence[Line], turned: Sequence[Phrase], columns: Sequence[Column]) -> list[Placed]:
    """The phrases of a header, with those that stand on their side."""
    upright = [one for number, line in enumerate(lines) for one in _placed(line, number, columns)]
    return upright + [Placed(p, *covered(p.left, p.right, columns), -1) for p in turned]


def place_body(lines: Sequence[Line], columns: Sequence[Column]) -> list[Placed]:
    """The phrases of the rows. A value stands in one column, and words end where the next phrase begins."""
    found: list[Placed] = []
    for number, line in enumerate(lines):
        own = [_in_one(one, columns) for one in _placed(line, number, columns)]
        own.sort(key=lambda one: (one.first, one.phrase.left))
        ends = [max(a.first, min(a.last, b.first - 1)) for a, b in pairwise(own)]
        found += [replace(a, last=last) for a, last in zip(own, ends, strict=False)] + own[-1:]
    return found


def _placed(line: Line, number: int, columns: Sequence[Column]) -> list[Placed]:
    parts = [part for phrase in line.phrases for part in _cut(phrase, columns)]
    return [Placed(part, *covered(part.left, part.right, columns), number) for part in parts]


def _in_one(one: Placed, columns: Sequence[Column]) -> Placed:
    """A value in the column that most of it lies on."""
    if one.first == one.last or not is_value(one.text):
        return one
    phrase = one.phrase
    over = range(one.first, one.last + 1)
    best = max(over, key=lambda at: columns[at].overlap(phrase.left, phrase.right))
    return replace(one, first=best, last=best)


def _cut(phrase: Phrase, columns: Sequence[Column]) -> list[Phrase]:
    """A phrase cut where a column ends, if its words stand further apart there than elsewhere."""
    first, last = covered(phrase.left, phrase.right, columns)
    if first == last or len(phrase.words) < 2:
        return [phrase]
    cuts = {at for column in columns[first:last] if (at := _gap_at(column.end, phrase)) is not None}
    runs: list[list[Word]] = [[]]
    for at, word in enumerate(phrase.words):
        if at in cuts:
            runs.append([])
        runs[-1].append(word)
    return [Phrase(tuple(run), phrase.turn) for run in runs]


def _gap_at(edge: float, phrase: Phrase) -> int | None:
    """The number of the word that begins beyond the end of a column; `None` where no wide gap is there."""
    gaps = [after.left - before.right for before, after in pairwise(phrase.words)]
    least = max(_CUT * phrase.size, 1.4 * min(gaps) if len(gaps) > 1 else 0)
    reach = _NEAR * phrase.size
    found = [
        (gap, at)
        for at, gap in enumerate(gaps, 1)
        if gap >= least and phrase.words[at - 1].right - reach <= edge <= phrase.words[at].left + reach
    ]
    return max(found)[1] if found else None
