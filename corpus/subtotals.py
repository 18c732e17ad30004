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
_MOST = 6  # columns that are added up
_ROUNDED = Decimal("0.001")  # how much rounding may take a sum off, as a part of it
_HUNDREDTH = Decimal("0.01")
_NOUGHT = Decimal(0)


def depths(rows: Sequence[Sequence[RawCell | None]]) -> list[int]:
    """How deep each row stands, 1 under a row that is the sum of it and its neighbours; else 0.

    `rows` are the value cells, a row of the same columns each. Two sums at least have to stand in the
    table, each of two rows or more: one alone may be chance.
    """
    values = [tuple(map(_value, row[:_MOST])) for row in rows]
    found = [0] * len(rows)
    sums = at = 0
    while at < len(values):
        size = _summed(values, at)
        found[at + 1 : at + 1 + size] = [1] * size
        sums += size > 1
        at += size + 1
    return found if sums > 1 else [0] * len(rows)


def _value(cell: RawCell | None) -> Decimal | None:
    if cell is None or cell.exact is not None:
        return cell.exact if cell else None
    numbers = read_numbers(cell.text)
    return numbers[0].value if len(numbers) == 1 and numbers[0].unit != "%" else None


def _summed(values: Sequence[Values], head: int) -> int:
    """How many rows below a row make it up; 0 where it is no sum of them."""
    whole = {column: value for column, value in enumerate(values[head]) if value}
    sums = dict.fromkeys(whole, _NOUGHT)
    for size in range(1, min(_LONGEST, len(values) - head - 1) + 1):
        row = values[head + size]
        for column in sums:
            sums[column] += row[column] or _NOUGHT
        equal = [column for column, value in whole.items() if _is(sums[column], value, size)]
        if whole and 2 * len(equal) >= len(whole) and (len(whole) == 1 or len(equal) > 1):
            return size + _nothing_below(values, head + size, equal)
        if all(abs(sums[column]) > 2 * abs(value) for column, value in whole.items()):
            return 0
    return 0


def _is(summed: Decimal, whole: Decimal, count: int) -> bool:
    """Whether a sum is the whole, but for what rounding may take it off."""
    off = abs(summed - whole)
    if off > _HUNDREDTH * (count + 1) and off > abs(whole) * _ROUNDED:
        return False
    if summed == summed.to_integral_value() and whole == whole.to_integral_value():
        most = Decimal(count + 1) / 2
        return off <= (most if most <= abs(whole) * _ROUNDED else _NOUGHT)
    return off <= _HUNDREDTH * (count + 1)


def _nothing_below(values: Sequence[Values], last: int, columns: Sequence[int]) -> int:
    """How many rows right below add nothing: they belong to the sum, too."""
    count = 0
    while last + count + 1 < len(values) and not any(values[last + count + 1][c] for c in columns):
        count += 1
    return count
