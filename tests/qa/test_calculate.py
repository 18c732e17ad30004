"""Arithmetic on figures is exact, rounds half up where it rounds at all, and keeps its inputs."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.checks.changes import disagrees
from corpus.report import Figure, Role
from qa.telling import calculate

from .made import figure

TENTH = Fraction(1, 10)
counts = st.integers(0, 10**9).map(Decimal)
amounts = st.decimals(-(10**7), 10**7, places=2, allow_nan=False, allow_infinity=False)


def of(amount: Decimal, line: int = 1, unit: str | None = "crimes") -> Figure:
    return figure(Role.CURRENT, str(amount), unit=unit, line=line)


def half_up(exact: Fraction) -> Fraction:
    """An exact value to one decimal, halves away from zero: worked out in fractions, apart from the code."""
    tenths = abs(exact) / TENTH
    whole = tenths.numerator // tenths.denominator
    rounded = whole + (tenths - whole >= Fraction(1, 2))
    return rounded * TENTH * (1 if exact >= 0 else -1)


@given(amounts, amounts)
def test_a_difference_is_exact(first: Decimal, second: Decimal) -> None:
    result = calculate.difference(of(first), of(second, 2))
    assert Fraction(result.value) == Fraction(first) - Fraction(second)


@given(st.lists(amounts, min_size=1, max_size=12))
def test_a_total_is_exact_whatever_the_order(values: list[Decimal]) -> None:
    figures = [of(value, line) for line, value in enumerate(values)]
    assert Fraction(calculate.total(figures).value) == sum(map(Fraction, values))
    assert calculate.total(figures).value == calculate.total(figures[::-1]).value


@given(counts, counts)
def test_a_percentage_change_is_exact_to_a_tenth_and_undefined_from_zero(
    before: Decimal, after: Decimal
) -> None:
    result = calculate.percent_change(of(before), of(after, 2))
    if before == 0:
        assert result is None
    else:
        assert result
        assert Fraction(result.value) == half_up(
            (Fraction(after) - Fraction(before)) / Fraction(before) * 100
        )
        assert result.unit == "%"


@given(counts, counts)
def test_a_share_is_exact_to_a_tenth_and_undefined_of_zero(part: Decimal, whole: Decimal) -> None:
    result = calculate.share(of(part), of(whole, 2))
    if whole == 0:
        assert result is None
    else:
        assert result
        assert Fraction(result.value) == half_up(Fraction(part) / Fraction(whole) * 100)


@given(st.lists(counts, min_size=1, max_size=12))
def test_a_mean_is_exact_to_a_tenth_and_whole_where_it_is_whole(values: list[Decimal]) -> None:
    result = calculate.mean([of(value, line) for line, value in enumerate(values)])
    exact = half_up(sum(map(Fraction, values)) / len(values))
    assert Fraction(result.value) == exact
    assert (result.value.as_tuple().exponent == 0) is (exact.denominator == 1)


@given(counts, counts)
def test_a_ratio_is_exact_to_a_tenth_and_undefined_by_zero(first: Decimal, second: Decimal) -> None:
    result = calculate.ratio(of(first), of(second, 2))
    if second == 0:
        assert result is None
    else:
        assert result
        assert Fraction(result.value) == half_up(Fraction(first) / Fraction(second))


@given(counts, counts)
def test_every_result_keeps_its_inputs_and_names_them_in_its_formula(first: Decimal, second: Decimal) -> None:
    one, two = of(first), of(second, 2)
    results = (
        calculate.difference(one, two),
        calculate.total([one, two]),
        calculate.mean([one, two]),
        calculate.share(one, two),
        calculate.ratio(one, two),
        calculate.percent_change(one, two),
    )
    for result in filter(None, results):
        assert set(result.figures) == {one, two}
        for amount in (first, second):
            assert f"{amount:,f}" in result.formula


@pytest.mark.parametrize(
    ("before", "after", "printed", "differs"),
    [
        ("24", "32", "35", True),
        ("24", "32", "33", False),
        ("200", "201", "0", False),
        ("0", "4", "100", False),
    ],
)
def test_a_printed_change_differs_only_by_more_than_its_rounding(
    before: str, after: str, printed: str, differs: bool
) -> None:
    percent = figure(Role.CHANGE_PERCENT, printed, unit="%")
    assert disagrees(percent, of(Decimal(before)), of(Decimal(after), 2)) is differs


def test_between_percentages_the_unit_is_percentage_points_and_between_counts_their_own() -> None:
    assert calculate.difference(of(Decimal(5), 1, "%"), of(Decimal(3), 2, "%")).unit == "percentage points"
    assert calculate.difference(of(Decimal(5), 1, "days"), of(Decimal(3), 2, "days")).unit == "days"


def test_a_figure_without_a_number_is_not_calculated_with() -> None:
    absent = figure(Role.PREVIOUS, None, raw="N/A")
    for operation in (calculate.difference, calculate.share, calculate.ratio, calculate.percent_change):
        with pytest.raises(ValueError, match="without a number"):
            operation(absent, of(Decimal(3), 2))
