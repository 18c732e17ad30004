"""What can be wrong with the search index; each says what, where and what to do."""

from __future__ import annotations

from pathlib import Path


class IndexBroken(Exception):
    """A part of the search index that is missing or cannot be read; a rebuild makes it again from SQL."""

    def __init__(self, where: Path, reason: str) -> None:
        super().__init__(f"the search index at {where} cannot be used ({reason}): rebuild it")
        self.where = where
        self.reason = reason


class VectorsBroken(IndexBroken):
    """The vectors are missing or cannot be read; keywords may still serve."""


class KeywordsBroken(IndexBroken):
    """The keyword index is missing or cannot be read; vectors may still serve."""


class IndexBusy(Exception):
    """Another process is building the index and has not ended."""

    def __init__(self, folder: Path, waited_s: float) -> None:
        super().__init__(f"another process has been building the index in {folder} for over {waited_s:g} s")
        self.folder = folder
        self.waited_s = waited_s


class ModelBroken(Exception):
    """A model that cannot be loaded, exported or trusted: says which, and why."""

    def __init__(self, model: Path, reason: str) -> None:
        super().__init__(f"the embedding model at {model} cannot be used: {reason}")
        self.model = model
        self.reason = reason
