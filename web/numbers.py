"""Numbers as JSON: written exactly as published (93.2, never 93.2000001).

JSON readers hold doubles, so this is exact up to 15 significant digits.
"""

from __future__ import annotations

from decimal import Decimal


def number(value: Decimal) -> int | float:
    """An int where the value is whole and printed so, otherwise the double nearest to it."""
    exponent = value.as_tuple().exponent
    return int(value) if isinstance(exponent, int) and exponent >= 0 else float(value)


def number_or_null(value: Decimal | None) -> int | float | None:
    return None if value is None else number(value)
