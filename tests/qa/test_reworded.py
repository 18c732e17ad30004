"""What a force's reports call differently over the years is one measure, and only that."""

from __future__ import annotations

import pytest

from corpus.periods import parse_period
from corpus.report import Facts, Period
from index.series import Series
from qa.reading.reworded import Reworded, reworded


def row(report: str, measure: str, area: str = "Gateshead") -> Series:
    return Series(report, None, (measure,), measure, area, (), (), ())


def read(*rows: Series, area: str = "Northumbria") -> Reworded:
    facts = {one.report: Facts(one.report, area=area, period=_period(one.report)) for one in rows}
    return reworded(rows, facts)


def _period(report: str) -> Period | None:
    return parse_period(f"April to June {report[-4:]}")


def names(*rows: Series) -> list[str | None]:
    standing = read(*rows)
    return [standing.of_series(one).measure for one in rows]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Robbery offences", "Robbery"),
        ("Burglary - dwelling", "Burglary dwelling"),
        ("Number of live complaints", "Live complaints"),
        ("Percentage of guilty pleas", "Guilty pleas (%)"),
    ],
)
def test_an_old_wording_stands_under_the_new_one(old: str, new: str) -> None:
    assert names(row("a-2010", old), row("b-2012", new)) == [new, new]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Number of guilty pleas", "Percentage of guilty pleas"),
        ("Domestic abuse crimes", "Domestic abuse incidents"),
        ("Sexual offences", "Sexual offences (excluding rape)"),
        ("Burglary dwelling", "Burglary OTD"),
    ],
)
def test_what_counts_another_thing_is_not_joined(one: str, other: str) -> None:
    assert names(row("a-2010", one), row("b-2012", other)) == [one, other]


def test_two_names_in_one_report_are_two_things() -> None:
    made = (row("a-2010", "Robbery offences"), row("b-2012", "Robbery offences"), row("b-2012", "Robbery"))
    assert names(*made) == ["Robbery offences", "Robbery offences", "Robbery"]


def test_other_forces_names_are_left_alone() -> None:
    made = (row("a-2010", "Robbery offences"), row("b-2012", "Robbery"))
    facts = {"a-2010": Facts("a", area="Northumbria"), "b-2012": Facts("b", area="Cleveland")}
    assert [reworded(made, facts).of_series(one).measure for one in made] == ["Robbery offences", "Robbery"]


def test_an_area_called_otherwise_is_one_area() -> None:
    made = (row("a-2010", "Robbery", "Newcastle upon Tyne"), row("b-2012", "Robbery", "Newcastle"))
    standing = read(*made)
    assert [standing.of_series(one).area for one in made] == ["Newcastle", "Newcastle"]
    assert set(standing.all_areas(["Newcastle"])) == {"Newcastle", "Newcastle upon Tyne"}
