"""Which rows of a table are the sums of others, whatever they are called: "Canada" under its provinces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from corpus.report import Figure

_LEAST = 3  # so many rows make a sum; two numbers that add up to a third may be an accident
_MOST_ROUNDING = Decimal("0.005")  # of the sum: printed parts are rounded


def summing_rows(
    cells: Mapping[tuple[int, int], Figure], rows: int, columns: Sequence[int]
) -> frozenset[int]:
    """The rows that are sums in more than half of the `columns`, those of counts."""
    votes = [_sums(counts) for at in columns if (counts := _counts(cells, rows, at))]
    return frozenset(row for row in range(rows) if 2 * sum(row in vote for vote in votes) > len(votes))


def _counts(cells: Mapping[tuple[int, int], Figure], rows: int, column: int) -> list[tuple[int, Decimal]]:
    """The values of a column of counts by row; none where the column holds percentages or changes."""
    figures = [(row, cells[row, column]) for row in range(rows) if (row, column) in cells]
    if any(figure.unit == "%" or figure.role for _, figure in figures):
        return []
    values = [(row, figure.value) for row, figure in figures if figure.value is not None]
    return values if len(values) > _LEAST else []


def _sums(counts: Sequence[tuple[int, Decimal]]) -> frozenset[int]:
    """The rows that are the sum of those before them, since the last sum or of all, or of all after them."""
    found: set[int] = set()
    since = of_all = Decimal(0)
    seen = 0
    for row, value in counts:
        is_sum = seen >= _LEAST and (_near(value, since) or (bool(found) and _near(value, of_all)))
        if is_sum:
            found.add(row)
            since, seen = Decimal(0), 0
            of_all = max(of_all, value)
        else:
            since, of_all, seen = since + value, of_all + value, seen + 1
    first_row, first = counts[0]
    if _near(first, sum((value for _, value in counts[1:]), Decimal(0))):
        found.add(first_row)
    return frozenset(found)


def _near(value: Decimal, total: Decimal) -> bool:
    return value > 0 and abs(value - total) <= max(Decimal(1), total * _MOST_ROUNDING)
