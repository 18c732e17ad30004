"""Footnotes: their marks are no part of names and numbers, and their notes stay with what they are on."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from corpus.read import read_report
from corpus.read.text import read_text
from corpus.report import Report, Table

REPORTS = Path(__file__).parents[1] / "reports"


@cache
def report(name: str) -> Report:
    return read_report(REPORTS / f"{name}.txt")


def noted(table: Table, label: str, column: str) -> list[tuple[str, int]]:
    """The marks and lines of the notes on one cell."""
    (row,) = (row for row in table.rows if row.label.text == label)
    notes = table.footnotes_of(row, table.columns.index(column))
    return [(note.mark, note.lines[0]) for note in notes]


def table(text: str) -> Table:
    (found,) = read_text(f"Report\n\nPart One\n\nIt is so.\n\n{text}".split("\n")).tables
    return found


@pytest.mark.parametrize(
    ("name", "line", "label", "column", "note"),
    [
        ("ashford-vale-2017-q2", 37, "Hate crimes recorded", "Baseline", ("¹", 46)),
        ("ashford-vale-2017-q2", 255, "Special constables", "Baseline", ("¹", 46)),
        ("ashford-vale-2017-q2", 51, "All hate crime", "Change", ("²", 58)),
        ("ashford-vale-2017-q2", 51, "Transgender", "% change", ("*", 58)),
        ("ashford-vale-2017-q2", 72, "Treatment", "MSG average", ("³", 86)),
        ("ashford-vale-2017-q2", 135, "Dunsmere", "All recorded crime", ("⁴", 144)),
        ("dunmore-2019-20-q3", 36, "Knife crime", "Q3 19/20", ("(1)", 59)),
        ("dunmore-2019-20-q3", 112, "Victims satisfied overall", "Q3 19/20", ("(2)", 122)),
        ("dunmore-2019-20-q3-pipes", 36, "Knife crime", "Q3 19/20", ("(1)", 59)),
    ],
)
def test_a_note_is_on_the_cells_of_its_mark(
    name: str, line: int, label: str, column: str, note: tuple[str, int]
) -> None:
    (found,) = (t for t in report(name).tables if t.lines[0] <= line <= t.lines[1])
    assert noted(found, label, column) == [note]


def test_a_note_is_on_no_other_cell() -> None:
    (found,) = (t for t in report("ashford-vale-2017-q2").tables if t.lines[0] == 36)
    assert noted(found, "Hate crimes recorded", "Target") == []
    (found,) = (t for t in report("ashford-vale-2017-q2").tables if t.lines[0] == 50)
    assert noted(found, "Race", "Change") == []


def test_two_notes_in_one_paragraph_are_two() -> None:
    (found,) = (t for t in report("ashford-vale-2017-q2").tables if t.lines[0] == 50)
    assert [note.mark for note in found.footnotes] == ["*", "²"]
    assert found.footnotes[0].text == "Percentages are not shown for fewer than five crimes."


@pytest.mark.parametrize(
    ("cell", "mark", "text"),
    [("12¹", "¹", "12"), ("12 [1]", "[1]", "12"), ("1,204 (1)", "(1)", "1,204"), ("12*", "*", "12")],
)
def test_a_mark_after_a_number_is_taken_off(cell: str, mark: str, text: str) -> None:
    found = table(f"Offence\t2018/19\t2019/20\nRobbery\t{cell}\t14\n\n{mark} Provisional figure.")
    assert found.rows[0].cells[0].text == text
    assert noted(found, "Robbery", "2018/19") == [(mark, 10)]
    assert noted(found, "Robbery", "2019/20") == []


def test_brackets_that_no_note_stands_for_are_the_numbers_own() -> None:
    found = table("Heading\tForecast\tVariance\nPay\t1,204 (1)\t(9)\nFleet\t80\t(13)")
    assert [[cell.text for cell in row.cells] for row in found.rows] == [["1,204 (1)", "(9)"], ["80", "(13)"]]


def test_a_notes_words_stay_in_the_text() -> None:
    assert any(p.lines == (46, 46) for p in report("ashford-vale-2017-q2").paragraphs)
