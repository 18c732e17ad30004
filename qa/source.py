"""The source's own words at a place."""

from __future__ import annotations

from functools import lru_cache

from corpus.numbers import clean
from corpus.report import Locator
from index.store import Store


class Source:
    """Reads what stands at a Locator."""

    def __init__(self, store: Store, generation: int) -> None:
        self._store = store
        self._generation = generation

    def __call__(self, where: Locator) -> str:
        """The words on the lines of `where`, cells and lines joined with blanks."""
        lines = _lines(self._store, self._generation, where.report)
        return clean(" ".join(lines[where.lines[0] - 1 : where.lines[1]]))


@lru_cache(maxsize=64)
def _lines(store: Store, _generation: int, report_id: str) -> tuple[str, ...]:
    """A report's source text, kept for as long as the reports do not change."""
    return store.lines(report_id)
