"""Public tables with merged headers, written to a workbook and read again: the same cells and headers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter

from corpus.grid import RawCell
from corpus.read.workbook import read_xlsx
from corpus.report import Table
from corpus.stacks import read_grid

from ..benchmarks.table_sets import is_there, tables

_PLAIN = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<places>\d+))?")


def write(book: Workbook, name: str, title: str, cells: Sequence[RawCell]) -> None:
    """A sheet with a title, a blank row and the table, numbers as numbers under formats that show them so."""
    sheet = book.create_sheet(name)
    sheet["A1"] = title
    for cell in cells:
        first = (cell.row + 3, cell.column + 1)
        _put(sheet.cell(*first), cell.text)
        if cell.rows > 1 or cell.columns > 1:
            last = (first[0] + cell.rows - 1, first[1] + cell.columns - 1)
            corners = (f"{get_column_letter(column)}{row}" for row, column in (first, last))
            sheet.merge_cells(":".join(corners))


def _put(place: Cell, text: str) -> None:
    number = _PLAIN.fullmatch(text)
    if number is None:
        place.value = text or None
        return
    place.value = float(text.replace(",", "")) if number["places"] else int(text.replace(",", ""))
    decimals = f".{'0' * len(number['places'])}" if number["places"] else ""
    place.number_format = f"{'#,##0' if ',' in text else '0'}{decimals}"


def printed(table: Table) -> Counter[tuple[tuple[str, ...], tuple[str, ...], str]]:
    """Every cell of a table with the headers of its row and column."""
    return Counter(
        ((*row.group, row.label.text), path, cell.text)
        for row in table.rows
        for path, cell in zip(table.column_paths, row.cells, strict=False)
        if cell.text
    )


def test_tables_come_back_from_a_workbook_with_all_of_their_headers() -> None:
    if not is_there("hitab"):
        pytest.skip("the HiTab tables are not on this machine (shared/data beside the project)")
    known = tables("hitab")
    book = Workbook()
    for number, title, cells in known:
        write(book, f"Table {number}", title, cells)
    del book["Sheet"]
    file = BytesIO()
    book.save(file)
    found = read_xlsx(file.getvalue(), "tables.xlsx").outline.tables
    assert len(found) == len(known)
    for table, (_, title, cells) in zip(found, known, strict=True):
        assert printed(table) == printed(read_grid(cells, title, ())), title
