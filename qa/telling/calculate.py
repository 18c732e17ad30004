"""Exact, named operations on figures; each keeps the figures that it used, and says itself as a formula."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from corpus.checks.changes import percent_given
from corpus.report import Figure
from qa.telling.wording import number

_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Result:
    """What an operation gave: `value` is rounded to what is shown, `figures` are its inputs.

    `name` is what it may be called: "the total is ...".
    """

    value: Decimal
    unit: str | None
    formula: str
    figures: tuple[Figure, ...]
    name: str = ""


def percent_change(before: Figure, after: Figure, printed: Figure | None = None) -> Result | None:
    """(after - before) / before in per cent to one decimal; `None` from zero, where it is not defined.

    Beside a `printed` percentage that it is not, to as many decimals as show that.
    """
    old, new = _amounts(before, after)
    change = percent_given(before, after, printed)
    if change is None:
        return None
    return Result(change, "%", f"({number(new)} − {number(old)}) ÷ {number(old)}", (after, before))


def difference(first: Figure, second: Figure) -> Result:
    """first - second: in percentage points between two percentages, in the figures' unit otherwise."""
    one, two = _amounts(first, second)
    unit = "percentage points" if first.unit == "%" else first.unit
    return Result(one - two, unit, f"{number(one)} − {number(two)}", (first, second), "difference")


def total(figures: Sequence[Figure]) -> Result:
    amounts = _amounts(*figures)
    formula = " + ".join(number(amount) for amount in amounts)
    return Result(sum(amounts, Decimal(0)), figures[0].unit, formula, tuple(figures), "total")


def share(part: Figure, whole: Figure) -> Result | None:
    """part / whole in per cent to one decimal; `None` of zero."""
    one, all_ = _amounts(part, whole)
    return (
        Result(_tenths(one / all_ * 100), "%", f"{number(one)} ÷ {number(all_)}", (part, whole), "share")
        if all_
        else None
    )


def share_of_several(parts: Sequence[Figure], whole: Figure) -> Result | None:
    """All the parts together / whole in per cent to one decimal; `None` of zero."""
    summed, (all_,) = total(parts), _amounts(whole)
    formula = f"({summed.formula}) ÷ {number(all_)}"
    figures = (*parts, whole)
    return Result(_tenths(summed.value / all_ * 100), "%", formula, figures, "share") if all_ else None


def mean(figures: Sequence[Figure]) -> Result:
    """The arithmetic mean, to one decimal unless it is whole."""
    summed = total(figures)
    average = _tenths(summed.value / len(figures))
    whole = average == average.to_integral_value()
    shown = average.quantize(Decimal(1)) if whole else average
    return Result(shown, figures[0].unit, f"({summed.formula}) ÷ {len(figures)}", tuple(figures), "average")


def ratio(first: Figure, second: Figure) -> Result | None:
    """first / second to one decimal unless it is whole; `None` by zero."""
    one, two = _amounts(first, second)
    if two == 0:
        return None
    times = _tenths(one / two)
    whole = times == times.to_integral_value()
    shown = times.quantize(Decimal(1)) if whole else times
    return Result(shown, "times", f"{number(one)} ÷ {number(two)}", (first, second), "ratio")


@dataclass(frozen=True, slots=True)
class Steps:
    """How many times a course rose, fell and stayed from one figure to the next, over no gap."""

    up: int
    down: int
    level: int

    @property
    def total(self) -> int:
        return self.up + self.down + self.level


def steps(figures: Sequence[Figure]) -> Steps:
    """The steps between neighbouring periods, in whatever order the figures are given.

    Neighbours lie as far apart as the nearest two do; where a figure is missing between two, no step is
    counted over the gap. Figures without a value or a last day take no part.
    """
    dated = {
        month_of(figure.period.end): figure.value
        for figure in figures
        if figure.period and figure.period.end and figure.value is not None
    }
    pairs = list(pairwise(sorted(dated)))
    nearest = min((after - before for before, after in pairs), default=0)
    moves = [dated[after] - dated[before] for before, after in pairs if after - before == nearest]
    return Steps(sum(m > 0 for m in moves), sum(m < 0 for m in moves), sum(m == 0 for m in moves))


def month_of(day: date) -> int:
    """The month of a day, counted from the year 0."""
    return day.year * 12 + day.month - 1


def _amounts(*figures: Figure) -> list[Decimal]:
    amounts = [figure.value for figure in figures]
    if any(amount is None for amount in amounts):
        raise ValueError("a figure without a number cannot be calculated with")
    return [amount for amount in amounts if amount is not None]


def _tenths(amount: Decimal) -> Decimal:
    return amount.quantize(_TENTH, ROUND_HALF_UP)
