"""The command line from the cold: a fresh process a question, as someone at a terminal waits for it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from .results import Result

COMMAND = Path(sys.executable).with_name("reports")
RUNS = 5
QUESTIONS = (
    ("figure", "how did Gateshead robbery change?", 1.0),
    ("narrative", "what is Project Sanctuary?", 2.0),
)


def cold_starts(home: Path) -> Iterator[Result]:
    """The median of RUNS for each kind of question; raises CalledProcessError if the command fails."""
    for kind, words, most in QUESTIONS:
        seconds = median(_cold(home, words) for _ in range(RUNS))
        yield Result("from the cold", f"reports ask, {kind}", "s", seconds, at_most=most)


def _cold(home: Path, words: str) -> float:
    start = perf_counter()
    environment = os.environ | {"REPORTS_HOME": str(home)}
    subprocess.run([COMMAND, "ask", words], env=environment, check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - start
