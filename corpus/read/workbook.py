"""Workbooks, .xlsx and .ods -> their lines and outline: a sheet is a heading over what stands on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.read.document import Part, PartKind, Source, source_of
from corpus.read.sheets.ods import ods_sheets
from corpus.read.sheets.package import Package
from corpus.read.sheets.parts import first_title, parts_of
from corpus.read.sheets.sheet import Sheet, address, listed
from corpus.read.sheets.xlsx import xlsx_sheets
from corpus.report import UnreadableReport


def read_xlsx(raw: bytes, name: str) -> Source:
    """What an Excel workbook (.xlsx) says. Raises UnreadableReport with the reason and what to do."""
    with Package(raw, name) as package:
        return _source(list(xlsx_sheets(package)), name)


def read_ods(raw: bytes, name: str) -> Source:
    """What an OpenDocument spreadsheet says. Raises UnreadableReport with the reason and what to do."""
    with Package(raw, name) as package:
        return _source(list(ods_sheets(package)), name)


def _source(sheets: list[Sheet], name: str) -> Source:
    if not any(sheet.cells for sheet in sheets):
        raise UnreadableReport(name, "is a workbook with nothing in its cells; nothing to read")
    tops = [first_title(sheet.cells) for sheet in sheets if sheet.cells]
    title, of_all = tops[0], frozenset(top for top in tops if top and (top == tops[0] or tops.count(top) > 1))
    parts = [Part(PartKind.TITLE, title, page=1)] if title else []
    for number, sheet in enumerate(sheets, 1):
        parts += _sheet_parts(sheet, number, of_all)
    return source_of(parts, [warning for sheet in sheets for warning in _warnings(sheet)])


def _sheet_parts(sheet: Sheet, number: int, of_all: frozenset[str]) -> Iterator[Part]:
    """A sheet's heading and what stands on it; nothing for a blank one."""
    if sheet.cells:
        yield Part(PartKind.HEADING, sheet.title or f"Sheet {number}", page=number)
        yield from parts_of(sheet.cells, number, of_all)


def _warnings(sheet: Sheet) -> Iterator[str]:
    """What the reader of a workbook would not see on a sheet, or is not there to be seen."""
    of = f"the sheet “{sheet.title}”"
    if sheet.is_hidden and sheet.cells:
        yield f"{of} is hidden in the workbook; it was read"
    if sheet.hidden_rows:
        yield _hidden("row", [str(row + 1) for row in sheet.hidden_rows], of)
    if sheet.hidden_columns:
        yield _hidden("column", [address(0, column)[:-1] for column in sheet.hidden_columns], of)
    if sheet.uncomputed:
        yield (
            f"no result is stored for formulas on {of} ({listed(sheet.uncomputed)}); "
            "open the workbook in a spreadsheet program, save it, and add it again"
        )


def _hidden(noun: str, places: Sequence[str], of: str) -> str:
    """Which rows or columns are hidden: "rows 5, 6 of the sheet “Q1” are hidden in the workbook"."""
    if len(places) == 1:
        return f"{noun} {places[0]} of {of} is hidden in the workbook; it was read"
    return f"{noun}s {listed(places)} of {of} are hidden in the workbook; they were read"
