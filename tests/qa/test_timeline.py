"""Figures of several reports on one timeline: like with like, restated ones as they stand, gaps kept."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from corpus.periods import in_words, parse_period
from corpus.report import Facts, Figure, Role
from qa.catalogue import Catalogue, build_catalogue
from qa.over_time.timeline import Timeline, timelines
from qa.telling.calculate import Steps, steps

from .made import figure


def told(value: str, when: str, report: str, role: Role = Role.CURRENT, **other: str) -> Figure:
    """A figure of a made report, whose id ends with the year in which it was published."""
    made = figure(role, value, when=when, **other)
    return replace(made, id=f"{report}:{when}:{role}", where=replace(made.where, report=report))


def known(*reports: str, area: str = "Erewhon") -> Catalogue:
    facts = {
        report: Facts(report, area=area, period=parse_period(f"April to June {report[-4:]}"))
        for report in reports
    }
    return build_catalogue([], facts)


def lines(*figures: Figure) -> tuple[Timeline, ...]:
    return timelines(figures, known(*{figure.where.report for figure in figures}))


def values(line: Timeline) -> list[str]:
    return [str(figure.value) for figure in line.figures]


QUARTERS = (
    "April to June 2013",
    "July to September 2013",
    "October to December 2013",
    "January to March 2014",
)


def test_points_are_in_the_order_of_their_periods() -> None:
    made = [told(str(at), when, f"r{at}-2014") for at, when in reversed(list(enumerate(QUARTERS)))]
    assert values(*lines(*made)) == ["0", "1", "2", "3"]


@pytest.mark.parametrize(
    "other",
    [
        {"when": "April 2013 to March 2014"},
        {"when": "12 months to June 2013"},
        {"when": "As at 30 June 2013"},
        {"when": "June 2013"},
        {"when": "1 April to 15 July 2013"},
        {"when": QUARTERS[1], "unit": "%"},
        {"when": QUARTERS[1], "area": "Nowhere"},
        {"when": QUARTERS[1], "measure": "Fraud"},
    ],
)
def test_what_is_not_alike_is_not_joined(other: dict[str, str]) -> None:
    assert len(lines(told("1", QUARTERS[0], "a-2014"), told("2", report="b-2014", **other))) == 2


def test_the_same_part_of_every_year_is_joined_and_no_other_part() -> None:
    first, second = lines(
        told("1", "1 April to 15 July 2012", "a-2012"),
        told("2", "1 April to 15 July 2013", "b-2013"),
        told("9", "1 April to 15 October 2013", "c-2013"),
    )
    assert (values(first), values(second)) == (["1", "2"], ["9"])


def test_areas_of_one_name_in_two_forces_are_kept_apart() -> None:
    one, two = told("1", QUARTERS[0], "a-2014"), told("2", QUARTERS[1], "b-2014")
    facts = {"a-2014": Facts("a", area="Erewhon"), "b-2014": Facts("b", area="Utopia")}
    assert len(timelines((one, two), build_catalogue([], facts))) == 2


def test_a_figure_said_again_is_cited_where_it_was_published_first() -> None:
    (line,) = lines(
        told("5", QUARTERS[0], "a-2013"),
        told("5", QUARTERS[0], "b-2014", Role.PREVIOUS),
        told("6", QUARTERS[1], "a-2013"),
    )
    assert line.points[0].figure.where.report == "a-2013"
    assert line.points[0].earlier == ()


def test_a_restated_figure_stands_as_last_published_and_keeps_what_was_before() -> None:
    (line,) = lines(
        told("5", QUARTERS[0], "a-2013"),
        told("7", QUARTERS[0], "b-2014", Role.PREVIOUS),
        told("7", QUARTERS[0], "c-2015", Role.PREVIOUS),
        told("6", QUARTERS[1], "a-2013"),
    )
    point = line.points[0]
    assert (point.figure.where.report, point.figure.value) == ("b-2014", Decimal(7))
    assert [figure.value for figure in point.earlier] == [Decimal(5)]


def test_a_restated_year_keeps_its_place_among_the_years_to_date() -> None:
    (line,) = lines(
        told("319", "1 April to 15 July 2013", "a-2013"),
        told("388", "1 April to 15 July 2014", "b-2014"),
        told("368", "1 April to 15 July 2014", "c-2015", Role.PREVIOUS),
        told("287", "1 April to 15 July 2015", "c-2015"),
    )
    assert values(line) == ["319", "368", "287"]
    assert line.gaps == ()


def test_a_missing_period_is_a_gap_and_no_step_goes_over_it() -> None:
    (line,) = lines(
        *(told(str(at), QUARTERS[at], f"r{at}-2014") for at in (0, 1, 3)),
        told("9", "April to June 2014", "z-2014"),
    )
    assert [in_words(period) for period in line.gaps] == ["October to December 2013"]
    assert steps(line.figures) == Steps(up=2, down=0, level=0)


def test_a_comparison_off_the_rhythm_is_left_out() -> None:
    (line,) = lines(
        told("1", "12 months to March 2013", "a-2013"),
        told("2", "12 months to June 2013", "b-2013"),
        told("9", "12 months to May 2013", "b-2013", Role.PREVIOUS),
        told("3", "12 months to September 2013", "c-2013"),
    )
    assert values(line) == ["1", "2", "3"]


def test_words_for_a_missing_value_are_no_point() -> None:
    made = replace(told("1", QUARTERS[1], "b-2014"), value=None, raw="Not available")
    (line,) = lines(told("1", QUARTERS[0], "a-2014"), made, told("2", QUARTERS[2], "c-2014"))
    assert values(line) == ["1", "2"]


def test_steps_are_counted_each_way() -> None:
    made = [told(value, when, f"{when}-2014") for value, when in zip("3551", QUARTERS, strict=True)]
    assert steps(made) == Steps(up=1, down=1, level=1)
