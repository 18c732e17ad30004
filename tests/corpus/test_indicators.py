"""45 indicators of a council, written as a workbook and as CSV: every value, target and status comes back."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from corpus.read.document import Source
from corpus.read.facts import propose_facts
from corpus.read.report import report_from
from corpus.read.separated import read_separated
from corpus.read.workbook import read_xlsx
from corpus.report import Figure, Report, Role

DATA = Path(__file__).parents[3] / "shared" / "data" / "hart" / "kpi_2014_15_q1.jsonl"
TITLE = "Hart District Council: performance report, Quarter 1 2014/15"
HEADS = {
    "last_year": "Last year",
    "last_q": "Last quarter",
    "this_q": "This quarter",
    "target": "Target",
    "rag": "Status",
}
ROLES = {
    "last_year": Role.PREVIOUS,
    "last_q": Role.PREVIOUS,
    "this_q": Role.CURRENT,
    "target": Role.TARGET,
    "rag": None,
}


@cache
def indicators() -> tuple[dict[str, Any], ...]:
    if not DATA.is_file():
        pytest.skip("the indicators are not on this machine (shared/data beside the project)")
    return tuple(json.loads(line) for line in DATA.read_text("utf-8").splitlines())


def as_workbook() -> bytes:
    """Two rows of merged headers, a merged row over each team's indicators, numbers under formats."""
    book = Workbook()
    sheet = book.active
    sheet.title = "KPIs"
    sheet["A1"] = TITLE
    sheet.append([])
    sheet.append(["Ref", "Indicator", "Performance", None, None, "Against target", None, "Note"])
    sheet.append([None, None, *HEADS.values()])
    for merged in ("A1:H1", "A3:A4", "B3:B4", "C3:E3", "F3:G3", "H3:H4"):
        sheet.merge_cells(merged)
    row, team = 5, None
    for one in indicators():
        if one["team"] != team:
            team = one["team"]
            sheet.cell(row, 1, team)
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=8)
            row += 1
        for column, name in enumerate(["ref", "desc", *HEADS, "note"], 1):
            cell = sheet.cell(row, column, one[name] or (one[name] if one[name] == 0 else None))
            if isinstance(one[name], float):
                is_whole = one[name] == int(one[name])
                cell.number_format = '0.0"%"' if one["unit"] else "#,##0" if is_whole else "0.00"
        row += 1
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def as_csv(separator: str) -> bytes:
    text = StringIO()
    writer = csv.writer(text, delimiter=separator)
    writer.writerows([[TITLE], [], ["Ref", "Indicator", *HEADS.values(), "Note"]])
    for one in indicators():
        values = [
            "" if one[name] is None else f"{one[name]:,g}{one['unit']}" if name != "rag" else one[name]
            for name in HEADS
        ]
        writer.writerow([one["ref"], one["desc"], *values, one["note"]])
    return text.getvalue().encode("utf-8-sig")


def report_of(source: Source) -> Report:
    return report_from(
        source.outline, "hart", "1", propose_facts(source.lines, source.outline, "hart"), source.lines
    )


def told(report: Report) -> Iterator[tuple[str, str, Figure]]:
    """Each figure with its indicator and its innermost header."""
    for figure in report.figures:
        if figure.column_path[-1] != "Note":
            yield figure.row_path[-1], figure.column_path[-1], figure


@pytest.mark.parametrize("form", ["xlsx", ",", ";", "\t"])
def test_every_indicator_has_its_values_target_and_status(form: str) -> None:
    source = (
        read_xlsx(as_workbook(), "kpi.xlsx") if form == "xlsx" else read_separated(as_csv(form), "kpi.csv")
    )
    report = report_of(source)
    assert report.facts.title == TITLE
    found = {(label, head): figure for label, head, figure in told(report)}
    expected = [(one, name) for one in indicators() for name in HEADS if one[name] is not None]
    assert len(found) == len(expected) == 45 * 5 - 3
    for one, name in expected:
        figure = found[" ".join(one["desc"].split()), HEADS[name]]
        assert figure.role is ROLES[name], (one["ref"], name)
        if name == "rag":
            assert (figure.value, figure.raw) == (None, one["rag"])
        else:
            assert figure.value == Decimal(str(one[name])), (one["ref"], name)
            assert one["unit"] != "%" or figure.unit == "%"
