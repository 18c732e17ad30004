"""Questions in the words of a table's own headers, where no measure or area of it is known."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from index.build import add_bundled, catch_up
from index.library import Library, open_library
from qa.answer import answer
from qa.question import Answer, Status

from ..reports.grids import drawn, report_of

FLEET = """
Type|Owned|Leased|Total|Average age (years)
Patrol cars (PCs)|120|30|150|4.5
Marked vans|20|15|35|6.1
Unmarked vans|8|2|10|3.9
Total|148|47|195|4.7
"""
COURTS = """
Decision|Adults||||Youths|
|2013||2014||2014|
|number|percent|number|percent|number|percent
Guilty|65|65%|70|70%|12|60%
Not guilty|20|20%|18|18%|4|20%
Stayed|15|15%|12|12%|4|20%
Total decisions|100|100%|100|100%|20|100%
"""
COURTS_SPANS = {(0, 1): (1, 4), (0, 5): (1, 2), (1, 1): (1, 2), (1, 3): (1, 2), (1, 5): (1, 2)}

Ask = Callable[[str], Answer]


@pytest.fixture(scope="module")
def tables(model_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    home = tmp_path_factory.mktemp("tables")
    (home / "model").symlink_to(model_home / "model")
    library = open_library(home)
    add_bundled(library)
    library.store.put(report_of("fleet", "The fleet of a service", drawn(FLEET)))
    library.store.put(report_of("courts", "Decisions of the courts", drawn(COURTS, COURTS_SPANS)))
    catch_up(library)
    return library


def ask(question: str, tables: Library, report: str | None) -> Answer:
    return answer(question, tables, reports=(report,) if report else ()).answer


@pytest.mark.parametrize(
    ("question", "report", "value"),
    [
        ("how many marked vans are leased?", "fleet", "15"),
        ("what is the average age of unmarked vans?", "fleet", "3.9"),
        ("how many PCs are owned?", "fleet", "120"),
        ("how many patrol cars do you have in total?", "fleet", "150"),
        ("how many vehicles were leased?", "fleet", "47"),
        ("what percentage of adults were guilty in 2013?", "courts", "65"),
        ("how many adults were guilty in 2014?", "courts", "70"),
        ("how many youths were not guilty?", "courts", "4"),
        ("how many adult cases were stayed in 2013?", "courts", "15"),
    ],
)
def test_the_cell_under_the_headers_named_is_given_with_its_citation(
    tables: Library, question: str, report: str, value: str
) -> None:
    given = ask(question, tables, report)
    assert given.status is Status.ANSWERED
    cited = given.figures[0]
    assert cited.figure.value == Decimal(value)
    citation = given.citations[cited.citation - 1]
    assert value in citation.quote
    assert citation.where.report == report


def test_a_table_is_found_among_others_by_its_words(tables: Library) -> None:
    given = ask("how many unmarked vans are owned by the service's fleet?", tables, None)
    assert [cited.figure.value for cited in given.figures] == [Decimal(8)]


def test_cells_that_fit_equally_well_are_asked_back(tables: Library) -> None:
    given = ask("how many vans are leased?", tables, "fleet")
    assert given.status is Status.CLARIFY
    assert [name.startswith(("Marked", "Unmarked")) for name in given.suggestions] == [True, True]


def test_a_choice_asked_back_can_be_clicked(tables: Library) -> None:
    choices = ask("how many vans are leased?", tables, "fleet").suggestions
    found = [ask(choice, tables, "fleet").figures[0].figure.value for choice in choices]
    assert found == [Decimal(15), Decimal(2)]


def test_a_word_that_no_header_has_is_never_passed_over_silently(tables: Library) -> None:
    given = ask("how many armoured marked vans are leased?", tables, "fleet")
    assert any("“armoured”" in note for note in given.notes)


def test_a_year_that_no_column_has_is_not_there(tables: Library) -> None:
    given = ask("how many adults were guilty in 2011?", tables, "courts")
    assert given.status is Status.NOT_FOUND
    assert not given.figures


def test_a_denial_is_meant(tables: Library) -> None:
    guilty, not_guilty = (
        ask(f"how many adults were {words} in 2014?", tables, "courts").figures[0].figure.value
        for words in ("guilty", "not guilty")
    )
    assert (guilty, not_guilty) == (Decimal(70), Decimal(18))


def test_rows_are_ranked_without_their_total(tables: Library) -> None:
    given = ask("which type has the most owned?", tables, "fleet")
    assert [cited.figure.value for cited in given.figures] == [Decimal(120), Decimal(20), Decimal(8)]
    assert given.text.startswith("Patrol cars (PCs): 120")


def test_rows_named_side_by_side_are_added(tables: Library) -> None:
    given = ask("what is the sum of marked vans and unmarked vans that are leased?", tables, "fleet")
    assert [calculation.result for calculation in given.calculations] == [Decimal(17)]


def test_what_measures_and_areas_answer_is_answered_by_them(tables: Library, library: Library) -> None:
    question = "how did robbery change in Gateshead?"
    assert ask(question, tables, None).text == answer(question, library).answer.text


def test_a_question_that_no_table_has_the_words_of_is_not_given_a_cell(tables: Library) -> None:
    for question in ("how many horses are there?", "what is the price of fuel?", "how many dogs in 2014?"):
        assert not ask(question, tables, None).figures
