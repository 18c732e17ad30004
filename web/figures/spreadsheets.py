"""Rows as CSV and as a workbook, safe to open in a spreadsheet.

Words that a spreadsheet would take for a formula get an apostrophe before them in CSV, and are told to be
words in a workbook; numbers stay numbers.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from flask import Response

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WIDEST = 60  # characters of a workbook's column
_MARK = "\ufeff"  # tells spreadsheets that the text is UTF-8

Row = Sequence[object]


def as_csv(columns: Sequence[str], rows: Iterable[Row]) -> str:
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(columns)
    writer.writerows(map(_safe, row) for row in rows)
    return written.getvalue()


def as_xlsx(columns: Sequence[str], rows: Iterable[Row], title: str) -> bytes:
    """A workbook of one sheet, its heading row fixed; a column called "address" is of links."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title[:31]
    widths = [len(name) for name in columns]
    for at, row in enumerate((columns, *rows), start=1):
        for n, value in enumerate(row, start=1):
            _put(sheet.cell(at, n), value, is_link=at > 1 and columns[n - 1] == "address")
            widths[n - 1] = min(_WIDEST, max(widths[n - 1], len(str(value or ""))))
    _lay_out(sheet, widths)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def csv_file(text: str, name: str) -> Response:
    return _file(_MARK + text, "text/csv; charset=utf-8", f"{name}.csv")


def xlsx_file(content: bytes, name: str) -> Response:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _file(content, kind, f"{name}.xlsx")


def _file(content: str | bytes, kind: str, name: str) -> Response:
    response = Response(content, content_type=kind)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def _safe(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _put(cell: Any, value: object, *, is_link: bool) -> None:
    """A decimal is written as the number that it is; everything else that is no number, as words."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if value is None or isinstance(value, int | float | Decimal):
        cell.value = value
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub(" ", str(value))[:32_767]
    cell.data_type = "s"
    if is_link:
        cell.hyperlink = str(value)
        cell.style = "Hyperlink"


def _lay_out(sheet: Any, widths: Sequence[int]) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "A2"
    for n, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(n)].width = width + 2
        sheet.cell(1, n).font = Font(bold=True)
