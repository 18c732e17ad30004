"""The vector store: ids and vectors in an embedded Chroma, in the folder of one build.

The only file that imports chromadb. Chroma gets no text, no metadata and no embedding function: what it
holds can be thrown away and made again from SQL, and nothing of it ever goes out by telemetry.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import finalize
from zlib import crc32

from index.broken import VectorsBroken
from index.exact import Scored

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

COLLECTION = "passages"
# Chroma takes the files of a saved graph as they are, and a damaged one ends the whole process. So what
# they were when the store was closed is kept beside them. (It saves a graph every thousand vectors; the
# files of one that was never saved are scratch. Its database is SQLite, which finds its own damage.)
SEAL = "seal.json"
_SAVED_GRAPH = "index_metadata.pickle"
_BATCH = 1000


class Vectors:
    """A collection of ids and vectors under cosine distance."""

    def __init__(self, folder: Path, *, make: bool = False) -> None:
        """Open the collection in `folder`, or with `make` one that may be new; raises VectorsBroken."""
        if not make and not (folder / "chroma.sqlite3").exists():
            raise VectorsBroken(folder, "there is no vector store")  # opening would make an empty one
        if not make:
            _check_seal(folder)
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

    def seal(self) -> None:
        """Close the store for good, noting what its files are."""
        self.close()
        (self._folder / SEAL).write_text(json.dumps(_sums(self._folder)))

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


def _check_seal(folder: Path) -> None:
    """Raises VectorsBroken when a file is not what it was when the store was sealed."""
    try:
        sealed = json.loads((folder / SEAL).read_text())
        found = _sums(folder)
    except (OSError, ValueError) as error:
        raise VectorsBroken(folder, str(error)) from error
    if changed := sorted(name for name in {*sealed, *found} if sealed.get(name) != found.get(name)):
        raise VectorsBroken(folder, f"{changed[0]} is not what it was")


def _sums(folder: Path) -> dict[str, int]:
    """The CRC-32 of every file of a saved graph, by its name in the folder."""
    files = [file for saved in folder.rglob(_SAVED_GRAPH) for file in saved.parent.iterdir()]
    return {str(file.relative_to(folder)): _sum(file) for file in files}


def _sum(file: Path) -> int:
    total = 0
    with file.open("rb") as content:
        while part := content.read(1 << 20):
            total = crc32(part, total)
    return total


def _client(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
