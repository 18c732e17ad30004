"""Phrases made comparable, and the vocabulary's measure terms by every way to say them."""

from __future__ import annotations

from functools import lru_cache

from corpus.vocabulary import vocabulary
from corpus.words import stem, words

Key = tuple[str, ...]  # the stems of a phrase, small words dropped

SMALL = frozenset({"the", "a", "an", "of", "and", "s"})


def key(phrase: str) -> Key:
    """A phrase as stems without its small words: what two ways of writing the same thing share."""
    return tuple(stem(word) for word in words(phrase) if word not in SMALL)


@lru_cache(maxsize=1)
def terms_by_key() -> dict[Key, tuple[str, ...]]:
    """The vocabulary's measure terms by every way to say them; a term's own name wins over another's other name."""
    by_name: dict[Key, list[str]] = {}
    by_aka: dict[Key, list[str]] = {}
    for term in vocabulary().measures:
        by_name.setdefault(key(term.name), []).append(term.name)
        for phrase in term.aka:
            by_aka.setdefault(key(phrase), []).append(term.name)
    merged = {phrase: tuple(dict.fromkeys((*by_name.get(phrase, ()), *names))) for phrase, names in by_aka.items()}
    return {**{phrase: tuple(names) for phrase, names in by_name.items()}, **merged}


@lru_cache(maxsize=1)
def longest_term() -> int:
    return max(len(phrase) for phrase in terms_by_key())


def terms_in(text: str) -> list[tuple[Key, tuple[str, ...]]]:
    """The phrases of a text that the vocabulary has terms for, longest first from the left, without overlaps."""
    found: list[tuple[Key, tuple[str, ...]]] = []
    tokens = key(text)
    at = 0
    while at < len(tokens):
        for size in range(min(longest_term(), len(tokens) - at), 0, -1):
            if names := terms_by_key().get(tokens[at : at + size]):
                found.append((tokens[at : at + size], names))
                at += size
                break
        else:
            at += 1
    return found


@lru_cache(maxsize=1)
def vocabulary_words() -> frozenset[str]:
    """Every single word that the vocabulary knows, folded: what a misspelling may have meant."""
    phrases = [p for term in (*vocabulary().measures, *vocabulary().areas) for p in (term.name, *term.aka)]
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
