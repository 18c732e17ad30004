"""Tables of records: areas, periods and measures stand in columns before the values, as in open data."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from corpus.read.facts import propose_facts
from corpus.read.report import report_from
from corpus.read.separated import read_separated
from corpus.report import Figure, Role


def figures(text: str) -> list[Figure]:
    source = read_separated(text.encode(), "made.csv")
    facts = propose_facts(source.lines, source.outline, "made")
    return list(report_from(source.outline, "made", "1", facts, source.lines).figures)


def said(figure: Figure) -> tuple[str | None, str | None, date | None, Decimal | None]:
    return figure.measure, figure.area, figure.period.end if figure.period else None, figure.value


def test_a_year_and_a_quarter_in_two_columns_are_one_period() -> None:
    text = (
        "Financial Year,Financial Quarter,Force Name,Offence Group,Offence Description,Number of Offences\n"
        "2012/13,1,Avon and Somerset,Theft,Burglary,100\n"
        "2012/13,2,Avon and Somerset,Theft,Burglary,110\n"
        "2012/13,2,Kent,Violence,Assault,85\n"
    )
    found = figures(text)
    assert [said(figure) for figure in found] == [
        ("Burglary: theft", "Avon and Somerset", date(2012, 6, 30), 100),
        ("Burglary: theft", "Avon and Somerset", date(2012, 9, 30), 110),
        ("Assault: violence", "Kent", date(2012, 9, 30), 85),
    ]
    assert [figure.role for figure in found] == [Role.PREVIOUS, Role.CURRENT, Role.CURRENT]
    assert {figure.unit for figure in found} == {"offences"}


def test_official_codes_are_no_names() -> None:
    text = (
        "Area code,Area name,Measure,Period,Value\n"
        "E23000013,Northumbria,Robbery,Q1 2015/16,10\n"
        "E23000008,Durham,Robbery,Q1 2015/16,12\n"
        "E23000013,Northumbria,Burglary,Q1 2015/16,100\n"
    )
    assert [said(figure)[:2] for figure in figures(text)] == [
        ("Robbery", "Northumbria"),
        ("Robbery", "Durham"),
        ("Burglary", "Northumbria"),
    ]


def test_an_area_printed_once_goes_on_over_the_measures_below_it() -> None:
    text = (
        "District,Offence,2014,2015\nNorthgate,Burglary,1,2\n,Robbery,3,4\n"
        "Southgate,Burglary,5,6\n,Robbery,7,8\n"
    )
    assert [said(figure) for figure in figures(text)][2:4] == [
        ("Robbery", "Northgate", date(2014, 12, 31), 3),
        ("Robbery", "Northgate", date(2015, 12, 31), 4),
    ]


@pytest.mark.parametrize("head", ["Count", "Value", "Number of crimes", "Recorded crimes"])
def test_a_column_that_only_counts_adds_nothing_to_what_is_counted(head: str) -> None:
    text = f"Force,Offence,Year,{head}\nKent,Burglary,2014,10\nKent,Burglary,2015,12\nKent,Robbery,2015,3\n"
    assert [said(figure)[0] for figure in figures(text)] == ["Burglary", "Burglary", "Robbery"]


def test_a_column_that_says_what_it_counts_is_part_of_the_measure() -> None:
    text = (
        "Force,Offence,Year,Victims,Suspects\nKent,Burglary,2014,10,4\n"
        "Kent,Burglary,2015,12,5\nKent,Robbery,2015,3,1\n"
    )
    assert [said(figure)[0] for figure in figures(text)][:2] == ["Burglary: victims", "Burglary: suspects"]
