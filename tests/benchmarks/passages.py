"""A narrative answer's time against embedding its question, with more and more passages in the store.

The passages are the bundled report's own, again and again, a report a time; the vectors of the copies are
the original's with a little noise, so that how near they lie is as it is and many are made in a minute.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from corpus.read import read_report
from corpus.report import Passage, Period, Report
from index.build import quiet
from index.embed import MiniLM
from index.library import Library, open_library
from index.making import make_build
from qa.answer import answer

from ..reports.forty import ORIGINAL
from .results import Result

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

COUNTS = (100, 10_000, 100_000)
AT_MOST = 1.5
NOISE = 0.02  # of each of the 384 numbers: copies lie at cosines of about 0.9 to each other
GROUP = "narrative, by passages in the store"


class Copying(MiniLM):
    """The model, but that a text it has seen before gets the vector from then, with noise."""

    def __init__(self, exports: Path, seed: int = 2015) -> None:
        import numpy as np

        super().__init__(exports)
        self._seen: dict[str, NDArray[np.float32]] = {}
        self._draw = np.random.default_rng(seed)

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        import numpy as np

        new = [text for text in dict.fromkeys(texts) if text not in self._seen]
        self._seen.update(zip(new, super().vectors(new), strict=True) if new else ())
        exact = np.stack([self._seen[text] for text in texts])
        noisy = exact + self._draw.normal(0, NOISE, exact.shape).astype(np.float32)
        return np.asarray(noisy / np.linalg.norm(noisy, axis=1, keepdims=True), dtype=np.float32)


def narrative_by_passages(work: Path, counts: Sequence[int], questions: Sequence[str]) -> Iterator[Result]:
    """The ratio of the medians for each count, each question asked once."""
    for count in counts:
        embedder = MiniLM(work / "exports")  # it remembers what it embedded
        library = _library(work / f"passages-{count}", work / "exports", count)
        ours, embedding = _timed(library, embedder, questions)
        name = f"{count:,}: answer / embedding ({1000 * embedding:.1f} ms)"
        yield Result(GROUP, name, "x", ours / embedding, at_most=AT_MOST)
        yield Result(GROUP, f"{count:,}: the search alone", "ms", 1000 * _searched(library, questions))
        library.store.close()


def _timed(library: Library, embedder: MiniLM, questions: Sequence[str]) -> tuple[float, float]:
    """Median seconds of an answer and of embedding its question, after a first that loads what it needs."""
    answer(f"{questions[0]} please", library)
    embedder.embed_query(f"{questions[0]} please")
    answers, vectors = [], []
    for question in questions:
        start = perf_counter()
        answer(question, library)
        answered = perf_counter()
        embedder.embed_query(question)
        answers.append(answered - start)
        vectors.append(perf_counter() - answered)
    return median(answers), median(vectors)


def _searched(library: Library, questions: Sequence[str]) -> float:
    """Median seconds of a search whose question was embedded before."""
    seconds = []
    for question in questions:
        library.search.find(question)
        start = perf_counter()
        library.search.find(question)
        seconds.append(perf_counter() - start)
    return median(seconds)


def _library(home: Path, exports: Path, count: int) -> Library:
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(exports, home / "model")
    library = open_library(home)
    report = read_report(ORIGINAL)
    passages = sorted(report.passages, key=lambda passage: passage.kind != "text")
    for number, start in enumerate(range(0, count, len(passages))):
        library.store.put(_copy(report, number, passages[: count - start]))
    make_build(library.store, library.search.shelf, Copying(exports), quiet)
    return library


def _copy(report: Report, number: int, passages: Sequence[Passage]) -> Report:
    """The report under another name and of another year, with some of its passages and no figures."""
    name = f"{report.id}-{number}"
    copies = tuple(
        replace(passage, id=f"{name}:{count}", where=replace(passage.where, report=name))
        for count, passage in enumerate(passages)
    )
    facts = replace(report.facts, period=_years_before(report.facts.period, number))
    return replace(report, id=name, facts=facts, passages=copies, figures=(), tables=())


def _years_before(period: Period | None, years: int) -> Period | None:
    if period is None or period.start is None or period.end is None:
        return period
    start, end = (day.replace(year=day.year - years) for day in (period.start, period.end))
    return replace(period, start=start, end=end, raw=f"{start} to {end}")
