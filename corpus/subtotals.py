"""Rows that are the sum of those right below them, so that they head these: regions over their forces.

Print shows it by bold type or by nothing at all; the numbers tell it in any case.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from corpus.grid import RawCell
from corpus.numbers import read_numbers

Values = tuple[Decimal | None, ...]

_LONGEST = 80  # rows under one
_ROUNDED = Decimal("0.001")  # how much rounding may take a sum off, as a part of it
_HUNDREDTH = Decimal("0.01")


def depths(rows: Sequence[Sequence[RawCell | None]]) -> list[int]:
    """How deep each row stands, 1 under a row that is the sum of it and its neighbours; else 0.

    `rows` are the value cells, a row of the same columns each. Two sums at least have to stand in the
    table, each of two rows or more: one alone may be chance.
    """
    values = [tuple(map(_value, row)) for row in rows]
    found = [0] * len(rows)
    sums = at = 0
    while at < len(values):
        size = _summed(values, at)
        found[at + 1 : at + 1 + size] = [1] * size
        sums += size > 1
        at += size + 1
    return found if sums > 1 else [0] * len(rows)


def _value(cell: RawCell | None) -> Decimal | None:
    if cell is None or not cell.is_number:
        return None
    if cell.exact is not None:
        return cell.exact
    numbers = read_numbers(cell.text)
    return numbers[0].value if len(numbers) == 1 and numbers[0].unit != "%" else None


def _summed(values: Sequence[Values], head: int) -> int:
    """How many rows below a row make it up; 0 where it is no sum of them."""
    whole = values[head]
    columns = [column for column, value in enumerate(whole) if value]
    sums = dict.fromkeys(columns, Decimal(0))
    for size in range(1, min(_LONGEST, len(values) - head - 1) + 1):
        row = values[head + size]
        for column in columns:
            sums[column] += row[column] or 0
        equal = [column for column in columns if _is(sums[column], whole[column] or Decimal(0), size)]
        if columns and 2 * len(equal) >= len(columns) and (len(columns) == 1 or len(equal) > 1):
            return size + _nothing_below(values, head + size, equal)
    return 0


def _is(summed: Decimal, whole: Decimal, count: int) -> bool:
    """Whether a sum is the whole, but for what rounding may take it off."""
    if summed == summed.to_integral_value() and whole == whole.to_integral_value():
        off = Decimal(count + 1) / 2
        off = off if off <= abs(whole) * _ROUNDED else Decimal(0)
    else:
        off = _HUNDREDTH * (count + 1)
    return abs(summed - whole) <= off


def _nothing_below(values: Sequence[Values], last: int, columns: Sequence[int]) -> int:
    """How many rows right below add nothing: they belong to the sum, too."""
    count = 0
    while last + count + 1 < len(values) and not any(values[last + count + 1][c] for c in columns):
        count += 1
    return count
