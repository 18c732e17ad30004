"""Adding reports with progress to be watched, and opening a data folder, which fills an empty one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.library import open_library

if TYPE_CHECKING:
    from index.build import Built, Progress
    from index.library import Library
    from index.store import StoredReport
    from web.settings import Settings


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a report, or (`stored` is None) of a file that could not be read as one."""

    name: str
    stored: StoredReport | None
    result: str


def opened(settings: Settings) -> Library:
    """The library of the settings' data folder; a new one gets the reports that come with the software."""
    library = open_library(settings.home, settings.database, model=settings.model, reranker=settings.reranker)
    if library.store.generation() == 0:
        from index.build import add_bundled

        with progress_bar() as progress:
            add_bundled(library, progress)
    return library


def add(library: Library, files: Sequence[Path]) -> tuple[Outcome, ...]:
    """Every file's outcome: those added or replaced, those that stood already, those that were refused."""
    from index.build import add_reports

    before = {stored.id for stored in library.store.reports()}
    with progress_bar() as progress:
        done = add_reports(library, files, progress)
    now = {stored.id: stored for stored in library.store.reports()}
    added = (Outcome(one, now[one], "replaced" if one in before else "added") for one in done.added)
    unchanged = (Outcome(one, now[one], "was there already") for one in done.unchanged)
    refused = (Outcome(error.path, None, f"not added: {error.reason}") for error in done.refused)
    return (*added, *unchanged, *refused)


def rebuild(library: Library) -> Built:
    from index.build import rebuild as rebuild_index

    with progress_bar() as progress:
        return rebuild_index(library, progress)


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Shows each step on standard error: a bar on a terminal, elsewhere a line when a step begins."""
    from rich.console import Console
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    with Bar(console=console, transient=True, disable=not console.is_terminal) as bar:
        tasks: dict[str, object] = {}

        def tell(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bar.add_task(step.capitalize(), total=total)
                if not console.is_terminal:
                    console.print(f"{step} ...", highlight=False, markup=False)
            bar.update(tasks[step], completed=done, total=total)  # type: ignore[arg-type]  # a TaskID

        yield tell
