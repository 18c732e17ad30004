"""What a question could have been read as instead: other areas, measures and periods that the reports hold.

Each is a follow-up in plain words ("and in Sunderland?"), so that a click asks by the one way that all
questions go.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from corpus.periods import in_words
from corpus.report import Period, Role
from index.library import Library
from qa.catalogue import Catalogue, Measure, catalogue
from qa.question import Query, Wants
from qa.snapshot import once_a_generation
from qa.telling.wording import lower_first
from qa.understand import understand

MOST = 8
"""Measures and periods to choose from: more than that is a list to search in."""

MOST_AREAS = 24
ALIKE = 0.25  # the share of its words that a measure offered has in common, by their weight

_OF_TEXT = (Wants.NARRATIVE, Wants.OUT_OF_SCOPE, Wants.OVERVIEW)
_VALUES = (Role.CURRENT, Role.PREVIOUS)
_OF_ONE_PERIOD = (Wants.LOOKUP, Wants.CHANGE, Wants.YES_NO, Wants.RANK)


@dataclass(frozen=True, slots=True)
class Choice:
    """One reading more: its name, and the follow-up question that asks for it."""

    name: str
    question: str


@dataclass(frozen=True, slots=True)
class Alternatives:
    """The choices for each part of a reading; none where the part cannot be changed by itself."""

    measures: tuple[Choice, ...] = ()
    areas: tuple[Choice, ...] = ()
    periods: tuple[Choice, ...] = ()


def alternatives(
    query: Query, areas: tuple[str, ...], periods: tuple[str, ...], library: Library
) -> Alternatives:
    """Other readings of `query`, which was answered with `areas` and `periods`, as the answer names them."""
    known = catalogue(library)
    held = [known.measures[name] for name in query.measure_names if name in known.measures]
    if query.wants in _OF_TEXT or not held:
        return Alternatives()
    return Alternatives(
        measures=tuple(islice(_measures(held, areas, known, _read(library)), MOST)),
        areas=tuple(islice(_areas(query, held, areas), MOST_AREAS)),
        periods=tuple(islice(_periods(query, held, areas, periods, library), MOST)),
    )


def _measures(
    held: list[Measure], areas: tuple[str, ...], known: Catalogue, read: dict[str, tuple[str, ...]]
) -> Iterator[Choice]:
    """Each of several readings by itself; of one, those of the same areas that share most of its words."""
    if len(held) > 1:
        found = [measure.name for measure in held]
    else:
        (one,) = held
        others = (other for other in known.measures.values() if not _is_same(one, other))
        alike = [(_shared(one, other, known), other.name) for other in others if _is_of(other, areas)]
        found = [name for shared, name in sorted(alike, key=lambda pair: -pair[0]) if shared >= ALIKE]
    for name in found:
        question = f"and {lower_first(name)}?"
        if question not in read:
            read[question] = understand(question, known, known.context).measure_names
        if read[question] == (name,):
            yield Choice(name, question)


@once_a_generation
def _read(_library: Library) -> dict[str, tuple[str, ...]]:
    """The measures that follow-ups were read to name, filled as they are needed."""
    return {}


def _shared(one: Measure, other: Measure, known: Catalogue) -> float:
    both = sum(map(known.weight, one.stems & other.stems))
    return both / (sum(map(known.weight, one.stems | other.stems)) or 1.0)


def _is_same(one: Measure, other: Measure) -> bool:
    return one.name == other.name or bool(one.identity & other.identity)


def _is_of(measure: Measure, areas: tuple[str, ...]) -> bool:
    return measure.areas.issuperset(areas)


def _areas(query: Query, held: list[Measure], areas: tuple[str, ...]) -> Iterator[Choice]:
    """The other areas of the measures, where the question is about one area."""
    if query.every_area or len(areas) > 1:
        return
    for area in sorted(frozenset.intersection(*(measure.areas for measure in held)) - {*areas}):
        yield Choice(area, f"and in {area}?")


def _periods(
    query: Query, held: list[Measure], areas: tuple[str, ...], periods: tuple[str, ...], library: Library
) -> Iterator[Choice]:
    """The other periods that have a value of the measures in the areas, the latest first."""
    if query.wants not in _OF_ONE_PERIOD or not areas:
        return
    found: dict[str, Period] = {}
    for period in library.store.periods([measure.name for measure in held], areas, _VALUES):
        found.setdefault(in_words(period), period)
    for words in sorted(found, key=lambda words: str(found[words].end), reverse=True):
        if words not in periods:
            yield Choice(words, f"and in {words}?")
