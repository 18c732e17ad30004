"""Words of a question -> the measures that they name: each fit scored, ties kept as readings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa.catalogue import Catalogue, Measure
from qa.question import Link
from qa.reading.keys import key, parts_of

# A measure whose words the question names less than this part of (by weight) is another measure.
_ENOUGH = 0.34
# Readings nearly as good as the best are kept: two links too close to call are not a guess.
_CLOSE = 0.72
_OTHER_NAME = 0.71  # the fit of a class that shares a name with the one that is called so
_AGREEING = 0.1
_PERCENT = frozenset(key("percentage percent proportion"))
_COUNTING = frozenset(key("number count recorded offences crimes incidents cases"))
_PART = 0.7  # the fit of a measure that is one part of what was named ("burglary": dwelling, other)


@dataclass(frozen=True, slots=True)
class Item:
    """Something that the question names: a phrase with its terms, or a bare word that measures use."""

    words: str
    names: frozenset[str]
    stems: frozenset[str]
    named: frozenset[str] = frozenset()  # of `names`, those of which the phrase is the own name


@dataclass(frozen=True, slots=True)
class Named:
    """The measures named; they are readings of one wording where `either` is set.

    `absent` are terms that no report has, `unplaced` other words.
    """

    links: tuple[Link, ...]
    either: bool
    absent: tuple[str, ...]
    unplaced: tuple[str, ...]


def name_measures(items: Sequence[Item], hints: frozenset[str], catalogue: Catalogue) -> Named:
    """The measures that `items` name together, or, where no measure has them all, one by one.

    `hints` are stems of the question that also occur in measures but carry little ("number", "rate"):
    they help to choose, and are never required.
    """
    if not items:
        return Named((), False, (), ())
    together = _best(items, hints, catalogue)
    if together:
        return Named(_links(items, together), len(together) > 1, (), ())
    one_by_one = _one_by_one(items, hints, catalogue)
    return _sharing(items, hints, catalogue) or (
        one_by_one if one_by_one.links else _percentages(items, hints, catalogue) or one_by_one
    )


def _percentages(items: Sequence[Item], hints: frozenset[str], catalogue: Catalogue) -> Named | None:
    """Readings of "the domestic violence percentage": the percentages, of whatever, that have the items."""
    asked = hints & _PERCENT
    found = [m for m in catalogue.measures.values() if asked & m.stems and all(_covers(m, i) for i in items)]
    if not found:
        return None
    return Named(_links(items, ((_ENOUGH, measure) for measure in found)), len(found) > 1, (), ())


def one_has_all(items: Sequence[Item], catalogue: Catalogue) -> bool:
    """Whether some measure has all items."""
    return bool(_best(items, frozenset(), catalogue))


def _sharing(items: Sequence[Item], hints: frozenset[str], catalogue: Catalogue) -> Named | None:
    """Several measures that share an item ("repeat victims of hate and burglary"), if each item is in one."""
    covered = {
        name: frozenset(item for item in items if _covers(measure, item))
        for name, measure in catalogue.measures.items()
    }
    sets = {found for found in covered.values() if len(found) > 1}
    largest = sorted(
        (found for found in sets if not any(found < other for other in sets)),
        key=lambda found: [item in found for item in items],
        reverse=True,
    )
    if (
        len(largest) < 2
        or frozenset().union(*largest) != frozenset(items)
        or not frozenset.intersection(*largest)
    ):
        return None
    groups = [[item for item in items if item in found] for found in largest]
    links = [link for group in groups for link in _links(group, _equal(_best(group, hints, catalogue)))]
    return Named(tuple(links), False, (), ()) if len(links) >= len(largest) else None


def _equal(fits: list[tuple[float, Measure]]) -> list[tuple[float, Measure]]:
    """The first of the fits, with those that fit as well."""
    return [fit for fit in fits if fit[0] == fits[0][0]]


def _one_by_one(items: Sequence[Item], hints: frozenset[str], catalogue: Catalogue) -> Named:
    """Each measure takes as many items as it can; a bare word alone names none."""
    rest = list(items)
    links: list[Link] = []
    absent: list[str] = []
    unplaced: list[str] = []
    either = False
    while rest:
        group = _largest_group(rest, hints, catalogue) if rest[0].names or not links else []
        if not group:
            (absent if rest[0].names else unplaced).append(rest[0].words)
            rest = rest[1:]
            continue
        found = _best(group, hints, catalogue)
        either = either or len(found) > 1
        links += _links(group, found)
        rest = [item for item in rest if item not in group]
    return Named(tuple(dict.fromkeys(links)), either, tuple(absent), tuple(unplaced))


def _largest_group(items: Sequence[Item], hints: frozenset[str], catalogue: Catalogue) -> list[Item]:
    """The first item that is a phrase of the vocabulary, with the others that some measure has as well."""
    anchor = next((item for item in items if item.names), None)
    pool = [anchor] if anchor else list(items)
    if anchor and not _best(pool, hints, catalogue):
        pool = []
        for measure in catalogue.measures.values():
            covered = [item for item in items if _covers(measure, item)]
            if anchor in covered and len(covered) > max(len(pool), 1) and _best(covered, hints, catalogue):
                pool = covered
        return pool
    for item in items:
        if item not in pool and not item.names and _best([*pool, item], hints, catalogue):
            pool = [*pool, item]
    return pool if _best(pool, hints, catalogue) else []


def _best(items: Sequence[Item], hints: frozenset[str], catalogue: Catalogue) -> list[tuple[float, Measure]]:
    """The measures that have all items, best first, those that are nearly as good kept."""
    fits = [(_fit(measure, items, hints, catalogue), measure) for measure in catalogue.measures.values()]
    fits = sorted((fit for fit in fits if fit[0] >= _ENOUGH), key=lambda fit: -fit[0])
    close = [fit for fit in fits if fit[0] >= fits[0][0] * _CLOSE]
    return _in_their_words(items, close)


def _in_their_words(items: Sequence[Item], fits: list[tuple[float, Measure]]) -> list[tuple[float, Measure]]:
    """Of measures that are other names of one thing, those that have the question's own words.

    A "commercial burglary" is the row of commercial ones where there is that beside one of others.
    """
    stems = frozenset().union(*(item.stems for item in items)) - _COUNTING
    if len(stems) < 2 or any(fit < 1.0 for fit, _ in fits):
        return fits
    return [fit for fit in fits if stems <= fit[1].stems] or fits


def _fit(measure: Measure, items: Sequence[Item], hints: frozenset[str], catalogue: Catalogue) -> float:
    """How much of the measure's wording the items name, by weight: 1 for all, 0 if one is not in it."""
    terms = [item for item in items if item.names]
    bare = [item for item in items if not item.names]
    is_part = len(terms) == 1 and _is_part(measure, terms[0]) and not terms[0].names & measure.identity
    if is_part and all(_covers(measure, item) for item in bare):
        return _PART
    if not all(_covers(measure, item) for item in items):
        return 0.0
    if all(item.names & measure.identity for item in items):
        return 1.0 if all(item.named & measure.identity or not item.named for item in items) else _OTHER_NAME
    said = _said(measure, items, hints)
    agreeing = _AGREEING * (len(items) - 1)  # several items that one measure has are no accident
    return min(_weight(said, catalogue) / _weight(measure.stems, catalogue) + agreeing, 0.99)


def _covers(measure: Measure, item: Item) -> bool:
    named = item.names & (measure.identity | measure.contained.keys())
    return bool(named or (item.stems and item.stems <= measure.stems))


def _is_part(measure: Measure, item: Item) -> bool:
    return any(parts_of(name) & measure.identity for name in item.names)


def about(items: Sequence[Item], catalogue: Catalogue) -> tuple[Link, ...]:
    """Every measure that has to do with an item, or with a part of what it names: what an overview lists."""
    items = [item for item in items if item.names] or items
    found = [
        measure
        for measure in catalogue.measures.values()
        if any(
            _covers(measure, item) or _is_part(measure, item) or _has_part(measure, item) for item in items
        )
    ]
    return _links(items, ((_PART, measure) for measure in found))


def _has_part(measure: Measure, item: Item) -> bool:
    return any(parts_of(name) & measure.contained.keys() for name in item.names)


def _said(measure: Measure, items: Sequence[Item], hints: frozenset[str]) -> frozenset[str]:
    said = (frozenset().union(*(item.stems for item in items)) | hints) & measure.stems
    for item in items:
        for name in item.names & measure.contained.keys():
            said |= measure.contained[name]
    return said


def _weight(stems: Iterable[str], catalogue: Catalogue) -> float:
    return sum(catalogue.weight(stem) for stem in stems)


def _links(items: Sequence[Item], fits: Iterable[tuple[float, Measure]]) -> tuple[Link, ...]:
    said = " ".join(item.words for item in items)
    return tuple(Link(said, measure.name, round(fit, 3)) for fit, measure in fits)
