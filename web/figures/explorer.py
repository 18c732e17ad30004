"""What the figure explorer shows of a measure: a table, with a chart of it where one can be drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from qa.alike import Alike, Course, alike
from qa.catalogue import Catalogue, catalogue
from qa.differences import Change, changes, drawn
from qa.drawing import bar_chart, change_chart, line_chart, multiples
from qa.over_time.timeline import Point
from qa.question import Chart
from qa.snapshot import once_a_generation
from qa.source import Source
from qa.telling.chart import proved

if TYPE_CHECKING:
    from corpus.report import Figure
    from index.library import Library

WIDE = 8
"""A table has at most so many columns of areas before it is turned."""


KEPT = 8
"""The figures of so many measures are kept: who looks at one looks at it in several ways."""


class View(StrEnum):
    """A way to look at figures that are alike."""

    COMPARE = "bar"
    TIME = "line"
    CHANGE = "change"
    RANK = "rank"
    EACH = "multiples"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Seen:
    """A measure's figures, those of them that are shown, and how.

    `group` has what the filters keep, `whole` all that is alike; `others` are the groups of unlike figures.
    """

    measure: str
    every: tuple[Figure, ...]
    groups: tuple[Alike, ...]
    whole: Alike
    group: Alike
    view: View
    views: tuple[View, ...]
    charts: tuple[Chart, ...]
    changes: tuple[Change, ...] = ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that are shown, in the order of areas and of time."""
        return tuple(
            figure
            for course in self.group.courses
            for figure in (*(point.figure for point in course.points), *course.absent)
        )

    @property
    def latest(self) -> str:
        return self.group.periods[-1] if self.group.periods else ""

    @property
    def wholes(self) -> tuple[Course, ...]:
        """The courses of whole forces, where a view holds the areas within them against each other."""
        beside = self.view in (View.COMPARE, View.RANK, View.EACH)
        return tuple(c for c in self.group.courses if beside and c not in self.group.parts)

    @property
    def ranked(self) -> tuple[tuple[int, Course, Point], ...]:
        """The areas by their value in the latest period, the highest first; equals share a rank."""
        found = _ranked(self.group.parts, self.latest)
        values = [point.figure.value for _, point in found]
        return tuple((values.index(point.figure.value) + 1, course, point) for course, point in found)

    def has_small(self, limit: int) -> bool:
        return any(change.is_small(limit) for change in self.changes)

    @property
    def restated(self) -> tuple[tuple[Course, Point], ...]:
        """The points that a later report printed otherwise."""
        return tuple(
            (course, point) for course in self.group.courses for point in course.points if point.earlier
        )


@once_a_generation
def measures(library: Library) -> Mapping[str, Counter[str]]:
    """How many figures of each measure there are in each area; "" is where no area is known."""
    known = catalogue(library)
    found: dict[str, Counter[str]] = {}
    for series in map(known.reworded.of_series, library.store.series()):
        if series.measure:
            found.setdefault(series.measure, Counter())[series.area or ""] += len(series.figures)
    return dict(sorted(found.items(), key=lambda one: one[0].casefold()))


def every_figure(library: Library, measure: str) -> tuple[Figure, ...]:
    """All figures of a measure, under whatever name its reports have it."""
    return _every_figure(library, catalogue(library).generation, measure)


@lru_cache(maxsize=KEPT)
def _every_figure(library: Library, _generation: int, measure: str) -> tuple[Figure, ...]:
    reworded = catalogue(library).reworded
    held = library.store.figures(measure=reworded.all_measures((measure,)))
    standing = map(reworded.of_figure, held)
    return tuple(figure for figure in standing if figure.measure == measure)


def look(  # noqa: PLR0913 - one for each thing that is chosen
    library: Library,
    measure: str,
    *,
    kind: str | None = None,
    areas: Sequence[str] = (),
    periods: Sequence[str] = (),
    view: str | None = None,
) -> Seen | None:
    """A measure as chosen; what is chosen and not there is left out. `None` where none of it is a value."""
    known, every = catalogue(library), every_figure(library, measure)
    groups = alike(every, known)
    if not groups:
        return None
    whole = next((group for group in groups if group.key == kind), groups[0])
    group = whole.narrowed(areas, periods)
    possible = tuple(one for one, fits in _FITS.items() if fits(group))
    chosen = next((one for one in View if one == view and one in possible), possible[0])
    shown = Seen(measure, every, groups, whole, group, chosen, possible, (), _changes(chosen, group, every))
    source = Source(library.store, known.generation)
    charts = (proved(chart, known, source) for chart in _drawn(shown, known) if chart)
    return replace(shown, charts=tuple(chart for chart in charts if chart))


def _changes(view: View, group: Alike, every: Sequence[Figure]) -> tuple[Change, ...]:
    return changes(group, every) if view is View.CHANGE else ()


def _drawn(seen: Seen, known: Catalogue) -> Sequence[Chart | None]:
    group, measure = seen.group, seen.measure
    match seen.view:
        case View.TIME:
            return [line_chart(measure, group, known)]
        case View.EACH:
            return multiples(measure, replace(group, courses=group.parts), known)
        case View.COMPARE:
            return [bar_chart(measure, group.parts, group.periods[-2:], known)]
        case View.RANK:
            ordered = [course for course, _ in _ranked(group.parts, seen.latest)]
            return [bar_chart(measure, ordered, [seen.latest], known)]
        case View.CHANGE:
            return [change_chart(measure, drawn(seen.changes), known)]
        case View.TABLE:
            return []


def _ranked(courses: Sequence[Course], period: str) -> list[tuple[Course, Point]]:
    found = [(course, point) for course in courses if (point := course.on(period))]
    return sorted(found, key=lambda one: one[1].figure.value or 0, reverse=True)


def _has_several_areas(group: Alike) -> bool:
    return bool(group.periods) and len(_ranked(group.parts, group.periods[-1])) > 1


def _long(group: Alike) -> int:
    return sum(len(course.points) > 2 for course in group.parts)


_FITS: dict[View, Callable[[Alike], bool]] = {
    View.COMPARE: _has_several_areas,
    View.TIME: lambda group: _long(group) > 0,
    View.CHANGE: lambda group: bool(changes(group, ())),
    View.RANK: _has_several_areas,
    View.EACH: lambda group: _long(group) > 1,
    View.TABLE: lambda _: True,
}


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in the table for an area and period: a point, words that a report prints, or nothing."""

    point: Point | None
    absent: Figure | None


@dataclass(frozen=True, slots=True)
class Table:
    """Areas by periods, whichever way round fits a page; each row is its name and its cells."""

    corner: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


def table_of(seen: Seen) -> Table:
    """The figures that are shown, areas or periods down the side, as fits a page."""
    group = seen.group
    if seen.view is View.COMPARE:
        return _areas_down(group.parts, group.periods[-2:])
    few_columns = len(group.courses) <= WIDE < len(group.every_period) or seen.view in (View.TIME, View.EACH)
    return _periods_down(group) if few_columns else _areas_down(group.courses, group.every_period)


def _areas_down(courses: Sequence[Course], periods: Sequence[str]) -> Table:
    rows = ((course.label, tuple(_cell(course, period) for period in periods)) for course in courses)
    return Table("Area", tuple(periods), tuple(rows))


def _periods_down(group: Alike) -> Table:
    by_period = (
        (period, tuple(_cell(one, period) for one in group.courses))
        for period in reversed(group.every_period)
    )
    return Table("Period", tuple(course.label for course in group.courses), tuple(by_period))


def _cell(course: Course, period: str) -> Cell:
    return Cell(course.on(period), course.absent_on(period))
