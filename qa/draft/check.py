"""A draft checked against the reports: every figure supported, contradicted, or not found; never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.report import Figure, Role
from index.library import Library
from index.store import Store
from qa.catalogue import Catalogue, catalogue
from qa.draft.claims import Checked, Claim, Finding, Kind, Said, Verdict
from qa.draft.clauses import Clause, Dated, clauses_of
from qa.draft.directions import directions_in
from qa.draft.hold import held, not_found
from qa.draft.numbers import YEAR_BEFORE
from qa.draft.times import is_of, is_same_period_of
from qa.draft.topic import Topic, topic_of, without_measures_of_later
from qa.draft.ways import held_way
from qa.figures import Row, find_figures, held_figures, rows_of
from qa.question import Link, Query, Wants
from qa.snapshot import as_of_now
from qa.telling.wording import during, listed

_COMPARES = re.compile(r"\b(?:compared|against|than|on|since|from|versus)\b", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+(?:\w+\s+)?$", re.IGNORECASE)
_SAME_PERIOD = re.compile(r"\bsame (?:period|time|quarter|months?)(?: (?:in|of|during))?\s*$", re.IGNORECASE)
_UNCLEAR = Finding(Verdict.NOT_FOUND, "Several areas are named, and which of them it is of cannot be told.")


def check_draft(text: str, library: Library) -> Checked:
    """Hold every figure of a draft, and every word for its direction, against the library's reports.

    What is not clear, or not held, is "not found". Numbers in words over twelve, multiples ("doubled") and
    ranges are not claims.
    """
    with as_of_now(library):
        checker = _Checker(text, catalogue(library), library.store)
        claims = tuple(checker.claims())
    return Checked(text, claims, corrected(text, claims))


def corrected(text: str, claims: Sequence[Claim]) -> str:
    """The text with the replacements of its claims in place."""
    for claim in reversed(claims):
        if claim.replacement is not None:
            text = f"{text[: claim.start]}{claim.replacement}{text[claim.end :]}"
    return text


@dataclass(frozen=True, slots=True)
class _Checker:
    """One draft, with what it is held against."""

    text: str
    known: Catalogue
    store: Store

    def claims(self) -> Iterator[Claim]:
        """The claims in the order of the text, numbered from 1."""
        number = 0
        before: Topic | None = None
        for found_clauses in clauses_of(self.text, self.known.context):
            topics: list[Topic] = []
            clauses: list[Clause] = []
            for clause in found_clauses:
                topic = topic_of(self.text, clause, before, self.known)
                turns = bool(before and before.areas and topic.areas and before.areas != topic.areas)
                clauses.append(self._of_another_area(clause) if turns else clause)
                topics.append(topic)
                before = topic
            for start, end, found in self._of_sentence(clauses, without_measures_of_later(topics)):
                number += 1
                yield Claim(number, start, end, self.text[start:end], *_parts(found))

    def _of_another_area(self, clause: Clause) -> Clause:
        """The clause where "compared with 61 in Newcastle" is of Newcastle now, and not of a time before."""
        return replace(clause, numbers=tuple(map(self._as_now, clause.numbers)))

    def _as_now(self, said: Said) -> Said:
        is_from = _FROM.search(self.text[: said.start])
        return (
            said if said.kind is not Kind.BEFORE or said.a_year or is_from else replace(said, kind=Kind.VALUE)
        )

    def _of_sentence(
        self, clauses: Sequence[Clause], topics: Sequence[Topic]
    ) -> Iterator[tuple[int, int, Finding]]:
        later = {link.name for topic in topics for link in topic.areas}
        one = tuple(Link(name, name, 1.0) for name in later) if len(later) == 1 else ()
        for clause, own in zip(clauses, topics, strict=True):
            unsaid = not own.areas and bool(later)
            topic = replace(own, areas=one) if unsaid else own
            found = sorted(self._of_clause(clause, topic), key=lambda one: one[0])
            for start, end, finding in found:
                yield (
                    start,
                    end,
                    _only_supported(finding, "The area is named elsewhere in the sentence")
                    if (unsaid)
                    else finding,
                )

    def _of_clause(self, clause: Clause, topic: Topic) -> Iterator[tuple[int, int, Finding]]:
        words = list(directions_in(self.text, clause.start, clause.end))
        ways = {word.way for word in words}
        way = ways.pop() if len(ways) == 1 else 0
        a_year = bool(YEAR_BEFORE.search(self.text, clause.start, clause.end))
        before: Figure | None = None
        for said in clause.numbers:
            finding = self._number(said, clause, topic, way=way, a_year=a_year, before=before)
            before = finding.figures[0] if len(finding.figures) == 1 else None
            yield said.start, said.end, finding
        rows = () if topic.why_not or topic.rate else self._rows(topic)
        if isinstance(rows, Finding) or not (clause.numbers or not topic.area_carried):
            return
        if not rows or (topic.exact is None and len(rows) > 1):
            return
        row = next((one for one in rows if one.measure == topic.exact), rows[0])
        for word in words:
            if finding_of := held_way(word, row, a_year=a_year):
                yield word.start, word.end, finding_of

    def _number(  # noqa: PLR0913 - what stands around the number, each by name
        self, said: Said, clause: Clause, topic: Topic, *, way: int, a_year: bool, before: Figure | None
    ) -> Finding:
        why = said.why_not or topic.why_not
        if why:
            return Finding(Verdict.NOT_FOUND, why)
        dated = self._date_of(said, clause)
        rows = self._rows(replace(topic, period=None) if dated else topic, every_report=dated is not None)
        if isinstance(rows, Finding):
            return rows
        found = [self._against_row(said, row, topic, dated, way, a_year, before) for row in rows]
        chosen = _chosen(found, rows, topic)
        if chosen.verdict is Verdict.CONTRADICTED and topic.period is None and dated is None:
            chosen = self._unless_elsewhere(said, topic, chosen, way)
        if topic.area_carried and chosen.verdict is not Verdict.SUPPORTED:
            return self._unless_of_whole(said, topic, chosen, way, a_year)
        return chosen

    def _against_row(  # noqa: PLR0913, PLR0917 - as for _number
        self,
        said: Said,
        row: Row,
        topic: Topic,
        dated: Dated | None,
        way: int,
        a_year: bool,
        before: Figure | None,
    ) -> Finding:
        unit = row.current.unit if row.current else None
        if topic.rate and said.kind is not Kind.COMPARATOR and not (unit or "").startswith("per "):
            return not_found(row, f"the report does not give it “{topic.rate}”")
        if dated is not None:
            return self._on_date(said, row, dated)
        if topic.period is not None and row.current and not is_of(row.current, topic.period):
            if said.kind is not Kind.VALUE or row.previous is None:
                return not_found(row, "the report does not give it for that period")
            said = replace(said, kind=Kind.BEFORE)
        return held(said, row, way=way, a_year=a_year, before=before)

    def _on_date(self, said: Said, row: Row, dated: Dated) -> Finding:
        """The number against the row's figures of the period that stands beside it."""
        is_same = _SAME_PERIOD.search(self.text[said.end : dated.start])
        roles: tuple[Role | None, ...] = (Role.CURRENT, Role.PREVIOUS)
        if said.kind is Kind.CHANGE:
            roles = (Role.CHANGE_PERCENT,) if said.unit == "%" else (Role.CHANGE,)
        elif said.kind not in (Kind.VALUE, Kind.BEFORE):
            return held(said, row)
        of_date = [
            figure
            for figure in row.figures
            if figure.role in roles
            and (
                is_same_period_of(figure, row.current, dated.period)
                if is_same
                else is_of(figure, dated.period)
            )
        ]
        if not of_date:
            return not_found(row, f"the reports have no figure {during(dated.period)}")
        narrowed = replace(row, figures=tuple(of_date))
        if said.kind is Kind.CHANGE:
            return held(said, narrowed)
        role = of_date[0].role
        as_role = Kind.VALUE if role is Role.CURRENT else Kind.BEFORE
        return held(replace(said, kind=as_role, a_year=False), narrowed)

    def _date_of(self, said: Said, clause: Clause) -> Dated | None:
        """The period that stands right behind the number, before the next number, and is its own."""
        after = min((one.start for one in clause.numbers if one.start > said.start), default=clause.end)
        for one in clause.dates:
            if said.end <= one.start < after:
                between = self.text[said.end : one.start]
                return None if _COMPARES.search(between) else one
        return None

    def _rows(self, topic: Topic, *, every_report: bool = False) -> tuple[Row, ...] | Finding:
        """The rows that the topic is told by, or why there is none."""
        names = tuple(dict.fromkeys(link.name for link in topic.measures))
        if len(names) > 1 and not topic.either:
            return Finding(
                Verdict.NOT_FOUND, "Several measures are named, and which it is of cannot be told."
            )
        areas = tuple(dict.fromkeys(link.name for link in topic.areas))
        held_in = {area for name in names for area in self.known.measures[name].areas}
        areas = areas or tuple(area for area in self.known.wholes if area in held_in)
        if len(areas) > 1:
            return _UNCLEAR
        if not areas or areas[0] not in held_in:
            where = f" for {areas[0]}" if areas else ", for want of an area"
            return Finding(Verdict.NOT_FOUND, f"The reports have no figures of that measure{where}.")
        if every_report or topic.period is not None:
            return self._dated_rows(names, areas, topic)
        links = tuple(Link(area, area, 1.0) for area in areas)
        query = Query("", Wants.LOOKUP, topic.measures, topic.either, links)
        return tuple(row for row in find_figures(query, self.known, self.store).rows if row.figures)

    def _dated_rows(
        self, names: Sequence[str], areas: Sequence[str], topic: Topic
    ) -> tuple[Row, ...] | Finding:
        rows = rows_of(held_figures(self.known, self.store, names, areas))
        rows.sort(key=lambda row: self.known.report_end(row.report), reverse=True)
        period = topic.period
        if period is None:
            return tuple(rows)
        now = [row for row in rows if row.current and is_of(row.current, period)]
        then = [row for row in rows if row.previous and is_of(row.previous, period)]
        if not now and not then:
            return Finding(Verdict.NOT_FOUND, f"The reports have no figure of it {during(period)}.")
        return tuple(now[:1] or then[:1]) if len(names) == 1 else tuple(now or then)

    def _unless_elsewhere(self, said: Said, topic: Topic, found: Finding, way: int) -> Finding:
        """Not found, where another table or report gives this number for the same measure and area."""
        rows = self._rows(topic, every_report=True)
        if isinstance(rows, Finding):
            return found
        others = (held(replace(said, a_year=False), row, way=way) for row in rows)
        if other := next((one for one in others if one.verdict is Verdict.SUPPORTED), None):
            why = f"{found.reason} Another table or report has it: {other.reason} Say of which time it is."
            return Finding(Verdict.NOT_FOUND, why, (*found.figures, *other.figures))
        return found

    def _unless_of_whole(self, said: Said, topic: Topic, found: Finding, way: int, a_year: bool) -> Finding:
        """Not found, where a sentence that names no area may be about the whole again."""
        whole = self._rows(replace(topic, areas=()))
        if isinstance(whole, Finding):
            return found
        if any(held(said, row, way=way, a_year=a_year).verdict is Verdict.SUPPORTED for row in whole):
            return Finding(Verdict.NOT_FOUND, "Which area it is of is not said in the sentence.")
        return found


def _chosen(found: Sequence[Finding], rows: Sequence[Row], topic: Topic) -> Finding:
    """The finding of the measure that is meant; none where several may be, and they do not agree."""
    if not found:
        return Finding(Verdict.NOT_FOUND, "The reports have no such figure.")
    verdicts = {one.verdict for one in found}
    meant = [one for one, row in zip(found, rows, strict=True) if row.measure == topic.exact]
    if told := [one for one in meant if one.verdict is Verdict.SUPPORTED]:
        return told[0]
    told = [one for one in meant if one.verdict is Verdict.CONTRADICTED]
    if told and Verdict.SUPPORTED not in verdicts:  # else another measure, table or time may be meant
        return told[0]
    if meant and Verdict.SUPPORTED not in verdicts:
        return meant[0]
    if verdicts == {Verdict.SUPPORTED}:
        return found[0]
    names = listed(f"“{name}”" for name in dict.fromkeys(row.measure for row in rows))
    return Finding(Verdict.NOT_FOUND, f"Which figure is meant cannot be told: it may be of {names}.")


def _only_supported(finding: Finding, why: str) -> Finding:
    if finding.verdict is Verdict.CONTRADICTED:
        return Finding(Verdict.NOT_FOUND, f"{why}, so which figure is meant cannot be told.")
    return finding


def _parts(found: Finding) -> tuple[Verdict, str, tuple[Figure, ...], str | None, str | None]:
    return found.verdict, found.reason, found.figures, found.right, found.replacement
