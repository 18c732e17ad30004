"""What looks like a table, but is the marks along the axes of a chart."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from corpus.grid import RawCell
from corpus.numbers import read_numbers
from corpus.periods import parse_period
from corpus.read.pdf.area import is_value

_TICKS = 0.2  # of the rows that are a number alone, as along an axis
_STEPS = 5  # numbers of a scale
_SPARSE = 0.7  # of the places of a table are filled at least, beside a column that counts in steps

Rows = Sequence[Sequence[RawCell]]


def is_chart(rows: Rows) -> bool:
    """Whether rows of cells are those of a chart: numbers alone, or scales that count up or down in steps."""
    ticks = sum(len(row) == 1 and is_value(row[0].text) for row in rows)
    if ticks > _TICKS * len(rows):
        return True
    width = max(cell.column + cell.columns for row in rows for cell in row)
    scales = sum(
        _is_scale([cell.text for row in rows for cell in row if cell.column == at]) for at in range(width)
    )
    filled = sum(cell.columns for row in rows for cell in row)
    return scales > 1 or (scales == 1 and filled < _SPARSE * width * len(rows))


def _is_scale(texts: Sequence[str]) -> bool:
    """Whether a column counts in equal steps, as neither years nor the numbers of rows do."""
    values = [found[0].value for text in texts if (found := read_numbers(text)) and not parse_period(text)]
    if len(values) < _STEPS or 5 * len(values) < 4 * len(texts):
        return False
    steps = {after - before for before, after in pairwise(values)}
    return len(steps) == 1 and abs(steps.pop()) not in (Decimal(0), Decimal(1))
