"""What the checks found is said in an answer where it bears on it, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.read import read_report
from corpus.report import Role
from index.library import Library, open_library
from qa.answer import answer
from qa.question import Answer, Status

from .made import THEN, figure, row, said, words

ADD_UP = "add up to"


def asked(question: str, library: Library) -> Answer:
    given = answer(question, library).answer
    assert given.status is Status.ANSWERED, given.text
    return given


@pytest.mark.parametrize(
    ("question", "note"),
    [
        (
            "sum of robbery in all areas last year",
            "The areas add up to 144 crimes; the report prints 143 crimes for Northumbria.",
        ),
        (
            "what is vehicle crime in all areas added together last year?",
            "The areas add up to 1,518 crimes; the report prints 1,519 crimes for Northumbria.",
        ),
    ],
)
def test_a_sum_of_all_areas_that_is_not_the_printed_total_says_so(
    library: Library, question: str, note: str
) -> None:
    given = asked(question, library)
    assert [n for n in given.notes if n.startswith(note)], given.notes
    assert {244 + 2, 248} & {citation.where.lines[0] for citation in given.citations}


@pytest.mark.parametrize(
    "question",
    [
        "sum of robbery in all areas",  # this year they add up
        "sum of criminal damage in all areas last year",
        "sum of robbery in Gateshead and Newcastle last year",
        "how many robberies last year?",
        "how many robberies in Gateshead last year?",
        "what is the average robbery across the areas last year?",
        "how did robbery change?",
    ],
)
def test_nothing_is_said_of_totals_where_it_does_not_bear(library: Library, question: str) -> None:
    assert not [note for note in asked(question, library).notes if ADD_UP in note]


@pytest.mark.parametrize(
    ("question", "other", "line"),
    [
        ("how did burglary dwelling change?", "+6% and +47 crimes as at 6 July 2015", 167),
        (
            "what was the change in number of burglary dwelling offences as at 6 July 2015?",
            "+62 crimes and +7% from 1 April to 15 July 2015",
            250,
        ),
    ],
)
def test_a_change_that_is_printed_to_two_dates_is_given_with_both(
    library: Library, question: str, other: str, line: int
) -> None:
    given = asked(question, library)
    assert len([note for note in given.notes if other in note]) == 1
    assert line in {citation.where.lines[0] for citation in given.citations}


def test_a_value_without_its_change_says_nothing_of_other_dates(library: Library) -> None:
    assert not asked("how many burglary dwelling offences were there?", library).notes


TEXT = """A Report on Erewhon

Objective One

In the 12 months to June 2015, victims satisfied with the service were 91.5%.

Performance

\t\tPrevious\tPeriod\tCurrent\tPeriod
1\tVictims satisfied with the service\t93.7%\t12 months to June 2014\t92.9%\t12 months to June 2015
2\tCalls answered in time\t90%\t2013/14\t91%\t2014/15
"""


@pytest.fixture
def over(tmp_path: Path) -> Callable[[str], Library]:
    def library(text: str) -> Library:
        path = tmp_path / "made.txt"
        path.write_text(text, encoding="utf-8")
        path.with_suffix(".yaml").write_text("area: Erewhon\nperiod: April to June 2015\n", encoding="utf-8")
        made = open_library(tmp_path / "home")
        made.store.put(read_report(path))
        return made

    return library


def test_a_figure_that_the_text_gives_otherwise_is_followed_by_the_texts_words(
    over: Callable[[str], Library],
) -> None:
    given = asked("how many victims were satisfied with the service?", over(TEXT))
    assert "92.9%" in given.text
    assert "The report’s text says: “victims satisfied with the service were 91.5%.”" in given.text
    assert {citation.where.lines[0] for citation in given.citations} == {5, 10}


def test_a_figure_that_the_text_bears_out_stands_alone(over: Callable[[str], Library]) -> None:
    given = asked("how many victims were satisfied with the service?", over(TEXT.replace("91.5", "92.9")))
    assert "text says" not in given.text


def test_a_printed_count_change_that_the_counts_do_not_give_is_said_to_differ() -> None:
    printed = row(
        figure(Role.CURRENT, "33"),
        figure(Role.PREVIOUS, "24", when=THEN),
        figure(Role.CHANGE, "8", raw="+ 8"),
    )
    given = words(said(printed))
    assert "rose from 24" in given
    assert "a rise of 9 crimes; the report prints +8" in given
    assert "The report prints +8; the printed counts give 9 crimes, calculated from 24 and 33." in given


def test_a_printed_point_change_that_the_percentages_do_not_give_is_said_to_differ() -> None:
    printed = row(
        figure(Role.CURRENT, "45.6", unit="%"),
        figure(Role.PREVIOUS, "43.2", unit="%", when=THEN),
        figure(Role.CHANGE, "5.0", unit="percentage points", raw="+5.0"),
    )
    given = words(said(printed))
    assert "a rise of 2.4 percentage points; the report prints +5.0" in given
    assert "the printed values give 2.4 percentage points" in given
