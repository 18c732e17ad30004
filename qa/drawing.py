"""Charts of figures that are alike, for the figure explorer: bars, lines, printed changes, multiples.

A chart draws published figures only: what is calculated from them stands in the table beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.periods import in_words
from corpus.report import Figure
from qa.alike import Alike, Course
from qa.catalogue import Catalogue
from qa.question import Chart, CitedFigure, Mark, Point
from qa.telling.chart import LEAST, MOST_LINES, line_points, value_title
from qa.telling.wording import counted, listed, subject, value, when

_LONG = 60  # characters: a title counts areas that are longer together
_MOST_SAID = 12  # courses that a description says one by one


def line_chart(measure: str, group: Alike, known: Catalogue) -> Chart | None:
    """A line a course, of those with three points or more; `None` without any."""
    long = [course for course in group.courses if len(course.points) >= LEAST]
    courses, dropped = long[:MOST_LINES], long[MOST_LINES:]
    if not courses:
        return None
    steps = {course.label: [point.figure for point in course.points] for course in courses}
    cited = _cited(figure for figures in steps.values() for figure in figures)
    points = tuple(point for label, own in steps.items() for point in line_points(label, own, cited))
    periods = group.narrowed([course.label for course in courses], ()).periods
    return _chart(
        *(Mark.LINES, measure, courses, f"{periods[0]}, up to {periods[-1]}"),
        points=points,
        known=known,
        said=tuple(_from_to(label, figures) for label, figures in steps.items()),
        left_out=[course.label for course in dropped],
    )


def multiples(measure: str, group: Alike, known: Catalogue) -> tuple[Chart, ...]:
    """A small line chart for each course with three points or more."""
    long = (replace(group, courses=(course,)) for course in group.courses if len(course.points) >= LEAST)
    return tuple(chart for one in long if (chart := line_chart(measure, one, known)))


def bar_chart(
    measure: str, courses: Sequence[Course], periods: Sequence[str], known: Catalogue
) -> Chart | None:
    """A bar a course and period, in the order given; of two bars or more."""
    found = [(c, period, point.figure) for c in courses for period in periods if (point := c.on(period))]
    if len(found) < 2:
        return None
    cited = _cited(figure for _, _, figure in found)
    points = tuple(Point(course.label, period, cited[figure.id]) for course, period, figure in found)
    drawn = [course for course in courses if any(course.on(period) for period in periods)]
    steps = {c.label: [point.figure for period in periods if (point := c.on(period))] for c in drawn}
    return _chart(
        *(Mark.BARS, measure, drawn, listed(periods)),
        points=points,
        known=known,
        said=tuple(_from_to(label, figures) for label, figures in steps.items()),
        left_out=[course.label for course in courses if course not in drawn],
    )


def change_chart(measure: str, changes: Sequence[tuple[Course, Figure]], known: Catalogue) -> Chart | None:
    """The printed changes of courses, all in one unit and of one period."""
    if len(changes) < 2:
        return None
    cited = _cited(figure for _, figure in changes)
    figure = changes[0][1]
    period = in_words(figure.period) if figure.period else ""
    points = tuple(Point(course.label, period, cited[figure.id]) for course, figure in changes)
    said = tuple(_from_to(course.label, [figure]) for course, figure in changes)
    courses = [course for course, _ in changes]
    return _chart(Mark.BARS, measure, courses, period, points=points, known=known, said=said)


def _cited(figures: Iterable[Figure]) -> dict[str, CitedFigure]:
    """The figures by id, numbered as the table beside the chart has them."""
    return {figure.id: CitedFigure(figure, n) for n, figure in enumerate(figures, start=1)}


def _chart(  # noqa: PLR0913 - one for each thing that a chart says
    mark: Mark,
    measure: str,
    courses: Sequence[Course],
    subtitle: str,
    *,
    points: tuple[Point, ...],
    known: Catalogue,
    said: tuple[str, ...],
    left_out: Sequence[str] = (),
) -> Chart:
    where = listed(dict.fromkeys(course.label for course in courses))
    areas = len({course.area for course in courses})
    named = subject(measure, where if len(where) <= _LONG else counted(areas, "area"))
    sources = dict.fromkeys(known.titles[point.figure.where.report] for point in points)
    title = value_title(points[-1].figure)
    return Chart(mark, named, subtitle, title, points, tuple(sources), said[:_MOST_SAID], tuple(left_out))


def _from_to(label: str, figures: Sequence[Figure]) -> str:
    ends = [f"{value(figure)}{when(figure)}" for figure in dict.fromkeys((figures[0], figures[-1]))]
    return f"{label}: {', then '.join(ends)}."
