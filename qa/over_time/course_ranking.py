"""Areas, or kinds of crime, ranked by how they went over time: "which area rose most since 2010?"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from corpus.report import Figure
from qa.case import Case, Outcome
from qa.evidence import Draft, amount
from qa.figures import areas_asked, held_figures
from qa.over_time.course import Course, courses
from qa.over_time.trend import course_read_as
from qa.question import Query, Status
from qa.telling import calculate
from qa.telling.change import movement
from qa.telling.line import MOST_LINES
from qa.telling.wording import during, listed, subject, value

_ENOUGH = 3  # figures that make a course


def course_ranking(draft: Draft, case: Case) -> Outcome | None:
    """Rank the courses that go over the same time; `None` where no course is held."""
    query, known = case.query, case.known
    measures = query.measure_names or tuple(known.measures)
    areas = areas_asked(query, known, measures)
    if query.span is None or not areas:
        return None
    figures = held_figures(known, case.library.store, measures, areas)
    found = _alike([course for course in courses(figures, query.span, known) if len(course.points) > 1])
    if len(found) < 2 or max(len(course.whole.points) for course in found) < _ENOUGH:
        return None
    by_change = bool(query.direction or query.asks_worse or not query.span.most)
    ranked = _by_change(found, query) if by_change else _by_extreme(found, query)
    for course in ranked[: query.count or MOST_LINES]:
        if by_change:
            _say_change(draft, course)
        else:
            _say_extreme(draft, course, query)
    if not ranked:
        draft.say("Between the first and the last of these figures none went that way.")
    return Outcome(Status.ANSWERED, course_read_as(query, ranked or found))


def _alike(found: Sequence[Course]) -> list[Course]:
    """The courses over the same time in the same unit: those of the commonest sort."""
    sorts = Counter(map(_sort, found))
    return [course for course in found if _sort(course) == max(sorts, key=lambda sort: sorts[sort])]


def _sort(course: Course) -> tuple[object, ...]:
    first, last = course.points[0].figure, course.points[-1].figure
    return first.period and first.period.end, last.period and last.period.end, first.unit, course.line.frame


def _moved(course: Course) -> Decimal:
    return calculate.difference(course.points[-1].figure, course.points[0].figure).value


def _by_change(found: Sequence[Course], query: Query) -> list[Course]:
    """Those that went the way asked for, the furthest first."""
    way = query.direction or 1
    kept = [course for course in found if not query.direction or _moved(course) * way > 0]
    return sorted(kept, key=lambda course: -_moved(course) * way)


def _by_extreme(found: Sequence[Course], query: Query) -> list[Course]:
    way = query.span.most if query.span else 1
    return sorted(found, key=lambda course: -way * amount(_tops(course, query)[0].value))


def _tops(course: Course, query: Query) -> list[Figure]:
    highest = query.span is None or query.span.most > 0
    return [point.figure for point in (course.highest if highest else course.lowest)]


def _say_change(draft: Draft, course: Course) -> None:
    first, last = course.points[0].figure, course.points[-1].figure
    moved = calculate.difference(last, first)
    said = movement(subject(course.line.measure, course.line.area), first, last, moved)
    draft.sum_up(f"{said}.", (first, last), (first, last), (moved,))


def _say_extreme(draft: Draft, course: Course, query: Query) -> None:
    tops = _tops(course, query)
    when = listed(during(top.period) for top in tops if top.period)
    way = "lowest" if query.span and query.span.most < 0 else "highest"
    said = f"{subject(course.line.measure, course.line.area)} was {way} {when}, at {value(tops[0])}."
    draft.sum_up(said, course.line.figures, tops)
