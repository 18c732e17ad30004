"""HTML tables: cells with their spans and headers, and tables inside of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml.html import HtmlElement

from corpus.grid import RawCell
from corpus.read.html_text import is_dropped, own_text

_SPAN_MOST = 1000  # what browsers hold a span to, too
_INDENT = re.compile(r"(?:padding-left|text-indent|margin-left)\s*:\s*(\d+)", re.IGNORECASE)
_BLANK = re.compile(r"^[\s\xa0]*")
_NOWHERE = (1, 1)  # the lines of a cell are known when the report's lines are made


def is_layout(table: HtmlElement) -> bool:
    """Whether a table lays out the page and states nothing by itself."""
    if table.get("role") in ("presentation", "none"):
        return True
    rows = list(_rows(table))
    widest = max((len(list(_cells(row))) for row in rows), default=0)
    return widest < 2 or (len(rows) < 2 and bool(nested_tables(table)))


def nested_tables(table: HtmlElement) -> list[HtmlElement]:
    """The tables that stand in a table's cells, without those in them."""
    inner = table.iterdescendants("table")
    return [one for one in inner if next(one.iterancestors("table")) is table]


def row_label(nested: HtmlElement) -> str:
    """What names a table that stands in another one's cell: the first words of that cell's row."""
    row = next(nested.iterancestors("tr"), None)
    texts = (own_text(cell, inner_tables=False) for cell in _cells(row)) if row is not None else ()
    return next((text for text in texts if text), "")


def table_cells(table: HtmlElement) -> tuple[RawCell, ...]:
    """The cells of a table by place, with what the page says of headers."""
    taken: set[tuple[int, int]] = set()
    placed = [cell for at, row in enumerate(_rows(table)) for cell in _placed(row, at, taken)]
    if any(cell.is_header and cell.column > 0 for cell in placed):
        return tuple(placed)
    return tuple(replace(cell, is_header=None) for cell in placed)  # it does not tell the columns' headers


def _placed(row: HtmlElement, at: int, taken: set[tuple[int, int]]) -> Iterator[RawCell]:
    column = 0
    for element in _cells(row):
        while (at, column) in taken:
            column += 1
        rows, columns = _span(element, "rowspan"), _span(element, "colspan")
        taken.update((at + down, column + right) for down in range(rows) for right in range(columns))
        is_header = element.tag == "th" or row.getparent().tag == "thead"
        text = own_text(element, inner_tables=False)
        yield RawCell(text, at, column, _NOWHERE, rows, columns, is_header, _indent(element))
        column += columns


def _rows(table: HtmlElement) -> Iterator[HtmlElement]:
    """The rows that are shown, those of the head first and of the foot last."""
    own = [row for row in table.iterdescendants("tr") if next(row.iterancestors("table")) is table]
    order = {"thead": 0, "tfoot": 2}
    shown = (row for row in own if not is_dropped(row))
    yield from sorted(shown, key=lambda row: order.get(row.getparent().tag, 1))


def _cells(row: HtmlElement) -> Iterator[HtmlElement]:
    return (cell for cell in row if cell.tag in ("td", "th") and not is_dropped(cell))


def _span(element: HtmlElement, name: str) -> int:
    """How far a cell spans; what is no number, or 0 ("to the end"), is taken for 1."""
    said = element.get(name, "").strip()
    return min(max(int(said), 1), _SPAN_MOST) if said.isascii() and said.isdigit() else 1


def _indent(element: HtmlElement) -> int:
    """How far a cell's words stand in: by its style, or by hard blanks before them."""
    styled = _INDENT.search(element.get("style", ""))
    blanks = _BLANK.match("".join(element.itertext()))
    return (int(styled[1]) if styled else 0) + (blanks[0].count("\xa0") if blanks else 0)
