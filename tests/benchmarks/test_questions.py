"""The benchmark judges both by the same evidence, and its questions have some."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from langchain_core.documents import Document

from corpus.report import Figure, Locator
from qa.question import Answer, Citation, CitedFigure, ReadAs, Status

from ..reports.forty import copies
from .judge import cited, figures_right, in_passages
from .questions import Evidence, Expected, Question, over_many, over_the_one

FIGURE = Question(
    "figure",
    "how many robberies?",
    ((Evidence("north-q1", 7, "Robbery\t32\t24"), Evidence("north-q2", 7, "Robbery\t30\t32")),),
    (Expected(7, "current", Decimal(32)),),
)
NARRATIVE = Question("narrative", "when?", ((Evidence("north-q1", 3, "from 10 a.m. to 3 a.m."),),), ())


def answered(report: str, lines: tuple[int, int], quote: str, value: str = "32") -> Answer:
    where = Locator(report, lines)
    figure = Figure("f", (), (), None, None, None, None, Decimal(value), None, None, value, where)
    citation = Citation(1, where, "", quote, "")
    return Answer(Status.ANSWERED, "", ReadAs(""), (citation,), (CitedFigure(figure, 1),))


def passage(report: str, text: str) -> list[Document]:
    return [Document(text, metadata={"report": report})]


def test_there_are_sixty_questions_and_more_all_different_and_of_both_kinds() -> None:
    asked = over_the_one()
    assert len({question.words for question in asked}) == len(asked) >= 60
    assert min(sum(question.kind == kind for question in asked) for kind in ("figure", "narrative")) >= 30


def test_every_question_has_its_evidence_in_the_report_asked_of() -> None:
    made = copies()
    lines = {copy.id: copy.text.split("\n") for copy in made}
    for question in over_many(made):
        for evidence in (each for alternatives in question.evidence for each in alternatives):
            assert evidence.words in lines[evidence.report][evidence.line - 1]


def test_every_figure_question_has_a_number_for_each_line() -> None:
    for question in (*over_the_one(), *over_many(copies(8))):
        lines = {evidence.line for alternatives in question.evidence for evidence in alternatives}
        assert {wanted.line for wanted in question.expected} == (
            lines if question.kind == "figure" else set()
        )


def test_the_questions_over_many_reports_say_a_period() -> None:
    years = [str(year) for year in range(2005, 2016)]
    for question in over_many(copies()):
        assert any(year in question.words for year in years)
        assert "{" not in question.words


def test_a_count_that_next_years_report_prints_again_is_evidence_there_too() -> None:
    first = over_many(copies())[0]
    assert [evidence.line for evidence in first.evidence[0]] == [293, 293]
    assert len({evidence.report for evidence in first.evidence[0]}) == 2


@pytest.mark.parametrize(
    ("report", "lines", "counted"),
    [
        ("north-q1", (7, 7), True),
        ("north-q1", (5, 9), True),
        ("north-q2", (7, 7), True),
        ("north-q3", (7, 7), False),
        ("north-q1", (8, 9), False),
    ],
)
def test_a_row_is_cited_in_the_right_report_and_line_only(
    report: str, lines: tuple[int, int], *, counted: bool
) -> None:
    assert cited(answered(report, lines, "32"), FIGURE) is counted


def test_a_sentence_is_cited_only_if_it_is_quoted() -> None:
    assert cited(answered("north-q1", (3, 3), "It runs from 10 a.m.\nto 3 a.m."), NARRATIVE)
    assert not cited(answered("north-q1", (3, 3), "It runs all week."), NARRATIVE)


def test_all_wanted_rows_must_be_cited() -> None:
    both = replace(FIGURE, evidence=(*FIGURE.evidence, (Evidence("north-q1", 9, "Theft\t1\t2"),)))
    assert not cited(answered("north-q1", (7, 7), "32"), both)


def test_a_passage_counts_with_the_whole_row_of_the_right_report() -> None:
    assert in_passages(passage("north-q1", "Crime\t1\nRobbery\t32\t24\nTheft"), FIGURE)
    assert not in_passages(passage("north-q1", "Robbery\t32"), FIGURE)
    assert not in_passages(passage("north-q3", "Robbery\t32\t24"), FIGURE)
    assert in_passages(passage("north-q3", "Robbery\t32\t24"), FIGURE, any_report=True)


def test_a_wrong_number_is_not_right_though_its_row_is_cited() -> None:
    assert figures_right(answered("north-q1", (7, 7), "32"), FIGURE)
    assert not figures_right(answered("north-q1", (7, 7), "", value="24"), FIGURE)
