"""Every printed change against the values beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import product

from corpus.checks.rows import FigureRow, amount, in_figures, leeway, places, printed, rounded, rounding
from corpus.periods import alike
from corpus.report import Figure, Finding, FindingKind, Role

_POINTS = (None, "%", "percentage points", "points", "pts")
_HUNDRED = Decimal(100)
_FINEST = 9  # no percentage is said with so many decimals


def changes(rows: Iterable[FigureRow]) -> Iterator[Finding]:
    """Printed changes, in number and in per cent, that the row's two values do not give."""
    rows = tuple(rows)
    signed = frozenset(_column(figure) for row in rows for figure in row.figures if (figure.value or 0) < 0)
    for row in rows:
        after, before = row.only(Role.CURRENT), _base(row)
        if after is None or before is None or after.unit != before.unit:
            continue
        for said in filter(None, (row.only(Role.CHANGE), row.only(Role.CHANGE_PERCENT))):
            if disagrees(said, before, after, signed=_column(said) in signed):
                yield _finding(row, said, before, after)


def disagrees(said: Figure, before: Figure, after: Figure, *, signed: bool = False) -> bool:
    """Whether a printed change, in number or in per cent, is not what the two values give.

    One without a sign prints how much, and leaves it to a heading to say which way, unless other changes of
    its column are `signed`.
    """
    differs = percent_disagrees if said.role is Role.CHANGE_PERCENT else change_disagrees
    if not differs(said, before, after):
        return False
    is_signed = signed or said.raw.lstrip()[:1] in ("+", "-", "−", "–", "(")
    return is_signed or differs(replace(said, value=-amount(said)), before, after)


def change_disagrees(said: Figure, before: Figure, after: Figure) -> bool:
    """Whether a printed change is not the difference of the two values, whatever was rounded in printing."""
    if after.unit == "%":
        return said.unit in _POINTS and _differs_in_points(said, before, after)
    if (said.unit or after.unit) != (after.unit or said.unit):
        return False  # "+6" of something else
    return _differs_in_points(said, before, after)


def percent_disagrees(said: Figure, before: Figure, after: Figure) -> bool:
    """Whether a printed percentage change is further from what the two values give than rounding explains.

    A whole "35%" stands for 34.5 to 35.5, "35.0%" for 34.95 to 35.05; whole counts are exact, and other
    values stand for what rounds to them. From zero, or less, no percentage is defined, and none is wrong.
    Between two percentages "5%" may also be meant in points, and is then held against their difference.
    """
    old, new = amount(before), amount(after)
    if after.unit == "%" and not _differs_in_points(said, before, after):
        return False
    olds = (old - leeway(before), old + leeway(before))
    if min(olds) <= 0:
        return False
    given = [
        (newer - older) / older * _HUNDRED
        for newer, older in product((new - leeway(after), new + leeway(after)), olds)
    ]
    reach = rounding(amount(said))
    return not min(given) - reach <= amount(said) <= max(given) + reach


def percent_given(before: Figure, after: Figure, said: Figure | None = None) -> Decimal | None:
    """The percentage change that two values give, to one decimal; `None` from zero, where it is not defined.

    Beside a printed percentage (`said`) that it is not, it has as many decimals as it takes to show that:
    8.49 beside 9, for 8.5 would be rounded to 9; 9.5 beside 9 shows it.
    """
    old = amount(before)
    if not old:
        return None
    exact = (amount(after) - old) / old * _HUNDRED
    decimals = 1
    if said is not None and abs(exact - amount(said)) > rounding(amount(said)):
        decimals = next(
            n
            for n in range(max(1, places(amount(said))), _FINEST)
            if n + 1 == _FINEST or rounded(rounded(exact, n), places(amount(said))) != amount(said)
        )
    return rounded(exact, decimals)


def _differs_in_points(said: Figure, before: Figure, after: Figure) -> bool:
    exact = leeway(before) + leeway(after)
    reach = exact + (rounding(amount(said)) if exact else 0)
    return abs(amount(after) - amount(before) - amount(said)) > reach


def _base(row: FigureRow) -> Figure | None:
    """The value that the changes are from: the only earlier one, of a period alike."""
    after = row.only(Role.CURRENT)
    earlier = [
        figure
        for figure in row.figures
        if figure.role is Role.PREVIOUS
        or (figure.role is None and figure.value is not None and figure.period)
    ]
    if after is None or len(earlier) != 1 or earlier[0].value is None:
        return None
    base = earlier[0]
    both = (base.period, after.period)
    return base if None in both or alike(*both) else None


def _column(figure: Figure) -> tuple[tuple[str, ...], str | None, Role | None]:
    return figure.where.section[:1], figure.where.column, figure.role


def _finding(row: FigureRow, said: Figure, before: Figure, after: Figure) -> Finding:
    old, new = amount(before), amount(after)
    what = "values" if after.unit == "%" else "counts"
    if said.role is Role.CHANGE_PERCENT and after.unit != "%":
        kind, given = FindingKind.PERCENT, f"{_signed(percent_given(before, after, said))}%"
    else:
        kind, given = FindingKind.CHANGE, _signed(new - old)
        given = f"{given} percentage points" if after.unit == "%" else given
    values = f"{in_figures(old, before.unit)} and {in_figures(new, after.unit)}"
    words = f"{row.subject}: the report prints {printed(said)}; the printed {what}, {values}, give {given}."
    return Finding(kind, printed(said), given, (said.id, before.id, after.id), (row.lines,), words)


def _signed(number: Decimal | None) -> str:
    if number is None:
        raise ValueError("no percentage is defined from zero")
    return f"{'+' if number > 0 else ''}{in_figures(number)}"
