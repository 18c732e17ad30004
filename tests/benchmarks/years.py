"""Look-ups of single figures over ten years of made reports: the right value of the right period and area.

The questions are made from the figures themselves, in four wordings. An area that a later report calls
otherwise is right under either name.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.periods import in_words
from corpus.read import read_report
from corpus.report import Figure, Role
from index.build import catch_up
from index.library import Library, open_library
from qa.answer import answer
from qa.catalogue import Catalogue, catalogue
from qa.question import Status

from ..reports.forty import write
from ..reports.history import history
from .results import Result

QUESTIONS = 500
SEED = 7
FORMS = (
    "how many {measure} in {area} in {period}?",
    "{measure} {area} {period}",
    "what was {measure} in {area} for {period}?",
    "give me the figure for {measure} in {area}, {period}",
)


def over_years(work: Path, every: int = 1) -> Iterator[Result]:
    """How many of the questions have the right figure, how many another, and how many are not answered."""
    library = open_library(work / "years", model=work / "no model")
    figures = [
        figure for path in write(history(), work / "years" / "files") for figure in _put(path, library)
    ]
    catch_up(library)
    random.Random(SEED).shuffle(figures)  # noqa: S311 - the same questions in every run
    asked = figures[:QUESTIONS:every]
    found = [_outcome(figure, FORMS[at % len(FORMS)], library) for at, figure in enumerate(asked)]
    for name, bar in (("right", 98.0), ("wrong", None), ("not answered", None)):
        share = 100 * found.count(name) / len(found)
        yield Result("over ten years", f"{name} ({len(found)} look-ups)", "%", share, at_least=bar)
    library.store.close()


def _put(path: Path, library: Library) -> Sequence[Figure]:
    report = read_report(path)
    library.store.put(report)
    return [
        figure
        for figure in report.figures
        if figure.role is Role.CURRENT and figure.value is not None and figure.measure and figure.area
        if figure.period and figure.period.end
    ]


def _outcome(figure: Figure, form: str, library: Library) -> str:
    assert figure.period is not None
    words = form.format(measure=figure.measure, area=figure.area, period=in_words(figure.period))
    given = answer(words, library).answer
    known = catalogue(library)
    if any(_is(cited.figure, figure, known) for cited in given.figures):
        return "right"
    return "wrong" if given.status is Status.ANSWERED else "not answered"


def _is(given: Figure, wanted: Figure, known: Catalogue) -> bool:
    ours, theirs = known.reworded.of_figure(given), known.reworded.of_figure(wanted)
    return (
        (ours.measure, ours.area) == (theirs.measure, theirs.area)
        and given.value == wanted.value
        and given.period is not None
        and wanted.period is not None
        and (given.period.start, given.period.end) == (wanted.period.start, wanted.period.end)
    )
