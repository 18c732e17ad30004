"""A force whose tables name its areas alone, areas by their numbers, and printed averages."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.file import ReportFile
from corpus.read import ReadingProcess
from index.build import add_bundled
from index.library import Library, open_library
from qa.answer import answer
from qa.question import Answer, Status

LOAMSHIRE = """End of Year Crime Report - Area 1, 1 January to 31 December 2022

Loamshire police

Area 1

Crime\t2021\t2022\t5-Year Average
Robbery\t366\t350\t459
Burglary\t3,420\t3,510\t3,318
"""


@pytest.fixture(scope="module")
def reports(model_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    home = tmp_path_factory.mktemp("forces")
    (home / "model").symlink_to(model_home / "model")
    library = open_library(home)
    add_bundled(library)
    facts = {"area": "Loamshire", "period": "January to December 2022"}
    file = ReportFile("area-1.txt", LOAMSHIRE.encode(), stated=facts)
    with ReadingProcess() as reading:
        library.store.put(reading.read(file, "area-1"), file)
    return library


def ask(reports: Library, question: str) -> Answer:
    return answer(question, reports).answer


@pytest.mark.parametrize(
    "question",
    [
        "robbery in Area 1 in 2022",
        "robbery in Loamshire Area 1 in 2022",
        "how many robberies in area 1, loamshire, 2022?",
        "Loamshire: robberies in Area 1 for 2022",
    ],
)
def test_the_force_around_an_area_goes_without_figures_of_its_own(reports: Library, question: str) -> None:
    given = ask(reports, question)
    assert given.status is Status.ANSWERED
    assert [str(cited.figure.value) for cited in given.figures] == ["350"]


def test_a_force_that_has_no_figures_is_not_answered_with_those_of_its_part(reports: Library) -> None:
    given = ask(reports, "robbery in Loamshire in 2022")
    assert (given.status, given.figures) == (Status.NOT_FOUND, ())
    assert "not for Loamshire" in given.text


@pytest.mark.parametrize("place", ["Area 2", "Zone 7", "district 12", "Sector 3"])
def test_an_area_of_a_number_that_no_report_has_is_not_there(reports: Library, place: str) -> None:
    for question in (f"robbery in {place}", f"average robbery in {place}"):
        given = ask(reports, question)
        assert (given.status, given.figures) == (Status.NOT_FOUND, ())


@pytest.mark.parametrize(
    "question",
    ["average robbery in Area 1", "5-year average for robbery in Area 1", "robbery Area 1 five year average"],
)
def test_a_printed_average_is_found_under_its_header(reports: Library, question: str) -> None:
    assert "459" in ask(reports, question).text


def test_a_rate_of_something_that_no_report_has_is_not_answered_with_its_count(library: Library) -> None:
    given = ask(library, "conviction rate for shoplifters in newcastle")
    assert (given.status, given.figures) == (Status.NOT_FOUND, ())
    assert ask(library, "conviction rate for domestic abuse").status is Status.ANSWERED


def test_kinds_of_crime_are_ranked_where_the_total_is_left_out(library: Library) -> None:
    given = ask(library, "3 biggest crime types in newcastle (not total)")
    assert [str(cited.figure.value) for cited in given.figures][:1] == ["1460"]


def test_a_share_that_moved_is_a_change_of_it(library: Library) -> None:
    given = ask(library, "How has the share of hate victims with a repeat incident moved?")
    assert {str(cited.figure.value) for cited in given.figures} == {"43", "57"}


def test_a_place_among_forces_is_asked_for_in_many_ways(library: Library) -> None:
    assert "Placed 1 st nationally" in ask(library, "ease of contact, and where are we nationally").text
