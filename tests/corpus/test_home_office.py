"""Three Home Office workbooks with many sheets: every officer count by force and date."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from corpus.read.facts import propose_facts
from corpus.read.report import report_from
from corpus.read.workbook import read_ods
from corpus.report import Figure, PeriodKind, Report, Role

DATA = Path(__file__).parents[3] / "shared" / "data" / "homeoffice"
EDITIONS = {
    "2016": "police-workforce-tables-sep16.ods",
    "2017": "police-workforce-tables-jan17.ods",
    "2018": "police-workforce-sep18-tables.ods",
}
_DAYS = {"March": 31, "September": 30}
# What the truth files call otherwise than the workbooks.
_AS_PRINTED = {"City of London": "London, City of", "Metropolitan": "Metropolitan Police"}


def read(edition: str) -> Report:
    if not DATA.is_dir():
        pytest.skip("the Home Office workbooks are not on this machine (shared/data beside the project)")
    path = DATA / EDITIONS[edition]
    source = read_ods(path.read_bytes(), path.name)
    facts = propose_facts(source.lines, source.outline, path.stem)
    return report_from(source.outline, path.stem, "1", facts, source.lines)


def truth(edition: str) -> Iterator[tuple[tuple[str, ...], date, Decimal]]:
    """The row path, the day and the officers of every cell; regions head the forces after them."""
    regions = ["North East", "North West", "Yorkshire and the Humber", "East Midlands", "West Midlands"]
    regions += ["Eastern", "London", "South East", "South West", "Wales"]
    with (DATA / f"truth_officer_fte_{edition}.csv").open(encoding="utf-8-sig") as file:
        head, *rows = csv.reader(file)
    days = [
        date(int(text.split()[1]), 3 if "March" in text else 9, _DAYS[text.split()[0]]) for text in head[1:]
    ]
    above: tuple[str, ...] = ()
    for name, *values in rows:
        printed = _AS_PRINTED.get(name, name)
        is_region = name in regions and above != (name,)
        above = (name,) if is_region else () if name.startswith("Total") else above
        path = (name,) if is_region else (*above, printed)
        yield from ((path, day, Decimal(value)) for day, value in zip(days, values, strict=True))


def officers(report: Report) -> dict[tuple[tuple[str, ...], date | None], Figure]:
    return {
        (tuple(label.rstrip("¹²³⁴⁵⁶⁷⁸⁹") for label in f.row_path), f.period.end if f.period else None): f
        for f in report.figures
        if f.where.section == ("Table_1",) and f.role not in (Role.CHANGE, Role.CHANGE_PERCENT)
    }


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_officer_count_is_read_with_its_force_and_date(edition: str) -> None:
    found = officers(read(edition))
    expected = list(truth(edition))
    assert len(expected) == {"2016": 171, "2017": 168, "2018": 168}[edition]  # two leave out the total of all
    for path, day, value in expected:
        figure = found[path, day]
        assert figure.value is not None
        assert abs(figure.value - value) < Decimal("0.005"), (path, day)
        assert figure.value.quantize(Decimal(1), "ROUND_HALF_UP") == Decimal(figure.raw.replace(",", ""))
        assert (figure.measure, figure.unit) == ("Police officers", "full-time equivalents")
        assert figure.period is not None
        assert figure.period.kind is PeriodKind.AS_AT


def test_a_number_recorded_with_decimals_is_exact_under_the_whole_one_that_is_shown() -> None:
    figure = officers(read("2018"))[("North East", "Northumbria"), date(2018, 9, 30)]
    assert (figure.value, figure.raw) == (Decimal("3140.62"), "3,141")


def test_the_region_and_the_force_of_one_name_are_kept_apart() -> None:
    found = officers(read("2018"))
    region = found[("West Midlands",), date(2018, 9, 30)]
    force = found[("West Midlands", "West Midlands"), date(2018, 9, 30)]
    assert (region.area, region.raw) == ("West Midlands region", "10,887")
    assert (force.area, force.raw) == ("West Midlands", "6,559")


def test_a_raised_digit_is_a_mark_and_no_part_of_a_year() -> None:
    found = {f.period.end for f in read("2016").figures if f.where.section == ("Table_6",) and f.period}
    assert found == {date(year, 9, 30) for year in range(2006, 2017)}


def test_changes_have_their_roles_and_their_units() -> None:
    rows = [f for f in read("2018").figures if f.row_path == ("North East", "Northumbria")]
    first = [(f.column_path[0], f.role, f.unit, f.raw) for f in rows if f.where.section == ("Table_1",)]
    assert first[3:5] == [
        ("Change in 12 months Sep-17 to Sep-18", Role.CHANGE, "full-time equivalents", "-104"),
        ("Change in 12 months Sep-17 to Sep-18", Role.CHANGE_PERCENT, "%", "-3.2"),
    ]
