"""A chart draws figures that the answer cites, like with like, and says nothing that they do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.periods import alike, in_words
from corpus.report import Figure, Role
from index.library import Library
from qa.answer import answer
from qa.catalogue import catalogue
from qa.cite import Unproven, check
from qa.question import Answer, Chart, CitedFigure, Mark
from qa.telling.chart import LEAST, MOST_LINES, chart_of, sentences
from qa.telling.wording import subject

from .asked import questions
from .made import NOW, THEN, figure

_OVER_SEVERAL = ("which area", "where did", "what is the average", "summarise")
TITLES = {"made": "A made report", "later": "A later report"}
ENDS = {"made": date(2015, 7, 15), "later": date(2016, 7, 15)}
AREAS = ("Ayton", "Beeford", "Ceeham", "Deeby", "Eewick")
QUARTERS = tuple(
    f"{first} to {last} {year}"
    for year in range(2012, 2016)
    for first, last in (
        ("January", "March"),
        ("April", "June"),
        ("July", "September"),
        ("October", "December"),
    )
)


def chart(figures: Sequence[Figure]) -> Chart | None:
    """The chart of figures, each cited by the number of its line."""
    return chart_of([CitedFigure(one, one.where.lines[0]) for one in figures], TITLES, ENDS.__getitem__)


def drawn(figures: Sequence[Figure]) -> Chart:
    made = chart(figures)
    assert made
    return made


def bars(
    values: Sequence[str], role: Role = Role.CURRENT, when: str = NOW, unit: str = "crimes"
) -> list[Figure]:
    """A value for each of the first areas."""
    return [
        figure(role, value, area=area, line=line, when=when, unit=unit)
        for line, (area, value) in enumerate(zip(AREAS, values, strict=False), start=1)
    ]


def quarters(*values: str | None, area: str = "Ayton", line: int = 1, first: int = 0) -> list[Figure]:
    """A value for each quarter from the `first` on, `None` for a quarter that no report has."""
    return [
        figure(Role.CURRENT, value, when=QUARTERS[first + at], area=area, line=line + at)
        for at, value in enumerate(values)
        if value is not None
    ]


def shown(made: Chart) -> list[tuple[str, str, str]]:
    return [(point.label, point.group, str(point.figure.value)) for point in made.points]


# What a chart is made of.


@pytest.fixture(scope="module")
def charted(library: Library) -> tuple[tuple[Answer, Chart], ...]:
    """The answers with a chart to rankings, averages and overviews of all that the reports hold."""
    asked = dict.fromkeys(q for q in questions(catalogue(library)) if q.startswith(_OVER_SEVERAL))
    answers = (answer(question, library).answer for question in asked)
    return tuple((one, one.chart) for one in answers if one.chart)


def test_every_number_drawn_is_a_figure_that_the_answer_cites(
    charted: tuple[tuple[Answer, Chart], ...],
) -> None:
    assert len(charted) >= 30
    for said, made in charted:
        assert {point.cited for point in made.points} <= set(said.figures)
        assert {point.cited.citation for point in made.points} <= {one.number for one in said.citations}


def test_like_is_drawn_with_like_only(charted: tuple[tuple[Answer, Chart], ...]) -> None:
    for _, made in charted:
        first = made.points[0].figure
        assert {point.figure.unit for point in made.points} == {first.unit}
        assert all(alike(first.period, point.figure.period) for point in made.points)
        assert len({(point.label, point.group) for point in made.points}) == len(made.points)
        assert len({point.label for point in made.points}) >= LEAST


def test_a_label_and_a_group_are_words_of_their_own_figure(charted: tuple[tuple[Answer, Chart], ...]) -> None:
    lines = drawn([*quarters("3", "4", "5"), *quarters("6", "7", "8", area="Beeford", line=4)])
    for made in (lines, *(made for _, made in charted)):
        for point in made.points:
            one = point.figure
            assert one.measure
            assert one.area
            assert one.period
            names = {one.measure, one.area, subject(one.measure, one.area), in_words(one.period)}
            assert {point.label, point.group} <= names


def test_the_words_of_a_chart_pass_the_gate_and_fail_it_with_another_number_or_name(library: Library) -> None:
    known = catalogue(library)
    one = next(m for m, measure in known.measures.items() if len(measure.areas) > 3)
    made = answer(f"which area had the most {one}?", library).answer.chart
    assert made
    names = (*known.areas, *known.measures)
    check(sentences(made), lambda _: "", names)
    for changed in _falsified(made):
        with pytest.raises(Unproven):
            check(sentences(changed), lambda _: "", names)


def _falsified(made: Chart) -> Iterator[Chart]:
    high, low = made.description
    value = next(str(p.figure.value) for p in made.points if f" {p.figure.value:,} " in high)
    yield replace(made, description=(high.replace(f"{int(value):,}", f"{int(value) + 1:,}"), low))
    yield replace(made, description=(high, low.replace("The lowest", "A rise of 5% and the lowest")))
    yield replace(made, subtitle=made.subtitle.replace("20", "19"))
    yield replace(made, title=f"{made.title} and Durham")


# When there is none.


@pytest.mark.parametrize(
    "figures",
    [
        [],
        bars(["3"]),
        bars(["3", "4"]),
        [*bars(["3", "4"]), *bars(["5", "6"], Role.PREVIOUS, THEN)],
        [*bars(["3"]), *bars(["4"], Role.PREVIOUS, THEN), *bars(["1"], Role.CHANGE), *bars(["9"], Role.NOTE)],
        bars(["1", "2", "3"], Role.RANK),
        [*bars(["3", "4"]), figure(Role.CURRENT, None, area="Ceeham", line=3, raw="N/A")],
        [*bars(["3", "4"]), figure(Role.CURRENT, "5", area="Ceeham", line=3, unit="%")],
        [*bars(["3", "4"]), figure(Role.CURRENT, "5", area="Ceeham", line=3, when="12 months to June 2015")],
        quarters("3", "4"),
    ],
)  # fmt: skip
def test_fewer_than_three_values_alike_are_read_and_not_drawn(figures: list[Figure]) -> None:
    assert chart(figures) is None


def test_a_single_figure_and_a_change_of_one_row_get_none(library: Library) -> None:
    known = catalogue(library)
    area = known.parts[0]
    one = next(m for m, measure in known.measures.items() if area in measure.areas)
    for question in (f"how did {one} in {area} change?", f"what was {one} in {area}?"):
        assert answer(question, library).answer.chart is None


# Bars.


def test_bars_have_last_years_value_beside_them_where_the_answer_has_it() -> None:
    made = drawn([*bars(["3", "4", "5"]), *bars(["6", "7", "8"], Role.PREVIOUS, THEN)])
    assert made.mark is Mark.BARS
    assert shown(made) == [
        ("Ayton", THEN, "6"), ("Ayton", NOW, "3"),
        ("Beeford", THEN, "7"), ("Beeford", NOW, "4"),
        ("Ceeham", THEN, "8"), ("Ceeham", NOW, "5"),
    ]  # fmt: skip
    assert made.subtitle == f"{THEN} and {NOW}"


def test_a_value_of_an_unlike_period_is_not_put_beside() -> None:
    made = drawn([*bars(["3", "4", "5"]), *bars(["6", "7", "8"], Role.PREVIOUS, "2014/15")])
    assert {point.group for point in made.points} == {NOW}


def test_a_target_is_a_bar_of_its_own() -> None:
    made = drawn([*bars(["70", "80", "90"], unit="%"), *bars(["75", "75", "75"], Role.TARGET, unit="%")])
    assert [point.group for point in made.points[:2]] == [NOW, "Target"]


def test_bars_stand_in_the_order_in_which_the_answer_cites_them() -> None:
    made = drawn(bars(["3", "9", "5"])[::-1])
    assert [point.label for point in made.points] == ["Ayton", "Beeford", "Ceeham"]


def test_what_is_of_another_unit_or_period_is_left_out_and_said() -> None:
    other = figure(Role.CURRENT, "50", area="Deeby", line=4, unit="%")
    older = figure(Role.CURRENT, "6", area="Eewick", line=5, when=THEN)
    made = drawn([*bars(["3", "4", "5"]), other, older])
    assert {point.label for point in made.points} == {"Ayton", "Beeford", "Ceeham"}
    assert made.left_out == ("Deeby", "Eewick")


def test_a_total_is_not_drawn_beside_what_it_counts() -> None:
    names = ("Total crime", "Robbery", "Arson", "Theft")
    figures = [figure(Role.CURRENT, "9", measure=name, line=line) for line, name in enumerate(names, start=1)]
    made = drawn(figures)
    assert [point.label for point in made.points] == ["Robbery", "Arson", "Theft"]
    assert made.left_out == ("Total crime",)


def test_changes_are_drawn_where_there_are_no_values() -> None:
    made = drawn(bars(["-3", "4", "0"], Role.CHANGE))
    assert [str(point.figure.value) for point in made.points] == ["-3", "4", "0"]
    assert made.value_title == "Change (crimes)"


def test_the_highest_and_the_lowest_are_said_and_ties_are_not() -> None:
    assert drawn(bars(["3", "9", "5"])).description == (
        "The highest of them is Beeford, 9 crimes.",
        "The lowest of them is Ayton, 3 crimes.",
    )
    assert drawn(bars(["9", "9", "5"])).description == ("The lowest of them is Ceeham, 5 crimes.",)
    assert drawn(bars(["5", "5", "5"])).description == ()


def test_title_and_axis_say_what_is_drawn() -> None:
    made = drawn(bars(["3", "4", "5"]))
    assert (made.title, made.subtitle, made.value_title) == (
        "Arson in Ayton, Beeford and Ceeham",
        NOW,
        "Crimes",
    )
    assert made.sources == ("A made report",)


def test_names_that_are_too_long_together_are_counted() -> None:
    figures = [
        figure(Role.CURRENT, "9", measure=f"Offences of a long name, number {word}", line=line)
        for line, word in enumerate(("one", "two", "three"), start=1)
    ]
    assert drawn(figures).title == "Three measures in Erewhon"


# Lines.


def test_three_periods_of_one_measure_are_a_line_in_the_order_of_time() -> None:
    made = drawn(quarters("3", "4", "5")[::-1])
    assert made.mark is Mark.LINES
    assert shown(made) == [
        ("January to March 2012", "Ayton", "3"),
        ("April to June 2012", "Ayton", "4"),
        ("July to September 2012", "Ayton", "5"),
    ]
    assert made.title == "Arson in Ayton"
    assert made.description == (
        "Ayton: 3 crimes from January to March 2012, then 5 crimes from July to September 2012.",
    )


def test_a_period_that_is_not_there_parts_the_line() -> None:
    made = drawn(quarters("3", "4", None, "5", "6", None, None, "7"))
    assert [point.run for point in made.points] == [1, 1, 2, 2, 3]


def test_the_same_quarter_of_each_year_is_a_line_without_gaps() -> None:
    made = drawn(
        [one for one in quarters(*map(str, range(16))) if one.period and one.period.raw.startswith("Jan")]
    )
    assert [point.run for point in made.points] == [1, 1, 1, 1]


def test_the_year_before_counts_as_a_period_of_its_own() -> None:
    before = figure(Role.PREVIOUS, "2", when=QUARTERS[0], area="Ayton", line=1)
    made = drawn([before, *quarters("4", "5", first=1)])
    assert [str(point.figure.value) for point in made.points] == ["2", "4", "5"]


@pytest.mark.parametrize("turned", [False, True])
def test_a_period_given_twice_is_drawn_as_the_newest_report_gives_it(*, turned: bool) -> None:
    again = figure(Role.PREVIOUS, "99", when=QUARTERS[1], area="Ayton", line=9)
    again = replace(again, where=replace(again.where, report="later"))
    figures = [again, *quarters("3", "4", "5")]
    made = drawn(figures[::-1] if turned else figures)
    assert [str(point.figure.value) for point in made.points] == ["3", "99", "5"]
    assert made.sources == ("A made report", "A later report")


def test_periods_of_other_lengths_are_not_on_the_line() -> None:
    year = figure(Role.CURRENT, "40", when="2012/13", area="Ayton", line=9)
    made = drawn([year, *quarters("3", "4", "5")])
    assert [str(point.figure.value) for point in made.points] == ["3", "4", "5"]


def test_several_areas_are_lines_of_one_chart_and_no_more_than_can_be_told_apart() -> None:
    two = drawn([*quarters("3", "4", "5"), *quarters("6", "7", "8", area="Beeford", line=4)])
    assert [point.group for point in two.points] == ["Ayton"] * 3 + ["Beeford"] * 3
    many = [
        q for at in range(MOST_LINES + 2) for q in quarters("1", "2", "3", area=f"Area {at}x", line=10 * at)
    ]
    made = drawn(many)
    assert len({point.group for point in made.points}) == MOST_LINES
    assert len(made.left_out) == 2


@given(st.lists(st.one_of(st.none(), st.integers(0, 10**6)), min_size=3, max_size=16))
def test_a_line_has_every_value_once_in_order_and_parts_only_at_gaps(values: list[int | None]) -> None:
    figures = quarters(*(None if value is None else str(value) for value in values))
    made = chart(figures)
    there = [value for value in values if value is not None]
    if len(there) < LEAST:
        assert made is None
        return
    assert made
    assert [point.figure.value for point in made.points] == list(map(Decimal, there))
    assert all(a.run <= b.run <= a.run + 1 for a, b in zip(made.points, made.points[1:], strict=False))
