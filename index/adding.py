"""Reading files into the store: folders gone through, each file under its own id, each all or nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.read import ReadingProcess, open_file, report_id
from corpus.report import UnreadableReport
from index.files import digest_of
from index.making import Progress
from index.store import Store

SIDECARS = frozenset({".yaml", ".yml"})  # facts about a report, not a report
_UNFINISHED = ("~$", ".", "Thumbs.db")  # what programs and systems leave beside documents


@dataclass(frozen=True, slots=True)
class AddedFile:
    """What became of a file: the report that it is, whether that changed the store, or why it was refused."""

    path: str
    report: str | None = None
    is_new: bool = False
    refused: UnreadableReport | None = None


def put_files(store: Store, paths: Iterable[Path], progress: Progress) -> Iterator[AddedFile]:
    """Read each file, and put each into the store, one after another; a refused file changes nothing."""
    found = [one for path in paths for one in _files_in(path)]
    files = [one for one in found if isinstance(one, Path)]
    yield from (one for one in found if isinstance(one, AddedFile))
    ids = _Ids(store, files)
    with ReadingProcess() as reading:
        for done, path in enumerate(files):
            progress("reading", done, len(files))
            yield _put(store, path, ids, reading)
    if files:
        progress("reading", len(files), len(files))


def _files_in(path: Path) -> Sequence[Path | AddedFile]:
    """The report files of a folder; a file as it is."""
    if not path.is_dir():
        return [path]
    empty = UnreadableReport(str(path), "is a folder without any report in it")
    return report_files(path) or [AddedFile(str(path), refused=empty)]


def report_files(folder: Path) -> list[Path]:
    """The files of a folder, and of those in it, that may be reports, in the order of their names."""
    return sorted(
        path for path in folder.rglob("*") if path.is_file() and _may_be_report(path.relative_to(folder))
    )


def _may_be_report(inside: Path) -> bool:
    hidden = any(part.startswith(_UNFINISHED) for part in inside.parts)
    return not hidden and inside.suffix.lower() not in SIDECARS


def _put(store: Store, path: Path, ids: _Ids, reading: ReadingProcess) -> AddedFile:
    try:
        file = open_file(path)
        identity = ids.of(path, file.content)
        file = replace(file, described=store.described(identity))
        report = reading.read(file, identity)
    except UnreadableReport as error:
        return AddedFile(str(path), refused=error)
    return AddedFile(str(path), identity, store.put(report, file))


class _Ids:
    """The ids of files added together: by their names, and where these are alike by their folders."""

    def __init__(self, store: Store, paths: Sequence[Path]) -> None:
        self._store = store
        alike: dict[str, list[Path]] = defaultdict(list)
        for path in dict.fromkeys(path.resolve() for path in paths):
            alike[report_id(path)].append(path)
        self._own: dict[Path, str] = {}
        for some in alike.values():
            self._own.update(_told_apart(some, frozenset(self._own.values()) | alike.keys()))
        self._seen: dict[tuple[str, str], str] = {}

    def of(self, path: Path, content: bytes) -> str:
        """The id of a file.

        Among several with one name, a file that the store holds under that name keeps it, and the same
        bytes have one id.
        """
        own, plain = self._own[path.resolve()], report_id(path)
        if own == plain:
            return own
        digest = digest_of(content)
        held = plain if self._store.digest(plain) == digest else own
        return self._seen.setdefault((plain, digest), held)


def _told_apart(paths: Sequence[Path], taken: frozenset[str]) -> Mapping[Path, str]:
    """An id for each of several files with one name, by as few of their folders as tell them apart, or by
    what their names end in; none that is taken.
    """
    if len(paths) == 1:
        return {paths[0]: report_id(paths[0])}
    for folders in range(max(len(path.parts) for path in paths)):
        for ending in (False, True):
            names = {path: _name(path, folders, ending=ending) for path in paths}
            if len(set(names.values())) == len(names) and not taken.intersection(names.values()):
                return names
    return {path: f"{report_id(path)}-{number}" for number, path in enumerate(paths, 1)}


def _name(path: Path, folders: int, *, ending: bool) -> str:
    parts = (*path.parts[-1 - folders : -1], path.stem, *([path.suffix.strip(".")] if ending else []))
    return report_id(Path("-".join(parts) + ".file"))
