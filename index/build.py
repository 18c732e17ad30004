"""Adding, replacing and removing reports, and making the search index again from the store.

The store changes first, a transaction a report. Then a new build of the index is made beside the one that
serves, checked, and swapped in. Killed between the two, search says that it is older than the store, and
the next add, removal or `catch_up` repairs it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from corpus.report import UnreadableReport
from index.broken import IndexBroken
from index.library import Library
from index.making import Built, Progress, make_build
from index.shelf import read_manifest

SIDECARS = frozenset({".yaml"})  # facts about a report, not a report

__all__ = [
    "Added",
    "Built",
    "Progress",
    "add_bundled",
    "add_reports",
    "bundled",
    "catch_up",
    "is_behind",
    "rebuild",
    "remove_report",
]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the files: ids of reports put in, ids that stood already, and files refused."""

    added: tuple[str, ...]
    unchanged: tuple[str, ...]
    refused: tuple[UnreadableReport, ...]
    built: Built | None


def quiet(_step: str, _done: int, _total: int) -> None:
    """The progress of those who do not watch."""


def add_reports(library: Library, paths: Iterable[Path], progress: Progress = quiet) -> Added:
    """Read the files, put each into the store, and bring the index up to date.

    A file that cannot be read is refused and the rest go on.
    """
    from corpus.read import read_report

    files = list(paths)
    put: dict[bool, list[str]] = {True: [], False: []}
    refused = []
    for done, path in enumerate(files):
        progress(f"reading {path.name}", done, len(files))
        try:
            report = read_report(path)
        except UnreadableReport as error:
            refused.append(error)
        else:
            put[library.store.put(report)].append(report.id)
    built = catch_up(library, progress)
    return Added(tuple(put[True]), tuple(put[False]), tuple(refused), built)


def add_bundled(library: Library, progress: Progress = quiet) -> Added:
    """Add the reports that come with the package."""
    paths = sorted(path for path in bundled().iterdir() if path.suffix not in SIDECARS)
    return add_reports(library, paths, progress)


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
    current = (library.store.generation(), library.search.embedder.key)
    return (manifest.generation, manifest.model) != current
