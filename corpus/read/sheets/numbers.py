"""What a workbook's cell holds beside what it shows: both are published, the first is exact."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

_DIGITS = 15  # what a spreadsheet program keeps of a number; the rest is noise of binary fractions
_RECORDED = 6  # decimals that somebody may have recorded; more of them are the outcome of a division
_WHOLE = re.compile(r"[-−(]?\s*[£$€]?\s*[-−]?\s*(?P<digits>\d{1,3}(?:,\d{3})+|\d+)\s*\)?")


def decimal_of(stored: str) -> Decimal | None:
    """A stored number without the noise of binary fractions: "3263.3700000000017" is 3263.37."""
    try:
        held = Decimal(f"{float(stored):.{_DIGITS}g}")
    except (ValueError, OverflowError):
        return None
    return held if held.is_finite() else None


def exact_under(shown: str, held: Decimal) -> Decimal | None:
    """The number in a cell that shows it rounded to a whole one: 3140.62 under "3,141".

    What is shown with decimals is shown as its publisher meant it, and so is a percentage. An outcome of a
    division has two decimals, lest it seem more exact than it is. `None` where the cell says it all, or
    where it shows something else than its number rounded. A nought that is printed as a dash is one.
    """
    if held == 0 and shown.strip() in ("-", "–", "—"):
        return held
    match = _WHOLE.fullmatch(shown.strip())
    if match is None or not held.is_finite() or held == held.to_integral_value():
        return None
    decimals = -int(held.normalize().as_tuple().exponent)
    exact = held if decimals <= _RECORDED else held.quantize(Decimal("0.01"), ROUND_HALF_UP)
    whole = Decimal(match["digits"].replace(",", ""))
    return exact if abs(exact).quantize(Decimal(1), ROUND_HALF_UP) == whole else None
