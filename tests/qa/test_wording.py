"""The wording rules for figures, one after the other; their numbers are those of the design."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from corpus.report import Figure, Role
from index.library import Library
from qa.answer import answer
from qa.cite import Unproven
from qa.question import Query, Status, Wants
from qa.telling import compare
from qa.telling.calculate import difference
from qa.telling.wording import count, number, value, with_unit

from .made import NOW, THEN, figure, proved, row, said, then_and_now, words


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (figure(Role.CURRENT, "99.0", unit="%"), "99.0%"),
        (figure(Role.CURRENT, "99.00", unit="%"), "99.00%"),
        (figure(Role.CURRENT, "27", unit="per month"), "27 per month"),
        (figure(Role.CHANGE, "8"), "+8 crimes"),
        (figure(Role.CHANGE, "-8"), "-8 crimes"),
        (figure(Role.CHANGE_PERCENT, "35", unit="%"), "+35%"),
        (figure(Role.CHANGE_PERCENT, "0", unit="%", raw="- 0%"), "-0%"),
        (figure(Role.CHANGE_PERCENT, "0", unit="%", raw="+ 0%"), "+0%"),
        (figure(Role.CHANGE_PERCENT, "0", unit="%", raw="0%"), "+0%"),
    ],
)
def test_1_a_figure_is_quoted_as_published(made: Figure, expected: str) -> None:
    assert value(made) == expected


def test_1_a_printed_minus_nought_per_cent_stays_a_minus(library: Library) -> None:
    given = answer("how did shoplifting change in Sunderland?", library).answer
    assert "prints -1 and -0%" in given.text


def test_1_what_is_calculated_says_from_what(library: Library) -> None:
    for question in (
        "what is the average robbery across the areas?",
        "how many more robberies in Newcastle than in Gateshead?",
        "what share of robbery in Northumbria was in Gateshead?",
    ):
        given = answer(question, library).answer
        assert given.calculations, question
        assert "calculated from" in given.text, question


def test_2_a_printed_change_that_the_counts_do_not_give_is_said_to_differ() -> None:
    printed = row(
        figure(Role.CURRENT, "300"),
        figure(Role.PREVIOUS, "200", when=THEN),
        figure(Role.CHANGE, "100", raw="+ 100"),
        figure(Role.CHANGE_PERCENT, "48", unit="%", raw="+ 48%"),
    )
    assert "The report prints +48%; the printed counts give 50.0%, calculated from 200 and 300." in words(
        said(printed)
    )


def test_2_a_printed_change_that_rounds_from_the_counts_goes_without_a_note() -> None:
    printed = row(
        figure(Role.CURRENT, "300"),
        figure(Role.PREVIOUS, "226", when=THEN),
        figure(Role.CHANGE_PERCENT, "33", unit="%", raw="+ 33%"),
    )
    assert said(printed).notes == []


def test_3_between_percentages_the_difference_is_in_percentage_points() -> None:
    told = words(said(then_and_now("40", "45.5", unit="%")))
    assert "a rise of 5.5 percentage points" in told
    assert not re.search(r"rise of [\d.]+%", told)


def test_3_two_areas_percentages_differ_by_percentage_points() -> None:
    high = row(figure(Role.CURRENT, "64", unit="%", measure="Pleas", line=1))
    low = row(figure(Role.CURRENT, "60", unit="%", measure="Trials", line=2))
    told = words(
        proved(compare.comparison, (high, low), Query("compare pleas and trials", Wants.COMPARE))
    ).replace(" [2]", "")
    assert "The difference is 4 percentage points" in told


def test_4_both_values_and_both_periods_stand_with_every_rise_and_fall() -> None:
    for before, after, verb in (("200", "300", "rose"), ("300", "200", "fell")):
        expected = f"{verb} from {before} ({THEN}) to {after} ({NOW})"
        assert expected in words(said(then_and_now(before, after)))


def test_4_every_rise_and_fall_over_the_library_has_both_periods(library: Library) -> None:
    for question in (
        "how did criminal damage change in Newcastle?",
        "did shoplifting fall in North Tyneside?",
    ):
        moved = [s for s in answer(question, library).answer.text.split("\n") if re.search("rose|fell", s)]
        assert moved
        for sentence in moved:
            assert sentence.count("15 July") == 2


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ("2014/15", "April to June 2015"),
        ("12 months to March 2015", "April to June 2015"),
        ("Sept '14 to March '15", "April to May 2015"),
        ("2014/15", "Year to date"),
    ],
)
def test_4_unlike_periods_are_not_subtracted(then: str, now: str) -> None:
    unlike = row(
        figure(Role.CURRENT, "36", unit="%", when=now), figure(Role.PREVIOUS, "41", unit="%", when=then)
    )
    draft = said(unlike)
    assert not re.search(r"\b(?:rose|fell|rise|fall)\b", words(draft))
    assert all(sentence.results == () for sentence in (*draft.answer, *draft.notes))
    assert "differ in kind or length" in words(draft)


def test_5_a_margin_is_repeated_and_an_overlap_is_said() -> None:
    told = words(said(then_and_now("99.0", "98.8", unit="%", margin="0.6")))
    assert "99.0% (+/-0.6%)" in told
    assert "98.8% (+/-0.6%)" in told
    assert "the change may not be real" in told


def test_5_margins_that_do_not_overlap_leave_the_change_as_it_is() -> None:
    draft = said(then_and_now("87", "82", unit="%", margin="0.6"))
    assert "may not be real" not in words(draft)


def test_5_a_value_without_its_margin_is_refused_by_the_gate() -> None:
    bare = row(figure(Role.CURRENT, "98.8", unit="%", margin="0.6"))
    draft = said(bare, Wants.LOOKUP, "arson")
    assert "98.8% (+/-0.6%)" in words(draft)
    with pytest.raises(Unproven):
        proved(lambda draft: draft.say("Arson in Erewhon was 98.8%.", bare.figures))


def test_5_significant_is_never_our_word(library: Library) -> None:
    given = answer("how did satisfaction with ease of contact change?", library).answer
    assert given.status is Status.ANSWERED
    assert "significant" not in " ".join((given.text, *given.notes))


def printed(percent: str) -> Figure:
    return figure(Role.CHANGE_PERCENT, percent, unit="%", raw=f"+ {percent}%")


@pytest.mark.parametrize(
    ("before", "after", "small"), [("24", "32", True), ("49", "60", True), ("50", "60", False)]
)
def test_6_counts_under_fifty_are_said_to_be_small(before: str, after: str, small: bool) -> None:
    made = then_and_now(before, after)
    draft = said(row(*made.figures, printed("20")))
    assert ("small numbers" in words(draft)) is small
    assert words(draft).index(before) < words(draft).index("%")


def test_6_a_percentage_from_nought_is_not_defined() -> None:
    told = words(said(then_and_now("0", "4")))
    assert "A percentage change from 0 is not defined." in told
    assert "%" not in told


def test_7_no_cause_is_given_that_the_report_does_not_state(library: Library) -> None:
    given = answer("why did criminal damage rise in Gateshead?", library).answer
    assert given.status is Status.NOT_FOUND
    assert "do not say why" in given.text
    assert not re.search(r"\b(?:because|due to|owing to|caused by)\b", given.text)


def test_7_a_wrong_premise_is_corrected_before_anything_else(library: Library) -> None:
    given = answer("why did robbery fall in Gateshead?", library).answer
    assert given.text.startswith("Robbery in Gateshead did not fall.")
    assert "rose from 24" in given.text


def test_8_neither_better_nor_worse_is_said_of_what_has_no_polarity(library: Library) -> None:
    given = answer("how did sexual offences change in Sunderland?", library).answer
    assert not re.search(r"\b(?:better|worse|improve\w*|good|bad)\b", given.text)


@pytest.mark.parametrize("raw", ["Not previously reported", "N/A", "-", "[c]", "[x]"])
def test_9_absent_data_is_said_in_its_own_words_and_is_not_zero(raw: str) -> None:
    absent = row(figure(Role.CURRENT, "100", unit="%"), figure(Role.PREVIOUS, None, when=THEN, raw=raw))
    draft = said(absent)
    told = words(draft)
    assert f"“{raw}”" in told
    assert not re.search(r"(?<!\d)0(?!\d)", told)
    assert not re.search(r"\b(?:rose|fell)\b", told)
    assert "no change can be given" in told


def test_9_a_measure_not_yet_reported_is_answered_with_the_reports_words(library: Library) -> None:
    given = answer("how did the 24 hour contact with complainants change?", library).answer
    assert "“Not previously reported”" in given.text
    assert not re.search(r"\b(?:rose|fell)\b", given.text)


@pytest.mark.parametrize(
    ("amount", "unit", "expected"),
    [
        ("23796", None, "23,796"),
        ("2736", "crimes", "2,736 crimes"),
        ("1", "crimes", "1 crime"),
        ("-1", "crimes", "-1 crime"),
        ("12", "%", "12%"),
        ("1", "percentage points", "1 percentage point"),
        ("0.5", "percentage points", "0.5 percentage points"),
        ("1234.5", "£", "£1,234.5"),
    ],
)
def test_10_thousands_have_commas_per_cent_no_space_and_one_is_singular(
    amount: str, unit: str | None, expected: str
) -> None:
    assert with_unit(Decimal(amount), unit) == expected


def test_10_numbers_keep_their_own_decimals() -> None:
    assert number(Decimal("99.0")) == "99.0"
    assert number(Decimal("1000000")) == "1,000,000"
    assert count(figure(Role.CURRENT, "21060")) == "21,060"


def test_10_one_percentage_point_is_singular_in_an_answer() -> None:
    assert "a rise of 1 percentage point;" in words(said(then_and_now("40", "41", unit="%"))).replace(
        ".", ";"
    )


def test_11_two_figures_for_one_thing_are_both_given_with_their_dates(library: Library) -> None:
    given = answer("by how much has burglary dwelling changed as at 3 June and as at 6 July 2015?", library)
    both = given.answer.text
    assert "3 June 2015" in both
    assert "6 July 2015" in both


def test_the_difference_of_percentages_carries_its_unit() -> None:
    high, low = figure(Role.CURRENT, "45", unit="%"), figure(Role.PREVIOUS, "40", unit="%")
    assert (difference(high, low).value, difference(high, low).unit) == (Decimal(5), "percentage points")
