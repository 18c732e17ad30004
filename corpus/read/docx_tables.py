"""Word tables: cells with their spans and headers, and tables inside of tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docx.oxml.ns import qn
from lxml.etree import _Element

from corpus.grid import RawCell
from corpus.read.docx_text import Notes, paragraph_text

_NOWHERE = (1, 1)  # the lines of a cell are known when the report's lines are made
_WRAPPERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:smartTag", "w:customXml")))


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell's element, its place, and how many columns it spans."""

    element: _Element
    row: int
    column: int
    columns: int


def children(element: _Element) -> Iterator[_Element]:
    """The children of an element, those inside content controls and tracked insertions among them."""
    for child in element:
        if child.tag in _WRAPPERS:
            yield from children(child)
        else:
            yield child


def rows_of(table: _Element) -> list[_Element]:
    """The rows (`w:tr`) of a table but for those whose deletion was tracked."""
    rows = (row for row in children(table) if row.tag == qn("w:tr"))
    return [row for row in rows if row.find("/".join(map(qn, ("w:trPr", "w:del")))) is None]


def cells_of(row: _Element) -> list[_Element]:
    return [cell for cell in children(row) if cell.tag == qn("w:tc")]


def is_layout(table: _Element) -> bool:
    """Whether a table is no more than a box around text."""
    return max((len(cells_of(row)) for row in rows_of(table)), default=0) < 2


def nested_tables(table: _Element) -> Iterator[tuple[str, _Element]]:
    """The tables that stand in its cells, each with the first words of the row that it stands in."""
    for row in rows_of(table):
        texts = [_text(cell, Notes()) for cell in cells_of(row)]
        label = next((text for text in texts if text), "")
        for cell in cells_of(row):
            yield from ((label, inner) for inner in children(cell) if inner.tag == qn("w:tbl"))


def table_cells(table: _Element, notes: Notes) -> tuple[RawCell, ...]:
    """The cells of a table by place; rows that are repeated on each page are headers."""
    rows = rows_of(table)
    heads = {at for at, row in enumerate(rows) if _is_on(row, "w:trPr", "w:tblHeader")}
    placed = [cell for at, row in enumerate(rows) for cell in _placed(row, at)]
    merged = {(one.row, one.column) for one in placed if _merge(one.element) == "continue"}
    return tuple(
        RawCell(
            _text(one.element, notes),
            one.row,
            one.column,
            _NOWHERE,
            _height(one, merged),
            one.columns,
            True if one.row in heads else None,
            _indent(one.element),
        )
        for one in placed
        if (one.row, one.column) not in merged or not _has_above(one, placed)
    )


def _placed(row: _Element, at: int) -> Iterator[_Placed]:
    column = _number(row.find("/".join(map(qn, ("w:trPr", "w:gridBefore")))), 0)
    for cell in cells_of(row):
        columns = _number(cell.find("/".join(map(qn, ("w:tcPr", "w:gridSpan")))), 1)
        yield _Placed(cell, at, column, columns)
        column += columns


def _merge(cell: _Element) -> str | None:
    """ "restart" where a merged cell begins, "continue" where it goes on, None for any other."""
    found = cell.find("/".join(map(qn, ("w:tcPr", "w:vMerge"))))
    return None if found is None else found.get(qn("w:val"), "continue")


def _height(one: _Placed, merged: set[tuple[int, int]]) -> int:
    rows = 1
    while (one.row + rows, one.column) in merged:
        rows += 1
    return rows


def _has_above(one: _Placed, placed: list[_Placed]) -> bool:
    """Whether a merged cell has one to go on from; a deleted row may have taken it away."""
    return any(above.row == one.row - 1 and above.column == one.column for above in placed)


def _text(cell: _Element, notes: Notes) -> str:
    paragraphs = (child for child in children(cell) if child.tag == qn("w:p"))
    return " ".join(text for paragraph in paragraphs if (text := paragraph_text(paragraph, notes)))


def _indent(cell: _Element) -> int:
    """How far the first paragraph stands in, in twentieths of a point."""
    found = cell.find("/".join(map(qn, ("w:p", "w:pPr", "w:ind"))))
    if found is None:
        return 0
    said = found.get(qn("w:left")) or found.get(qn("w:start")) or "0"
    return max(int(said), 0) if said.lstrip("-").isdecimal() else 0


def _number(element: _Element | None, default: int) -> int:
    said = "" if element is None else element.get(qn("w:val")) or ""
    return min(int(said), 1000) if said.isdecimal() and int(said) else default


def _is_on(row: _Element, *path: str) -> bool:
    found = row.find("/".join(map(qn, path)))
    return found is not None and found.get(qn("w:val"), "1") not in ("0", "false", "off")
