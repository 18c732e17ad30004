"""One search over keywords and vectors."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from corpus.report import Passage
from index.broken import IndexBroken
from index.serving import Serving
from index.shelf import Shelf
from index.store import Store

if TYPE_CHECKING:
    from index.embed import MiniLM

__all__ = ["Fusion", "Hit", "IndexBroken", "Search"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found. Ranks count from 1 and are None where that way did not find it.

    `similarity` is the cosine of question and passage, None when there are no vectors.
    """

    passage: Passage
    score: float
    keyword_rank: int | None
    vector_rank: int | None
    similarity: float | None


@dataclass(frozen=True, slots=True)
class Fusion:
    """Weighted reciprocal rank fusion (Cormack, Clarke and Buettcher 2009).

    A passage scores weight / (constant + rank) for each way that has it among its first `depth`.
    """

    keyword: float = 0.5
    vector: float = 1.0
    constant: float = 60.0
    depth: int = 50

    def scores(self, keywords: Mapping[str, int], vectors: Mapping[str, int]) -> dict[str, float]:
        """The fused score of every passage that is ranked at all."""
        fused = {p: self.vector / (self.constant + rank) for p, rank in vectors.items()}
        for passage, rank in keywords.items():
            fused[passage] = fused.get(passage, 0.0) + self.keyword / (self.constant + rank)
        return fused


class Search:
    """Finds passages of the reports in a store; may be shared between threads.

    Cheap to make: the build that serves is opened at the first search, and again when another has
    taken its place. A part that is missing or broken leaves the other serving, and `degraded` says so.
    """

    def __init__(
        self,
        store: Store,
        shelf: Shelf,
        exports: Path,
        model: Path | None = None,
        fusion: Fusion | None = None,
    ) -> None:
        self.shelf = shelf
        self._store = store
        self._exports = exports
        self._model = model
        self._fusion = fusion or Fusion()
        self._lock = Lock()
        self._serving: Serving | None = None

    @cached_property
    def embedder(self) -> MiniLM:
        from index.embed import MiniLM

        return MiniLM(self._exports, self._model)

    @property
    def degraded(self) -> str | None:
        """Why search is less than it should be, or None while all is well."""
        serving = self._current()
        if serving is None:
            return "nothing has been indexed yet" if self._store.reports() else None
        if serving.manifest.generation != self._store.generation():
            return "the search index is older than the store: rebuild it"
        return serving.fault

    def find(self, text: str, *, limit: int = 10, allowed: Collection[str] | None = None) -> tuple[Hit, ...]:
        """The best `limit` passages (of the ids allowed), best first.

        Raises IndexBroken when neither keywords nor vectors can be searched though there are reports.
        """
        serving = self._current()
        if serving is None:
            if self._store.reports():
                raise IndexBroken(self.shelf.folder, "nothing has been indexed yet")
            return ()
        ways = serving.search(text, self.embedder, self._fusion.depth, allowed)
        keywords, vectors = _ranks(ways.keywords), _ranks(ways.cosines)
        scores = self._fusion.scores(keywords, vectors)
        best = sorted(scores, key=lambda p: (-scores[p], p))[:limit]
        similarities = ways.similarities(best)
        return tuple(
            Hit(p, scores[p.id], keywords.get(p.id), vectors.get(p.id), similarities.get(p.id))
            for p in self._store.passages(best)
        )

    def _current(self) -> Serving | None:
        build = self.shelf.current
        with self._lock:
            if build is None:
                self._serving = None
            elif self._serving is None or self._serving.build != build:
                self._serving = Serving(build)
            return self._serving


def _ranks(found: tuple[tuple[str, float], ...]) -> dict[str, int]:
    return {passage: rank for rank, (passage, _) in enumerate(found, start=1)}
