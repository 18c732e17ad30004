"""A query with what it is to be answered from, and what comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.periods import in_words
from corpus.report import Figure, PassageKind
from index.library import Library
from qa.catalogue import Catalogue
from qa.evidence import Draft
from qa.figures import Row, asked_figures
from qa.narrative import Demand
from qa.question import Missing, Query, ReadAs, Status, Wants
from qa.reading.patterns import says
from qa.telling import absent
from qa.text.asked import asked_for


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a query, beside the sentences in the draft."""

    status: Status
    read_as: ReadAs
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A query, the catalogue that it was read by, and the library to answer it from."""

    query: Query
    known: Catalogue
    library: Library

    def asking(self, query: Query) -> Case:
        """The case with another query."""
        return replace(self, query=query)

    def says(self, *names: str) -> bool:
        """Whether the question has one of the named patterns of the grammar."""
        return says(self.query.text, *names)

    def is_for_figures(self) -> bool:
        """Whether every word of the question is accounted for by measures, areas, periods and grammar."""
        query = self.query
        if query.unplaced or (query.missing and not query.measures):
            return False
        if any(lack.kind == "measure" for lack in query.missing):
            return False
        if query.measures or (query.wants is Wants.TARGET and not query.missing):
            return True
        if query.wants is Wants.RANK and not query.area_names:
            # "what changed most?" is asked of all that is held
            return bool(query.direction) or self.says("change.named")
        return bool(query.area_names) and query.wants in (Wants.OVERVIEW, Wants.RANK, Wants.CHANGE)

    def is_about_text(self) -> bool:
        """Whether a question that figures could answer asks rather what is done, by whom, or why."""
        query = self.query
        if self.says("text.doings") and not query.role:
            return True
        asked = asked_for(query.asked)
        plain = query.wants in (Wants.LOOKUP, Wants.OVERVIEW) and not query.role
        plain = plain or (asked.kind in ("who", "person") and query.wants in (Wants.CHANGE, Wants.YES_NO))
        opens = self.says("text.opens") and not asked.may_be_a_figure
        of_text = not query.missing and not query.claims and (opens or not query.measures)
        if plain and asked.kind and of_text:
            return True  # when, where and by whom a thing is done; how many there are of what no table counts
        if query.wants not in (Wants.LOOKUP, Wants.OVERVIEW, Wants.TREND) or query.area_names or query.role:
            return False
        return self.says("text.about") and not self.says("text.figures")

    def holds_measures(self) -> bool:
        """Whether the reports named, or any, hold a measure that was asked for."""
        names, reports = self.query.measure_names, self.query.reports
        if not reports or not names:
            return bool(names)
        return bool(self.library.store.figures(report=reports, measure=names, limit=1))

    def has_text(self) -> bool:
        """Whether the reports named, or any, hold more than tables."""
        store, wordy = self.library.store, (PassageKind.TEXT, PassageKind.BULLET)
        reports: tuple[str | None, ...] = self.query.reports or (None,)
        return any(store.passage_ids(report=report, kind=kind) for report in reports for kind in wordy)

    def scopes(self) -> tuple[tuple[str, ...], ...]:
        """Which reports' text to look in, one scope after another (empty: all).

        The reports named, else the latest first.
        """
        stated = tuple(report for period in self.query.periods for report in self.known.reports_on(period))
        if self.query.reports or stated:
            return (self.query.reports or stated,)
        return ((),) if len(self.known.report_periods) < 2 else (self.known.latest, ())

    def places(self) -> tuple[str, ...]:
        """The places named: text that answers must name them too. The force itself goes without saying."""
        named = [link.words for link in self.query.areas if link.name not in self.known.wholes]
        return (*named, *(lack.words for lack in self.query.missing if lack.kind == "area"))

    def demand(self) -> Demand:
        """What text must meet that answers."""
        return Demand(self.scopes(), self.places())

    def read_as(self, rows: Sequence[Row] = ()) -> ReadAs:
        """How the question was read: by the rows that it came to, else by its links."""
        query = self.query
        measures = dict.fromkeys(row.measure for row in rows) or query.measure_names
        areas = dict.fromkeys(row.area for row in rows if row.area) or query.area_names
        values = (figure for row in rows for figure in self._values(row) if figure)
        periods = dict.fromkeys(in_words(value.period) for value in values if value.period)
        return ReadAs(query.wants.value, tuple(measures), tuple(areas), tuple(periods))

    def _values(self, row: Row) -> tuple[Figure | None, ...]:
        """The values of a row that are asked for: one for a look-up, else those of both sides."""
        if self.query.wants is Wants.LOOKUP and not self.query.direction:
            return asked_figures(row, self.query)
        return (row.current, row.previous)

    def not_there(self, draft: Draft, missing: Sequence[Missing]) -> Outcome:
        """Say what is missing, and what there is instead."""
        suggestions = absent.not_there(draft, self.query, missing, self.known)
        return Outcome(Status.NOT_FOUND, self.read_as(), suggestions)
