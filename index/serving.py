"""The build that serves, opened: what each way of searching finds in it."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from index.broken import KeywordsBroken, ModelBroken, VectorsBroken
from index.exact import Matrix, Near
from index.keywords import Keywords
from index.shelf import read_manifest

if TYPE_CHECKING:
    from index.embed import MiniLM
    from index.vectors import Vectors

# Up to so many vectors are all compared, which is exact and as quick as the vector store; past that
# the store is asked for the nearest.
EXACT_UP_TO = 10_000

# What a build's parts are called in its folder.
KEYWORDS = "keywords.db"
VECTORS = "chroma"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ways:
    """What keywords and vectors found, each best first, and what the question's cosines are taken with."""

    keywords: tuple[Near, ...]
    cosines: tuple[Near, ...]
    vector: Sequence[float] | None
    matrix: Matrix | None

    def similarities(self, passages: Iterable[str]) -> dict[str, float]:
        if self.vector is None or self.matrix is None:
            return {}
        return self.matrix.cosines(self.vector, passages)


class Serving:
    """One build. Its parts are opened when first used; `fault` says which could not be, and why."""

    def __init__(self, build: Path, exact_up_to: int = EXACT_UP_TO) -> None:
        """Raises IndexBroken when the build has no manifest."""
        self.build = build
        self.manifest = read_manifest(build)
        self.fault: str | None = self.manifest.without_vectors
        self._exact_up_to = exact_up_to
        self._searchable = self.manifest.model is not None
        self._store_broken = False

    def search(self, text: str, embedder: MiniLM, limit: int, allowed: Collection[str] | None) -> Ways:
        """Both ways' finds; raises IndexBroken when neither way can be gone."""
        vector = self._vector(text, embedder)
        try:
            keywords = self._keywords.find(text, limit, allowed)
        except KeywordsBroken as error:
            if vector is None:
                raise
            self._note(str(error))
            keywords = ()
        if vector is None:
            return Ways(keywords, (), None, None)
        return Ways(keywords, self._nearest(vector, limit, allowed), vector, self._matrix)

    def _vector(self, text: str, embedder: MiniLM) -> Sequence[float] | None:
        """The question's vector, or None, noted, when this build's vectors cannot be searched with it."""
        if not self._searchable:
            return None
        try:
            if not len(self._matrix):
                return None
            if self.manifest.model == embedder.key:
                return embedder.embed_query(text)
            self._note("the search index was made with another model: rebuild it")
        except (ModelBroken, VectorsBroken) as error:
            self._note(str(error))
        self._searchable = False  # so that not every search waits for what has failed
        return None

    def _nearest(
        self, vector: Sequence[float], limit: int, allowed: Collection[str] | None
    ) -> tuple[Near, ...]:
        exact = allowed is not None or len(self._matrix) <= self._exact_up_to
        if not exact and not self._store_broken:
            try:
                return self._vectors.nearest(vector, limit)
            except VectorsBroken as error:
                self._store_broken = True
                self._note(f"{error}; until then every vector is compared")
        return self._matrix.nearest(vector, limit, allowed)

    def _note(self, fault: str) -> None:
        _log.warning("%s", fault)
        self.fault = fault

    @cached_property
    def _keywords(self) -> Keywords:
        return Keywords(self.build / KEYWORDS)

    @cached_property
    def _matrix(self) -> Matrix:
        return Matrix(self.build)

    @cached_property
    def _vectors(self) -> Vectors:
        from index.vectors import Vectors

        return Vectors(self.build / VECTORS)
