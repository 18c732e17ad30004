"""Thirteen police reports in PDF, one a district and year: every cell, by what the reports say of themselves.

Each row prints five years, the change between the last two, their average, and the last year against it; the
kinds of a crime add up to it, and the crimes to the total. A digit read wrongly anywhere would break one of
these. (The figures published beside them are of later editions, which revise nearly all.)
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import pytest

from corpus.numbers import read_numbers
from corpus.read.facts import propose_facts
from corpus.read.pdf import read_pdf
from corpus.read.report import report_from
from corpus.report import Figure, PeriodKind, Report, Role, Row, Table

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "oakland"
PATHS = sorted(FOLDER.glob("*.pdf"))
HALF = Decimal("0.5001")

pytestmark = pytest.mark.skipif(not PATHS, reason="the police reports are not on this machine")


@lru_cache(maxsize=1)
def reports() -> dict[str, Report]:
    return {path.stem: _report(path) for path in PATHS}


def _report(path: Path) -> Report:
    source = read_pdf(path.read_bytes(), path.name)
    facts = propose_facts(source.lines, source.outline, path.stem)
    return report_from(source.outline, path.stem, "version", facts, source.lines)


def _tables() -> list[tuple[str, Table]]:
    return [(name, table) for name, report in reports().items() for table in report.tables]


def _number(text: str) -> Decimal:
    """A count; "-" stands for none."""
    found = read_numbers(text)
    return found[0].value if found else Decimal(0)


def _years(row: Row) -> list[Decimal]:
    return [_number(cell.text) for cell in row.cells[:5]]


def test_each_report_has_one_table_whose_rows_are_full() -> None:
    for name, report in reports().items():
        assert len(report.tables) == 1, name
        (table,) = report.tables
        assert len(table.rows) >= 27, name
        assert all(len(row.cells) == 8 and all(cell.text for cell in row.cells) for row in table.rows), name


def test_every_average_is_that_of_the_five_years() -> None:
    for name, table in _tables():
        for row in table.rows:
            average = sum(_years(row)) / 5
            assert abs(_number(row.cells[6].text) - average) <= HALF, (name, row.label.text)


def test_every_percentage_is_what_the_counts_give() -> None:
    for name, table in _tables():
        for row in table.rows:
            *_, before, now = _years(row)
            for base, cell in ((before, row.cells[5]), (sum(_years(row)) / 5, row.cells[7])):
                if read_numbers(cell.text):
                    change = 100 * now / base - 100
                    assert abs(_number(cell.text) - change) <= HALF, (name, row.label.text)
                else:
                    assert cell.text == "PNC", (name, row.label.text)
                    assert not (base and now), (name, row.label.text)


@pytest.mark.parametrize("crime", ["Aggravated Assault", "Robbery", "Burglary"])
def test_the_kinds_of_a_crime_stand_under_it_and_add_up_to_it(crime: str) -> None:
    for name, table in _tables():
        whole = next(row for row in table.rows if row.label.text == crime)
        parts = [
            row for row in table.rows if row.group == (crime,) and not row.label.text.startswith("Subtotal")
        ]
        assert [sum(column) for column in zip(*map(_years, parts), strict=True)] == _years(whole), name


def test_the_crimes_add_up_to_the_total() -> None:
    for name, table in _tables():
        outer = [row for row in table.rows if not row.group]
        crimes = [row for row in outer if not row.label.text.startswith(("Subtotal", "Violent", "Total"))]
        total = next(row for row in outer if row.label.text == "Total")
        assert [sum(column) for column in zip(*map(_years, crimes), strict=True)] == _years(total), name


def _figures(name: str, *path: str) -> dict[str, Figure]:
    report = next(report for key, report in reports().items() if name in key)
    return {figure.column_path[0]: figure for figure in report.figures if figure.row_path == path}


def test_a_year_column_is_of_that_year_and_the_last_one_is_current() -> None:
    robbery = _figures("2022_Area_1", "Robbery")
    assert robbery["2022"].value == 350
    assert robbery["2022"].role is Role.CURRENT
    assert robbery["2021"].value == 366
    assert robbery["2021"].role is Role.PREVIOUS
    period = robbery["2018"].period
    assert period is not None
    assert (period.kind, str(period.start), str(period.end)) == (PeriodKind.YEAR, "2018-01-01", "2018-12-31")


def test_the_change_is_a_change_and_what_stands_against_the_average_is_no_value_of_the_year() -> None:
    homicide = _figures("2022_Area_1", "Homicide – 187(a)PC")
    assert homicide["Percentage Change 2021 vs. 2022"].role is Role.CHANGE_PERCENT
    assert homicide["Percentage Change 2021 vs. 2022"].value == 88
    against = homicide["2022 vs. 5-Year Average"]
    assert (against.role, against.period, against.value, against.unit) == (None, None, 83, "%")


def test_a_dash_and_a_percentage_not_calculated_are_no_numbers() -> None:
    other = _figures("2022_Area_2", "Homicide – All Other *")
    assert [other[column].value for column in ("2019", "2022", "2022 vs. 5-Year Average")] == [None] * 3
    assert other["2022 vs. 5-Year Average"].raw == "PNC"


def test_figures_are_of_the_district_in_the_title_or_of_the_city() -> None:
    for name, report in reports().items():
        found = re.search(r"Area_\d", name)
        area = found[0].replace("_", " ") if found else "Oakland"
        assert {figure.area for figure in report.figures} == {area}, name


def test_a_report_says_its_title_publisher_and_period() -> None:
    facts = next(report.facts for name, report in reports().items() if "2021_Area_3" in name)
    assert facts.title == "End of Year Crime Report — Area 3, 01 Jan. – 31 Dec., 2021"
    assert facts.publisher == "Oakland police department"
    assert facts.period is not None
    assert str(facts.period.start) == "2021-01-01"


def test_notes_under_the_table_are_text() -> None:
    report = next(report for name, report in reports().items() if "2022_Citywide" in name)
    texts = [paragraph.text for paragraph in report.paragraphs]
    assert any(
        text.startswith("These statistics are drawn from the Oakland Police Dept. database.")
        for text in texts
    )
    assert "PNC = Percentage not calculated — Percentage cannot be calculated." in texts
