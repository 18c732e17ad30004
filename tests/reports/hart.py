"""Hart District Council's indicators as the council might publish them: one report as Word and as a web page.

The records are public (MIT) and stand in the shared data beside the project, not in it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from itertools import groupby
from pathlib import Path

import docx
import pytest

NAMES = (
    "Ref",
    "Indicator",
    "2013/14",
    "Quarter 4 2013/14",
    "Quarter 1 2014/15",
    "Target",
    "Status",
    "Note",
)
TITLE = "Hart District Council performance report"
PERIOD = "Quarter 1 2014/15"
LEAD = "The indicators of this service are set out below."


@dataclass(frozen=True, slots=True)
class Indicator:
    """One record: the numbers as printed, `None` where there is none."""

    ref: str
    words: str
    team: str
    last_year: str | None
    last_quarter: str | None
    this_quarter: str | None
    target: str | None
    status: str
    note: str

    @property
    def cells(self) -> tuple[str, ...]:
        numbers = (self.last_year, self.last_quarter, self.this_quarter, self.target)
        return (self.ref, self.words, *(number or "n/a" for number in numbers), self.status, self.note)


def indicators() -> tuple[Indicator, ...]:
    """Every record, sorted by service; skips the test where the shared data is not there."""
    found = (
        folder / "shared" / "data" / "hart" / "kpi_2014_15_q1.jsonl" for folder in Path(__file__).parents
    )
    path = next((one for one in found if one.is_file()), None)
    if path is None:
        pytest.skip("the council's indicators are not on this machine (shared/data beside the project)")
    read = (json.loads(line, parse_float=Decimal) for line in path.read_text("utf-8").splitlines())
    return tuple(sorted(map(_indicator, read), key=lambda one: one.team))


def as_docx(listed: tuple[Indicator, ...], path: Path) -> Path:
    """The report as Word writes it: a heading, a sentence and a table for each service."""
    document = docx.Document()
    document.add_paragraph(TITLE, style="Title")
    document.add_paragraph(PERIOD, style="Subtitle")
    for team, some in groupby(listed, key=lambda one: one.team):
        rows = [NAMES, *(one.cells for one in some)]
        document.add_heading(team, 1)
        document.add_paragraph(LEAD)
        table = document.add_table(len(rows), len(NAMES))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    document.save(str(path))
    return path


def as_html(listed: tuple[Indicator, ...], path: Path) -> Path:
    """The report as a page of the council's site, with the site's banner, menu and footer."""
    body = "".join(
        f"<h2>{escape(team)}</h2><p>{LEAD}</p>{_html_table(tuple(some))}"
        for team, some in groupby(listed, key=lambda one: one.team)
    )
    path.write_text(
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{TITLE} | The council</title></head><body>"
        f"<header><a href='/'>Home</a></header><nav><ul><li>Bins</li><li>Council tax</li></ul></nav>"
        f"<main><h1>{TITLE}</h1><p>{PERIOD}</p>{body}</main><footer>Contact us</footer></body></html>",
        encoding="utf-8",
    )
    return path


def _html_table(some: tuple[Indicator, ...]) -> str:
    head = "".join(f"<th scope='col'>{column}</th>" for column in NAMES)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in one.cells) + "</tr>" for one in some
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _indicator(record: dict[str, object]) -> Indicator:
    numbers = (
        None if record[n] is None else str(record[n]) for n in ("last_year", "last_q", "this_q", "target")
    )
    words, team, note = (" ".join(str(record[name]).split()) for name in ("desc", "team", "note"))
    return Indicator(str(record["ref"]), words, team, *numbers, str(record["rag"]).capitalize(), note)
