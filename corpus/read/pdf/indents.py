"""How far in the labels of a table's rows stand: by their place, and by their type."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.read.pdf.placed import Placed

_STEP = 0.35  # of the type size: labels that stand so much further in stand under those before them
_MOST_STEPS = 5  # more are labels set to the right, or centred
_TOTAL = re.compile(r"(?:sub-?\s?|grand\s|all\s)?total|overall", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Label:
    row: int
    text: str
    left: float
    size: float
    is_bold: bool


def row_indents(rows: Sequence[Sequence[Placed]]) -> dict[int, int]:
    """How far in the label of each row stands, in steps from 0 for the outermost.

    Where bold labels head others that are not bold, these stand one step further in.
    """
    labels = [label for number, row in enumerate(rows) if (label := _label(number, row))]
    if len(labels) < 2:
        return {}
    bold = [label for label in labels if label.is_bold]
    plain = [label for label in labels if not label.is_bold]
    if not _heads(labels):
        return _stepwise(_steps(labels))
    return _stepwise(
        {label.row: 0 for label in bold} | {row: 1 + step for row, step in _steps(plain).items()}
    )


def _stepwise(indents: dict[int, int]) -> dict[int, int]:
    """The steps, where each row stands one step further in than the row above it, or less.

    One that stands further in is centred, and heads what follows.
    """
    done: dict[int, int] = {}
    above = -1
    for row in sorted(indents):
        done[row] = indents[row] if indents[row] <= above + 1 else 0
        above = done[row]
    return done


def _label(number: int, row: Sequence[Placed]) -> _Label | None:
    own = [p.phrase for p in row if p.first == 0 and not p.phrase.turn]
    if not own:
        return None
    first = min(own, key=lambda phrase: (phrase.base, phrase.left))
    left = min(phrase.left for phrase in own)
    return _Label(number, first.text, left, first.size, first.is_bold)


def _heads(labels: Sequence[_Label]) -> bool:
    """Whether the bold labels head the others: the first is bold, and they come in turns, totals aside."""
    rows = [label for label in labels if not _TOTAL.match(label.text)]
    if not rows or not rows[0].is_bold:
        return False
    turns = sum(a.is_bold and not b.is_bold for a, b in pairwise(rows))
    return turns > 1


def _steps(labels: Sequence[_Label]) -> dict[int, int]:
    """The steps by the places of labels alone."""
    if not labels:
        return {}
    steps: list[float] = []
    size = sorted(label.size for label in labels)[len(labels) // 2]
    for left in sorted(label.left for label in labels):
        if not steps or left - steps[-1] > _STEP * size:
            steps.append(left)
    if len(steps) > _MOST_STEPS or 2 * len(steps) > len(labels) + 1:
        return {label.row: 0 for label in labels}
    return {label.row: sum(step <= label.left + 0.01 for step in steps) - 1 for label in labels}
