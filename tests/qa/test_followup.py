"""Conversations: what a question leaves unsaid is taken from those before it, and from nowhere else."""

from __future__ import annotations

import pytest

from index.library import Library
from qa.answer import answer
from qa.question import Query, Reply, Status


def ask(library: Library, *questions: str) -> Reply:
    """The reply to the last question of a conversation."""
    earlier: Query | None = None
    for question in questions:
        reply = answer(question, library, earlier)
        earlier = reply.query
    return reply


@pytest.mark.parametrize("which", ["which is higher?", "which one is higher?", "which of them has more?"])
def test_the_areas_spoken_of_are_held_against_each_other(library: Library, which: str) -> None:
    reply = ask(library, "How many robberies in Gateshead?", "and Sunderland?", which)
    assert [cited.figure.area for cited in reply.answer.figures] == ["Gateshead", "Sunderland"]
    assert reply.answer.text.startswith("Robbery in Gateshead")


def test_measures_spoken_of_one_by_one_are_added_up(library: Library) -> None:
    reply = ask(library, "burglary dwelling in Newcastle", "OTD", "and the two together?")
    assert "The total is 650" in reply.answer.text


def test_areas_spoken_of_one_by_one_are_added_up(library: Library) -> None:
    said = ("violence in North Tyneside", "and South Tyneside", "same for Northumberland")
    assert "The total is 1,839" in ask(library, *said, "what's the total of the three?").answer.text


def test_there_is_the_area_that_a_ranking_put_first(library: Library) -> None:
    reply = ask(library, "Which area had the most shoplifting?", "by how much did it go up there?")
    assert {cited.figure.area for cited in reply.answer.figures} == {"Newcastle"}


def test_a_ranking_turned_round_stays_a_ranking_of_the_same_change(library: Library) -> None:
    reply = ask(library, "Which area had the biggest rise in vehicle crime?", "which had the smallest?")
    assert reply.answer.text.splitlines()[1].startswith("South Tyneside: from 93 to 107")


def test_a_new_measure_takes_over_the_order_and_its_direction(library: Library) -> None:
    asked = ("Which area had the smallest rise in vehicle crime?", "and for sexual offences?")
    assert ask(library, *asked).answer.text.splitlines()[1].startswith("North Tyneside: from 65 to 71")


def test_then_opens_a_question_and_is_no_period(library: Library) -> None:
    reply = ask(library, "robbery in Hexham", "ok then Northumberland")
    assert "13 crimes from 1 April to 15 July 2015" in reply.answer.text


def test_a_question_that_names_all_itself_takes_nothing_over(library: Library) -> None:
    reply = ask(
        library, "How many robberies in Gateshead last year?", "How did shoplifting change in Sunderland?"
    )
    assert {(cited.figure.measure, cited.figure.area) for cited in reply.answer.figures} == {
        ("Shoplifting", "Sunderland")
    }


def test_worse_than_another_area_is_no_yes_or_no_where_more_is_neither_better_nor_worse(
    library: Library,
) -> None:
    reply = ask(library, "sexual offences in Gateshead", "is that worse than Newcastle?")
    assert reply.answer.status is Status.ANSWERED
    assert not reply.answer.text.startswith(("Yes", "No"))
