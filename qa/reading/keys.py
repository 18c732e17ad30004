"""Phrases made comparable, and the vocabulary's measure terms by every way to say them."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.vocabulary import vocabulary
from corpus.words import stem, words

_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")  # the comma of "1,000"
Key = tuple[str, ...]  # the stems of a phrase, small words dropped

# Words inside a phrase that do not make it another: "cars that have been stolen", "cars stolen".
SMALL = frozenset(
    (
        *("the", "a", "an", "of", "and", "that", "is", "are", "was", "were", "be", "been", "being"),
        *("have", "has", "had", "get", "gets", "getting", "got"),
    )
)


@lru_cache(maxsize=65536)
def key(phrase: str) -> Key:
    """A phrase as stems without its small words: what two ways of writing the same thing share."""
    joined = _THOUSANDS.sub("", phrase)
    return tuple(stem(word) for word in words(joined) if word not in SMALL)


@lru_cache(maxsize=1)
def terms_by_key() -> dict[Key, tuple[str, ...]]:
    """The vocabulary's measure terms by every way to say them, those of which it is the own name first."""
    named = terms_by_name()
    found = {phrase: list(names) for phrase, names in named.items()}
    for term in vocabulary().measures:
        for phrase in {key(p) for p in term.aka}:
            found.setdefault(phrase, []).append(term.name)
    return {phrase: tuple(dict.fromkeys(names)) for phrase, names in found.items()}


@lru_cache(maxsize=1)
def terms_by_name() -> dict[Key, tuple[str, ...]]:
    """The vocabulary's measure terms by their own names alone."""
    found: dict[Key, tuple[str, ...]] = {}
    for term in vocabulary().measures:
        found[key(term.name)] = (*found.get(key(term.name), ()), term.name)
    return found


@lru_cache(maxsize=4096)
def keys_of(term: str) -> frozenset[Key]:
    """Every way to say a term."""
    return frozenset(key(p) for t in vocabulary().measures if t.name == term for p in (t.name, *t.aka))


def terms_meant(phrase: Key) -> tuple[str, ...]:
    """The terms for a phrase that a report prints: the one it names, else those it is another name of."""
    return terms_by_name().get(phrase) or terms_by_key().get(phrase, ())


def is_total(measure: str) -> bool:
    """Whether a measure counts all that the others beside it count."""
    return "Total crime" in terms_meant(key(measure))


@lru_cache(maxsize=1)
def longest_term() -> int:
    return max(len(phrase) for phrase in terms_by_key())


def terms_in(text: str) -> list[tuple[Key, tuple[str, ...]]]:
    """The phrases of a text that the vocabulary has terms for, longest first from the left, none twice."""
    found: list[tuple[Key, tuple[str, ...]]] = []
    tokens = key(text)
    at = 0
    while at < len(tokens):
        for size in range(min(longest_term(), len(tokens) - at), 0, -1):
            if names := terms_meant(tokens[at : at + size]):
                found.append((tokens[at : at + size], names))
                at += size
                break
        else:
            at += 1
    return found


@lru_cache(maxsize=1)
def vocabulary_words() -> frozenset[str]:
    """Every single word that the vocabulary knows, folded: what a misspelling may have meant."""
    measures = [p for measure in vocabulary().measures for p in (measure.name, *measure.aka)]
    phrases = measures + [p for area in vocabulary().areas for p in (area.name, *area.aka)]
    return frozenset(word for phrase in phrases for word in words(phrase))


@lru_cache(maxsize=1)
def _narrower() -> dict[str, frozenset[str]]:
    return {term.name: frozenset(term.narrower) for term in vocabulary().measures}


@lru_cache(maxsize=4096)
def parts_of(term: str) -> frozenset[str]:
    """The vocabulary's terms that are parts of a term, and their parts."""
    found: frozenset[str] = frozenset()
    front = _narrower().get(term, frozenset())
    while front - found:
        found |= front
        front = frozenset(part for name in front for part in _narrower().get(name, frozenset()))
    return found - {term}


def forms_of(word: str) -> frozenset[str]:
    """A word with its plural and singular (Harman's s-stemmer, 1991, both ways)."""
    forms = {word, f"{word}s", f"{word}es", re.sub(r"y$", "ies", word), re.sub(r"ies$", "y", word)}
    return frozenset({*forms, re.sub(r"(?<=[^aeiou])es$|s$", "", word), re.sub(r"s$", "", word)})


@lru_cache(maxsize=4096)
def areas_around(name: str, seen: frozenset[str] = frozenset()) -> frozenset[str]:
    """The names (and other names) of the areas that an area lies in, at any depth."""
    found = seen
    for term in vocabulary().areas:
        if term.name == name:
            for outer in term.within:
                if outer not in found:
                    others = {a for t in vocabulary().areas if t.name == outer for a in t.aka}
                    found = areas_around(outer, found | {outer} | {a.title() for a in others})
    return found
