"""Which figures may stand side by side, and how they changed: like with like only."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.periods import parse_period
from corpus.report import Facts, Figure, Role
from qa.alike import Alike, alike
from qa.catalogue import Catalogue, build_catalogue
from qa.differences import changes, drawn
from qa.drawing import bar_chart, line_chart
from qa.source import Source
from qa.telling.chart import proved

from .made import figure

THEN, NOW = "1 April to 15 July 2014", "1 April to 15 July 2015"
QUARTERS = ("April to June 2014", "July to September 2014", "October to December 2014")


def told(
    value: str | None, when: str, *, report: str = "r-2015", role: Role = Role.CURRENT, **more: str
) -> Figure:
    made = figure(role, value, when=when, **more)
    area = more.get("area", "Erewhon")
    return replace(made, id=f"{report}:{when}:{role}:{area}", where=replace(made.where, report=report))


def known(*figures: Figure) -> Catalogue:
    reports = {one.where.report for one in figures}
    facts = {
        report: Facts(report, area="Erewhon", period=parse_period(f"April to June {report[-4:]}"))
        for report in reports
    }
    return build_catalogue([], facts)


def groups(*figures: Figure) -> tuple[Alike, ...]:
    return alike(figures, known(*figures))


def values(group: Alike) -> list[str]:
    return [str(point.figure.value) for course in group.courses for point in course.points]


@pytest.mark.parametrize(
    "other",
    [
        {"when": "April 2014 to March 2015"},
        {"when": "12 months to June 2015"},
        {"when": "As at 30 June 2015"},
        {"when": "1 April to 16 July 2015"},
        {"when": NOW, "unit": "%"},
    ],
)
def test_what_is_unlike_stands_apart(other: dict[str, str]) -> None:
    found = groups(told("1", THEN), told("2", NOW), told("9", **other, report="s-2016"))
    assert sorted(len(group.courses[0].points) for group in found) == [1, 2]
    assert {"1", "2"} in [set(values(group)) for group in found]


def test_the_kind_of_period_is_said_and_the_unit_where_there_are_two() -> None:
    (one,) = groups(told("1", THEN), told("2", NOW))
    assert one.words == "1 April to 15 July"
    both = groups(told("1", NOW), told("5", NOW, unit="%", report="s-2016"))
    assert {group.words for group in both} == {"1 April to 15 July (crimes)", "1 April to 15 July (per cent)"}


def test_a_period_off_the_rhythm_stands_apart_and_is_not_lost() -> None:
    made = [told(str(10 + n), f"12 months to June {2012 + n}", report=f"r-{2012 + n}") for n in range(3)] + [
        told(str(20 + n), f"12 months to May {2012 + n}", report=f"r-{2012 + n}", role=Role.PREVIOUS)
        for n in range(3)
    ]
    on, off = groups(*made)
    assert values(on) == ["10", "11", "12"]
    assert values(off) == ["20", "21", "22"]
    assert off.words == "Periods of 12 months, at other times"
    assert off.key != on.key


def test_a_restated_figure_keeps_what_was_said_before() -> None:
    (group,) = groups(told("5", THEN, report="r-2014"), told("6", THEN, report="s-2015", role=Role.PREVIOUS))
    (point,) = group.courses[0].points
    assert (str(point.figure.value), [str(f.value) for f in point.earlier]) == ("6", ["5"])


def test_words_where_a_number_would_stand_are_kept_for_a_period_without_one() -> None:
    (group,) = groups(told("5", NOW), told(None, THEN, raw="N/A", unit=""))
    assert group.periods == (NOW,)
    assert group.every_period == (THEN, NOW)
    absent = group.courses[0].absent_on(THEN)
    assert absent
    assert absent.raw == "N/A"


def test_narrowing_keeps_areas_and_periods() -> None:
    made = [
        told(str(n), when, area=area)
        for n, (when, area) in enumerate([(THEN, "Erewhon"), (NOW, "Erewhon"), (NOW, "Nowhere")])
    ]
    (group,) = groups(*made)
    assert values(group.narrowed(("Nowhere",), ())) == ["2"]
    assert sorted(values(group.narrowed((), (NOW,)))) == ["1", "2"]
    assert not group.narrowed(("No such",), ()).courses


def test_a_printed_change_counts_for_its_own_two_periods_only() -> None:
    before, after = told("20", THEN, role=Role.PREVIOUS), told("27", NOW)
    printed = told("32", NOW, role=Role.CHANGE_PERCENT, unit="%")
    (group,) = groups(before, after)
    (change,) = changes(group, (before, after, printed))
    assert (change.words, change.printed) == ("+7", (printed,))
    assert change.dispute == "the printed values give 35.0%"
    assert drawn((change,)) == ((change.course, printed),)
    (restated,) = changes(
        groups(told("21", THEN, report="s-2016", role=Role.PREVIOUS), before, after)[0],
        (before, after, printed),
    )
    assert restated.printed == (), "the report's own change is from 20, and 21 stands now"


def test_between_percentages_the_difference_is_in_points_and_never_small() -> None:
    before, after = told("40.0", THEN, unit="%"), told("38.5", NOW, unit="%")
    (change,) = changes(groups(before, after)[0], ())
    assert change.words == "-1.5 percentage points"
    assert not change.is_small(50)
    (count,) = changes(groups(told("40", THEN), told("60", NOW))[0], ())
    assert count.is_small(50)


def test_one_period_has_no_change() -> None:
    assert changes(groups(told("1", NOW))[0], ()) == ()


def test_a_line_is_parted_where_a_period_is_missing() -> None:
    made = [
        told(str(n), when)
        for n, when in enumerate((*QUARTERS[:2], "January to March 2015", "April to June 2015"))
    ]
    chart = line_chart("Arson", groups(*made)[0], known(*made))
    assert chart
    assert [point.run for point in chart.points] == [1, 1, 2, 2]


def test_two_points_are_no_line_and_one_bar_is_no_chart() -> None:
    made = [told("1", THEN), told("2", NOW)]
    (group,) = groups(*made)
    assert line_chart("Arson", group, known(*made)) is None
    assert bar_chart("Arson", group.courses, [NOW], known(*made)) is None


def test_what_a_chart_says_passes_the_gate_and_a_lie_does_not() -> None:
    made = [told(str(n + 60), when) for n, when in enumerate(QUARTERS)]
    told_of = known(*made)
    chart = line_chart("Arson", groups(*made)[0], told_of)
    assert chart
    source: Source = lambda _: ""  # type: ignore[assignment]  # noqa: E731 - nothing is quoted
    assert proved(chart, told_of, source) is chart
    lie = replace(chart, description=("Erewhon: 60 crimes from April to June 2014, then 63 crimes.",))
    assert proved(lie, told_of, source) is None
