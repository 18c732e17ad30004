"""Any table: a raw grid with its spans becomes rows and columns with all of their headers, and figures."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from corpus.figures import table_figures
from corpus.marks import without_marks
from corpus.periods import parse_period
from corpus.report import Facts, Figure, Role, Table
from corpus.stacks import read_grid

from ..reports.grids import Spans, drawn

FACTS = Facts("A workbook", area="Northumbria", period=parse_period("April to June 2015"))


def table(text: str, spans: Spans | None = None) -> Table:
    return read_grid(drawn(text, spans), "A table", ("A part", "A table"))


def figures(text: str, facts: Facts = FACTS) -> Sequence[Figure]:
    found = table(text)
    return list(table_figures(found, 1, "made", facts, (found,)))


STACKED = """
Force|Officers|||Staff
|Men|Women|All|All
|number||percent|number
Northumbria|1|2|3|4
Durham|5|6|7|8
"""


def test_stacked_headers_are_one_path_a_column() -> None:
    found = table(STACKED, {(0, 0): (3, 1), (0, 1): (1, 3), (2, 1): (1, 2)})
    assert found.column_paths == (
        ("Officers", "Men", "number"),
        ("Officers", "Women", "number"),
        ("Officers", "All", "percent"),
        ("Staff", "All", "number"),
    )
    assert [row.label.text for row in found.rows] == ["Northumbria", "Durham"]


def test_blank_headers_belong_to_the_one_on_their_left_where_no_span_is_told() -> None:
    assert table(STACKED).column_paths == table(STACKED, {(0, 1): (1, 3), (2, 1): (1, 2)}).column_paths


def test_a_row_with_only_a_label_heads_the_rows_below_it() -> None:
    found = table("|2014|2015\nSex||\nMen|1|2\nWomen|3|4\nAge||\nUnder 18|5|6")
    assert [(row.group, row.label.text) for row in found.rows if not row.is_group] == [
        (("Sex",), "Men"),
        (("Sex",), "Women"),
        (("Age",), "Under 18"),
    ]


def test_indented_rows_stand_under_the_row_with_values_above_them() -> None:
    found = table("|2014|2015\nViolence|9|9\n  With injury|4|4\n    Serious|1|1\n  Without|5|5\nTheft|2|2")
    assert [(*row.group, row.label.text) for row in found.rows] == [
        ("Violence",),
        ("Violence", "With injury"),
        ("Violence", "With injury", "Serious"),
        ("Violence", "Without"),
        ("Theft",),
    ]


def test_labels_that_come_again_stand_under_the_label_that_comes_once() -> None:
    found = table("|Shops|Homes\nViolent|5|5\nRace|2|2\nFaith|3|3\nOther|4|4\nRace|1|1\nFaith|3|3")
    assert [(*row.group, row.label.text) for row in found.rows][1:6:2] == [
        ("Violent", "Race"),
        ("Other",),
        ("Other", "Faith"),
    ]


def test_a_column_of_words_before_the_numbers_is_a_header_and_blank_outer_ones_go_on() -> None:
    found = table("Area|Unit|Officers\nNorth|Traffic|3\n|Dogs|4\nSouth|Traffic|5")
    assert [(*row.group, row.label.text) for row in found.rows] == [
        ("North", "Traffic"),
        ("North", "Dogs"),
        ("South", "Traffic"),
    ]
    assert found.column_paths == (("Officers",),)


def test_a_column_that_counts_the_rows_is_their_number() -> None:
    found = table("|Measure|2014|2015\n1|Robbery|3|4\n2|Theft|5|6")
    assert [(row.number, row.label.text) for row in found.rows] == [("1", "Robbery"), ("2", "Theft")]


def test_notes_below_the_last_numbers_are_no_rows() -> None:
    found = table("|2014|2015\nTheft|1|2\nSource: the force's own records||")
    assert [row.label.text for row in found.rows] == ["Theft"]
    assert [note.text for note in found.notes] == ["Source: the force's own records"]


@pytest.mark.parametrize(
    "header", ["95% confidence interval", "15 to 24 years", "2017 count", "2016r", "2014-15"]
)
def test_words_with_numbers_in_them_head_a_column(header: str) -> None:
    assert table(f"|{header}|Other\nTheft|1|2").column_paths[0] == (header,)


def test_areas_as_rows_and_measures_as_columns() -> None:
    found = figures("Area|Robbery|Theft: from shops\nGateshead|24|5\nSunderland|30|6\nForce total|54|11")
    assert [(f.area, f.measure, f.value) for f in found] == [
        ("Gateshead", "Robbery", Decimal(24)),
        ("Gateshead", "Theft: from shops", Decimal(5)),
        ("Sunderland", "Robbery", Decimal(30)),
        ("Sunderland", "Theft: from shops", Decimal(6)),
        ("Northumbria", "Robbery", Decimal(54)),
        ("Northumbria", "Theft: from shops", Decimal(11)),
    ]


def test_areas_over_years_as_columns() -> None:
    found = read_grid(
        drawn("|Gateshead||Sunderland|\n|2013/14|2014/15|2013/14|2014/15\nRobbery|1|2|3|4"),
        "Crime",
        ("Crime",),
    )
    made = list(table_figures(found, 1, "made", FACTS, (found,)))
    assert [(f.measure, f.area, f.role, f.value) for f in made] == [
        ("Robbery", "Gateshead", Role.PREVIOUS, Decimal(1)),
        ("Robbery", "Gateshead", Role.CURRENT, Decimal(2)),
        ("Robbery", "Sunderland", Role.PREVIOUS, Decimal(3)),
        ("Robbery", "Sunderland", Role.CURRENT, Decimal(4)),
    ]


def test_years_as_rows_give_the_figures_their_periods_and_roles() -> None:
    found = figures("Year|Robbery\n2013/14|5\n2014/15|7")
    assert [(f.measure, f.area, f.role, f.period and f.period.raw) for f in found] == [
        ("Robbery", "Northumbria", Role.PREVIOUS, "2013/14"),
        ("Robbery", "Northumbria", Role.CURRENT, "2014/15"),
    ]


def test_the_table_names_the_measure_where_rows_are_areas_and_columns_only_years() -> None:
    found = figures("Force|2013/14|2014/15\nDurham|5|7\nCleveland4|1|2")
    assert {f.measure for f in found} == {"A table"}
    assert [f.area for f in found] == ["Durham", "Durham", "Cleveland", "Cleveland"]


def test_a_measure_that_no_header_tells_is_none_and_keeps_its_paths() -> None:
    found = figures("Outcome|Adults||Youths\n|number|percent|number\nGuilty|1|2|3", Facts("A workbook"))
    assert {f.measure for f in found} == {None}
    assert found[1].row_path == ("Guilty",)
    assert found[1].column_path == ("Adults", "percent")
    assert found[1].unit == "%"


def test_marks_are_no_part_of_a_header() -> None:
    assert [without_marks(text) for text in ("2017 (a)", "2016r", "Fleet (1)", "(a)", "Theft*")] == [
        *("2017", "2016", "Fleet", "(a)", "Theft"),
    ]


def test_a_subtotal_heads_none_of_the_rows_below_it() -> None:
    found = table("|2014|2015\nAssault|9|9\n  With a gun|4|4\nSubtotal, guns|5|5\n  Other|5|5\nTheft|2|2")
    assert [(*row.group, row.label.text) for row in found.rows] == [
        ("Assault",),
        ("Assault", "With a gun"),
        ("Subtotal, guns",),
        ("Assault", "Other"),
        ("Theft",),
    ]


def test_a_column_of_one_period_against_another_is_a_change() -> None:
    found = figures("Offence|2021|2022|2021 vs 2022\nRobbery|10|12|+20%")
    assert [(figure.value, figure.role) for figure in found] == [
        (Decimal(10), Role.PREVIOUS),
        (Decimal(12), Role.CURRENT),
        (Decimal(20), Role.CHANGE_PERCENT),
    ]


def test_a_column_of_a_year_against_an_average_holds_no_value_of_the_year() -> None:
    *_, against = figures("Offence|2021|2022|2022 vs. 5-Year Average\nRobbery|10|12|83%")
    assert (against.value, against.role, against.period, against.measure) == (Decimal(83), None, None, None)


@pytest.mark.parametrize(
    ("title", "area"),
    [
        ("End of year report – Area 1, 2022", "Area 1"),
        ("Crime by type (District 4B)", "District 4B"),
        ("Beat 12", "Beat 12"),
        ("Weekly report – Citywide", "Northumbria"),
        ("Priority 1: Burglary", "Northumbria"),
    ],
)
def test_a_numbered_area_in_a_title_is_the_area_of_its_figures(title: str, area: str) -> None:
    found = read_grid(drawn("Offence|2021|2022\nRobbery|10|12"), title, (title,))
    made = table_figures(found, 1, "made", FACTS, (found,))
    assert {figure.area for figure in made} == {area}


@pytest.mark.parametrize("text", ["PNC", "-", "Not calculated"])
def test_a_percentage_not_calculated_is_no_number(text: str) -> None:
    assert [figure.value for figure in figures(f"Offence|2021|% change\nRobbery|10|{text}")] == [
        Decimal(10),
        None,
    ]
