"""A report of a made-up force in another untidy style, whose names no vocabulary knows."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from corpus.read import read_report
from corpus.report import Figure, PeriodKind, Report, Role

WESTMARCH = Path(__file__).parents[1] / "reports" / "westmarch-2019-q3.txt"


@cache
def westmarch() -> Report:
    return read_report(WESTMARCH)


def test_the_other_reports_tree_is_read() -> None:
    levels = [(s.level, s.lines[0]) for s in westmarch().sections]
    assert levels == [
        (1, 7),
        (2, 9),
        (2, 15),
        (2, 22),
        (1, 35),
        (2, 37),
        (2, 41),
        (1, 52),
        (2, 54),
        (2, 62),
        (3, 64),
        (3, 72),
        (3, 82),
        (1, 90),
    ]


def test_the_other_reports_text_is_read() -> None:
    joined = [p for p in westmarch().paragraphs if p.lines == (11, 13)]
    assert "brought together with the team in Harrow Bank" in joined[0].text
    bullets = [p for p in westmarch().paragraphs if p.is_bullet]
    assert [b.lines for b in bullets] == [(17, 17), (18, 18), (19, 20)]
    assert bullets[2].text == "those who are burgled twice are offered a home security survey."
    assert {b.lead_in for b in bullets} == {"The Commissioner will make sure that:"}


def test_the_other_reports_tables_are_read() -> None:
    assert [(t.title, t.lines) for t in westmarch().tables] == [
        ("Key indicators", (24, 31)),
        ("Key indicators", (43, 50)),
        ("Westmarch total", (56, 60)),
        ("Eastvale", (66, 70)),
        ("Harrow Bank", (74, 80)),
        ("Upper Tarn", (84, 88)),
        ("Workforce as at 31 December 2019", (92, 94)),
    ]
    assert westmarch().tables[0].columns == ("2018/19", "Q2 2019/20", "Q3 2019/20", "Target", "Status")


def test_areas_that_no_vocabulary_knows_are_read_and_never_taken_for_the_force() -> None:
    areas = {f.where.lines[0]: f.area for f in westmarch().figures}
    assert {line: areas[line] for line in (25, 57, 69, 79, 85, 93)} == {
        25: "Westmarch",
        57: "Westmarch",
        69: "Eastvale",
        79: "Harrow Bank",
        85: "Upper Tarn",
        93: "Westmarch",
    }


def cells(line: int) -> list[tuple[Role | None, str, str | None]]:
    return [(f.role, str(f.value), f.unit) for f in westmarch().figures if f.where.lines[0] == line]


@pytest.mark.parametrize(
    ("line", "row", "expected"),
    [
        (25, "Residential burglary solved rate", ["11.2", "12.0", "13.4", "15", "None"]),
        (26, "Victims of burglary visited within 48 hours", ["None", "81.5", "84", "90", "None"]),
        (28, "Repeat victims", ["1204", "310", "297", "None", "None"]),
        (30, "Told what happens next", ["76", "77", "79.1", "80", "None"]),
        (31, "Treated fairly", ["88", "None", "None", "90", "None"]),
        (48, "Cost of damage to patrol cars", ["-12400", "3150", "2975", "3000", "None"]),
        (49, "Drivers referred to a speed awareness course", ["8800", "2310", "2198", "2250", "None"]),
    ],
)
def test_an_indicators_cells_are_read_under_their_columns(line: int, row: str, expected: list[str]) -> None:
    roles = [None, Role.PREVIOUS, Role.CURRENT, Role.TARGET, None]
    assert [cell[:2] for cell in cells(line)] == list(zip(roles, expected, strict=True))
    assert {f.row_path[-1] for f in westmarch().figures if f.where.lines[0] == line} == {row}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (57, ["12345", "11985", "360", "3.0"]),
        (58, ["640", "702", "-62", "-8.8"]),
        (68, ["400", "452", "-52", "-11.5"]),
        (69, ["2", "0", "2", "None"]),
        (80, ["50", "60", "-10", "-16.7"]),
        (88, ["25", "25", "0", "0.0"]),
    ],
)
def test_counts_and_changes_are_read_however_they_are_signed(line: int, expected: list[str]) -> None:
    roles = [Role.CURRENT, Role.PREVIOUS, Role.CHANGE, Role.CHANGE_PERCENT]
    assert [cell[:2] for cell in cells(line)] == list(zip(roles, expected, strict=True))
    assert [cell[2] for cell in cells(line)][:3] == ["crimes"] * 3


@pytest.mark.parametrize(
    ("line", "unit"),
    [(25, "%"), (27, "seconds"), (28, None), (44, "people"), (48, "£"), (57, "crimes"), (93, None)],
)
def test_units_are_those_that_the_report_prints(line: int, unit: str | None) -> None:
    assert {cell[2] for cell in cells(line) if cell[1] != "None" and cell[0] is not Role.CHANGE_PERCENT} == {
        unit
    }


@pytest.mark.parametrize(
    ("line", "column", "kind", "start", "end"),
    [
        (25, "2018/19", PeriodKind.YEAR, date(2018, 4, 1), date(2019, 3, 31)),
        (25, "Q2 2019/20", PeriodKind.QUARTER, date(2019, 7, 1), date(2019, 9, 30)),
        (25, "Q3 2019/20", PeriodKind.QUARTER, date(2019, 10, 1), date(2019, 12, 31)),
        (57, "Oct-Dec 18", PeriodKind.QUARTER, date(2018, 10, 1), date(2018, 12, 31)),
        (57, "% Change", PeriodKind.QUARTER, date(2019, 10, 1), date(2019, 12, 31)),
        (93, "Police staff", PeriodKind.AS_AT, None, date(2019, 12, 31)),
    ],
)
def test_periods_come_from_the_columns_or_the_title(
    line: int, column: str, kind: PeriodKind, start: date | None, end: date
) -> None:
    (figure,) = (f for f in westmarch().figures if (f.where.lines[0], f.where.column) == (line, column))
    assert figure.period is not None
    assert (figure.period.kind, figure.period.start, figure.period.end) == (kind, start, end)


def test_a_margin_and_a_footnoted_value_are_read() -> None:
    by_raw: dict[str, Figure] = {f.raw: f for f in westmarch().figures}
    assert str(by_raw["84% (± 1.9%)"].margin) == "1.9"
    assert str(by_raw["13.4%"].value) == "13.4"


def test_a_row_without_its_blank_cells_heads_the_rows_below_it() -> None:
    told = next(f for f in westmarch().figures if f.where.lines[0] == 30)
    assert told.row_path == ("Satisfaction of victims", "Told what happens next")
    assert told.measure == "Told what happens next: satisfaction of victims"


def test_every_line_of_the_other_report_is_read() -> None:
    covered = {3, 5, 1}
    for record in (*westmarch().sections, *westmarch().paragraphs, *westmarch().tables):
        covered.update(range(record.lines[0], record.lines[1] + 1))
    assert [n for n, line in enumerate(westmarch().lines, 1) if line.strip() and n not in covered] == []
