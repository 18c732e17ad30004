"""The ten years of reports are what the tests of courses take them for."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from reports.cells import Truth
from reports.forty import Copy, copies
from reports.history import MISSING, NOTE, TEMPLATES, restatements
from reports.quarters import Quarter

from index.library import Library


def test_one_quarter_of_forty_is_missing(ten_years: tuple[Copy, ...]) -> None:
    held = {copy.quarter for copy in ten_years}
    assert {copy.quarter for copy in copies()} - held == {MISSING}


def test_every_truth_is_read_in_every_template(ten_years: tuple[Copy, ...], years: Library) -> None:
    lacking: list[Truth] = []
    for copy in ten_years:
        figures = {
            (f.where.lines[0], str(f.role), f.value, f.area) for f in years.store.figures(report=copy.id)
        }
        lacking += [
            t for t in copy.truths if t.role != "note" and (t.line, t.role, t.value, t.area) not in figures
        ]
    assert lacking == []


def test_there_are_five_changes_of_template(ten_years: tuple[Copy, ...]) -> None:
    plain = {copy.quarter: copy.text.split("\n") for copy in copies()}
    shapes = Counter[tuple[bool, ...]]()
    for copy in ten_years:
        lines = copy.text.split("\n")
        assert len(lines) == len(plain[copy.quarter])
        year = (copy.quarter.year, copy.quarter.number)
        shapes[tuple(year < (until.year, until.number) for until, _ in TEMPLATES)] += 1
        assert (lines == plain[copy.quarter]) is (year >= (2013, 1)), copy.id
    assert len(shapes) == 6


def test_two_figures_are_restated(ten_years: tuple[Copy, ...]) -> None:
    by_quarter = {copy.quarter: copy for copy in ten_years}
    crime, rate = restatements()
    assert _previous(by_quarter[Quarter(2008, 4)], crime.row) >= {crime.after}
    assert {_rate(by_quarter[Quarter(2011, n)]) for n in (1, 2)} == {rate.before}
    assert {_rate(by_quarter[Quarter(2011, n)]) for n in (3, 4)} == {rate.after}


def test_one_report_notes_a_new_definition(ten_years: tuple[Copy, ...]) -> None:
    assert [copy.quarter.label for copy in ten_years if NOTE in copy.text] == ["2010-q1"]


def _previous(copy: Copy, row: str) -> set[Decimal]:
    return {t.value for t in copy.truths if t.row == row and t.role == "previous"}


def _rate(copy: Copy) -> Decimal:
    return _previous(copy, "Re-bail rate.").pop()
