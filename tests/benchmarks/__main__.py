"""Ours beside a tutorial's retrieval, in one run: evidence, latency, index, scale, start from the cold.

The question sets are scored as `reports evaluate` does it; public questions over other fields' tables are
asked where they are on the machine.

    python -m tests.benchmarks [--quick] [--again] [--only PART]

It measures and tells; it fails for no timing.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from index.embed import MiniLM
from index.library import Library

from ..reports.forty import ORIGINAL, Copy, copies, write
from . import endtoend, icdar, table_sets, tables
from .builds import Built, build, standing
from .cold import cold_starts
from .comparison import ask_both, compared, misses
from .conversations import cast
from .pages import page_times
from .passages import COUNTS, narrative_by_passages
from .public import DATA, squad2, tatqa
from .questions import Question, over_many, over_the_one
from .results import Result, print_results, write_results
from .scale import at_scale, store_at_scale
from .scores import OF_THE_BUNDLED, SETS, scored
from .years import over_years

FOLDER = Path(__file__).parents[2] / "build" / "benchmark"
OURS = ("questions", "one", "forty", "years", "pages", "scale", "passages")
PUBLIC = ("squad2", "tatqa", "cast", "aitqa", "hitab", "icdar", "endtoend")
PARTS = (*OURS, *PUBLIC, "cold")
EVERY_QUICK = 4
COPIES_QUICK = 8


class Benchmark:
    """One run; `results` and `misses` grow part by part."""

    def __init__(self, *, quick: bool, again: bool) -> None:
        self._quick = quick
        self._again = again
        self._work = FOLDER / "work"
        self._exports = self._work / "exports"
        self._embedder = MiniLM(self._exports)
        self._embedder.embed_query("The export of the model is timed with neither.")
        self._bundled: Built | None = None
        self.results: list[Result] = []
        self.misses: list[dict[str, str]] = []

    def run(self, part: str) -> None:
        print(f"{part} ...", file=sys.stderr, flush=True)
        getattr(self, part)()

    def questions(self) -> None:
        """The question sets over the bundled report, each by kind."""
        for path in sorted(path for name in OF_THE_BUNDLED for path in SETS.glob(name)):
            self.results += scored(path, self.bundled.library)

    def aitqa(self) -> None:
        """Questions over tables of airlines' reports."""
        self._tables("aitqa")

    def hitab(self) -> None:
        """Questions over tables of crime and justice statistics."""
        self._tables("hitab")

    def one(self) -> None:
        """The bundled report alone."""
        self._compare("over the one report", self.bundled, 1, over_the_one())

    def forty(self) -> None:
        """Forty made reports, each question with its period."""
        made = self._copies
        self._compare(f"over {len(made)} reports", self.many, len(made), over_many(made))

    def pages(self) -> None:
        """The server's time for each page, over the one report, the forty, and one that is very long."""
        self.results += page_times(self.bundled, self.many, len(self._copies), self._work / "long")

    def scale(self) -> None:
        """A hundred thousand figures."""
        home = store_at_scale(self._work / "scale", again=self._again)
        self.results += at_scale(self.bundled.home, home, self.bundled.tutorial)

    def years(self) -> None:
        """Look-ups of single figures over ten years of made reports."""
        self.results += over_years(self._work / "over-years", EVERY_QUICK if self._quick else 1)

    def passages(self) -> None:
        """A hundred, ten thousand and a hundred thousand passages."""
        asked = [question.words for question in over_the_one() if question.kind == "narrative"]
        self.results += narrative_by_passages(self._work, COUNTS[:2] if self._quick else COUNTS, asked)

    def squad2(self) -> None:
        """Public paragraphs, with questions that they answer and questions that they do not."""
        self._public(squad2)

    def tatqa(self) -> None:
        """Public tables with their paragraphs."""
        self._public(tatqa)

    def cast(self) -> None:
        """Public conversations, with what each turn means by itself."""
        if not DATA.exists():
            print(f"  left out: there is no {DATA}", file=sys.stderr)
            return
        self.results += cast(EVERY_QUICK if self._quick else 1)

    def _public(self, measure: Callable[[Path, int], Iterator[Result]]) -> None:
        if not DATA.exists():
            print(f"  left out: there is no {DATA}", file=sys.stderr)
            return
        self.results += measure(self._work, EVERY_QUICK if self._quick else 1)

    def icdar(self) -> None:
        """Tables printed in PDF."""
        if not icdar.documents():
            print(f"  left out: there is no {icdar.FOLDER}", file=sys.stderr)
            return
        self.results += icdar.measure()

    def endtoend(self) -> None:
        """Workbooks and PDFs as published, from the file to the answer."""
        for name in endtoend.SETS:
            if not endtoend.is_there(name):
                print(f"  left out: there is no {DATA / name}", file=sys.stderr)
                continue
            found = endtoend.judged(
                self._some(endtoend.asked_of(name)), endtoend.files_library(name, self._work / name)
            )
            self.results += endtoend.results(name, found)
            self.misses += endtoend.misses(name, found)

    def cold(self) -> None:
        """The command, a process a question, over the bundled report."""
        self.results += cold_starts(self.bundled.home)

    def _tables(self, name: str) -> None:
        """The questions of a public set, each over its own table."""
        if not table_sets.is_there(name):
            print(f"Left out: the {name} questions are not on this machine (shared/data beside the project).")
            return
        found = tables.judged(name, self._table_library(name), self._some(table_sets.questions(name)))
        self.results += tables.results(name, found)

    def _table_library(self, name: str) -> Library:
        home = self._work / name
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        (home / "model").symlink_to(self._exports)
        return tables.table_library(name, home)

    def _some(self, questions: Sequence[Any]) -> Sequence[Any]:
        return questions[::EVERY_QUICK] if self._quick else questions

    @cached_property
    def _copies(self) -> tuple[Copy, ...]:
        return copies(COPIES_QUICK if self._quick else 40)

    @cached_property
    def many(self) -> Built:
        """The copies, indexed."""
        return self._built(str(len(self._copies)), write(self._copies, self._work / "reports"))

    @property
    def bundled(self) -> Built:
        if self._bundled is None:
            self._bundled = self._built("one", [ORIGINAL])
        return self._bundled

    def _built(self, name: str, paths: Sequence[Path]) -> Built:
        stands = standing(self._work / name, self._exports) if self._again else None
        return stands or build(self._work / name, self._exports, paths)

    def _compare(self, group: str, built: Built, count: int, questions: Sequence[Question]) -> None:
        asked = ask_both(self._some(questions), built.library, built.tutorial, MiniLM(self._exports))
        self.results += [*compared(group, asked, several=count > 1), *built.results(group, count)]
        self.misses += misses(group, asked)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="every fourth question, eight reports for forty")
    parser.add_argument(
        "--again", action="store_true", help="ask the indexes of the run before, if they stand"
    )
    parser.add_argument("--only", choices=PARTS, help="one part")
    chosen = parser.parse_args()
    benchmark = Benchmark(quick=chosen.quick, again=chosen.again)
    for part in [chosen.only] if chosen.only else PARTS:
        benchmark.run(part)
    print_results(benchmark.results)
    print_misses(benchmark.misses)
    print(f"\nWritten to {write_results(benchmark.results, benchmark.misses, FOLDER)}")


def print_misses(missed: Sequence[dict[str, str]]) -> None:
    print(f"\nNot right of ours: {len(missed)}")
    for miss in missed:
        said = " ".join(miss["answer"].split())[:160]
        print(f"  {miss['over']}: {miss['question']}\n    {miss['status']}: {said}")


if __name__ == "__main__":
    main()
