"""A measure in an area over time, joined across reports: like with like only, gaps and restatements kept.

Two figures stand on one timeline where measure, area, force and unit are the same and their periods are
of one kind and length: quarters, 12 months, financial years, calendar years, months, days as at which
something stood, or the same part of every year ("1 April to 15 July").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from corpus.dates import month_end
from corpus.periods import in_words
from corpus.report import Figure, Period, PeriodKind, Role
from qa.catalogue import Catalogue
from qa.telling.calculate import month_of

Frame = tuple[PeriodKind, tuple[int, ...]]  # what periods must share to stand on one timeline

_YEAR = 12  # months
_STEPS = {"month": 1, "quarter": 3, "year": _YEAR}


@dataclass(frozen=True, slots=True)
class Point:
    """One period's figure, as it now stands: as last published, cited where that was published first.

    `earlier` are the figures that were published for it before and said otherwise, oldest first.
    """

    figure: Figure
    period: Period
    end: date
    earlier: tuple[Figure, ...] = ()

    @property
    def month(self) -> int:
        return month_of(self.end)

    @property
    def words(self) -> str:
        return in_words(self.period)

    @property
    def dated(self) -> date:
        """The day by which a point lies in a year or not: a rolling period belongs to its end."""
        by_end = self.period.kind in (PeriodKind.AS_AT, PeriodKind.TWELVE_MONTHS)
        return self.end if by_end else self.period.start or self.end


@dataclass(frozen=True, slots=True)
class Timeline:
    """The points of one frame in time order. `step` are the months from one to the next, gaps aside."""

    measure: str
    area: str | None
    force: str | None
    frame: Frame
    step: int
    points: tuple[Point, ...]
    notes: tuple[Figure, ...] = ()  # what the reports note beside its figures, oldest first

    @property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(point.figure for point in self.points)

    @property
    def kind(self) -> PeriodKind:
        return self.frame[0]

    @property
    def is_by(self) -> str | None:
        """The unit of time that it goes by, where it is one."""
        if self.kind in (PeriodKind.TWELVE_MONTHS, PeriodKind.AS_AT):
            return None
        return next(
            (unit for unit, months in _STEPS.items() if months == _length(self.points[0].period)), None
        )

    @property
    def gaps(self) -> tuple[Period, ...]:
        """The periods between the first and the last of which no figure is held."""
        return tuple(
            _moved(before.period, before.end, month - before.month)
            for before, after in pairwise(self.points)
            for month in range(before.month + self.step, after.month, self.step)
        )

    def cut(self, points: Iterable[Point]) -> Timeline:
        return replace(self, points=tuple(points))


def timelines(figures: Iterable[Figure], known: Catalogue) -> tuple[Timeline, ...]:
    """The timelines of the figures, those with the most points first; `figures` are of any reports."""
    groups: dict[tuple[str, str | None, str | None, str | None, Frame], list[Figure]] = {}
    notes: dict[tuple[str, str | None, str | None], list[Figure]] = {}
    for figure in sorted(figures, key=lambda figure: known.report_end(figure.where.report)):
        if figure.measure is None:
            continue
        force = known.reworded.forces.get(figure.where.report)
        frame = frame_of(figure.period) if _is_value(figure) else None
        if figure.role is Role.NOTE:
            notes.setdefault((figure.measure, figure.area, force), []).append(figure)
        elif frame:
            groups.setdefault((figure.measure, figure.area, force, figure.unit, frame), []).append(figure)
    found = (
        _timeline(
            Timeline(measure, area, force, frame, 0, (), tuple(notes.get((measure, area, force), ()))), own
        )
        for (measure, area, force, _, frame), own in groups.items()
    )
    return tuple(sorted(found, key=lambda one: -len(one.points)))


def _is_value(figure: Figure) -> bool:
    return figure.role in (Role.CURRENT, Role.PREVIOUS, None) and figure.value is not None


def frame_of(period: Period | None) -> Frame | None:
    """What a period must share with others to be like them; `None` where it has no last day."""
    if period is None or period.end is None:
        return None
    if period.kind in (PeriodKind.QUARTER, PeriodKind.TWELVE_MONTHS, PeriodKind.AS_AT):
        return period.kind, ()
    if period.start is None:
        return None
    if period.kind is PeriodKind.YEAR:
        return period.kind, (period.start.month,)
    if _length(period) == 1:
        return PeriodKind.RANGE, ()
    last = 0 if period.end == month_end(period.end.year, period.end.month) else period.end.day
    return period.kind, (period.start.month, period.start.day, period.end.month, last)


def points_of(figures: Iterable[Figure]) -> list[Point]:
    """The points of figures of one frame, which come in the order of their reports; in the order of time."""
    by_period: dict[tuple[date | None, date], list[Figure]] = {}
    for figure in figures:
        if figure.period and figure.period.end:
            by_period.setdefault((figure.period.start, figure.period.end), []).append(figure)
    return sorted((_point(own, end) for (_, end), own in by_period.items()), key=lambda point: point.end)


def _timeline(empty: Timeline, figures: Sequence[Figure]) -> Timeline:
    """The timeline of figures of one frame, in the order of their reports."""
    points = points_of(figures)
    step, phase = _rhythm(points)
    return replace(empty, step=step, points=tuple(p for p in points if p.month % step == phase))


def in_rhythm(points: Sequence[Point]) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """The points that follow each other in one rhythm, and those that lie off it."""
    step, phase = _rhythm(points)
    on = tuple(point for point in points if point.month % step == phase)
    return on, tuple(point for point in points if point.month % step != phase)


def _point(published: Sequence[Figure], end: date) -> Point:
    """What was published of one period, in order: a figure said again is the same figure."""
    versions = [published[0]]
    for figure in published[1:]:
        if (figure.value, figure.margin) != (versions[-1].value, versions[-1].margin):
            versions.append(figure)
    *earlier, standing = versions
    period = standing.period
    assert period is not None  # noqa: S101 (grouped by its last day)
    return Point(standing, period, end, tuple(earlier))


def _rhythm(points: Sequence[Point]) -> tuple[int, int]:
    """The months from one point to the next, and the first of them modulo that.

    The figures that were current in their reports set the rhythm; a report may compare with a period
    that lies off it ("12 months to February", held against the 12 months to March).
    """
    current = list(filter(_was_current, points))
    beat = current if len(current) > 1 else points
    counts = Counter(after.month - before.month for before, after in pairwise(beat))
    counts.pop(0, None)
    step = min(counts, key=lambda months: (-counts[months], months), default=_YEAR)
    phases = Counter(point.month % step for point in beat)
    return step, max(phases, key=lambda phase: (phases[phase], beat[-1].month % step == phase))


def _was_current(point: Point) -> bool:
    """Whether some report was about the point's period: a restated one stands as "previous" now."""
    return any(figure.role is not Role.PREVIOUS for figure in (*point.earlier, point.figure))


def _length(period: Period) -> int | None:
    """The whole months that a period covers; `None` where its ends are no months' ends."""
    start, end = period.start, period.end
    if start is None or end is None or start.day != 1 or (end + timedelta(days=1)).day != 1:
        return None
    return month_of(end) - month_of(start) + 1


def _moved(period: Period, end: date, months: int) -> Period:
    """The period that lies so many months later."""
    start = period.start and _day(period.start, months)
    return replace(period, start=start, end=_day(end, months))


def _day(day: date, months: int) -> date:
    """The day so many months later; the last of a month stays the last."""
    year, month = divmod(month_of(day) + months, 12)
    last = month_end(year, month + 1)
    return last if (day + timedelta(days=1)).day == 1 else last.replace(day=min(day.day, last.day))
