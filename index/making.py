"""One build of the search index, made from the store."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.report import Passage
from index.broken import IndexBroken, ModelBroken
from index.change import Change, change_since
from index.exact import Matrix, save_matrix
from index.keywords import Keywords, change_keywords, make_keywords
from index.serving import KEYWORDS, VECTORS
from index.shelf import Manifest, Shelf, read_manifest, write_manifest
from index.store import Store

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.embed import MiniLM
    from index.vectors import Vectors

Progress = Callable[[str, int, int], None]

_EMBEDDED_AT_ONCE = 64  # how often progress is told
_SAMPLE = 5  # vectors that must find themselves
_SAME = 1 - 1e-4  # the cosine of a vector with itself, but for rounding


@dataclass(frozen=True, slots=True)
class Built:
    """What a build holds. `too_long` are the new passages whose end the model does not read."""

    passages: int
    embedded: int
    too_long: tuple[str, ...]
    without_vectors: str | None


@dataclass(frozen=True, slots=True)
class Embedded:
    """Vectors in the order of `ids`, `fresh` of them from the model and the rest from the base."""

    ids: tuple[str, ...]
    vectors: NDArray[np.float32]
    fresh: int
    too_long: tuple[str, ...]


def make_build(
    store: Store, shelf: Shelf, embedder: MiniLM, progress: Progress, *, afresh: bool = False
) -> Built:
    """Make a build beside the one that serves, check it, and swap it in; raises IndexBusy, IndexBroken.

    Takes over what has not changed, unless `afresh` or what is made from it proves broken. Without a
    model that works it has keywords alone.
    """
    try:
        return _make_build(store, shelf, embedder, progress, afresh=afresh)
    except IndexBroken:
        if afresh:
            raise
        return _make_build(store, shelf, embedder, progress, afresh=True)


def _make_build(store: Store, shelf: Shelf, embedder: MiniLM, progress: Progress, *, afresh: bool) -> Built:
    with shelf.building() as build:
        change = change_since(None if afresh else _base(shelf.current, embedder), store)
        _make_keywords(change, build, progress)
        built = _make_vectors(change, build, embedder, progress)
        model = None if built.without_vectors else embedder.key
        manifest = Manifest(change.generation, built.passages, model, built.without_vectors)
        progress("checking", 0, 1)
        _check(build, manifest)
        write_manifest(build, manifest)
        shelf.publish(build)
        progress("checking", 1, 1)
        return built


def _base(current: Path | None, embedder: MiniLM) -> Path | None:
    """The serving build when the next can be made from it: whole, with vectors, of the same model."""
    if current is None:
        return None
    try:
        manifest = read_manifest(current)
        if manifest.model is None or manifest.model != embedder.key:
            return None
        _check(current, manifest)
    except (IndexBroken, ModelBroken):
        return None
    return current


def _make_keywords(change: Change, build: Path, progress: Progress) -> None:
    progress("indexing words", 0, len(change.added))
    if change.base:
        shutil.copyfile(change.base / KEYWORDS, build / KEYWORDS)
    else:
        make_keywords(build / KEYWORDS)
    change_keywords(build / KEYWORDS, change.added, change.after, change.removed)
    progress("indexing words", len(change.added), len(change.added))


def _make_vectors(change: Change, build: Path, embedder: MiniLM, progress: Progress) -> Built:
    from index.vectors import Vectors

    try:
        _ = embedder.key  # raises also where there is no passage to read
        embedded = _embed(change, embedder, progress)
    except ModelBroken as error:
        return Built(len(change.after), 0, (), str(error))
    save_matrix(build, embedded.ids, embedded.vectors)
    if change.base:
        shutil.copytree(change.base / VECTORS, build / VECTORS)
    vectors = Vectors(build / VECTORS, make=True)
    vectors.delete(change.removed)
    put = len(embedded.ids) - len(change.added)
    vectors.add(embedded.ids[put:], embedded.vectors[put:])
    vectors.seal()
    return Built(len(change.after), embedded.fresh, embedded.too_long, None)


def _read_once(texts: Sequence[str], embedder: MiniLM, progress: Progress) -> NDArray[np.float32]:
    """The vectors of the texts; one that stands in many reports (a standing sentence) is read once."""
    distinct = {text: row for row, text in enumerate(dict.fromkeys(texts))}
    return _read(list(distinct), embedder, progress)[[distinct[text] for text in texts]]


def _embed(change: Change, embedder: MiniLM, progress: Progress) -> Embedded:
    """The vectors of all passages, those added last; a text that the base knew is not read again."""
    import numpy as np

    old = Matrix(change.base) if change.base else None
    known = {change.before[p]: p for p in old.ids} if old else {}
    gone = frozenset(change.removed)
    kept = [p for p in old.ids if p not in gone] if old else []
    moved = [p.id for p in change.added if change.after[p.id] in known]
    new = [p for p in change.added if change.after[p.id] not in known]
    parts = [_read_once([p.embedded_text for p in new], embedder, progress)] if new else []
    if old:
        rows = [old.rows[p] for p in kept] + [old.rows[known[change.after[p]]] for p in moved]
        parts.insert(0, old.vectors[rows])
    vectors = np.vstack(parts) if parts else np.empty((0, 0), dtype=np.float32)
    return Embedded((*kept, *moved, *(p.id for p in new)), vectors, len(new), _too_long(new, embedder))


def _read(texts: Sequence[str], embedder: MiniLM, progress: Progress) -> NDArray[np.float32]:
    import numpy as np

    progress("embedding", 0, len(texts))
    parts = []
    for start in range(0, len(texts), _EMBEDDED_AT_ONCE):
        parts.append(embedder.vectors(texts[start : start + _EMBEDDED_AT_ONCE]))
        progress("embedding", min(start + _EMBEDDED_AT_ONCE, len(texts)), len(texts))
    return np.vstack(parts)


def _too_long(passages: Sequence[Passage], embedder: MiniLM) -> tuple[str, ...]:
    return tuple(p.id for p in passages if embedder.count_tokens(p.embedded_text) > embedder.limit)


def _check(build: Path, manifest: Manifest) -> None:
    """Raises IndexBroken unless every part holds every passage, and vectors find themselves."""
    from index.vectors import Vectors

    counts = {KEYWORDS: len(Keywords(build / KEYWORDS))}
    if manifest.model is not None:
        matrix, vectors = Matrix(build), Vectors(build / VECTORS)
        counts |= {"vectors.npy": len(matrix), VECTORS: len(vectors)}
        _check_sample(build, matrix, vectors)
        vectors.close()
    if wrong := {part: count for part, count in counts.items() if count != manifest.passages}:
        raise IndexBroken(build, f"of {manifest.passages} passages its parts hold {wrong}")


def _check_sample(build: Path, matrix: Matrix, vectors: Vectors) -> None:
    for row in range(0, len(matrix), max(1, len(matrix) // _SAMPLE)):
        found = vectors.nearest(matrix.vectors[row].tolist(), 1)
        if not found or found[0][1] < _SAME:
            raise IndexBroken(build, f"the vector of {matrix.ids[row]} does not find itself")
