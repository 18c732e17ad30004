"""What can be asked for: the measures and areas that the reports hold, with every way to say them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from corpus.marks import without_stuck_digits
from corpus.report import Facts, Period
from corpus.vocabulary import AreaTerm, Polarity, vocabulary
from corpus.words import words
from index.library import Library
from index.series import Series
from qa.reading.keys import Key, areas_around, key, keys_of, terms_by_key, terms_in, terms_meant
from qa.reading.phrases import PhraseBook
from qa.reading.reworded import Reworded, forms, reworded
from qa.snapshot import once_a_generation


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure that reports hold.

    `identity` are the vocabulary's terms for exactly it; `contained` those in its words, each with
    the stems that say it there.
    """

    name: str
    areas: frozenset[str]
    identity: frozenset[str]
    contained: Mapping[str, frozenset[str]]
    stems: frozenset[str]
    polarity: Polarity


@dataclass(frozen=True, slots=True)
class Area:
    """An area with figures, and the vocabulary's terms for it. `is_whole` marks a report's own area.

    `kinds` are what it is ("force", "region"), by the vocabulary and by where it stands in tables: what
    others stand under is no force but a region or the like, and those under it are no region.
    """

    name: str
    terms: tuple[AreaTerm, ...]
    is_whole: bool
    kinds: frozenset[str] = frozenset()

    @property
    def is_total(self) -> bool:
        """Whether it is the sum of the others: "Total", "Total 43 forces"."""
        return key(self.name)[:1] == key("total")


@dataclass(frozen=True, slots=True)
class Catalogue:
    measures: Mapping[str, Measure]
    areas: Mapping[str, Area]
    weights: Mapping[str, float]  # inverse document frequency of a stem over the measures
    book: PhraseBook  # "area:", "place:" and "term:" names by every way to say them
    words: frozenset[str]  # the reports' own words for measures and areas, folded
    periods: Mapping[tuple[str, str], tuple[tuple[str, Period], ...]]  # by measure and area: report, period
    report_periods: Mapping[str, Period | None]
    context: Period | None  # the latest report's period
    titles: Mapping[str, str]  # of the reports, by id
    forces: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict
    )  # reports by an own area without figures
    reworded: Reworded = field(default_factory=Reworded)  # what the reports call otherwise
    generation: int = 0  # of the store that it was made from

    def weight(self, stem: str) -> float:
        return self.weights.get(stem, 1.0)

    def report_end(self, report: str) -> date:
        """The last day that a report is about; the first of all days where it states none."""
        period = self.report_periods.get(report)
        return period.end if period and period.end else date.min

    @property
    def latest(self) -> tuple[str, ...]:
        """The reports of the latest period."""
        end = max(map(self.report_end, self.report_periods), default=date.min)
        return tuple(report for report in self.report_periods if self.report_end(report) == end)

    @property
    def latest_of_each(self) -> tuple[str, ...]:
        """The latest report of each force, or several where they end on one day."""
        ends: dict[str | None, date] = {}
        for report in self.report_periods:
            force = self.reworded.forces.get(report)
            ends[force] = max(ends.get(force, date.min), self.report_end(report))
        of_force = self.reworded.forces.get
        return tuple(one for one in self.report_periods if self.report_end(one) == ends[of_force(one)])

    def reports_on(self, period: Period) -> tuple[str, ...]:
        """The reports whose own period is `period`, or lies in it."""
        return tuple(
            report
            for report, own in self.report_periods.items()
            if own and own.start and own.end and period.start and period.end
            if period.start <= own.start and own.end <= period.end
        )

    @property
    def wholes(self) -> tuple[str, ...]:
        """The reports' own areas: forces as a whole."""
        return tuple(name for name, area in self.areas.items() if area.is_whole)

    @property
    def parts(self) -> tuple[str, ...]:
        """The areas within the wholes, without totals and what a table could put in none of them."""
        named = (name for name, area in self.areas.items() if not (area.is_whole or area.is_total))
        return tuple(name for name in named if not vocabulary().is_no_area(name))


@once_a_generation
def catalogue(library: Library) -> Catalogue:
    """The catalogue of all that is ingested; made anew only when the reports have changed."""
    store = library.store
    generation = store.generation()
    facts = {report.id: report.facts for report in store.reports()}
    return replace(build_catalogue(store.series(), facts), generation=generation)


def build_catalogue(series: Iterable[Series], facts: Mapping[str, Facts]) -> Catalogue:
    """A catalogue of the given rows of figures; `facts` are those of the reports, by id.

    A measure that no area is known of is not in it: its
    table's headers find it (qa/headers/linking.py).
    """
    printed = tuple(row for row in series if row.measure and row.area)
    standing = reworded(printed, facts)
    rows = tuple(map(standing.of_series, printed))
    wholes = frozenset(known.area for known in facts.values() if known.area)
    periods = (known.period for known in facts.values() if known.period)
    measures = _measures(rows)
    areas = _areas(rows, wholes)
    forces = {name: _reports_of(name, facts) for name in sorted(wholes - areas.keys())}
    return Catalogue(
        measures=measures,
        areas=areas,
        weights=_weights(measures.values()),
        book=_book(areas.values(), {name: _called(name, facts) for name in forces}),
        forces=forces,
        words=_words((*measures, *areas)),
        periods=_periods(rows),
        report_periods={report: known.period for report, known in facts.items()},
        context=max(periods, key=lambda period: str(period.end), default=None),
        titles={report: known.title for report, known in facts.items()},
        reworded=standing,
    )


def _measures(rows: Iterable[Series]) -> dict[str, Measure]:
    """The measures by name, each with the labels and areas of its rows."""
    paths: dict[str, set[tuple[str, ...]]] = {}
    areas: dict[str, set[str]] = {}
    for row in rows:
        if row.measure:
            paths.setdefault(row.measure, set()).add(row.row_path)
            areas.setdefault(row.measure, set()).update({row.area} if row.area else ())
    return {name: _measure(name, frozenset(paths[name]), frozenset(areas[name])) for name in paths}


def _periods(rows: Iterable[Series]) -> dict[tuple[str, str], tuple[tuple[str, Period], ...]]:
    """Which report has which periods of a measure in an area."""
    found: dict[tuple[str, str], dict[tuple[str, Period], None]] = {}
    for row in rows:
        if row.measure and row.area:
            held = found.setdefault((row.measure, row.area), {})
            held.update(dict.fromkeys((row.report, period) for period in row.periods))
    return {named: tuple(held) for named, held in found.items()}


def _reports_of(force: str, facts: Mapping[str, Facts]) -> tuple[str, ...]:
    return tuple(report for report, known in facts.items() if known.area == force)


def _called(force: str, facts: Mapping[str, Facts]) -> frozenset[Key]:
    """The ways to name a force: its area's, and those who publish its reports."""
    publishers = (known.publisher for known in facts.values() if known.area == force and known.publisher)
    aka = (name for term in vocabulary().areas if term.name == force for name in term.aka)
    return frozenset(key(name) for name in (force, *publishers, *aka))


def _words(names: Iterable[str]) -> frozenset[str]:
    return frozenset(word for name in names for word in words(name))


def _book(areas: Iterable[Area], forces: Mapping[str, frozenset[Key]]) -> PhraseBook:
    """Every phrase that names an area of the catalogue, a force, another place, or a vocabulary's term."""
    known: dict[Key, list[str]] = {}
    for area in areas:
        own = {key(area.name), *(key(p) for term in area.terms for p in (term.name, *term.aka))}
        for phrase in own:
            known.setdefault(phrase, []).append(f"area:{area.name}")
    for force, called in forces.items():
        for phrase in called - known.keys():
            known.setdefault(phrase, []).append(f"force:{force}")
    found = dict(known)
    for term in vocabulary().areas:
        for phrase in {key(p) for p in (term.name, *term.aka)}:
            if phrase not in known:
                found.setdefault(phrase, []).append(f"place:{term.name}")
    for phrase, names in terms_by_key().items():
        found.setdefault(phrase, []).extend(f"term:{name}" for name in names)
    return PhraseBook({phrase: tuple(dict.fromkeys(names)) for phrase, names in found.items() if phrase})


def _measure(name: str, paths: frozenset[tuple[str, ...]], areas: frozenset[str]) -> Measure:
    labels = (path[-1] for path in paths if len(path) == 1)
    surfaces = {name, *(label for label in labels if _names(name, label))}
    identity = frozenset(term for s in surfaces for form in forms(s) for term in terms_meant(form))
    identity |= frozenset(term for path in paths if len(path) > 1 for term in _composed(path[-2], path[-1]))
    text = " ".join((name, *(part for path in paths for part in path)))
    contained: dict[str, frozenset[str]] = {}
    for phrase, terms in terms_in(text):
        contained |= {term: contained.get(term, frozenset()) | frozenset(phrase) for term in terms}
    return Measure(name, areas, identity, contained, frozenset(key(text)), _polarity(paths, identity))


def _names(name: str, label: str) -> bool:
    """Whether a row's label alone names its measure: not where its table adds to it ("Rape: outcomes")."""
    return ": " not in name or ": " in label or not frozenset(key(label)) < frozenset(key(name))


def _composed(group: str, label: str) -> set[str]:
    """The terms for a row under a group row: "Hate" under what "repeat victims" is another name of."""
    label_key = key(_BRACKETS.sub("", label))
    said = (form for _, terms in terms_in(group) for term in terms for form in keys_of(term))
    return {
        term for form in said for both in (label_key + form, form + label_key) for term in terms_meant(both)
    }


_BRACKETS = re.compile(r"\([^)]*\)")


def _polarity(paths: Iterable[tuple[str, ...]], identity: frozenset[str]) -> Polarity:
    """Which way is better: as the vocabulary knows, else as the row's aim or its words say, else neither."""
    known = {term.polarity for term in vocabulary().measures if term.name in identity}
    aims = {aim for path in paths for part in path if (aim := vocabulary().aim(part))}
    told = {way for path in paths if (way := vocabulary().better(path[-1]))}
    found = known or aims - {Polarity.NEITHER} or told
    return next(iter(found)) if len(found) == 1 else Polarity.NEITHER


def _areas(rows: Iterable[Series], wholes: frozenset[str]) -> dict[str, Area]:
    """The areas by name; of two that a word may mean, each keeps what no other is called."""
    rows = tuple(rows)
    names = sorted({row.area for row in rows if row.area})
    outer, inner = _nested(rows)
    found = {name: _area(name, wholes) for name in names}
    return {
        name: replace(area, terms=own, kinds=_kinds(own, name in outer, name in inner))
        for name, area in found.items()
        for own in (_of_no_other(area, found),)
    }


def _of_no_other(area: Area, areas: Mapping[str, Area]) -> tuple[AreaTerm, ...]:
    """An area's terms without those that are another one's own name."""
    return tuple(t for t in area.terms if t.name == area.name or t.name not in areas) or area.terms


def _nested(rows: Sequence[Series]) -> tuple[frozenset[str], frozenset[str]]:
    """The areas that others stand under in a table of areas, and those that stand under them."""
    by_area = [row for row in rows if row.area and _is_row_of(row.area, row.row_path)]
    heads = {(row.report, row.table, row.row_path[-2]) for row in by_area if len(row.row_path) > 1}
    outer = (r.area for r in by_area if len(r.row_path) == 1 and (r.report, r.table, r.row_path[0]) in heads)
    inner = (row.area for row in by_area if len(row.row_path) > 1)
    return frozenset(area for area in outer if area), frozenset(area for area in inner if area)


def _is_row_of(area: str, path: Sequence[str]) -> bool:
    """Whether a row is an area's own: "West Midlands" may be the row of the West Midlands region."""
    label = key(without_stuck_digits(path[-1])) if path else ()
    return bool(label) and key(area)[: len(label)] == label


def _kinds(terms: Sequence[AreaTerm], is_outer: bool, is_inner: bool) -> frozenset[str]:
    kinds = frozenset(term.kind for term in terms)
    if is_outer:
        return kinds - {"force"} | {"region"}
    return kinds - {"region"} if is_inner else kinds


def _area(name: str, wholes: frozenset[str]) -> Area:
    """An area with the places that its name can mean: those in the reports' own areas, where any is.

    "Newcastle" in Northumbria's report is Newcastle upon Tyne, never Newcastle-under-Lyme.
    """
    terms = vocabulary().areas_named(name)
    inside = tuple(term for term in terms if wholes & {term.name, *areas_around(term.name)})
    return Area(name, inside or terms, name in wholes)


# A reference to the law in a measure's name: "212.5(a)PC", "246PC".
_OF_LAW = re.compile(r"\b\d+(?:\.\d+)?(?:(?:\s?\([a-z\d]{1,2}\))+\s?[A-Z]{2,3}|[A-Z]{2,3})\b")
_SLIGHT = 0.01  # the weight of what nobody says


def _weights(measures: Iterable[Measure]) -> dict[str, float]:
    """How much each word of the measures tells; a reference to the law tells next to nothing."""
    measures = list(measures)
    counts = Counter(stem for measure in measures for stem in measure.stems)
    found = {stem: math.log((1 + len(measures)) / count) + 1 for stem, count in counts.items()}
    of_law = {stem for measure in measures for one in _OF_LAW.findall(measure.name) for stem in key(one)}
    return found | dict.fromkeys(of_law & found.keys(), _SLIGHT)
