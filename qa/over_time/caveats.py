"""What must be said beside a course over time: gaps, restatements, other words, changed definitions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from corpus.periods import in_words
from corpus.report import Figure
from qa.catalogue import Catalogue
from qa.evidence import Draft
from qa.over_time.course import Course
from qa.over_time.timeline import Point
from qa.reading.keys import key
from qa.reading.patterns import says
from qa.telling.wording import listed, value

_MOST_NAMED = 6  # gaps named one by one


def note_gaps(draft: Draft, course: Course) -> None:
    """The periods that no report has a figure for."""
    gaps = [in_words(period) for period in course.line.gaps]
    if gaps:
        several = len(gaps) > _MOST_NAMED
        named = f"{', '.join(gaps[:_MOST_NAMED])} and others" if several else listed(gaps)
        draft.note(f"The reports hold no figure for {named}; no step is counted over a gap.", names=gaps)


def note_others(draft: Draft, course: Course) -> None:
    """The other kinds of period for which the reports give it."""
    others = list(dict.fromkeys(in_words(line.points[-1].period) for line in course.others))
    if others:
        draft.note(
            "The reports give it for other kinds of period too, which are not put together with these: "
            f"the latest {'is' if len(others) == 1 else 'are'} {listed(others)}.",
            names=others,
        )


def note_points(draft: Draft, course: Course, points: Sequence[Point], known: Catalogue) -> None:
    """What bears on some of a course's points."""
    for point in points:
        _note_restated(draft, point, known)
    _note_wordings(draft, [point.figure for point in points])
    _note_breaks(draft, _noted_since(course, points[0], known), known)


def _note_restated(draft: Draft, point: Point, known: Catalogue) -> None:
    """What was published before of a figure, and where it was said otherwise."""
    for before, after in pairwise((*point.earlier, point.figure)):
        note_restatement(draft, before, after, known)


def note_restatement(draft: Draft, before: Figure, after: Figure, known: Catalogue) -> None:
    """Both values of one thing and period, with where each was published; the later one is used."""
    first, then = _report(before, known), _report(after, known)
    if first == then:
        said = f"For {_of(after)}, {value(before)} and {value(after)} both stand in {first}."
    else:
        said = (
            f"For {_of(after)} the figure was restated: {value(before)} as published in {first}, "
            f"{value(after)} as restated in {then}; the later one is used."
        )
    draft.note_of_reports(said, (before, after), ((before.where.report, first), (after.where.report, then)))


def _note_wordings(draft: Draft, figures: Sequence[Figure]) -> None:
    """Where the reports changed the words for it, what they said before."""
    last = {key(figure.row_path[-1]): figure for figure in figures if figure.row_path}
    for words, figure in last.items():
        if words != key(figures[-1].row_path[-1]):
            draft.note(f"Up to {_of(figure)} the reports call it “{figure.row_path[-1]}”.", (figure,))


def _noted_since(course: Course, first: Point, known: Catalogue) -> Iterable[Figure]:
    """The first report of each note on a change in what is counted, from a course's first point on."""
    noted = {
        note.raw: note
        for note in reversed(course.whole.notes)
        if says(note.raw, "trend.break_noted") and known.report_end(note.where.report) >= first.end
    }
    return noted.values()


def _note_breaks(draft: Draft, notes: Iterable[Figure], known: Catalogue) -> None:
    for note in notes:
        said = f"T{_report(note, known)[1:]}"
        draft.note_of_reports(f"{said} notes: “{note.raw}”.", (note,), [(note.where.report, said)])


def _report(figure: Figure, known: Catalogue) -> str:
    """The words for a figure's report: its period, or its title where another report has that too."""
    own = known.report_periods.get(figure.where.report)
    if own and sum(period == own for period in known.report_periods.values()) == 1:
        return f"the report for {in_words(own)}"
    return f"the report {known.titles[figure.where.report]}"


def _of(figure: Figure) -> str:
    return in_words(figure.period) if figure.period else ""
