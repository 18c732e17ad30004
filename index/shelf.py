"""The folder of builds: which one serves, and how the next takes its place.

A build is made in a folder of its own. Only when it is whole does the pointer file, swapped in one step,
name it; a build that was killed is never named, and is cleared away by the next.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import uuid4

from index.broken import IndexBroken, IndexBusy

WAIT_S = 600.0  # how long one build waits for another process's


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a build was made from. `model` is the embedder's key; without one, `without_vectors` says why."""

    generation: int
    passages: int
    model: str | None
    without_vectors: str | None = None


class Shelf:
    """The builds under one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._pointer = folder / "current"

    @property
    def current(self) -> Path | None:
        """The build that serves, or None before the first."""
        try:
            return self.folder / self._pointer.read_text()
        except FileNotFoundError:
            return None

    @contextmanager
    def building(self, wait_s: float = WAIT_S) -> Iterator[Path]:
        """A new empty folder to build in, for one process at a time; raises IndexBusy.

        Whatever is not the serving build is cleared away before and after.
        """
        from filelock import FileLock, Timeout

        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self.folder / "lock", timeout=wait_s):
                self._clear()
                build = self.folder / f"build-{uuid4().hex[:12]}"
                build.mkdir()
                try:
                    yield build
                finally:
                    self._clear()
        except Timeout as error:
            raise IndexBusy(self.folder, wait_s) from error

    def publish(self, build: Path) -> None:
        """Let `build` serve from now on, in one step."""
        pointer = self.folder / "current.part"
        with pointer.open("w") as file:
            file.write(build.name)
            file.flush()
            os.fsync(file.fileno())
        pointer.replace(self._pointer)

    def _clear(self) -> None:
        current = self.current
        for build in self.folder.glob("build-*"):
            if build != current:
                shutil.rmtree(build, ignore_errors=True)


def write_manifest(build: Path, manifest: Manifest) -> None:
    (build / "manifest.json").write_text(json.dumps(asdict(manifest)))


def read_manifest(build: Path) -> Manifest:
    """Raises IndexBroken."""
    try:
        return Manifest(**json.loads((build / "manifest.json").read_text()))
    except (OSError, ValueError, TypeError) as error:
        raise IndexBroken(build, str(error)) from error
