"""One search over keywords and vectors."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from corpus.report import Passage
from index.broken import IndexBroken
from index.serving import Found, Serving, Wide, ranks
from index.shelf import Shelf
from index.store import Store

if TYPE_CHECKING:
    from index.embed import MiniLM

__all__ = ["Fusion", "Hit", "IndexBroken", "Search", "Wide"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found. Ranks count from 1 and are None where that way did not find it.

    `similarity` is the cosine of question and passage, None when vectors cannot be searched.
    """

    passage: Passage
    score: float
    keyword_rank: int | None
    vector_rank: int | None
    similarity: float | None


@dataclass(frozen=True, slots=True)
class Fusion:
    """A weighted sum of both ways' scores (Bruch, Gai and Ingber 2023, "An analysis of fusion functions").

    A passage scores its cosine plus `keyword` times its BM25 over the logarithm of the number of passages,
    which is how BM25 itself grows with them. Only the first `depth` that each way finds are considered.
    """

    keyword: float = 0.25
    depth: int = 50

    def scores(self, found: Found) -> dict[str, float]:
        """The fused score of every passage that either way found."""
        weight = self.keyword / log(found.of + 2)
        fused = dict(found.cosines)
        for passage, bm25 in found.keywords:
            fused[passage] = fused.get(passage, 0.0) + weight * bm25
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

    @property
    def embedder(self) -> MiniLM:
        """The model, which is loaded only when it is asked for a vector."""
        with self._lock:
            return self._embedder

    @cached_property
    def _embedder(self) -> MiniLM:
        from index.embed import MiniLM

        return MiniLM(self._exports, self._model)

    @property
    def degraded(self) -> str | None:
        """Why search is less than it should be, or None while all is well."""
        try:
            serving = self._current()
        except IndexBroken as error:
            return str(error)
        if serving is None:
            return "nothing has been indexed yet" if self._store.reports() else None
        if serving.manifest.generation != self._store.generation():
            return "the search index is older than the store: rebuild it"
        return serving.fault

    def find(self, text: str, *, limit: int = 10, allowed: Collection[str] | None = None) -> tuple[Hit, ...]:
        """The best `limit` passages (of the ids allowed), best first.

        Raises IndexBroken when neither keywords nor vectors can be searched though there are reports.
        """
        return self._steadily(lambda: self._find(text, limit, allowed))

    def every(
        self,
        text: str,
        *,
        most: int,
        allowed: Collection[str] | None = None,
        wide: Wide | None = None,
        held: dict[str, Passage] | None = None,
    ) -> tuple[Hit, ...]:
        """All passages (of the ids allowed) that have a telling word of the text, and those that are among
        the nearest in meaning of all; the best `most` by their words, best first.

        What is allowed takes hits away and puts none in, so that hits can be counted by what would allow
        them. `held` are passages that were read before, by id; what is read now is put there, too.
        Raises IndexBroken as `find` does.
        """
        return self._steadily(lambda: self._find(text, most, allowed, wide or Wide(), held))

    def _steadily(self, find: Callable[[], tuple[Hit, ...]]) -> tuple[Hit, ...]:
        while True:
            build = self.shelf.current
            try:
                return find()
            except IndexBroken:
                if build == self.shelf.current:
                    raise
                # Another build took its place, and the one that was being read is gone: ask that.

    def holds(self, phrase: str) -> bool:
        """Whether any passage has the words of a phrase side by side; not told where no keywords serve."""
        try:
            serving = self._current()
            return serving is not None and serving.holds(phrase)
        except IndexBroken:
            return False

    def _find(
        self,
        text: str,
        limit: int,
        allowed: Collection[str] | None,
        wide: Wide | None = None,
        held: dict[str, Passage] | None = None,
    ) -> tuple[Hit, ...]:
        serving = self._current()
        if serving is None:
            if self._store.reports():
                raise IndexBroken(self.shelf.folder, "nothing has been indexed yet")
            return ()
        depth = max(limit, self._fusion.depth)
        found = serving.search(text, self.embedder, depth, allowed, wide)
        scores = self._fusion.scores(found)
        best = sorted(scores, key=lambda p: (-scores[p], p))[: limit if wide is None else None]
        keyword_ranks, vector_ranks = ranks(found.keywords), ranks(found.nearest)
        return tuple(
            Hit(
                passage=passage,
                score=scores[passage.id],
                keyword_rank=keyword_ranks.get(passage.id),
                vector_rank=vector_ranks.get(passage.id),
                similarity=found.cosines.get(passage.id),
            )
            for passage in self._passages(best, {} if held is None else held)
        )

    def _passages(self, ids: Sequence[str], held: dict[str, Passage]) -> Iterator[Passage]:
        """The passages in the order asked; one that is no longer there is left out."""
        held.update((one.id, one) for one in self._store.passages([i for i in ids if i not in held]))
        return (held[identity] for identity in ids if identity in held)

    def _current(self) -> Serving | None:
        build = self.shelf.current
        with self._lock:
            if build is None:
                self._serving = None
            elif self._serving is None or self._serving.build != build:
                self._serving = Serving(build)
            return self._serving
