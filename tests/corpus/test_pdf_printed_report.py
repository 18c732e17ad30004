"""The bundled report, printed as PDF in three styles and read again: its tables, text and headings."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from corpus.read import read_report
from corpus.read.document import Source
from corpus.read.pdf import read_pdf
from corpus.report import Report, Table

from ..reports.forty import ORIGINAL
from ..reports.printed_pdf import printed


@cache
def original() -> Report:
    return read_report(ORIGINAL)


@cache
def again(style: str) -> Source:
    return read_pdf(printed(original(), style), "printed.pdf")


def _cells(tables: tuple[Table, ...]) -> Counter[tuple[str, str]]:
    """Every cell with its row's label."""
    rows = (row for table in tables for row in table.rows)
    return Counter((row.label.text, cell.text) for row in rows for cell in row.cells if cell.text)


@pytest.mark.parametrize(("style", "least"), [("grid", 1.0), ("stripes", 0.95), ("rules", 0.75)])
def test_the_cells_are_those_of_the_report(style: str, least: float) -> None:
    printed_cells = _cells(original().tables)
    read = _cells(again(style).outline.tables)
    assert (printed_cells & read).total() >= least * printed_cells.total()


def test_tables_over_pages_are_put_together() -> None:
    assert len(again("grid").outline.tables) == len(original().tables)


def test_headings_and_paragraphs_are_those_of_the_report() -> None:
    outline = again("grid").outline
    headings = Counter(section.path[-1] for section in original().sections)
    read = Counter(section.path[-1] for section in outline.sections)
    assert (headings & read).total() >= 0.95 * headings.total()
    texts = {p.text for p in original().paragraphs if not p.section or p.section[-1] != p.text}
    assert texts <= {paragraph.text for paragraph in outline.paragraphs}
