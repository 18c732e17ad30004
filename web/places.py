"""Where a place in a report is shown: the address of its line, its cell or its sentence.

A long report is shown in parts of about PART_LINES lines. `line` in the address chooses the part; a line of
the first part needs none, so that its address is the same however long the report is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from web.reports.source import cell_anchor

if TYPE_CHECKING:
    from corpus.report import Figure, Locator

PART_LINES = 800

LONGEST_QUOTE = 600
"""Characters of a quotation that an address holds, to have it marked; a longer one is not marked."""


def report_address(report_id: str) -> str:
    return f"/reports/{quote(report_id, safe='')}"


def place_url(where: Locator) -> str:
    """The address of the line where something begins."""
    return line_address(report_address(where.report), where.lines[0])


def line_address(report: str, line: int, anchor: str = "", **more: str) -> str:
    """The address of a line on the page at `report`; `more` are parameters that say what to mark there."""
    asked = {"line": str(line), **more} if more or line > PART_LINES else {}
    return f"{report}{'?' if asked else ''}{urlencode(asked)}#{anchor or f'L{line}'}"


def cell_url(figure: Figure) -> str:
    """The address of a figure's very cell; of its row, where it stands in the row's label."""
    line, column = figure.where.lines[0], figure.where.column
    _, *place = figure.id.rsplit(":", 3)
    is_cell = column is not None and len(place) == 3 and place[0] == str(line) and place[1].isdecimal()
    anchor = cell_anchor(line, int(place[1])) if is_cell else ""
    return line_address(report_address(figure.where.report), line, anchor)
