"""Finding passages for the search page, its CSV, the API and the command line alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from corpus.periods import in_words
from corpus.report import PassageKind
from index.serving import Wide
from web.problems import BAD_PARAMETER, Problem
from web.reports.lookup import stored_report
from web.search.facets import Facet, facet
from web.search.marking import Has, has, stems_sought

if TYPE_CHECKING:
    from pathlib import Path

    from corpus.report import Passage
    from index.library import Library
    from index.store import StoredReport

LONGEST_QUERY = 500

MOST = 500
"""So many passages are listed at the most, the best by their words."""

KEPT = 16
"""What so many searches found is kept: who searches turns pages and changes filters."""

MOST_HELD = 5000
"""Passages that are kept at hand."""

KINDS = {
    "text": (PassageKind.TEXT, PassageKind.BULLET, PassageKind.HEADING),
    "table": (PassageKind.ROW,),
}
KIND_LABELS = {"text": "Text", "table": "Rows of tables"}
HAS_LABELS = {
    Has.ALL: "All of your words",
    Has.SOME: "Some of your words",
    Has.NEAR: "None, but near in meaning",
}
UNKNOWN = "not stated"


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for. Of each filter any of its values will do; an empty one lets everything by.

    `force` is a report's area, `period` has words of a report's period, `section` is a whole heading at
    any depth, `kind` one of KINDS, `words` one of Has. `newest` puts the newest reports first.
    """

    query: str
    report: tuple[str, ...] = ()
    force: tuple[str, ...] = ()
    period: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    newest: bool = False


FILTERS = ("period", "force", "report", "section", "kind", "words")


@dataclass(frozen=True, slots=True)
class Result:
    """A passage that was found, in its report, with how many of the words it has."""

    passage: Passage
    score: float
    has: Has
    report: StoredReport

    @property
    def headings(self) -> tuple[str, ...]:
        """Its heading path within the report."""
        return self.passage.where.section


@dataclass(frozen=True, slots=True)
class Listing:
    """All results, best first, and the filters with their counts; `is_cut` when more than MOST had a word."""

    results: tuple[Result, ...]
    facets: tuple[Facet, ...]
    is_cut: bool


def find(library: Library, sought: Sought) -> Listing:
    """Raises Problem for a blank or too long query, and for a filter's value that there cannot be."""
    _check(library, sought)
    found, is_cut = _kept(library, sought)
    without = {
        name: _kept(library, _without(sought, name))[0] if getattr(sought, name) else found
        for name in FILTERS
    }
    facets = tuple(_FACETS[name](without[name], sought) for name in FILTERS)
    if sought.newest:
        found = tuple(sorted(found, key=lambda one: _end(one.report), reverse=True))
    return Listing(found, facets, is_cut)


def _without(sought: Sought, name: str) -> Sought:
    return replace(sought, **{name: ()})  # type: ignore[arg-type]  # a filter's name


def force_of(stored: StoredReport) -> str:
    return stored.facts.area or stored.facts.publisher or UNKNOWN


def period_of(stored: StoredReport) -> str:
    return in_words(stored.facts.period) if stored.facts.period else UNKNOWN


def _check(library: Library, sought: Sought) -> None:
    if not sought.query.strip():
        raise Problem(BAD_PARAMETER, "The words to search for (q) are missing or blank.")
    if len(sought.query) > LONGEST_QUERY:
        raise Problem(
            BAD_PARAMETER, f"q has {len(sought.query)} characters; at most {LONGEST_QUERY} are searched for."
        )
    for report in sought.report:
        stored_report(library.store, report)
    for name, values, known in (("kind", sought.kind, list(KINDS)), ("words", sought.words, list(Has))):
        if not set(values) <= set(known):
            raise Problem(BAD_PARAMETER, f"{name} must be {' or '.join(known)}.")


def _kept(library: Library, sought: Sought) -> tuple[tuple[Result, ...], bool]:
    """What the filters keep of what is found, and whether there was more that had a word.

    Of a whole list they take away. Of one that was cut they are applied in the search, as ids allowed, so
    that the best of what they keep are found, and all words are asked for where all are wanted.
    """
    at = (library, library.store.generation(), library.search.shelf.current)
    reports = {stored.id: stored for stored in library.store.reports()}
    places = _Places(_reports_kept(sought, reports.values()), sought.section, sought.kind)
    every_word = sought.words == (Has.ALL,)
    found, is_cut = _found(*at, sought.query, _Places())
    if is_cut and (every_word or places != _Places()):
        found, is_cut = _found(*at, sought.query, places, every_word)
    kept = (one for one in found if places.has(one.passage) and (not sought.words or one.has in sought.words))
    return tuple(kept), is_cut


@dataclass(frozen=True, slots=True)
class _Places:
    """Where a passage may stand: in which reports (`None` is any), under which headings, in what."""

    reports: frozenset[str] | None = None
    sections: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    def has(self, passage: Passage) -> bool:
        where = passage.where
        return (
            (self.reports is None or where.report in self.reports)
            and (not self.sections or not {*passage.heading_path, *where.section}.isdisjoint(self.sections))
            and (not self.kinds or any(passage.kind in KINDS[name] for name in self.kinds))
        )


@lru_cache(maxsize=4)
def _ids(library: Library, _generation: int, places: _Places) -> frozenset[str] | None:
    """The ids of all passages that stand at some places; `None` where any may."""
    if places == _Places():
        return None
    return library.store.passage_ids(
        report=None if places.reports is None else sorted(places.reports),
        section=places.sections or None,
        kind=[kind for name in places.kinds for kind in KINDS[name]] or None,
    )


@lru_cache(maxsize=KEPT)
def _found(
    library: Library,
    generation: int,
    _build: Path | None,
    query: str,
    places: _Places,
    every_word: bool = False,
) -> tuple[tuple[Result, ...], bool]:
    """What is found at some places, and whether there was more; kept while the reports do not change."""
    reports = {stored.id: stored for stored in library.store.reports()}
    held = _passages_held(library, generation)
    allowed, wide = _ids(library, generation, places), Wide(every_word=every_word)
    hits = library.search.every(query, most=MOST, allowed=allowed, wide=wide, held=held)
    stems = stems_sought(query)
    found = tuple(
        Result(hit.passage, hit.score, words, reports[hit.passage.where.report])
        for hit in hits
        if (words := _has(hit.passage, stems)) is not Has.NEAR or hit.vector_rank is not None
    )
    return found, sum(hit.keyword_rank is not None for hit in hits) >= MOST


@lru_cache(maxsize=2)
def _read(_library: Library, _generation: int) -> dict[str, Passage]:
    return {}


def _passages_held(library: Library, generation: int) -> dict[str, Passage]:
    """The passages that were found before, while the reports do not change; never too many."""
    if len(_read(library, generation)) > MOST_HELD:
        _read.cache_clear()  # not the record itself, from which another thread may be reading
    return _read(library, generation)


@lru_cache(maxsize=MOST_HELD)
def _has(passage: Passage, stems: frozenset[str]) -> Has:
    """The report's title does not count: it heads every passage of the report."""
    return has((*passage.where.section, passage.lead_in or "", passage.text), stems)


def _reports_kept(sought: Sought, reports: Collection[StoredReport]) -> frozenset[str] | None:
    """The reports that the filters let by, or None where they let all by."""
    periods = _on_periods(reports, sought.period)
    kept = frozenset(
        stored.id
        for stored in reports
        if (not sought.report or stored.id in sought.report)
        and (not sought.force or _is_one_of(force_of(stored), sought.force))
        and (not sought.period or stored.id in periods)
    )
    return None if len(kept) == len(reports) else kept


def _is_one_of(name: str, names: Iterable[str]) -> bool:
    return name.casefold() in {one.casefold() for one in names}


def _on_periods(reports: Iterable[StoredReport], wanted: Sequence[str]) -> set[str]:
    """The reports on any of the periods: said whole, else by words that a period has."""
    by_words = {stored.id: period_of(stored).casefold() for stored in reports}
    kept: set[str] = set()
    for words in map(str.casefold, wanted):
        whole = {report for report, period in by_words.items() if period == words}
        kept |= whole or {report for report, period in by_words.items() if words in period}
    return kept


def _end(stored: StoredReport) -> date:
    return stored.facts.period.end if stored.facts.period and stored.facts.period.end else date.min


# The filters, each from what was found without it.


def _newest_first(found: Sequence[Result]) -> list[Result]:
    return sorted(found, key=lambda one: (_end(one.report), one.report.id), reverse=True)


def _by_period(found: Sequence[Result], sought: Sought) -> Facet:
    counts = Counter(period_of(one.report) for one in _newest_first(found))
    return facet("period", "Period", counts, sought.period)


def _by_force(found: Sequence[Result], sought: Sought) -> Facet:
    counts = dict(Counter(force_of(one.report) for one in found).most_common())
    return facet("force", "Force", counts, sought.force)


def _by_report(found: Sequence[Result], sought: Sought) -> Facet:
    ordered = _newest_first(found)
    titles = {one.report.id: one.report.facts.title for one in ordered}
    return facet("report", "Report", Counter(one.report.id for one in ordered), sought.report, labels=titles)


def _by_section(found: Sequence[Result], sought: Sought) -> Facet:
    counts = Counter(heading for one in found for heading in _counted(one, sought))
    return facet("section", "Section", dict(counts.most_common()), sought.section)


def _counted(result: Result, sought: Sought) -> Iterator[str]:
    """The outermost heading, and those chosen at any depth."""
    for depth, heading in enumerate(dict.fromkeys(result.headings)):
        if depth == 0 or heading in sought.section:
            yield heading


def _by_kind(found: Sequence[Result], sought: Sought) -> Facet:
    kinds = Counter(name for one in found for name, kinds in KINDS.items() if one.passage.kind in kinds)
    return facet("kind", "Kind", _in_order(kinds, KINDS), sought.kind, labels=KIND_LABELS)


def _by_words(found: Sequence[Result], sought: Sought) -> Facet:
    labels = {str(one): label for one, label in HAS_LABELS.items()}
    return facet(
        "words",
        "Words",
        _in_order(Counter(str(one.has) for one in found), labels),
        sought.words,
        labels=labels,
    )


def _in_order(counts: Counter[str], order: Iterable[str]) -> dict[str, int]:
    return {name: counts[name] for name in order if counts[name]}


_FACETS: dict[str, Callable[[Sequence[Result], Sought], Facet]] = {
    "period": _by_period,
    "force": _by_force,
    "report": _by_report,
    "section": _by_section,
    "kind": _by_kind,
    "words": _by_words,
}
