"""The yardstick itself: an answer as given is proved, and with one thing made false it no longer is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from corpus.report import Figure, Role
from index.build import bundled
from index.library import Library
from qa.answer import answer
from qa.question import Answer, Status
from qa.scoring.originals import NoOriginal, Originals, UnreadableCells, originals
from qa.scoring.proof import prove

QUESTION = "how did Gateshead robbery change?"
CELLS = Path(__file__).parents[1] / "corpus" / "cells.yaml"


@pytest.fixture(scope="module")
def published(library: Library) -> Originals:
    return originals([report.id for report in library.store.reports()], [bundled()], [CELLS])


@pytest.fixture
def given(library: Library) -> Answer:
    found = answer(QUESTION, library).answer
    assert found.status is Status.ANSWERED
    return found


def with_figure(given: Answer, **changed: object) -> Answer:
    """The answer with its first figure changed."""
    first, *others = given.figures
    figure: Figure = replace(first.figure, **changed)  # type: ignore[arg-type]
    return replace(given, figures=(replace(first, figure=figure), *others))


def with_words(given: Answer, old: str, new: str) -> Answer:
    assert old in given.text
    return replace(given, text=given.text.replace(old, new, 1))


def test_an_answer_as_given_is_proved(given: Answer, published: Originals) -> None:
    proof = prove(given, published)
    assert proof.wrong == proof.unproved == ()
    assert (proof.figures, proof.citations) == (5, 1)


@pytest.mark.parametrize(
    "change",
    [
        lambda a: with_figure(a, value=Decimal(33)),
        lambda a: with_figure(a, value=Decimal(-32)),
        lambda a: with_figure(a, unit="%"),
        lambda a: with_figure(a, unit="victims"),
        lambda a: with_figure(a, area="Sunderland"),
        lambda a: with_figure(a, period=a.figures[1].figure.period),
        lambda a: with_figure(a, role=Role.PREVIOUS),
        lambda a: with_figure(a, margin=Decimal(1)),
        lambda a: with_figure(a, raw="33"),
        lambda a: with_words(a, "24", "42"),
        lambda a: with_words(a, "32", "3.2"),
        lambda a: with_words(a, "+35%", "-35%"),
        lambda a: with_words(a, "+35%", "+35"),
        lambda a: replace(a, notes=(*a.notes, "That is 7 more than in June. [1]")),
        lambda a: replace(a, calculations=(replace(a.calculations[0], result=Decimal("33.4")),)),
    ],
)
def test_a_figure_made_false_is_wrong(
    given: Answer, published: Originals, change: Callable[[Answer], Answer]
) -> None:
    assert prove(change(given), published).wrong


def moved(given: Answer) -> Answer:
    """The answer with its citation one line further down."""
    cited = given.citations[0]
    first, last = cited.where.lines
    return replace(
        given, citations=(replace(cited, where=replace(cited.where, lines=(first + 1, last + 1))),)
    )


@pytest.mark.parametrize(
    "change",
    [
        moved,
        lambda a: replace(a, citations=(replace(a.citations[0], quote="Robbery 33 24 + 8 + 35%"),)),
        lambda a: replace(a, figures=()),
        lambda a: replace(a, text=f"{a.text}\n“Robbery doubled.” [1]"),
    ],
)
def test_a_citation_that_does_not_hold_what_it_is_cited_for_is_unproved(
    given: Answer, published: Originals, change: Callable[[Answer], Answer]
) -> None:
    assert prove(change(given), published).unproved


def test_without_a_list_of_cells_the_line_alone_is_held_against(given: Answer, published: Originals) -> None:
    line_only = Originals(published.lines)
    assert prove(given, line_only).wrong == ()
    assert prove(with_figure(given, value=Decimal(-32)), line_only).wrong
    assert not prove(with_figure(given, area="Sunderland"), line_only).wrong


def test_a_report_whose_file_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoOriginal, match=r"north-q1 is in .*--reports"):
        originals(["north-q1"], [tmp_path])


def test_a_list_that_holds_no_cells_is_named_with_what_is_amiss(tmp_path: Path) -> None:
    wrong = tmp_path / "cells.yaml"
    wrong.write_text("report: north-q1\nperiods: {}\nfigures: [{lines: [1]}]\n", "utf-8")
    with pytest.raises(UnreadableCells, match=r"cells\.yaml .*figures\[0\]"):
        originals([], [tmp_path], [wrong])
