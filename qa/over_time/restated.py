"""A look-up of a past period: what was published of it before, where a later report restates it."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.report import Figure, Role
from qa.case import Case
from qa.evidence import Draft
from qa.over_time.caveats import note_restatement
from qa.question import Wants

_VALUES = (Role.CURRENT, Role.PREVIOUS, None)
_MOST = 3  # figures of an answer that are looked up again


def note_restated(draft: Draft, case: Case) -> None:
    """Say both, with their reports, where figures that answer a look-up were published otherwise before."""
    if case.query.wants is not Wants.LOOKUP or len(case.query.periods) != 1 or len(case.known.titles) < 2:
        return
    said = {f.id: f for sentence in draft.answer for f in sentence.figures if f.role in _VALUES and f.period}
    for figure in list(said.values())[:_MOST]:
        end = case.known.report_end(figure.where.report)
        earlier = [f for f in _otherwise(figure, case) if case.known.report_end(f.where.report) < end]
        if earlier:
            before = max(earlier, key=lambda one: case.known.report_end(one.where.report))
            note_restatement(draft, before, figure, case.known)


def _otherwise(figure: Figure, case: Case) -> Iterator[Figure]:
    """The figures of the same thing and the same period that have another value."""
    called = case.known.reworded
    standing = called.of_figure(figure)
    if not standing.measure or not standing.area:
        return
    store = case.library.store
    names, areas = called.all_measures((standing.measure,)), called.all_areas((standing.area,))
    for other in store.figures(measure=names, area=areas):
        meant = called.of_figure(other)
        same = (meant.measure, meant.area, other.unit) == (standing.measure, standing.area, figure.unit)
        if (
            same
            and other.role in _VALUES
            and other.value not in (None, figure.value)
            and _same_days(other, figure)
        ):
            yield other


def _same_days(one: Figure, two: Figure) -> bool:
    first, second = one.period, two.period
    return bool(
        first and second and (first.kind, first.start, first.end) == (second.kind, second.start, second.end)
    )
