"""A council's indicators, public records, as a Word document and as a web page: every number in its role."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from corpus.read import read_report
from corpus.report import Figure, Report, Role

from ..reports.hart import Indicator, as_docx, as_html, indicators

JUNE, MARCH = date(2014, 6, 30), date(2014, 3, 31)


@pytest.fixture(scope="module")
def listed() -> tuple[Indicator, ...]:
    return indicators()


@pytest.fixture(scope="module", params=[(as_docx, "hart.docx"), (as_html, "hart.html")], ids=["docx", "html"])
def report(
    request: pytest.FixtureRequest, listed: tuple[Indicator, ...], tmp_path_factory: pytest.TempPathFactory
) -> Report:
    write: Callable[[tuple[Indicator, ...], Path], Path]
    write, name = request.param
    return read_report(write(listed, tmp_path_factory.mktemp("hart") / name))


def figures_of(report: Report, indicator: Indicator) -> list[Figure]:
    """The figures of its row; its code may number the row, or stand before its name."""
    rows = ((indicator.ref, indicator.words), (indicator.words,))
    here = [figure for figure in report.figures if figure.row_path in rows]
    return [f for f in here if report.lines[f.where.lines[0] - 1].startswith(indicator.ref)]


def test_every_indicator_has_its_values_in_their_periods_and_its_target(
    report: Report, listed: tuple[Indicator, ...]
) -> None:
    for indicator in listed:
        figures = figures_of(report, indicator)
        by_role = {figure.role: figure for figure in figures}
        printed = (indicator.this_quarter, indicator.last_quarter, indicator.target)
        for role, number in zip((Role.CURRENT, Role.PREVIOUS, Role.TARGET), printed, strict=True):
            assert by_role[role].value == (Decimal(number) if number else None), (indicator.ref, role)
        current, previous = by_role[Role.CURRENT].period, by_role[Role.PREVIOUS].period
        assert current is not None
        assert previous is not None
        assert (current.end, previous.end) == (JUNE, MARCH)


def test_every_status_stands_beside_its_numbers(report: Report, listed: tuple[Indicator, ...]) -> None:
    for indicator in listed:
        statuses = [f.raw for f in figures_of(report, indicator) if f.column_path == ("Status",)]
        assert statuses == [indicator.status]


def test_each_service_is_a_heading_with_its_table(report: Report, listed: tuple[Indicator, ...]) -> None:
    teams = list(dict.fromkeys(indicator.team for indicator in listed))
    assert [section.path for section in report.sections] == [(team,) for team in teams]
    assert [table.title for table in report.tables] == teams


def test_the_facts_are_proposed_from_the_title(report: Report) -> None:
    assert report.facts.title == "Hart District Council performance report, Quarter 1 2014/15"
    assert report.facts.period is not None
    assert report.facts.period.end == JUNE


def test_every_cell_is_cited_by_a_line_that_holds_it(report: Report) -> None:
    for figure in report.figures:
        first, last = figure.where.lines
        assert figure.raw in "\n".join(report.lines[first - 1 : last])
