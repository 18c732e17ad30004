"""The areas that a question names, and the places that no report gives figures for."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.vocabulary import vocabulary
from qa.catalogue import Catalogue
from qa.question import Link, Missing
from qa.reading.keys import areas_around, forms_of, key, vocabulary_words
from qa.reading.phrases import Phrase, Token, typed

_DIRECTIONS = frozenset({"north", "south", "east", "west", "upon", "central"})  # many areas' names have them
_TWO_DIRECTIONS = re.compile(
    r"\b(north|south|east|west|[nsew])\s*(\band\b|\bor\b|\bn\b|&|,|/|\+|\bv\b|\bvs\b|\bversus\b)\s*"
    r"(north|south|east|west|[nsew])\s+(\w+)",
    re.IGNORECASE,
)
_KINDS = ("area", "district", "beat", "division", "sector", "zone", "precinct", "ward")  # that have numbers
_NUMBERED = re.compile(
    rf"\b(?P<kind>{'|'.join(_KINDS)})s\s+"
    r"(?P<numbers>\d{1,2}(?:(?:\s*,\s*|\s*,?\s+(?:and|or|&|vs?\.?|versus)\s+)\d{1,2})+)\b(?![.,]\d)",
    re.IGNORECASE,
)
_ONE_NUMBER = re.compile(r"\d+")
_BY_WORD = 0.8  # the score of an area named by one word of its name
_AS_FORCE = 0.9  # the score of the whole where "the force" is named


@dataclass(frozen=True, slots=True)
class Places:
    """The areas named, and the places missing; `by_word` are tokens that are one word of an area's name.

    `reports` are those of the force that is named around an area ("Area 1 in Oakland").
    """

    links: tuple[Link, ...]
    missing: tuple[Missing, ...]
    by_word: frozenset[int]
    reports: tuple[str, ...] = ()


def named_apart(text: str) -> str:
    """The text with both names in full where they share a word: "North and South Tyneside"."""
    return _NUMBERED.sub(_each_numbered, _TWO_DIRECTIONS.sub(r"\1 \4 \2 \3 \4", text))


def _each_numbered(match: re.Match[str]) -> str:
    """ "Areas 1, 2 and 3" as "Area 1, Area 2 and Area 3"."""
    return _ONE_NUMBER.sub(lambda number: f"{match['kind']} {number[0]}", match["numbers"])


def is_meant(phrase: Phrase, tokens: Sequence[Token]) -> bool:
    """Whether a phrase that is also an ordinary word ("reading", "bath") is meant as what it names."""
    words = " ".join(tokens[i].word for i in phrase.tokens)
    if len(phrase.tokens) == 1 and phrase.names[0].startswith("term:"):
        return bool(
            forms_of(words) & vocabulary_words()
        )  # "office" has the stem of "officers", and is not it
    if not phrase.names[0].startswith("place:") or words not in vocabulary().words["also_words"]:
        return True
    first = phrase.tokens[0]
    before = tokens[first - 1].word if first else ""
    return before in ("in", "for", "at", "of", "around") or (first > 0 and tokens[first].is_name)


def find_places(
    tokens: Sequence[Token], phrases: Sequence[Phrase], free: Sequence[int], known: Catalogue
) -> Places:
    """The places of the `phrases` that name areas, and of the `free` tokens besides."""
    links: list[Link] = []
    missing: list[Missing] = []
    around = [phrase for phrase in phrases if _named(phrase, "force")]
    for phrase in (one for one in phrases if one not in around):
        areas = _named(phrase, "area") or _with_word(tokens, phrase.tokens, known)
        links += [Link(typed(tokens, phrase), area, 1.0) for area in areas]
        if not areas:
            missing.append(_missing(typed(tokens, phrase), _named(phrase, "place"), known))
    links = _without_total(links, known)
    numbered = [at for at in itertools.pairwise(free) if _is_numbered(tokens, *at)]
    missing += [Missing("area", f"{tokens[kind].typed} {tokens[at].typed}") for kind, at in numbered]
    words = {index: areas for index in free if (areas := _with_word(tokens, (index,), known))}
    links += [Link(tokens[index].typed, area, _BY_WORD) for index, areas in words.items() for area in areas]
    forces = [force for phrase in around for force in _named(phrase, "force")]
    reports = tuple(report for force in forces for report in known.forces[force])
    used = frozenset((*words, *(index for at in numbered for index in at)))
    if links or not around:
        return Places(tuple(dict.fromkeys(links)), tuple(missing), used, reports)
    missing += [_missing(typed(tokens, phrase), _named(phrase, "place"), known) for phrase in around]
    return Places((), tuple(missing), used, reports)


def _is_numbered(tokens: Sequence[Token], kind: int, number: int) -> bool:
    """Whether two tokens name an area by its number that no report has: "Area 1", "district 12"."""
    follows = number == kind + 1 and tokens[kind].word in _KINDS
    return follows and tokens[number].word.isdecimal() and len(tokens[number].word) <= 2


def _without_total(links: list[Link], known: Catalogue) -> list[Link]:
    """The links without the area "Total" where "total" is said of others: "the total in Kent and Surrey"."""
    others = [link for link in links if not known.areas[link.name].is_total]
    return others if len(others) > 1 else links


def excepted(phrases: Sequence[Phrase], except_at: int | None) -> tuple[str, ...]:
    """The areas named after "except", "but not" and the like."""
    if except_at is None:
        return ()
    after = (phrase for phrase in phrases if phrase.tokens[0] > except_at)
    return tuple(area for phrase in after for area in _named(phrase, "area"))


def with_force(links: tuple[Link, ...], words: str | None, known: Catalogue) -> tuple[Link, ...]:
    """The areas with the whole that `words` ("the force") stand for, where it is not named already."""
    if not words or any(link.name in known.wholes for link in links):
        return links
    return (*links, *(Link(words, name, _AS_FORCE) for name in known.wholes))


def _named(phrase: Phrase, kind: str) -> list[str]:
    return [name for of, _, name in (name.partition(":") for name in phrase.names) if of == kind]


def _with_word(tokens: Sequence[Token], at: Sequence[int], known: Catalogue) -> list[str]:
    """The areas whose name has a word of the question ("Tyneside": North and South Tyneside)."""
    if len(at) != 1:
        return []
    if named := _with_initials(tokens[at[0]].typed, known):
        return [named]
    stem = tokens[at[0]].stem
    if stem in _DIRECTIONS or stem in _kinds_of_area() or len(stem) < 4:
        return []
    return [name for name in known.areas if len(key(name)) > 1 and stem in key(name)]


@lru_cache(maxsize=1)
def _kinds_of_area() -> frozenset[str]:
    """The stems of "district", "borough" and the like: none of them names one area."""
    return frozenset(
        stem for kinds in vocabulary().words["area_kinds"].values() for k in kinds for stem in key(k)
    )


def _with_initials(word: str, known: Catalogue) -> str | None:
    """The one area whose initials a word is, in capitals: "NT" for North Tyneside."""
    if not word.isupper() or len(word) < 2:
        return None
    found = [name for name in known.areas if "".join(re.findall(r"\b[A-Z]", name)) == word]
    return found[0] if len(found) == 1 else None


def _missing(words: str, places: Sequence[str], known: Catalogue) -> Missing:
    """A place without figures, with the area of the catalogue that it lies in, if one does."""
    within: str | None = None
    for term in vocabulary().areas:
        if term.name in places:
            around = {name for name in known.areas if name in areas_around(term.name)}
            parts = [name for name in around if not known.areas[name].is_whole]
            within = within or next(iter(sorted(parts) or sorted(around)), None)
    return Missing("area", words, within)
