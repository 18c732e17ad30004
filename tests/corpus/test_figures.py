"""What a table's cells are: roles, bounds, areas; made tables are read back exactly."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.read import read_report
from corpus.report import Report, Role, UnreadableReport

COUNTS = "\t2015/16\t2014/15\tChange\nThefts\t7\t9\t- 2 - 22%\nFrauds\t8\t4\t+ 4 + 100%"


def read(text: str, sidecar: str = "area: Westmarch\nperiod: 2015/16\n") -> Report:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "made.txt"
        path.write_bytes(text.encode("utf-8", "replace"))
        path.with_suffix(".yaml").write_text(sidecar, encoding="utf-8")
        return read_report(path)


def figures(text: str) -> list[tuple[str, str, Role | None]]:
    found = read(f"Report\n\nPart One\n\nIt is so.\n\n{text}").figures
    return [(f.where.column or "", str(f.value), f.role) for f in found]


@pytest.mark.parametrize(
    ("header", "roles"),
    [
        ("2014/15\t2015/16", [Role.PREVIOUS, Role.CURRENT]),
        ("2015/16\t2014/15", [Role.CURRENT, Role.PREVIOUS]),
        ("2013/14\t2014/15\t2015/16", [None, Role.PREVIOUS, Role.CURRENT]),
        ("2014/15 actual\t2015/16 actual\tTarget 2016/17", [Role.PREVIOUS, Role.CURRENT, Role.TARGET]),
        ("2014/15\tQ3 2015/16\tQ4 2015/16", [None, Role.PREVIOUS, Role.CURRENT]),
        ("Last year\tThis year\tTarget", [Role.PREVIOUS, Role.CURRENT, Role.TARGET]),
        ("Previous (2014/15)\tCurrent (2015/16)", [Role.PREVIOUS, Role.CURRENT]),
        ("Previous year (2014/15)\tLatest", [Role.PREVIOUS, Role.CURRENT]),
        ("Actual\tTarget\tNational average\tRank", [Role.CURRENT, Role.TARGET, Role.COMPARATOR, Role.RANK]),
        ("2015/16\tChange\t% Change", [Role.CURRENT, Role.CHANGE, Role.CHANGE_PERCENT]),
        ("Officers\tStaff", [None, None]),
    ],
)
def test_what_a_column_is_follows_from_its_words_and_its_periods(
    header: str, roles: list[Role | None]
) -> None:
    values = "\t".join(str(n) for n in range(5, 5 + len(roles)))
    assert [role for _, _, role in figures(f"\t{header}\nThefts\t{values}")] == roles


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("at least 90%", "90"),
        ("≥90%", "90"),
        (">= 90%", "90"),
        ("no more than 12", "12"),
        ("up to 50%", "50"),
        ("90%", "90"),
    ],
)
def test_a_target_may_be_a_bound(cell: str, value: str) -> None:
    assert figures(f"\tActual\tTarget\nThefts\t5\t{cell}")[1] == ("Target", value, Role.TARGET)


def test_a_bound_that_is_no_target_is_no_number() -> None:
    assert figures("\tActual\tTarget\nThefts\t<5\t90")[0] == ("Actual", "None", Role.CURRENT)


def test_tables_alike_that_nothing_tells_the_areas_of_have_none() -> None:
    found = read(
        f"Report\n\nPart One\n\nIt is so.\n\nThe brown ones\n\n{COUNTS}\n\nThe red ones\n\n{COUNTS}"
    ).figures
    assert {figure.area for figure in found} == {None}


labels = st.text("abcdefghijklmnop ", min_size=3, max_size=14).map(
    lambda t: f"The {t.strip() or 'rest'} ones"
)
counts = st.integers(0, 99_999)
signs = st.sampled_from(("+ {:,}", "+{:,}")), st.sampled_from(("- {:,}", "-{:,}", "− {:,}"))


@st.composite
def made_tables(draw: st.DrawFn) -> tuple[str, list[tuple[int, int, int, int]]]:
    """A crime table with random counts in the report's untidy print, and what it says."""
    names = draw(st.lists(labels, min_size=1, max_size=6, unique_by=str.lower))
    rows = [(draw(counts), draw(counts), draw(st.integers(-500, 500))) for _ in names]
    between = draw(st.sampled_from((" ", "\t")))
    header = "\t2015-16 1.4.– 15.7\t2014-15 1.4.– 15.7\tChange compared to 2014-15" + draw(
        st.sampled_from(("", "\t"))
    )
    lines = [header]
    for name, (now, before, percent) in zip(names, rows, strict=True):
        change = _signed(draw, now - before)
        lines.append(f"{name}\t{now:,}\t{before:,}\t{change}{between}{_signed(draw, percent)}%")
    if draw(st.booleans()):
        lines.insert(draw(st.integers(1, len(lines))), header)
    return "\n".join(lines), [(now, before, now - before, percent) for now, before, percent in rows]


def _signed(draw: st.DrawFn, value: int) -> str:
    return str(draw(signs[value < 0]).format(abs(value)))


@settings(max_examples=60, deadline=None)
@given(made_tables())
def test_a_made_table_gives_back_exactly_its_numbers(
    made: tuple[str, list[tuple[int, int, int, int]]],
) -> None:
    text, rows = made
    found = read(f"Report\n\nPart One\n\nIt is so.\n\n{text}").figures
    expected = [value for row in rows for value in row]
    assert [figure.value for figure in found] == [Decimal(value) for value in expected]
    roles = [Role.CURRENT, Role.PREVIOUS, Role.CHANGE, Role.CHANGE_PERCENT]
    assert [figure.role for figure in found] == roles * len(rows)


PIECES = [
    "\t",
    "\n",
    "\n\n",
    "Previous",
    "Period",
    "Current",
    "Change",
    "2014/15",
    "12%",
    "+ 3",
    "Robbery",
    "- ",
    "a) ",
]
PIECES += [
    "We will act.",
    "Objective One",
    "1",
    "1.2",
    "N/A",
    "\f",
    "\r\n",
    "é",
    "²",
    "(",
    "£",
    "low",
    "Total",
    "Areas",
]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_no_text_makes_the_reader_raise_anything_but_that_it_is_unreadable(text: str) -> None:
    try:
        report = read(text)
    except UnreadableReport:
        return
    covered = {n for t in report.tables for n in range(t.lines[0], t.lines[1] + 1)}
    assert all(set(range(f.where.lines[0], f.where.lines[1] + 1)) <= covered for f in report.figures)
    assert len({figure.id for figure in report.figures}) == len(report.figures)
    assert len({passage.id for passage in report.passages}) == len(report.passages)
