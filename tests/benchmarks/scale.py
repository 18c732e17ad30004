"""A hundred thousand figures: what a figure question costs there, beside the bundled report and the tutorial.

The text is not indexed for it: no figure question that is asked here is answered from text.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from corpus.read import read_report
from index.library import Library, open_library
from qa.catalogue import Catalogue, catalogue
from web.app import create_app
from web.settings import Settings

from ..reports.forces import of_forces
from ..reports.forty import write
from .results import Result
from .tutorial import Tutorial

FORCES, QUARTERS = 7, 36  # 252 reports of 408 figures
BUNDLED_AT_MOST, SCALE_AT_MOST = 20, 50  # milliseconds, server-side
GROUP = "at scale"
PLACES = 12  # areas that each form of question is asked of
FORMS = (
    "how many {measure} were there in {area}?",
    "how did {measure} change in {area}?",
    "did {measure} fall in {area}?",
    "{measure} in {area} last year",
    "which area had the biggest rise in {measure}?",
    "compare {measure} in {area} and {other}",
    "what is the sum of {measure} in {area} and {other}?",
    "summarise {area}",
)
FIRST = """
import sys, time
from pathlib import Path
from index.library import open_library
from qa.answer import answer
start = time.perf_counter()
answer(sys.argv[2], open_library(Path(sys.argv[1])))
seconds = time.perf_counter() - start
pages = int(Path("/proc/self/statm").read_text().split()[1])  # resident, of 4 KiB: Linux alone tells it so
print(seconds, pages * 4096 / 1e6)
"""


def store_at_scale(folder: Path, *, again: bool) -> Path:
    """A data folder with the reports of many forces, or the one that an earlier run left."""
    home = folder / "home"
    if again and home.exists():
        return home
    library = open_library(home)
    for path in write(tuple(of_forces(FORCES, QUARTERS)), folder / "reports"):
        library.store.put(read_report(path))
    library.store.close()
    return home


def at_scale(bundled: Path, home: Path, tutorial: Tutorial) -> Iterator[Result]:
    """A figure question over both stores, in milliseconds; the tutorial is asked over the bundled report."""
    one, many = open_library(bundled), open_library(home)
    questions = list(figure_questions(catalogue(one)))
    ours = median(_served(one, bundled, questions))
    theirs = median(_timed(tutorial, questions))
    figures = sum(report.figures for report in many.store.reports())
    large = median(_served(many, home, list(figure_questions(catalogue(many)))))
    yield Result(
        GROUP, "a figure question, bundled report", "ms", 1000 * ours, 1000 * theirs, at_most=BUNDLED_AT_MOST
    )
    name = f"a figure question, {figures:,} figures"
    yield Result(GROUP, name, "ms", 1000 * large, 1000 * theirs, at_most=SCALE_AT_MOST)
    yield Result(GROUP, "the second over the first", "x", large / ours)
    for name, folder in (("bundled report", bundled), (f"{figures:,} figures", home)):
        seconds, memory = _first(folder, questions[1])
        yield Result(GROUP, f"first answer after a start, {name}", "s", seconds)
        yield Result(GROUP, f"memory after it, {name}", "MB", memory)


def figure_questions(known: Catalogue) -> Iterator[str]:
    """Every form of question, of places and of the measures that all places have."""
    places = known.parts[:: max(1, len(known.parts) // PLACES)]
    wide = [name for name, measure in known.measures.items() if measure.areas.issuperset(places)]
    for at, area in enumerate(places):
        other = places[(at + 1) % len(places)]
        for form in FORMS:
            yield form.format(measure=wide[at % len(wide)], area=area, other=other)


def _served(library: Library, home: Path, questions: list[str]) -> list[float]:
    """The seconds of each question by the API, after the first, which makes what the others share."""
    client = create_app(Settings(home=home), library).test_client()
    seconds = []
    for question in (questions[0], *questions):
        start = perf_counter()
        sent = client.post("/api/v1/ask", json={"question": question})
        seconds.append(perf_counter() - start)
        if sent.status_code != 200 or not sent.get_json()["figures"]:
            raise RuntimeError(f"not answered with figures: {question}: {sent.get_json()}")
    return seconds[1:]


def _timed(tutorial: Tutorial, questions: list[str]) -> list[float]:
    seconds = []
    for question in (questions[-1], *questions):
        start = perf_counter()
        tutorial.ask(question)
        seconds.append(perf_counter() - start)
    return seconds[1:]


def _first(home: Path, question: str) -> tuple[float, float]:
    """Seconds to open the folder and answer, and the memory then in MB, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", FIRST, home, question], check=True, capture_output=True, text=True
    )
    seconds, memory = map(float, done.stdout.split())
    return seconds, memory
