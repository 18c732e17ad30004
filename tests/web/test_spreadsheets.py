from __future__ import annotations

import csv
import io
from decimal import Decimal

from openpyxl import load_workbook

from web.figures.spreadsheets import as_csv, as_xlsx

COLUMNS = ("words", "value", "address")
FORMULA = '=HYPERLINK("http://evil.example","click")'
ROWS = (
    (FORMULA, Decimal("93.20"), "/reports/a#L1"),
    ("+1 a", Decimal(-3), "/reports/a#L2"),
    ("a\x01bell", None, "/reports/a#L3"),
)


def test_no_words_of_a_report_become_a_formula_in_csv() -> None:
    rows = list(csv.reader(io.StringIO(as_csv(COLUMNS, ROWS))))
    assert rows[1] == [f"'{FORMULA}", "93.20", "/reports/a#L1"]
    assert rows[2][:2] == ["'+1 a", "-3"]


def test_no_words_of_a_report_become_a_formula_in_a_workbook() -> None:
    sheet = load_workbook(io.BytesIO(as_xlsx(COLUMNS, ROWS, "Figures"))).worksheets[0]
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].value == FORMULA
    assert sheet["B2"].value == 93.2
    assert sheet["B4"].value is None
    assert sheet["A4"].value == "a bell"
    assert sheet["C2"].hyperlink.target == "/reports/a#L1"
    assert sheet.freeze_panes == "A2"
