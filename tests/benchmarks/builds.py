"""The indexes that are compared, each built once and timed."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from index.build import add_reports
from index.embed import MiniLM
from index.library import Library, open_library

from .results import Result
from .tutorial import Tutorial


@dataclass(frozen=True, slots=True)
class Built:
    """Both indexes over the same reports, and the seconds that each took; None if they stood already."""

    home: Path
    library: Library
    tutorial: Tutorial
    ours: float | None = None
    theirs: float | None = None

    def results(self, group: str, count: int) -> list[Result]:
        if self.ours is None:
            return []
        return [Result(group, f"making the index ({count})", "s", self.ours, self.theirs)]


def build(folder: Path, exports: Path, paths: Sequence[Path]) -> Built:
    """Both indexes, made anew under `folder`, with the model as exported into `exports` before.

    Raises UnreadableReport for the first report that ours refuses.
    """
    shutil.rmtree(folder, ignore_errors=True)
    home = folder / "ours"
    shutil.copytree(exports, home / "model")
    start = perf_counter()
    library = open_library(home)
    for error in add_reports(library, paths).refused:
        raise error
    ours = perf_counter() - start
    start = perf_counter()
    tutorial = Tutorial(folder / "theirs", MiniLM(exports))
    tutorial.add(paths)
    return Built(home, library, tutorial, ours, perf_counter() - start)


def standing(folder: Path, exports: Path) -> Built | None:
    """The indexes that an earlier run left under `folder`, if it left any."""
    home = folder / "ours"
    if not home.exists():
        return None
    return Built(home, open_library(home), Tutorial(folder / "theirs", MiniLM(exports)))
