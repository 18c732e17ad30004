"""Which way a question is answered: from figures, from text, or by saying what the service is for."""

from __future__ import annotations

from collections.abc import Callable

from index.library import Library
from qa.case import Case, Outcome
from qa.catalogue import Catalogue
from qa.evidence import Draft
from qa.from_figures import from_figures
from qa.from_headers import from_headers
from qa.from_text import from_text, from_text_or_figures
from qa.headers.headings import headed_tables
from qa.headers.linking import link_cells
from qa.question import Query, ReadAs, Status, Wants
from qa.telling import absent
from qa.text.asked import asked_for

Way = Callable[[Draft], Outcome]


def choose(query: Query, known: Catalogue, library: Library) -> Way:
    """The way to answer a query: from figures what they answer in full, from text the rest."""
    case = Case(query, known, library)
    way = _way(case)
    return lambda draft: way(draft, case)


def _way(case: Case) -> Callable[[Draft, Case], Outcome]:
    if not case.known.titles:
        return _no_reports
    if _may_be_of_headers(case) and (linked := link_cells(case.query, case.library)):
        return lambda draft, case: from_headers(draft, case, linked)
    if case.query.wants is Wants.OUT_OF_SCOPE:
        return _out_of_scope
    if not case.is_for_figures():
        return from_text
    return from_text_or_figures if case.is_about_text() else from_figures


def _may_be_of_headers(case: Case) -> bool:
    """Whether cells may answer that no measure and area is known of: where those known do not, nor text."""
    if not headed_tables(case.library) or (case.is_for_figures() and case.holds_measures()):
        return False
    asked = asked_for(case.query.asked)
    is_counted = asked.kind is not None and asked.may_be_a_figure
    return is_counted or not case.is_about_text() or not case.has_text()


def _no_reports(draft: Draft, case: Case) -> Outcome:
    draft.say("There are no reports yet, so nothing can be answered. Add one with: reports add FILE")
    return Outcome(Status.NOT_FOUND, case.read_as())


def _out_of_scope(draft: Draft, case: Case) -> Outcome:
    read_as = ReadAs(Wants.OUT_OF_SCOPE.value)
    return Outcome(Status.NOT_FOUND, read_as, absent.out_of_scope(draft, case.known, case.query.scope))
