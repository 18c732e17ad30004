"""A question of a course over time, answered from all the reports that hold a part of it."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.periods import in_words
from corpus.report import Figure
from qa.case import Case, Outcome
from qa.evidence import Draft
from qa.figures import Row, areas_asked, held_figures, rows_of
from qa.narrative import quote_answer
from qa.over_time.course import Course, courses
from qa.over_time.in_words import Teller, in_of, premise_is_wrong
from qa.question import Aim, Missing, Query, ReadAs, Status, Wants
from qa.telling.wording import listed, lower_first, subject

_ENOUGH = 3  # figures that make a course; two are a change, which is answered as one
_MOST_READINGS = 2  # of what little is held of a course, so many readings are said


def trend(draft: Draft, case: Case) -> Outcome | None:
    """Answer a question of a course over time; `None` where no more than one change is held of it."""
    query, known = case.query, case.known
    measures, span = query.measure_names, query.span
    if span is None or not measures:
        return None
    figures = held_figures(
        known, case.library.store, measures, areas_asked(query, known, measures), query.reports or None
    )
    found = courses(figures, span, known)
    enough = 2 if span.aim in (Aim.EXTREME, Aim.EVER) else _ENOUGH
    found = tuple(course for course in found if len(course.whole.points) >= enough)
    if not found:
        return None
    if not any(course.points for course in found):
        return _nothing_in_it(draft, case, found)
    status = Status.ANSWERED
    if query.asks_why and not any(premise_is_wrong(course, query) for course in found):
        if quote_answer(draft, query, case.library, case.demand()):
            return Outcome(Status.ANSWERED, ReadAs(Wants.NARRATIVE.value))
        draft.say("The reports do not say why. What they do say:")
        status = Status.NOT_FOUND
    told = tuple(Teller(draft, case, course, _rows(figures), found) for course in found if course.points)
    held = [teller.tell() for teller in told]
    if not any(held):
        return case.not_there(draft, tuple(Missing("period", "") for _ in found[:1]))
    return Outcome(status, course_read_as(query, found))


def say_reach(draft: Draft, case: Case) -> None:
    """Say how little of a course the reports hold, where it was answered as one change."""
    query, known = case.query, case.known
    span, measures = query.span, query.measure_names
    if span is None or not measures:
        return
    areas = areas_asked(query, known, measures)
    figures = held_figures(known, case.library.store, measures, areas)
    for course in courses(figures, span, known)[:_MOST_READINGS]:
        whole = course.whole
        held = listed(in_words(point.period) for point in whole.points)
        said = lower_first(subject(whole.measure, whole.area))
        draft.note(f"The reports hold {said} for {held} only.", whole.figures)


def _rows(figures: Sequence[Figure]) -> dict[str, Row]:
    """The row of each figure, by the figure's id."""
    return {figure.id: row for row in rows_of(figures) for figure in row.figures}


def _nothing_in_it(draft: Draft, case: Case, found: Sequence[Course]) -> Outcome:
    """Say that the reports hold none of the time asked for, and what they hold instead."""
    for course in found:
        first, last = course.whole.points[0].figure, course.whole.points[-1].figure
        said = lower_first(subject(course.whole.measure, course.whole.area))
        draft.say(
            f"The reports hold no {said} for the time asked for: their first is {in_of(first)}, "
            f"their last {in_of(last)}.",
            (first, last),
        )
    return Outcome(Status.NOT_FOUND, course_read_as(case.query, found))


def course_read_as(query: Query, found: Sequence[Course]) -> ReadAs:
    ends = (point for course in found for point in (course.points[:1] + course.points[-1:]))
    return ReadAs(
        Wants.TREND.value,
        tuple(dict.fromkeys(course.whole.measure for course in found)),
        tuple(dict.fromkeys(course.whole.area for course in found if course.whole.area)),
        tuple(dict.fromkeys(in_words(point.period) for point in ends)),
    )
