"""Adding, describing, replacing and removing reports, and making the search index again from the store.

The store changes first, a transaction a report. Then a new build of the index is made beside the one that
serves, checked, and swapped in. Killed between the two, search says that it is older than the store, and
the next add, removal or `catch_up` repairs it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.report import UnreadableReport
from index.broken import IndexBroken, ModelBroken
from index.library import Library
from index.making import Built, Progress, make_build
from index.shelf import read_manifest

if TYPE_CHECKING:
    from index.adding import AddedFile

__all__ = [
    "Added",
    "Built",
    "Progress",
    "add_bundled",
    "add_reports",
    "bundled",
    "catch_up",
    "describe_report",
    "is_behind",
    "rebuild",
    "remove_report",
]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the files, in their order, and the build of the index that followed."""

    files: tuple[AddedFile, ...]
    built: Built | None

    @property
    def added(self) -> tuple[str, ...]:
        """The ids of reports put in."""
        return tuple(file.report for file in self.files if file.report and file.is_new)

    @property
    def unchanged(self) -> tuple[str, ...]:
        """The ids of reports that stood already."""
        return tuple(file.report for file in self.files if file.report and not file.is_new)

    @property
    def refused(self) -> tuple[UnreadableReport, ...]:
        return tuple(file.refused for file in self.files if file.refused)


def quiet(_step: str, _done: int, _total: int) -> None:
    """The progress of those who do not watch."""


def add_reports(library: Library, paths: Iterable[Path], progress: Progress = quiet) -> Added:
    """Read the files, and those in folders, put each into the store, and bring the index up to date.

    A file that cannot be read is refused and the rest go on.
    """
    from index.adding import put_files

    files = tuple(put_files(library.store, paths, progress))
    return Added(files, catch_up(library, progress))


def describe_report(
    library: Library, report_id: str, facts: Mapping[str, str], progress: Progress = quiet
) -> None:
    """Correct what was proposed of a report ("title", "publisher", "area", "period"), and read it again.

    A blank takes back the correction. It stands until the report is removed, whatever file is added for it.
    Raises NoSuchReport, NoOriginal, UnreadableReport.
    """
    from corpus.read import ReadingProcess, check_facts

    check_facts(facts, report_id)
    file = library.store.file(report_id)
    described = {name: words for name, words in {**file.described, **facts}.items() if words.strip()}
    file = replace(file, described=described)
    with ReadingProcess() as reading:
        library.store.put(reading.read(file, report_id), file)
    catch_up(library, progress)


def add_bundled(library: Library, progress: Progress = quiet) -> Added:
    """Add the reports that come with the package."""
    return add_reports(library, [bundled()], progress)


def bundled() -> Path:
    """The folder of the reports that come with the package."""
    import corpus

    return Path(corpus.__path__[0]) / "reports"


def remove_report(library: Library, report_id: str, progress: Progress = quiet) -> None:
    """Take a report out of the store and the index; raises NoSuchReport."""
    library.store.remove(report_id)
    catch_up(library, progress)


def rebuild(library: Library, progress: Progress = quiet) -> Built:
    """Make the whole index again from the store, taking nothing over from the one that serves."""
    return make_build(library.store, library.search.shelf, library.search.embedder, progress, afresh=True)


def catch_up(library: Library, progress: Progress = quiet) -> Built | None:
    """Bring the index up to the store; None when it is already. Only what changed is embedded."""
    if not is_behind(library):
        return None
    return make_build(library.store, library.search.shelf, library.search.embedder, progress)


def is_behind(library: Library) -> bool:
    """Whether the build that serves is missing, broken, without vectors, or older than the store."""
    build = library.search.shelf.current
    if build is None:
        return bool(library.store.reports())
    try:
        manifest = read_manifest(build)
    except IndexBroken:
        return True
    return (manifest.generation, manifest.model) != (library.store.generation(), _model(library))


def _model(library: Library) -> str | None:
    """The key of the model that works; without one, a build by keywords alone is as good as can be."""
    try:
        return library.search.embedder.key
    except ModelBroken:
        return None
