"""The ways people name what reports measure, each read as the measures that it means and as no others."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from corpus.read import read_report
from index.series import series_of
from qa.catalogue import Catalogue, build_catalogue
from qa.question import Query
from qa.understand import understand

ROOT = Path(__file__).parents[2]
REPORTS = {
    "northumbria": ROOT / "corpus" / "reports" / "northumbria-pcc-2015-q1.txt",
    "westmarch": ROOT / "tests" / "reports" / "westmarch-2019-q3.txt",
}
WORDINGS = yaml.safe_load(Path(__file__).with_name("wordings.yaml").read_text("utf-8"))


@cache
def known(report: str) -> Catalogue:
    read = read_report(REPORTS[report])
    return build_catalogue(series_of(read.figures), {read.id: read.facts})


def measures_read(report: str, question: str) -> set[str]:
    """The measures that a question is plainly read as: none where some of its words are left over."""
    query: Query = understand(question, known(report))
    return set() if query.missing or query.unplaced else set(query.measure_names)


def wordings(kind: str) -> list[tuple[str, str, set[str]]]:
    return [
        (report, question, set(names.split("; ")))
        for report, measures in WORDINGS.items()
        for names, questions in measures.items()
        for question in questions.get(kind, ())
    ]


@pytest.mark.parametrize(("report", "question", "measures"), wordings("asked"))
def test_words_are_read_as_the_measures_they_mean(report: str, question: str, measures: set[str]) -> None:
    assert measures_read(report, question) == measures


@pytest.mark.parametrize(("report", "question", "measures"), wordings("never"))
def test_words_for_something_else_are_not_read_as_a_measure_near_it(
    report: str, question: str, measures: set[str]
) -> None:
    assert measures_read(report, question).isdisjoint(measures)


@pytest.mark.xfail(reason="a measure that has all words of a question is taken for it", strict=True)
@pytest.mark.parametrize(("report", "question", "measures"), wordings("gaps"))
def test_words_for_something_else_that_are_read_as_a_measure_near_it(
    report: str, question: str, measures: set[str]
) -> None:
    assert measures_read(report, question).isdisjoint(measures)
