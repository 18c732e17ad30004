"""Numbers in the forms that reports print: exact, with unit, margin and sign, or not read at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.numbers import Reading, clean, join_ordinals, read_numbers, shows

PLAIN = {
    "24": "24",
    "0": "0",
    "1,204": "1204",
    "23,796": "23796",
    "1,234,567": "1234567",
    "1 ,204": "1204",
    "4 ,271": "4271",
    "4, 271": "4271",
    "1,000,000.50": "1000000.50",
    "8.5": "8.5",
    ".5": "0.5",
    "0.50": "0.50",
    "270*": "270",
    "45†": "45",
    "188²": "188",
    "¹24": "24",
    "(10)": "-10",
    " 24 ": "24",
    "<b>24</b>": "24",
    "24<br/>": "24",
    "12 (r)": "12",
    "12r": "12",
    "10,000 (est)": "10000",
    "1 st": "1",
    "3rd": "3",
}
SIGNED = {
    "+ 8": "8",
    "+8": "8",
    "- 3": "-3",
    "-3": "-3",
    "− 52": "-52",
    "–5": "-5",
    "+2,736": "2736",
    "+ 0": "0",
    "- 0": "0",
}
WITH_UNIT = {
    "98.8%": ("98.8", "%"),
    "10 %": ("10", "%"),
    "0.0%": ("0.0", "%"),
    "10 per cent": ("10", "%"),
    "10 percent": ("10", "%"),
    "13.4%²": ("13.4", "%"),
    "(16.7%)": ("-16.7", "%"),
    "(16.7)%": ("-16.7", "%"),
    "75% over 28 days": ("75", "%"),
    "2.1 percentage points": ("2.1", "percentage points"),
    "2.1 pp": ("2.1", "percentage points"),
    "0.5ppts": ("0.5", "percentage points"),
    "27 per month": ("27", "per month"),
    "54 crimes": ("54", "crimes"),
    "7 days": ("7", "days"),
    "999 calls": ("999", "calls"),
    "38 taxi driver licences suspended": ("38", "taxi driver licences suspended"),
    "£1,234": ("1234", "£"),
    "£ 3,150": ("3150", "£"),
    "£(12,400)": ("-12400", "£"),
    "(£1,234)": ("-1234", "£"),
    "€9.50": ("9.50", "€"),
    "£1.2m": ("1.2", "£m"),
    "£3k": ("3", "£k"),
    "£1.5 million": ("1.5", "£million"),
    "90% (Target 95%)": ("90", "%"),
}
WITH_MARGIN = {
    "99.0% (+/-0.6%)": ("99.0", "0.6"),
    "92.9% (+/- 1.2%)": ("92.9", "1.2"),
    "82% ( +/- 1.2% )": ("82", "1.2"),
    "81.5% (±2.1%)": ("81.5", "2.1"),
    "84% ± 1.9%": ("84", "1.9"),
    "87% +/-2.5": ("87", "2.5"),
    "87% (+ / - 2.5%)": ("87", "2.5"),
    "87% (+/−2.5%)": ("87", "2.5"),
}
SEVERAL = {
    "+ 415 + 10%": [("415", None), ("10", "%")],
    "+2,736 + 13%": [("2736", None), ("13", "%")],
    "- 3 - 14%": [("-3", None), ("-14", "%")],
    "- 1 - 0%": [("-1", None), ("0", "%")],
    "+ 0 + 2%": [("0", None), ("2", "%")],
    "+20 +205%": [("20", None), ("205", "%")],
    "+7%, +36 crimes": [("7", "%"), ("36", "crimes")],
    "+8 (+35%)": [("8", None), ("35", "%")],
    "- 8 crimes (-5%)": [("-8", "crimes"), ("-5", "%")],
    "12 (5%)": [("12", None), ("5", "%")],
    "66.7% / 70.2%": [("66.7", "%"), ("70.2", "%")],
    "12; 15": [("12", None), ("15", None)],
}
# Words, marks of absence, and numbers that are not one plain value: better none than a wrong one.
UNREAD = """
|N/A|n/a|-|–|—|...|..|[c]|[x]|[p]|[r]|*|%|£|+|Not previously reported|Data available August 2015|Green
See future activity|Placed 1 st nationally|No National Comparison available|2014/15|2014-15|10-15
10 - 15|10–15|10 to 15|5/10|5 out of 10|3 of 7|1 in 4|10:30|50:50|1.2.3|1,23|12,34|1,2345|12 345|1 000
12 15|10½|½|1e5|<5|>90%|at least 90%|c. 50|~50|approx 50|Up 5%|down 3|↑5%|5%%|+/- 5|± 5|4m 30s
"""


def one(text: str) -> Reading:
    (reading,) = read_numbers(text)
    return reading


@pytest.mark.parametrize(("text", "value"), PLAIN.items())
def test_a_plain_number_is_exact_and_has_no_unit(text: str, value: str) -> None:
    reading = one(text)
    assert str(reading.value) == value
    assert (reading.unit, reading.margin, reading.signed) == (None, None, False)


@pytest.mark.parametrize(("text", "value"), SIGNED.items())
def test_a_printed_sign_makes_a_change(text: str, value: str) -> None:
    reading = one(text)
    assert (str(reading.value), reading.signed) == (value, True)


@pytest.mark.parametrize(("text", "expected"), WITH_UNIT.items())
def test_a_unit_is_read_as_printed(text: str, expected: tuple[str, str]) -> None:
    reading = one(text)
    assert (str(reading.value), reading.unit) == expected


@pytest.mark.parametrize(("text", "expected"), WITH_MARGIN.items())
def test_a_margin_belongs_to_the_number_before_it(text: str, expected: tuple[str, str]) -> None:
    reading = one(text)
    assert (str(reading.value), str(reading.margin)) == expected
    assert (reading.unit, reading.raw) == ("%", text)


@pytest.mark.parametrize(("text", "expected"), SEVERAL.items())
def test_several_numbers_in_a_cell_are_read_in_order(
    text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert [(str(r.value), r.unit) for r in read_numbers(text)] == expected


@pytest.mark.parametrize("text", [t for line in UNREAD.strip("\n").split("\n") for t in line.split("|")])
def test_what_is_not_one_plain_value_is_not_read(text: str) -> None:
    assert read_numbers(text) == ()


@pytest.mark.parametrize("text", [*PLAIN, *SIGNED, *WITH_UNIT, *WITH_MARGIN, *SEVERAL])
def test_what_a_reading_quotes_stands_in_the_cell(text: str) -> None:
    for reading in read_numbers(text):
        assert reading.raw in clean(text).replace("²", "").replace("¹", "")


@pytest.mark.parametrize(
    ("text", "said"),
    [("Placed 1 st of 8", "Placed 1st of 8"), ("12 th May", "12th May"), ("21 stone", "21 stone")],
)
def test_ordinals_are_joined_for_reading_aloud(text: str, said: str) -> None:
    assert join_ordinals(text) == said


numbers = st.decimals(0, 9_999_999, places=1, allow_nan=False, allow_infinity=False)
signs = st.sampled_from(("", "+", "-", "+ ", "- ", "−", "– "))


@settings(deadline=None)
@given(numbers, signs, st.sampled_from(("", "%", " %", " per month", " crimes")))
def test_any_number_printed_with_commas_sign_and_unit_is_read_exactly(
    number: Decimal, sign: str, unit: str
) -> None:
    reading = one(f"{sign}{number:,}{unit}")
    assert reading.value == (number if sign.strip() in ("", "+") else -number)
    assert reading.unit == (unit.strip() or None)
    assert reading.signed == bool(sign)


@settings(deadline=None)
@given(st.integers(0, 99_999), st.integers(0, 999), st.sampled_from("+-−"), st.sampled_from("+-−"))
def test_any_change_with_its_percentage_is_read_as_both(
    change: int, percent: int, sign: str, percent_sign: str
) -> None:
    found = read_numbers(f"{sign} {change:,} {percent_sign} {percent}%")
    assert [(r.value, r.unit) for r in found] == [
        (change if sign == "+" else -change, None),
        (percent if percent_sign == "+" else -percent, "%"),
    ]


@settings(deadline=None)
@given(st.text(max_size=40) | st.text("0123456789 ,.%+-/()£±", max_size=20))
def test_no_text_makes_the_reading_of_numbers_raise(text: str) -> None:
    for reading in read_numbers(text):
        assert reading.value.is_finite()
        assert reading.raw


@pytest.mark.parametrize(
    ("printed", "held", "same"),
    [
        ("3141", "3140.62", True),
        ("3140.62", "3140.62", True),
        ("3140", "3140.62", False),
        ("3.1", "3.14", False),
    ],
)
def test_a_number_shown_whole_is_the_one_that_is_held(printed: str, held: str, *, same: bool) -> None:
    assert shows(Decimal(printed), Decimal(held)) is same
