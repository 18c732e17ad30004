"""What a question could have been read as instead, each choice asked and held against what it promises."""

from __future__ import annotations

import pytest

from index.library import Library
from qa.alternatives import Alternatives, alternatives
from qa.answer import answer
from qa.question import Reply


def others(reply: Reply, library: Library) -> Alternatives:
    read_as = reply.answer.read_as
    return alternatives(reply.query, read_as.areas, read_as.periods, library)


def test_the_other_areas_of_a_measure_are_offered_and_not_the_one_asked(library: Library) -> None:
    found = others(answer("how did Gateshead robbery change?", library), library)
    names = [choice.name for choice in found.areas]
    assert names == [
        "Newcastle", "North Tyneside", "Northumberland", "Northumbria", "South Tyneside", "Sunderland",
    ]  # fmt: skip
    assert found.areas[0].question == "and in Newcastle?"


def test_the_period_before_is_offered_for_a_look_up(library: Library) -> None:
    found = others(answer("What was the figure for robbery in Gateshead?", library), library)
    assert "1 April to 15 July 2014" in [choice.name for choice in found.periods]


def test_a_question_about_text_or_outside_the_reports_offers_nothing(library: Library) -> None:
    for question in ("who is the mayor of Paris?", "what does the report say about hate crime?"):
        assert others(answer(question, library), library) == Alternatives()


@pytest.mark.parametrize(
    "question",
    [
        "how did Gateshead robbery change?",
        "What was the figure for burglary dwelling in Sunderland?",
        "What is the percentage of victims satisfied with ease of contact?",
        "did criminal damage rise in North Tyneside?",
    ],
)
def test_every_choice_asks_for_what_it_names_and_changes_nothing_else(
    library: Library, question: str
) -> None:
    asked = answer(question, library)
    found, read_as = others(asked, library), asked.answer.read_as
    assert found.areas or found.measures or found.periods
    for choice in found.areas:
        again = answer(choice.question, library, asked.query).answer.read_as
        assert (again.areas, again.wants) == ((choice.name,), read_as.wants)
        assert set(again.measures) <= set(read_as.measures)
    for choice in found.measures:
        again = answer(choice.question, library, asked.query).answer.read_as
        assert (again.measures, again.areas) == ((choice.name,), read_as.areas)
    for choice in found.periods:
        again = answer(choice.question, library, asked.query).answer.read_as
        assert choice.name in again.periods
        assert (again.measures, again.areas) == (read_as.measures, read_as.areas)


def test_every_choice_holds_over_ten_years_of_reports(years: Library) -> None:
    asked = answer("What was the figure for robbery?", years)
    found, read_as = others(asked, years), asked.answer.read_as
    assert len(found.periods) > 3
    for choice in (*found.periods, *found.areas):
        again = answer(choice.question, years, asked.query).answer.read_as
        assert choice.name in (*again.periods, *again.areas)
        assert again.measures == read_as.measures
