"""The source's own words at a place, and the titles of the reports."""

from __future__ import annotations

from functools import cached_property

from corpus.numbers import clean
from corpus.report import Locator
from index.store import Store


class Source:
    """Reads what stands at a Locator; each report's text is read from the store once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lines: dict[str, tuple[str, ...]] = {}

    @cached_property
    def titles(self) -> dict[str, str]:
        return {report.id: report.facts.title for report in self._store.reports()}

    def __call__(self, where: Locator) -> str:
        """The words on the lines of `where`, cells and lines joined with blanks."""
        if where.report not in self._lines:
            self._lines[where.report] = self._store.report(where.report).lines
        lines = self._lines[where.report][where.lines[0] - 1 : where.lines[1]]
        return clean(" ".join(lines))
