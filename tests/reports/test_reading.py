"""The reader held against every number of the made reports: quarters that it was not written for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from reports.forty import Copy, copies, write
from reports.quarters import Quarter

from corpus.read import read_report
from corpus.report import Figure, Report

MADE = copies(4, first=Quarter(2010, 1))
CRIME_COUNTS = ("current", "previous")


@pytest.fixture(scope="module", params=MADE, ids=lambda copy: copy.id)
def read(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Copy, Report]:
    copy: Copy = request.param
    (path,) = write((copy,), tmp_path_factory.mktemp("made"))
    return copy, read_report(path)


def at(report: Report, line: int, role: str) -> list[Figure]:
    return [figure for figure in report.figures if figure.where.lines[0] == line and figure.role == role]


def spans(quarter: Quarter) -> dict[str, tuple[date, date]]:
    """What the two columns of counts cover."""
    start, end = quarter.year_to_date
    return {
        "current": (start, end),
        "previous": (start.replace(year=start.year - 1), end.replace(year=end.year - 1)),
    }


def test_every_number_is_read_with_its_line_and_role(read: tuple[Copy, Report]) -> None:
    copy, report = read
    for truth in (truth for truth in copy.truths if truth.role != "note"):
        assert truth.value in [figure.value for figure in at(report, truth.line, truth.role)], truth


def test_counts_are_read_with_their_area_and_their_days(read: tuple[Copy, Report]) -> None:
    copy, report = read
    counts = [truth for truth in copy.truths if "1.4." in truth.period and truth.role in CRIME_COUNTS]
    assert len(counts) == 77 * 2
    for truth in counts:
        (figure,) = at(report, truth.line, truth.role)
        assert figure.area == truth.area
        assert figure.period is not None
        assert (figure.period.start, figure.period.end) == spans(copy.quarter)[truth.role]


def test_the_report_covers_the_copys_quarter(read: tuple[Copy, Report]) -> None:
    copy, report = read
    assert report.id == copy.id
    assert report.facts.period is not None
    assert (report.facts.period.start, report.facts.period.end) == (copy.quarter.start, copy.quarter.end)


def test_a_number_changed_in_the_text_is_read_as_changed(tmp_path: Path) -> None:
    (path,) = write(MADE[:1], tmp_path)
    truth = next(truth for truth in MADE[0].truths if truth.line == 293 and truth.role == "current")
    lines = MADE[0].text.split("\n")
    lines[292] = lines[292].replace(f"\t{truth.value}\t", "\t4,321\t", 1)
    path.write_text("\n".join(lines), encoding="utf-8")
    (figure,) = at(read_report(path), 293, "current")
    assert figure.value == Decimal(4321)
