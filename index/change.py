"""What the next build of the index takes over from the one that serves, puts in and leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.report import Passage
from index.keywords import Keywords
from index.serving import KEYWORDS
from index.store import Store


@dataclass(frozen=True, slots=True)
class Change:
    """From `before` (the digests of the base by passage id) to `after` (the store's); no base: from nothing.

    `added` are new passages and those whose text is another, `removed` the ids of those gone or changed.
    """

    generation: int
    base: Path | None
    before: Mapping[str, str]
    after: Mapping[str, str]
    added: tuple[Passage, ...]
    removed: tuple[str, ...]


def change_since(base: Path | None, store: Store) -> Change:
    """Compare a build (or none) with the store; raises KeywordsBroken."""
    before = Keywords(base / KEYWORDS).digests() if base else {}
    generation, wanted = store.digests()
    added = store.passages([p for p, digest in wanted.items() if before.get(p) != digest])
    # What a writer took away since is left out, and the generation is then behind: the next build sees it.
    found = {passage.id for passage in added}
    after = {p: digest for p, digest in wanted.items() if before.get(p) == digest or p in found}
    removed = tuple(p for p, digest in before.items() if after.get(p) != digest)
    return Change(generation, base, before, after, added, removed)
