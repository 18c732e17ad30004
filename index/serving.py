"""The build that serves, opened: what each way of searching finds in it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from index.broken import KeywordsBroken, ModelBroken, VectorsBroken
from index.exact import Matrix, Scored
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
class Found:
    """What both ways found among `of` passages.

    `keywords` are BM25 scores, best first. `cosines` has every passage that either way found (none when
    vectors cannot be searched); `nearest` are those that the vectors found, best first.
    """

    of: int
    keywords: tuple[Scored, ...]
    nearest: tuple[Scored, ...]
    cosines: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Wide:
    """A search for all that there is, not for the best alone.

    The vectors find the `near` nearest of all passages, and those of them are kept that are allowed: what a
    filter keeps is then a part of what is found without it. With `every_word`, keywords find what has all
    of the words.
    """

    near: int = 50
    every_word: bool = False


def ranks(found: Sequence[Scored]) -> dict[str, int]:
    """The rank of each passage, counted from 1."""
    return {passage: rank for rank, (passage, _) in enumerate(found, start=1)}


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

    def search(
        self,
        text: str,
        embedder: MiniLM,
        limit: int,
        allowed: Collection[str] | None,
        wide: Wide | None = None,
    ) -> Found:
        """Both ways' finds; raises IndexBroken when neither way can be gone."""
        vector = self._vector(text, embedder)
        every_word = wide is not None and wide.every_word
        keywords = self._by_keywords(
            lambda: self._keywords.find(text, limit, allowed, every_word=every_word), alone=vector is None
        )
        if vector is None:
            return Found(self.manifest.passages, keywords, (), {})
        if wide is None:
            nearest = self._nearest(vector, limit, allowed)
        else:
            nearest = self._nearest(vector, wide.near, None)
            nearest = tuple(one for one in nearest if allowed is None or one[0] in allowed)
        others = {passage for passage, _ in keywords}.difference(passage for passage, _ in nearest)
        cosines = {**dict(nearest), **self._matrix.cosines(vector, others)}
        return Found(self.manifest.passages, keywords, nearest, cosines)

    def holds(self, phrase: str) -> bool:
        """Whether any passage has a phrase; raises KeywordsBroken."""
        return self._keywords.holds(phrase)

    def _by_keywords(self, find: Callable[[], tuple[Scored, ...]], *, alone: bool) -> tuple[Scored, ...]:
        try:
            return find()
        except KeywordsBroken as error:
            if alone:
                raise
            self._note(str(error))
            return ()

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
    ) -> tuple[Scored, ...]:
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
