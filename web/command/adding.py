"""Adding reports with progress to be watched, and opening a data folder, which fills an empty one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.library import open_library
from web.command import WHO

if TYPE_CHECKING:
    from index.adding import AddedFile
    from index.build import Built, Progress
    from index.library import Library
    from index.store import StoredReport
    from web.settings import Settings


ADDED, REPLACED = "added", "replaced"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: the report that it is, or (`stored` is None) why it could not be read as one."""

    path: str
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
    """The outcome of every file, those of folders among them, in their order."""
    from index.build import add_reports

    before = {stored.id for stored in library.store.reports()}
    with progress_bar() as progress:
        done = add_reports(library, files, progress)
    now = {stored.id: stored for stored in library.store.reports()}
    outcomes = tuple(_outcome(file, now, before) for file in done.files)
    for one in outcomes:
        if one.stored and one.result in (ADDED, REPLACED):
            library.store.audit.add(WHO, one.result, one.stored.facts.title, one.stored.id)
    return outcomes


def describe(library: Library, report_id: str, facts: Mapping[str, str]) -> StoredReport:
    """Correct what was proposed of a report; gives it as it stands then."""
    from index.build import describe_report

    with progress_bar() as progress:
        describe_report(library, report_id, facts, progress)
    described = next(stored for stored in library.store.reports() if stored.id == report_id)
    said = "; ".join(f"{name}: {words or '(taken back)'}" for name, words in facts.items())
    library.store.audit.add(WHO, "corrected", described.facts.title, said)
    return described


def remove(library: Library, report_id: str) -> None:
    """Take a report out; raises NoSuchReport."""
    from index.build import remove_report

    title = next((one.facts.title for one in library.store.reports() if one.id == report_id), report_id)
    remove_report(library, report_id)
    library.store.audit.add(WHO, "removed", title, report_id)


def _outcome(file: AddedFile, now: Mapping[str, StoredReport], before: Collection[str]) -> Outcome:
    if file.report is None:
        return Outcome(file.path, None, f"not added: {file.refused.reason if file.refused else ''}")
    if not file.is_new:
        return Outcome(file.path, now[file.report], "was there already")
    return Outcome(file.path, now[file.report], REPLACED if file.report in before else ADDED)


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
