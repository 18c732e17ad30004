"""Every cell of the bundled report's tables is read as `cells.yaml` lists it: none missing, none more."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from corpus.read import read_report
from corpus.report import Figure, Report, Role

REPORT = Path(__file__).parents[2] / "corpus" / "reports" / "northumbria-pcc-2015-q1.txt"
LISTED: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("cells.yaml").read_text("utf-8"))
CRIME_ROLES = [Role.CURRENT, Role.PREVIOUS, Role.CHANGE, Role.CHANGE_PERCENT]
GROUPS = {
    (
        121,
        122,
        123,
    ): "Reduce the attrition rate from report to conviction (shown as a report to conviction rate).",
    (169, 170, 171, 172, 173): "Reducing the percentage of high or medium risk victims who have suffered a "
    "subsequent incident.",
    (221, 222): "Reduce the length of time taken through the criminal justice process, reducing the re-bail "
    "rate and length of time on bail.",
    (233, 234): "Reduce the percentage of appeals made and the percentage of those upheld",
}
SEPARATE_ROWS = (36, 39, 50, 51, 86, 87, 124, 125, 167, 219, 223, 224, 228, 229, 230, 231, 235)


@cache
def report() -> Report:
    return read_report(REPORT)


def as_listed(figure: Figure) -> tuple[Any, ...]:
    """A figure in the fields that the list gives; periods by kind and days, numbers as printed ("99.0")."""
    period = figure.period
    return (
        figure.where.lines,
        figure.where.table,
        figure.row_path[-1],
        figure.where.column,
        figure.area,
        figure.role,
        figure.value if figure.value is None else str(figure.value),
        figure.unit,
        figure.margin if figure.margin is None else str(figure.margin),
        period and (period.kind.value, period.start, period.end, period.raw),
        figure.raw,
    )


def as_read(cell: dict[str, Any]) -> tuple[Any, ...]:
    period = cell["period"] and LISTED["periods"][cell["period"]]
    return (
        tuple(cell["lines"]),
        *(cell[key] for key in ("table", "row", "column", "area", "role", "value", "unit", "margin")),
        period and (period["kind"], period["start"], period["end"], cell["period"]),
        cell["raw"],
    )


EXPECTED = Counter(map(as_read, LISTED["figures"]))


def test_no_listed_cell_is_missing_or_read_otherwise() -> None:
    assert list((EXPECTED - Counter(map(as_listed, report().figures))).elements()) == []


def test_no_figure_is_read_that_the_report_does_not_print() -> None:
    assert list((Counter(map(as_listed, report().figures)) - EXPECTED).elements()) == []


def test_figures_come_in_the_order_of_their_lines() -> None:
    lines = [figure.where.lines[0] for figure in report().figures]
    assert lines == sorted(lines)


def test_every_figure_has_an_id_of_its_own() -> None:
    assert len({figure.id for figure in report().figures}) == len(report().figures)


def test_the_list_has_the_77_crime_rows_with_four_numbers_each() -> None:
    rows: dict[int, list[str]] = {}
    for cell in LISTED["figures"]:
        if cell["table"] != "Performance":
            rows.setdefault(cell["lines"][0], []).append(cell["role"])
    assert len(rows) == 77
    assert all(roles == CRIME_ROLES for roles in rows.values())


def test_every_number_of_the_list_stands_on_its_lines() -> None:
    """The list against the text: a slip in either shows."""
    for cell in (cell for cell in LISTED["figures"] if cell["value"] is not None):
        first, last = cell["lines"]
        text = " ".join("\n".join(report().lines[first - 1 : last]).split()).replace(",", "")
        assert str(abs(Decimal(cell["value"]))) in text, cell
        assert cell["margin"] is None or cell["margin"] in text, cell


def test_what_a_figure_quotes_stands_in_its_row() -> None:
    for figure in (figure for figure in report().figures if figure.role is not Role.NOTE):
        first, last = figure.where.lines
        text = " ".join("\n".join(report().lines[first - 1 : last]).split())
        assert figure.raw in text, figure


@pytest.mark.parametrize(("lines", "group"), GROUPS.items())
def test_a_group_row_heads_the_rows_below_it(lines: tuple[int, ...], group: str) -> None:
    found = [figure for figure in report().figures if figure.where.lines[0] in lines]
    assert {figure.where.lines[0] for figure in found} == set(lines)
    assert {figure.row_path[:-1] for figure in found} == {(group,)}


def test_no_other_row_of_the_performance_tables_stands_in_a_group() -> None:
    found = [figure for figure in report().figures if figure.where.lines[0] in SEPARATE_ROWS]
    assert {figure.where.lines[0] for figure in found} == set(SEPARATE_ROWS)
    assert {len(figure.row_path) for figure in found} == {1}


@pytest.mark.parametrize(
    ("line", "measure"),
    [
        (36, "Percentage of victims satisfied with ease of contact"),
        (121, "Rape: attrition rate from report to conviction (shown as a report to conviction rate)"),
        (124, "Conviction rate for domestic abuse"),
        (167, "Number of burglary dwelling offences"),
        (172, "Hate: percentage of high or medium risk victims who have suffered a subsequent incident"),
        (221, "Re-bail rate"),
        (224, "Percentage of guilty pleas at first hearing"),
        (231, "Number of allegations that relate to incivility, impoliteness or intolerance"),
        (234, "% of appeals upheld"),
        (293, "Robbery"),
    ],
)
def test_a_measure_is_named_in_the_rows_own_words_without_its_aim(line: int, measure: str) -> None:
    assert {figure.measure for figure in report().figures if figure.where.lines[0] == line} == {measure}
