"""Which course over time answers a question: of which kind of period, over which stretch, against what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from corpus.report import Figure, Period, PeriodKind
from qa.catalogue import Catalogue
from qa.figures import is_said_by
from qa.over_time.timeline import Point, Timeline, timelines
from qa.question import Aim, Span
from qa.telling.calculate import month_of

_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_A_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Course:
    """The part of a timeline that a question is about; `whole` is all of it, `others` go by other periods."""

    line: Timeline
    whole: Timeline
    others: tuple[Timeline, ...]
    span: Span

    @property
    def points(self) -> tuple[Point, ...]:
        return self.line.points

    @property
    def starts_late(self) -> bool:
        """Whether the question goes further back than the reports."""
        first = self.whole.points[0]
        if self.span.count:
            step = max(_MONTHS[self.span.unit or "year"], self.whole.step)
            wanted = self.span.count * _MONTHS[self.span.unit or "year"] // self.whole.step
            return len(self.whole.points) < wanted or (not wanted and step > self.whole.step)
        return bool(self.span.first and first.dated > self.span.first + _A_YEAR)

    @property
    def ends_early(self) -> bool:
        """Whether the question goes on for longer than the reports."""
        return bool(self.span.last and self.whole.points[-1].end + _A_YEAR < self.span.last)

    @property
    def highest(self) -> tuple[Point, ...]:
        return _with(self.points, max(_values(self.points)))

    @property
    def lowest(self) -> tuple[Point, ...]:
        return _with(self.points, min(_values(self.points)))

    def pairs(self) -> tuple[tuple[Point, Point], ...]:
        """The points that the question holds against each other, the earlier first; of one season."""
        if self.span.aim is Aim.YEAR_BEFORE:
            now = [p for end in self.span.ends for p in _said(self.whole, end)] or [self.whole.points[-1]]
            then = {p.month: p for p in self.whole.points}
            return tuple((then[p.month - 12], p) for p in now if p.month - 12 in then)
        first, last = sorted((_said(self.whole, end) for end in self.span.ends[:2]), key=_month_of_first)
        return tuple(
            (a, b) for a in first for b in last if (b.month - a.month) % 12 == 0 and a.month < b.month
        )


def courses(figures: Iterable[Figure], span: Span, known: Catalogue) -> tuple[Course, ...]:
    """For each measure, area and force: the course of the kind of period that answers best."""
    groups: dict[tuple[str, str | None, str | None], list[Timeline]] = {}
    for line in timelines(figures, known):
        groups.setdefault((line.measure, line.area, line.force), []).append(line)
    return tuple(_chosen(lines, span) for lines in groups.values())


def _chosen(lines: Sequence[Timeline], span: Span) -> Course:
    latest = max(line.points[-1].end for line in lines)

    def merit(line: Timeline) -> tuple[object, ...]:
        is_latest = line.points[-1].end == latest
        fit = _fit(line, span.unit or _unit_of(span.ends))
        by_unit = (is_latest, fit) if span.count or not span.unit else (fit, is_latest)
        return _ends_held(line, span), *by_unit, len(line.points)

    best = max(lines, key=merit)
    others = tuple(line for line in lines if line is not best and len(line.points) > 1)
    return Course(best.cut(_within(best, span)), best, others, span)


def _ends_held(line: Timeline, span: Span) -> tuple[int, int]:
    """How many of the periods to be held against each other the timeline has, and how many to the day."""
    if span.aim not in (Aim.PAIR, Aim.YEAR_BEFORE):
        return 0, 0
    exact = (any(_is_same(p.period, end) for p in line.points) for end in span.ends)
    return sum(bool(_said(line, end)) for end in span.ends), sum(exact)


def _is_same(own: Period, asked: Period) -> bool:
    return own.end == asked.end and (own.start == asked.start or own.kind is PeriodKind.TWELVE_MONTHS)


def _unit_of(ends: Sequence[Period]) -> str | None:
    """The unit of time that the periods named go by."""
    kinds = {end.kind for end in ends}
    return {PeriodKind.YEAR: "year", PeriodKind.QUARTER: "quarter"}.get(*kinds) if len(kinds) == 1 else None


def _fit(line: Timeline, unit: str | None) -> int:
    """How well a timeline goes by the unit of time asked for."""
    if unit is None:
        return 0
    return 2 if line.is_by == unit else int(line.step == _MONTHS[unit])


def _within(line: Timeline, span: Span) -> Iterator[Point]:
    """The points that lie in the span."""
    months = span.count * _MONTHS[span.unit or "year"] if span.count else 0
    if months and line.step > _MONTHS[span.unit or "year"]:
        months = (span.count or 0) * line.step  # as many of the figures that there are
    for point in line.points:
        late = span.first is not None and point.dated < span.first
        early = span.last is not None and point.dated > span.last
        gone = bool(months) and point.month <= line.points[-1].month - months
        if not (late or early or gone):
            yield point


def _said(line: Timeline, asked: Period) -> list[Point]:
    """The points that people who say `asked` may mean: of exactly it, else of that year."""
    exact = [point for point in line.points if is_said_by(point.period, asked)]
    if exact or asked.kind is not PeriodKind.YEAR or asked.start is None or asked.end is None:
        return exact
    return [point for point in line.points if asked.start <= point.dated <= asked.end]


def _month_of_first(points: Sequence[Point]) -> int:
    return month_of(points[0].end) if points else 0


def _values(points: Sequence[Point]) -> Iterator[Decimal]:
    return (point.figure.value for point in points if point.figure.value is not None)


def _with(points: Sequence[Point], value: Decimal) -> tuple[Point, ...]:
    return tuple(point for point in points if point.figure.value == value)
