"""Words as questions and headers share them: stems that carry content, word forms, acronyms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from corpus.words import stem, words
from qa.reading.patterns import plain_words

_NTH_QUARTER = re.compile(
    r"\b(?:(first|1st)|(second|2nd)|(third|3rd)|(fourth|4th|last))\s+quarter\b", re.IGNORECASE
)
_ACRONYM = re.compile(r"\b[A-Z][A-Z&]{1,5}s?\b")
_LEAST_LETTERS = 3  # shorter acronyms begin too many words
_NEAR = 0.6  # what a word with nearly the same meaning is worth beside the same word
_SMALL = frozenset({"per", "of", "the", "and", "for", "in", "to", "a", "an"})


@lru_cache(maxsize=32768)
def content_stems(text: str) -> tuple[str, ...]:
    """The stems of a text's words without those of manner, each once; a quarter of a year is one word."""
    plain = _NTH_QUARTER.sub(lambda match: f"q{match.lastindex}", text)
    return tuple(dict.fromkeys(stem(w) for w in words(plain) if w not in plain_words("cells.manner")))


@lru_cache(maxsize=262144)
def alike(one: str, other: str) -> float:
    """How far two stems are one word: 1 for the same, less for forms that the stemmer keeps apart, else 0."""
    if one == other:
        return 1.0
    if one in _near() and other in _near().get(one, ()):
        return _NEAR
    shorter, longer = sorted((len(one), len(other)))
    if shorter < 5 or one.isdigit() or other.isdigit():
        return 0.0
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), shorter)
    if same >= 5 and same >= 0.7 * longer:
        return 0.8
    return 0.6 if same >= 6 else 0.0


@lru_cache(maxsize=1)
def _near() -> Mapping[str, frozenset[str]]:
    """The stems that may stand for a stem, by the grammar."""
    groups = [frozenset(map(stem, line.split())) for line in plain_words("cells.near")]
    return {word: group for group in groups for word in group}


def acronyms_in(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_ACRONYM.findall(text)))


@lru_cache(maxsize=65536)
def spelt_out(acronym: str, text: str) -> tuple[str, ...]:
    """The stems of neighbouring words in a text that an acronym's letters begin, or none.

    Small words may stand between: "CASM" is spelt out in "operating cost per available seat mile".
    """
    letters = (
        acronym[:-1].lower() if len(acronym) > _LEAST_LETTERS and acronym.endswith("s") else acronym.lower()
    )
    said = [word for word in words(text) if word not in _SMALL]
    at = "".join(word[0] for word in said).find(letters)
    if len(letters) < _LEAST_LETTERS or at < 0:
        return ()
    return tuple(stem(word) for word in said[at : at + len(letters)])
