"""What a sentence states of a measure is read where it is plain, and nowhere else."""

from __future__ import annotations

from decimal import Decimal

import pytest

from corpus.periods import in_words, parse_period
from corpus.report import Role
from corpus.stated import Statements

CONTEXT = parse_period("April to June 2015")
READER = Statements(
    (
        "Robbery",
        "Other theft and handling",
        "Number of burglary dwelling offences",
        "Compliance with the Code",
    ),
    ("Erewhon", "Riverside"),
)
CURRENT, CHANGE, PERCENT = Role.CURRENT, Role.CHANGE, Role.CHANGE_PERCENT


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Robbery rose by 8.", [(CHANGE, "8")]),
        ("Robbery rose by 8 offences.", [(CHANGE, "8")]),
        ("Robbery has fallen by 12%.", [(PERCENT, "-12")]),
        ("Robbery is down 12 per cent.", [(PERCENT, "-12")]),
        ("Robbery increased by 6% (+47).", [(PERCENT, "6"), (CHANGE, "47")]),
        (
            "Robbery increased by 47 crimes (6%) to 1,234.",
            [(CHANGE, "47"), (PERCENT, "6"), (CURRENT, "1234")],
        ),
        ("Robbery showed a reduction of 3%.", [(PERCENT, "-3")]),
        ("Overall, robbery was 149.", [(CURRENT, "149")]),
        ("The number of recorded robbery offences was 149.", [(CURRENT, "149")]),
        ("Burglary dwelling has increased by 6%.", [(PERCENT, "6")]),
        ("Other theft and handling rose by 24%.", [(PERCENT, "24")]),
        ("Compliance with Code is 82% (+/- 1.2%).", [(CURRENT, "82")]),
        ("Compliance with the Code stands at 92.9%¹.", [(CURRENT, "92.9")]),
        ("Compliance with the Code fell by 2 percentage points.", [(CHANGE, "-2")]),
    ],
)
def test_a_plain_statement_is_read(sentence: str, expected: list[tuple[Role, str]]) -> None:
    found = [(stated.role, stated.value) for stated in READER.read(sentence, CONTEXT)]
    assert found == [(role, Decimal(value)) for role, value in expected]


@pytest.mark.parametrize(
    ("sentence", "area", "period"),
    [
        ("Robbery rose by 8.", None, None),
        ("Robbery in Riverside rose by 8.", "Riverside", None),
        ("Robbery across Erewhon rose by 8.", "Erewhon", None),
        ("Robbery rose by 8 in June 2015.", None, "June 2015"),
        ("In the 12 months to May 2015, robbery rose by 8.", None, "12 months to May 2015"),
        ("Robbery rose by 8% (as at 6 July 2015).", None, "as at 6 July 2015"),
    ],
)
def test_its_place_and_its_period_are_read_with_it(
    sentence: str, area: str | None, period: str | None
) -> None:
    (stated,) = READER.read(sentence, CONTEXT)
    assert stated.area == area
    assert (in_words(stated.period) if stated.period else None) == period


@pytest.mark.parametrize(
    "sentence",
    [
        "Personal robbery rose by 8.",
        "Violence and robbery rose by 8.",
        "Violence, theft and robbery rose by 8.",
        "Robbery of business premises rose by 8.",
        "Robbery in Byker rose by 8.",
        "In Byker, robbery rose by 8.",
        "Robbery rose by 8 since Christmas.",
        "Robbery rose by 8 among the young.",
        "Robbery rose by 8 from May 2014 to May 2015 and again in June 2015.",
        "Robbery rose by about 8.",
        "Robbery did not rise by 8.",
        "Robbery was the subject of 8 meetings.",
        "Robbery suspects were 8.",
        "8 robberies were recorded.",
        "Robbery is a priority for 2015.",
        "",
    ],
)
def test_anything_about_something_narrower_or_less_sure_is_left_alone(sentence: str) -> None:
    assert not list(READER.read(sentence, CONTEXT))


def test_without_measures_nothing_is_read() -> None:
    assert not list(Statements((), ()).read("Robbery rose by 8.", CONTEXT))
