"""A word that narrows a measure is never passed over: "unsolved robberies" are not robberies."""

from __future__ import annotations

import itertools

import pytest

from index.library import Library
from qa.answer import answer

NARROWING = (
    *(
        "armed",
        "attempted",
        "unsolved",
        "teenage",
        "serious",
        "aggravated",
        "historic",
        "unreported",
        "racist",
    ),
    *("detected", "petty", "organised", "drunken", "fatal", "suspected", "gang", "tourist", "rural"),
)
QUESTIONS = (
    "how many {} robberies were there in Newcastle?",
    "how did {} shoplifting change in Sunderland?",
    "which area had the most {} vehicle crime",
    "Could you please tell me the {} criminal damage figure for South Tyneside",
    "is {} theft from the person up in North Tyneside?",
)
FOLLOWING = (
    "by teenagers",
    "in pubs",
    "with knives",
    "on buses",
    "involving alcohol",
    "against tourists",
    "per officer",
)


@pytest.mark.parametrize(("question", "word"), list(itertools.product(QUESTIONS, NARROWING)))
def test_a_measure_narrowed_by_a_word_before_it_is_not_given_unnarrowed(
    library: Library, question: str, word: str
) -> None:
    assert not answer(question.format(word), library).answer.figures


@pytest.mark.parametrize("words", FOLLOWING)
@pytest.mark.parametrize("measure", ["robberies", "criminal damage", "thefts from shops"])
def test_a_measure_narrowed_by_what_follows_it_is_not_given_unnarrowed(
    library: Library, measure: str, words: str
) -> None:
    assert not answer(f"how many {measure} {words} were there in Gateshead?", library).answer.figures


def test_words_of_manner_are_passed_over_and_said_to_be(library: Library) -> None:
    given = answer(
        "Has shoplifting fallen in North Tyneside, as the council newsletter says?", library
    ).answer
    assert given.text.startswith("Yes.")
    assert {figure.figure.where.lines[0] for figure in given.figures} == {314}
