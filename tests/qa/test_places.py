"""A place that shares a word with an area of the reports is not that area."""

from __future__ import annotations

import pytest

from index.library import Library
from qa.answer import answer
from qa.question import Status


@pytest.mark.parametrize(
    "place", ["Newcastle under Lyme", "Newcastle-under-Lyme", "Hexham", "Durham's area", "Byker"]
)
def test_another_place_is_not_answered_with_the_area_that_sounds_like_it(
    library: Library, place: str
) -> None:
    given = answer(f"how many robberies were there in {place}?", library).answer
    assert given.status is Status.NOT_FOUND
    assert not given.figures


@pytest.mark.parametrize("words", ["Newcastle", "Newcastle upon Tyne", "n/cle", "ncl"])
def test_an_area_is_known_by_its_other_names(library: Library, words: str) -> None:
    given = answer(f"how many robberies were there in {words}?", library).answer
    assert {cited.figure.area for cited in given.figures} == {"Newcastle"}


def test_a_period_that_is_not_there_is_answered_with_those_that_are(library: Library) -> None:
    given = answer("robberies in Gateshead in June 2015", library).answer
    assert given.status is Status.NOT_FOUND
    assert "1 April to 15 July 2015 and 1 April to 15 July 2014" in given.text
