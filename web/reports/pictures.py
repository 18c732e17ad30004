"""Pages of PDF reports as they are printed, kept for a while, and what of a report is marked on them."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from corpus.picture import Picture, Sought
from corpus.read import ReadingProcess
from web.reports.source import Highlight

if TYPE_CHECKING:
    from corpus.report import Report, Row
    from index.store import Store, StoredReport

KEPT = 48
"""So many pictures are kept, of some 150 kB each."""

AT_ONCE = 2
"""So many are drawn at a time, each by a process of its own: the file may be hostile."""

SECONDS_MOST = 30.0

_Key = tuple[str, str, int, Sought]


class Pictures:
    """The pictures of a store's reports; may be shared between threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept: OrderedDict[_Key, Picture] = OrderedDict()
        self._lock = threading.Lock()
        self._drawing = threading.Semaphore(AT_ONCE)

    def page(self, stored: StoredReport, number: int, sought: Sought) -> Picture:
        """The page of that number, from 1 on. Raises UnreadableReport, NoOriginal, NoSuchReport."""
        key = (stored.id, stored.version, number, sought)
        with self._drawing:
            if kept := self._get(key):
                return kept
            with ReadingProcess(SECONDS_MOST) as process:
                drawn = process.draw(self._store.file(stored.id), number, sought)
        self._put(key, drawn)
        return drawn

    def _get(self, key: _Key) -> Picture | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def _put(self, key: _Key, drawn: Picture) -> None:
        with self._lock:
            self._kept[key] = drawn
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)


def page_of_line(store: Store, stored: StoredReport, line: int) -> int | None:
    """The page that a line of a report's text is printed on, where that is known."""
    return _pages(store, stored.id, stored.version).get(line)


@lru_cache(maxsize=8)
def _pages(store: Store, report_id: str, _version: str) -> Mapping[int, int]:
    report = store.report(report_id)
    places = [one.where for one in report.passages] + [one.where for one in report.figures]
    return {
        line: where.page
        for where in places
        if where.page is not None
        for line in range(where.lines[0], where.lines[1] + 1)
    }


def sought_at(
    store: Store, stored: StoredReport, line: int | None, column: str | None, quote: str | None
) -> Sought:
    """What a place in a report's text is on its page: a quotation, or a row of a table with a cell."""
    if quote:
        return Sought(quote=quote)
    if line is None:
        return Sought()
    report = store.layout(stored.id)
    row, columns = _row_at(report, line)
    if row is None:
        return Sought()
    pages = _pages(store, stored.id, stored.version)
    alike = [
        one for one in _rows(report) if _text(one) == _text(row) and _page(pages, one) == _page(pages, row)
    ]
    named = [n for n, one in enumerate(columns) if column and Highlight(line, column).marks(one)]
    return Sought(
        label=row.label.text,
        cells=tuple(cell.text for cell in row.cells),
        cell=named[0] if len(named) == 1 else None,
        before=alike.index(row),
        of=len(alike),
    )


def _row_at(report: Report, line: int) -> tuple[Row | None, tuple[str, ...]]:
    """The row that stands on a line, with its table's columns."""
    for table in report.tables:
        for row in table.rows:
            if row.lines[0] <= line <= row.lines[1] and not row.is_group:
                return row, table.columns
    return None, ()


def _rows(report: Report) -> list[Row]:
    return [row for table in report.tables for row in table.rows if not row.is_group]


def _text(row: Row) -> tuple[str, ...]:
    return row.label.text, *(cell.text for cell in row.cells)


def _page(pages: Mapping[int, int], row: Row) -> int | None:
    return pages.get(row.lines[0])
