"""What a cell shows of its number, by number format, as spreadsheet programs print it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from corpus.read.sheets.formats import format_code, shown
from corpus.read.sheets.numbers import decimal_of, exact_under

ACCOUNTING = '_-* #,##0_-;\\-* #,##0_-;_-* "-"??_-;_-@_-'


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("0.123", "0.0%", "12.3%"),
        ("0.8412", "0%", "84%"),
        ("1234.56", "#,##0", "1,235"),
        ("1234.56", "#,##0.00", "1,234.56"),
        ("1000", "#,##0.##", "1,000."),
        ("0.5", "#.0", ".5"),
        ("7", "000", "007"),
        ("-1234.5", "#,##0;[Red](#,##0)", "(1,235)"),
        ("-5", "[$£-809]#,##0.00", "-£5.00"),
        ("1500000", '£#,##0.0,,"m"', "£1.5m"),
        ("0", ACCOUNTING, "-"),
        ("5", ACCOUNTING, "5"),
        ("-3", "+0;-0;0", "-3"),
        ("3", "+0;-0;0", "+3"),
        ("-0.2", "0", "0"),
        ("94.8", '0.0"%"', "94.8%"),
        ("12", '0" days"', "12 days"),
        ("12", "0\\ \\d\\a\\y\\s", "12 days"),
        ("1.25", "# ?/?", "1 1/4"),
        ("45", '[<50]"fewer than 50";0', "fewer than 50"),
        ("55", '[<50]"fewer than 50";0', "55"),
        ("5", ";;;", ""),
        ("12345.678", "General", "12345.678"),
        ("3263.3700000000017", "General", "3263.37"),
        ("0.1", "General", "0.1"),
        ("0.333333333333333", "General", "0.333333333"),
        ("0.00001", "General", "1E-05"),
        ("43373", "mmm-yy", "Sep-18"),
        ("43373", "dd/mm/yyyy", "30/09/2018"),
        ("43373", "[$-809]d mmmm yyyy;@", "30 September 2018"),
        ("43373.5", "dd/mm/yyyy hh:mm", "30/09/2018 12:00"),
        ("0.75", "h:mm AM/PM", "6:00 PM"),
        ("1.5", "[h]:mm", "36:00"),
        ("1", "d mmm yyyy", "1 Jan 1900"),
    ],
)
def test_a_number_is_shown_by_its_format(value: str, code: str, text: str) -> None:
    assert " ".join(shown(Decimal(value), code).split()) == text


def test_days_are_counted_from_1904_where_the_workbook_says_so() -> None:
    assert shown(Decimal(41911), "d mmm yyyy", since_1904=True) == "30 Sep 2018"


def test_a_format_named_by_its_number_is_the_workbook_s_own_first() -> None:
    assert (format_code(14, {}), format_code(164, {164: "0.0%"}), format_code(999, {})) == (
        "dd/mm/yyyy",
        "0.0%",
        "General",
    )


@pytest.mark.parametrize(
    ("text", "stored", "exact"),
    [
        ("3,141", "3140.6200000000017", "3140.62"),
        ("-104", "-104.08999999999787", "-104.09"),
        ("(1,235)", "-1234.5", "-1234.5"),
        ("£12", "12.25", "12.25"),
        ("-", "0", "0"),
        ("33", "33.333333333333336", "33.33"),  # of a division: no more exact than it need be
        ("1,505", "1505.4951234", None),  # two decimals of it would round to another number
        ("3,141", "3141", None),  # shows all of it
        ("-3.2", "-3.2079908528034209", None),  # shown with the decimals that were meant
        ("12%", "0.1234", None),
        ("12", "12345", None),  # in thousands: what is shown is meant
    ],
)
def test_what_a_cell_holds_is_exact_under_what_it_shows(text: str, stored: str, exact: str | None) -> None:
    held = decimal_of(stored)
    assert held is not None
    assert exact_under(text, held) == (None if exact is None else Decimal(exact))
