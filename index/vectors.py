"""The vector store: ids and vectors in an embedded Chroma, in the folder of one build.

The only file that imports chromadb. Chroma gets no text, no metadata and no embedding function: what it
holds can be thrown away and made again from SQL, and nothing of it ever goes out by telemetry.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import finalize

from index.broken import VectorsBroken
from index.exact import Scored

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

COLLECTION = "passages"
_BATCH = 1000


class Vectors:
    """A collection of ids and vectors under cosine distance."""

    def __init__(self, folder: Path, *, make: bool = False) -> None:
        """Open the collection in `folder`, or with `make` one that may be new; raises VectorsBroken."""
        if not make and not (folder / "chroma.sqlite3").exists():
            raise VectorsBroken(folder, "there is no vector store")  # opening would make an empty one
        self._folder = folder
        with self._named_errors():
            self._client = _client(folder)
            self.close = finalize(self, self._client.close)
            self._collection = self._opened(make=make)

    def __len__(self) -> int:
        with self._named_errors():
            return int(self._collection.count())

    def add(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        with self._named_errors():
            for start in range(0, len(ids), _BATCH):
                some = slice(start, start + _BATCH)
                self._collection.upsert(ids=list(ids[some]), embeddings=vectors[some])

    def delete(self, ids: Sequence[str]) -> None:
        with self._named_errors():
            for start in range(0, len(ids), _BATCH):
                self._collection.delete(ids=list(ids[start : start + _BATCH]))

    def nearest(
        self, vector: Sequence[float], limit: int, allowed: Collection[str] | None = None
    ) -> tuple[Scored, ...]:
        """The `limit` passages (of those allowed) with the greatest cosine, greatest first."""
        if allowed is not None and not allowed:
            return ()
        among = None if allowed is None else list(allowed)
        with self._named_errors():
            found = self._collection.query(
                query_embeddings=[list(vector)], ids=among, n_results=limit, include=["distances"]
            )
        return tuple(
            (identity, 1.0 - distance)
            for identity, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        )

    def _opened(self, *, make: bool) -> Any:
        if not make:
            return self._client.get_collection(COLLECTION, embedding_function=None)
        return self._client.get_or_create_collection(
            COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )

    @contextmanager
    def _named_errors(self) -> Iterator[None]:
        from chromadb.errors import ChromaError

        try:
            yield
        except (ChromaError, OSError, ValueError, RuntimeError) as error:
            raise VectorsBroken(self._folder, str(error)) from error


def _client(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
