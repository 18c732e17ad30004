"""A draft held against the bundled report: supported, contradicted or not found; never supported wrongly."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from corpus.read import read_report
from corpus.report import Figure
from index.library import Library, open_library
from qa.catalogue import catalogue
from qa.draft.check import check_draft
from qa.draft.claims import Checked, Claim, Verdict
from qa.figures import Row, held_figures, rows_of
from qa.telling.wording import number

S, C, N = Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.NOT_FOUND
REPORT = Path(__file__).parents[2] / "corpus" / "reports" / "northumbria-pcc-2015-q1.txt"


@cache
def _counted() -> tuple[Row, ...]:
    """Every row of the bundled report with a count now and before."""
    rows = rows_of(read_report(REPORT).figures)
    return tuple(
        r for r in rows if _value(r.current) and r.previous and r.current and r.current.unit == "crimes"
    )


def _value(figure: Figure | None) -> Decimal:
    return (figure and figure.value) or Decimal(0)


def _numbers(checked: Checked) -> dict[str, Verdict]:
    return {claim.said: claim.verdict for claim in checked.claims if any(map(str.isdigit, claim.said))}


def _claim(checked: Checked, said: str) -> Claim:
    return next(claim for claim in checked.claims if claim.said == said)


COUNTED = [pytest.param(row, id=f"{row.measure} in {row.area}") for row in _counted()]


def test_the_bundled_report_has_enough_rows_to_draw_drafts_from() -> None:
    assert len(_counted()) >= 60


@pytest.mark.parametrize("row", COUNTED)
def test_a_true_count_is_supported_by_its_own_cell(row: Row, library: Library) -> None:
    value = number(_value(row.current))
    checked = check_draft(f"{row.measure} in {row.area} stood at {value} crimes.", library)
    assert _numbers(checked) == {value: S}
    assert checked.claims[0].figures[0].id == (row.current and row.current.id)
    assert checked.corrected == checked.text


@pytest.mark.parametrize("row", COUNTED)
def test_a_changed_count_is_contradicted_with_the_right_one(row: Row, library: Library) -> None:
    wrong, right = number(_value(row.current) + 3), number(_value(row.current))
    checked = check_draft(f"{row.measure} in {row.area} stood at {wrong} crimes.", library)
    assert _numbers(checked) == {wrong: C}
    assert checked.corrected == f"{row.measure} in {row.area} stood at {right} crimes."


@pytest.mark.parametrize("row", COUNTED)
def test_another_areas_count_is_contradicted(row: Row, library: Library) -> None:
    others = (r for r in _counted() if r.measure == row.measure and _value(r.current) != _value(row.current))
    other = number(_value(next(others).current))
    checked = check_draft(f"In {row.area}, {row.measure.lower()} stood at {other} crimes.", library)
    assert _numbers(checked) == {other: C}


@pytest.mark.parametrize("row", COUNTED)
def test_a_change_is_held_with_its_direction_and_both_values(row: Row, library: Library) -> None:
    now, before = _value(row.current), _value(row.previous)
    if now == before:
        pytest.skip("it did not change")
    true, false = ("rose", "fell") if now > before else ("fell", "rose")
    text = f"{row.measure} in {row.area} {{}} from {number(before)} to {number(now)}."
    assert {claim.verdict for claim in check_draft(text.format(true), library).claims} == {S}
    wrong = check_draft(text.format(false), library)
    assert {claim.said for claim in wrong.claims if claim.verdict is C} == {false}
    assert wrong.corrected == text.format(true)
    turned = check_draft(
        f"{row.measure} in {row.area} {true} from {number(now)} to {number(before)}.", library
    )
    assert set(_numbers(turned).values()) == {C}


@pytest.mark.parametrize("row", COUNTED)
def test_a_printed_percentage_is_supported_and_one_fifty_off_is_not(row: Row, library: Library) -> None:
    percent = _value(row.percent)
    text = f"{row.measure} in {row.area} {'rose' if percent > 0 else 'fell'} by {{}}%."
    if percent:
        assert set(_numbers(check_draft(text.format(abs(percent)), library)).values()) == {S}
    assert set(_numbers(check_draft(text.format(abs(percent) + 50), library)).values()) == {C}


def test_a_draft_of_five_figures_of_which_two_are_wrong_is_put_right(library: Library) -> None:
    draft = (
        "Robbery in Gateshead rose from 24 to 35, up 35%, while in Newcastle it fell to 54.\n\n"
        "Shoplifting in Sunderland stood at 600."
    )
    checked = check_draft(draft, library)
    assert _numbers(checked) == {"24": S, "35": C, "35%": S, "54": S, "600": C}
    assert checked.corrected == draft.replace("to 35,", "to 32,").replace("600", "547")
    assert _claim(checked, "35").right == "32 crimes"
    assert [draft[claim.start : claim.end] for claim in checked.claims] == [c.said for c in checked.claims]


def test_a_percentage_that_the_counts_give_is_supported_with_the_printed_one_beside_it(
    library: Library,
) -> None:
    claim = _claim(check_draft("Robbery in Gateshead rose by 33.3%.", library), "33.3%")
    assert claim.verdict is S
    assert "calculated from 24 crimes and 32 crimes" in claim.reason
    assert "The report prints +35%." in claim.reason


def test_two_percentages_differ_in_points(library: Library) -> None:
    draft = "Satisfaction with the time of arrival fell by 0.8%."
    checked = check_draft(draft, library)
    assert _numbers(checked) == {"0.8%": C}
    assert checked.corrected == draft.replace("0.8%", "0.8 percentage points")
    assert set(_numbers(check_draft(checked.corrected, library)).values()) == {S}


@pytest.mark.parametrize(
    ("draft", "verdicts"),
    [
        ("98.8% (+/-0.6%) of victims were satisfied with ease of contact.", [S, S]),
        ("92.9% (+/-1.1%) of victims were satisfied with the time of arrival.", [S, C]),
        ("The conviction rate for domestic abuse was 68%, against a target of 75%.", [S, S]),
        ("The conviction rate for domestic abuse was 68%, against a national rate of 75%.", [S, C]),
        ("The conviction rate for domestic abuse was 68%, against a target of 74%.", [S, C]),
        ("Robbery in Gateshead rose by eight.", [S, S]),
        ("There were nine more robberies in Gateshead.", [C, S]),
        ("There were eight fewer robberies in Gateshead.", [S, C]),
        ("About 4,800 crimes were recorded in Sunderland.", [S]),
        ("About 4,700 crimes were recorded in Sunderland.", [C]),
        ("More than 4,700 crimes were recorded in Sunderland.", [S]),
        ("Fewer than 4,700 crimes were recorded in Sunderland.", [C]),
        ("4,800 crimes were recorded in Sunderland.", [C]),
        ("There were 32 robberies in Gateshead, compared with 24 in the same period last year.", [S, S]),
        ("There were 32 robberies in Gateshead, compared with 24 in the same period of 2014.", [S, S]),
        ("From 1 April to 15 July 2015 there were 32 robberies in Gateshead.", [S]),
        ("From 1 April to 15 July 2014 there were 32 robberies in Gateshead.", [C]),
    ],
)
def test_a_number_is_held_against_the_role_that_its_words_give_it(
    draft: str, verdicts: list[Verdict], library: Library
) -> None:
    assert [claim.verdict for claim in check_draft(draft, library).claims] == verdicts


@pytest.mark.parametrize(
    "draft",
    [
        "32 people were arrested for robbery in Gateshead.",
        "There were 32 robbery suspects in Gateshead.",
        "Robbery in Gateshead led to 32 arrests.",
        "Knife robbery in Gateshead rose to 32.",
        "Unsolved robberies in Gateshead rose to 32.",
        "Robbery in Gateshead did not rise to 32.",
        "Robbery in Gateshead could rise to 32.",
        "Robbery in Gateshead will be brought down to 32.",
        "There were 32 robberies a week in Gateshead.",
        "32 robberies were recorded in Gateshead last month.",
        "Robbery in Gateshead has risen by 35% since 2010.",
        "Robbery in Gateshead rose by 35% over five years.",
        "35% of robberies in Gateshead were solved.",
        "Robbery cost Gateshead £32.",
        "There were 32 million robberies in Gateshead.",
        "There were between 24 and 32 robberies in Gateshead.",
        "In 2014-15 there were 24 robberies in Gateshead.",
        "In 2012 there were 32 robberies in Gateshead.",
        "Robberies in Gateshead, Sunderland and Newcastle were 32, 20 and 54.",
        "Robbery in Leeds rose to 32.",
        "Robbery in Jarrow rose to 14.",
        "Robbery in every area rose by 35%.",
        "Murder in Gateshead rose to 32.",
        "We now have 32 officers in Gateshead.",
        "The helpline took 149 calls.",
        "Robbery in Gateshead rose. The helpline took 32 calls.",
        "Ease of contact was compared with 99.0% last year.",
        "The budget is 23,796.",
        "32 of the 149 robberies were in Gateshead.",
        "Robbery in Gateshead rose on 32 streets.",
        "Robbery in Gateshead was solved within 32 days.",
        "The target for robbery in Gateshead is 32.",
        "8 in 10 victims of robbery in Gateshead were satisfied.",
        "Robbery in Gateshead is 22 lower than in Newcastle.",
        "Robbery in Gateshead was 32 in June 2015.",
        "Robbery accounted for 1% of crime in Gateshead.",
        "Robbery in Gateshead town centre rose to 32.",
        "The 32 robberies in Gateshead were investigated by 24 officers.",
    ],
)
def test_what_the_tables_do_not_give_is_never_supported(draft: str, library: Library) -> None:
    checked = check_draft(draft, library)
    assert S not in _numbers(checked).values()
    assert checked.corrected == draft


@pytest.mark.parametrize(
    "draft",
    [
        "",
        "See page 32, table 24 and section 5.",
        "1. Call 101 at 10:30 on 5 May 2015.\n2. The 3rd meeting is in 2016.",
        "The 24-hour line is 07700 900123 [3].",
        "Crime matters to us all.",
    ],
)
def test_dates_ordinals_lists_and_references_are_no_claims(draft: str, library: Library) -> None:
    assert check_draft(draft, library) == Checked(draft, (), draft)


def test_a_sentence_without_an_area_is_not_guessed_to_be_the_whole_or_the_area_before(
    library: Library,
) -> None:
    said = "Robbery in Gateshead rose to 32. Sexual offences rose to {}."
    assert _numbers(check_draft(said.format(106), library))["106"] is S
    assert _numbers(check_draft(said.format(753), library))["753"] is N
    assert _numbers(check_draft(said.format(99), library))["99"] is C


def test_an_area_that_a_sentence_names_last_is_not_guessed_to_be_of_its_first_number(
    library: Library,
) -> None:
    checked = check_draft("There were 149 robberies and 106 sexual offences in Gateshead.", library)
    assert _numbers(checked) == {"149": N, "106": S}


def test_a_figure_of_one_area_beside_anothers_is_of_the_same_time(library: Library) -> None:
    draft = "There were 32 robberies in Gateshead, compared with {} in Newcastle."
    assert _numbers(check_draft(draft.format(54), library)) == {"32": S, "54": S}
    assert _numbers(check_draft(draft.format(61), library)) == {"32": S, "61": C}


def test_a_number_before_the_name_of_its_measure_is_not_that_of_the_sentence_before(library: Library) -> None:
    checked = check_draft(
        "Robbery in Gateshead stood at 32. Of 32, 106 were sexual offences in Gateshead.", library
    )
    assert [claim.verdict for claim in checked.claims] == [S, N, S]


def test_a_draft_with_nothing_in_the_library_is_not_found(tmp_path: Path) -> None:
    empty = open_library(tmp_path, model=tmp_path / "no model")
    assert _numbers(check_draft("Robbery in Gateshead rose to 32.", empty)) == {"32": N}


@pytest.mark.parametrize(
    "name", ["ashford-vale-2017-q2.txt", "dunmore-2019-20-q3.txt", "westmarch-2019-q3.txt"]
)
def test_in_other_publishers_reports_no_wrong_value_is_supported_nor_a_true_one_contradicted(
    name: str, tmp_path: Path
) -> None:
    library = open_library(tmp_path, model=tmp_path / "no model")
    library.store.put(read_report(Path(__file__).parents[1] / "reports" / name))
    known = catalogue(library)
    held = held_figures(known, library.store, list(known.measures), list(known.areas))
    verdicts = []
    for row in rows_of(held):
        if row.current and row.current.value is not None:
            said = f"{row.measure} in {row.area} stood at {{}}{'%' if row.current.unit == '%' else ''}."
            true, wrong = number(row.current.value), number(row.current.value + 7)
            verdicts.append(_last(check_draft(said.format(true), library), true))
            assert verdicts[-1] is not C, said.format(true)
            assert _last(check_draft(said.format(wrong), library), wrong) is not S, said.format(wrong)
    assert verdicts.count(S) > 0.7 * len(verdicts)


def _last(checked: Checked, said: str) -> Verdict | None:
    found = [claim.verdict for claim in checked.claims if claim.said.startswith(said)]
    return found[-1] if found else None
