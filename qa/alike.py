"""Figures of one measure that may stand side by side: of one unit, and of periods of one kind and length.

What the figure explorer shows together is always one of these groups, so that unlike periods are never
joined in one table, one line or one ranking.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.periods import in_words
from corpus.report import Figure, Period, PeriodKind, Role
from qa.catalogue import Catalogue
from qa.over_time.timeline import Frame, Point, frame_of, in_rhythm, points_of

_VALUES = (Role.CURRENT, Role.PREVIOUS, None)
_KINDS = {
    PeriodKind.QUARTER: "Quarters",
    PeriodKind.TWELVE_MONTHS: "Periods of 12 months",
    PeriodKind.AS_AT: "As at a day",
}


@dataclass(frozen=True, slots=True)
class Course:
    """A measure in one area of one force over periods alike, in the order of time.

    `absent` are what reports print where a number would stand ("N/A"), of periods without one.
    """

    area: str | None
    force: str | None
    label: str
    is_whole: bool
    points: tuple[Point, ...]
    absent: tuple[Figure, ...] = ()

    def on(self, period: str) -> Point | None:
        """The point of a period, said in words."""
        return next((point for point in self.points if point.words == period), None)

    def absent_on(self, period: str) -> Figure | None:
        return next((one for one in self.absent if one.period and in_words(one.period) == period), None)


@dataclass(frozen=True, slots=True)
class Alike:
    """The courses of a measure in one unit over periods of one kind; `key` names it in an address.

    `is_off` holds what lies off the rhythm of the rest.
    """

    key: str
    words: str
    unit: str | None
    courses: tuple[Course, ...]
    is_off: bool = False

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods with a number, in words, in the order of time."""
        return _in_order(point.period for course in self.courses for point in course.points)

    @property
    def every_period(self) -> tuple[str, ...]:
        """Those, and the periods for which reports print that they have none."""
        of_points = [point.period for course in self.courses for point in course.points]
        of_absent = [one.period for course in self.courses for one in course.absent if one.period]
        return _in_order((*of_points, *of_absent))

    @property
    def count(self) -> int:
        return sum(len(course.points) for course in self.courses)

    @property
    def end(self) -> date:
        return max(point.end for course in self.courses for point in course.points)

    @property
    def parts(self) -> tuple[Course, ...]:
        """The courses without those of whole forces, where areas within them are there too."""
        inner = tuple(course for course in self.courses if not course.is_whole)
        return inner if len(inner) > 1 else self.courses

    def narrowed(self, areas: Sequence[str], periods: Sequence[str]) -> Alike:
        """Only these areas and periods; none given keeps them all."""
        kept = (
            replace(
                course,
                points=tuple(p for p in course.points if not periods or p.words in periods),
                absent=tuple(f for f in course.absent if not periods or _words(f) in periods),
            )
            for course in self.courses
            if not areas or course.label in areas
        )
        return replace(self, courses=tuple(course for course in kept if course.points or course.absent))


def alike(figures: Iterable[Figure], known: Catalogue) -> tuple[Alike, ...]:
    """The groups of a measure's figures, the one with the latest period first, then with the most figures."""
    ordered = sorted(figures, key=lambda figure: known.report_end(figure.where.report))
    values: dict[tuple[Frame, str | None], dict[tuple[str | None, str | None], list[Figure]]] = {}
    absent: dict[Frame, list[Figure]] = {}
    for figure in ordered:
        frame = frame_of(figure.period) if figure.role in _VALUES else None
        if frame and figure.value is not None:
            force = known.reworded.forces.get(figure.where.report)
            of_unit = values.setdefault((frame, figure.unit), {})
            of_unit.setdefault((figure.area, force), []).append(figure)
        elif frame:
            absent.setdefault(frame, []).append(figure)
    several = len({unit for _, unit in values}) > 1
    found = [
        group
        for (frame, unit), courses in values.items()
        for group in _groups(frame, unit, _courses(courses, absent.get(frame, ()), known), told=several)
    ]
    return tuple(sorted(found, key=lambda one: (not one.is_off, one.end, one.count), reverse=True))


def _groups(frame: Frame, unit: str | None, courses: Sequence[Course], *, told: bool) -> Iterator[Alike]:
    """The courses of one frame, without what lies off their rhythm; that stands in a group of its own.

    A report may compare with a period at another time of the year ("12 months to February", held against
    the 12 months to March): in one line the two would overlap.
    """
    words = _said(frame, unit, courses[0].points[0].period, told=told)
    parted = [(course, *in_rhythm(course.points)) for course in courses]
    on = tuple(replace(course, points=points) for course, points, _ in parted)
    off = tuple(replace(course, points=points, absent=()) for course, _, points in parted if points)
    yield Alike(_key(frame, unit), words, unit, on)
    if off:
        yield Alike(f"{_key(frame, unit)}-other", f"{words}, at other times", unit, off, is_off=True)


def _in_order(periods: Iterable[Period]) -> tuple[str, ...]:
    ordered = sorted(periods, key=lambda one: (one.end or date.min, one.start or date.min))
    return tuple(dict.fromkeys(map(in_words, ordered)))


def _courses(
    values: Mapping[tuple[str | None, str | None], list[Figure]], absent: Sequence[Figure], known: Catalogue
) -> list[Course]:
    forces = {force for _, force in values}
    found = []
    for (area, force), figures in values.items():
        points = tuple(points_of(figures))
        held = {point.words for point in points}
        own = (f for f in absent if (f.area, known.reworded.forces.get(f.where.report)) == (area, force))
        missing = {_words(f): f for f in own if _words(f) not in held}
        is_whole = area in known.areas and known.areas[area].is_whole if area else True
        label = _label(area, force, is_several=len(forces) > 1)
        found.append(Course(area, force, label, is_whole, points, tuple(missing.values())))
    return sorted(found, key=lambda course: (not course.is_whole, course.label))


def _label(area: str | None, force: str | None, *, is_several: bool) -> str:
    if area is None or area == force:
        return force or "Area not stated"
    return f"{area} ({force})" if is_several and force else area


def _words(figure: Figure) -> str:
    return in_words(figure.period) if figure.period else ""


def _key(frame: Frame, unit: str | None) -> str:
    kind, parts = frame
    of = {"%": "percent", None: "number"}.get(unit, unit or "")
    return "-".join((*kind.value.split(), *map(str, parts), *of.split()))


def _said(frame: Frame, unit: str | None, example: Period | None, *, told: bool) -> str:
    """The kind of period in words, with the unit where the measure has several."""
    kind, parts = frame
    if kind in _KINDS:
        words = _KINDS[kind]
    elif kind is PeriodKind.YEAR:
        words = "Financial years" if parts != (1,) else "Calendar years"
    elif not parts:
        words = "Months"
    else:
        words = _days(example)
    return f"{words} ({'per cent' if unit == '%' else unit or 'number'})" if told else words


def _days(example: Period | None) -> str:
    """The days of a year from which to which a period runs: "1 April to 15 July"."""
    if example is None or example.start is None or example.end is None:
        return "Other periods"
    start, end = example.start, example.end
    if start.day == 1 and end.day == monthrange(end.year, end.month)[1]:
        return f"{start:%B} to {end:%B}"
    return f"{start.day} {start:%B} to {end.day} {end:%B}"
