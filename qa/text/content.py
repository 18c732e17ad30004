"""The words of a question that carry content, each with its weight, and what of them a text has."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from corpus.report import Passage
from corpus.words import stem, words
from index.keywords import STOP_WORDS
from index.library import Library
from qa.reading.patterns import pattern
from qa.snapshot import once_a_generation

_SMALL = re.compile(r"\b[a-z]{2,}\b")

Content = Mapping[str, float]  # weights by stem


def content_of(text: str, library: Library) -> Content:
    """The question's stems that carry content, each with its inverse document frequency."""
    known = weights(library)
    unknown = max(known.values(), default=1.0)
    asked = pattern("text.asking")
    said = (
        word for word in words(text) if word not in STOP_WORDS and not asked.fullmatch(word) and len(word) > 1
    )
    return {stem(word): known.get(stem(word), unknown) for word in said}


@once_a_generation
def weights(library: Library) -> Content:
    """Inverse document frequency of every stem over the passages."""
    counts: Counter[str] = Counter()
    total = 0
    for passage in library.store.every_passage():
        counts.update(stems_of(passage.text))
        total += 1
    return {word: math.log((1 + total) / count) + 0.1 for word, count in counts.items()}


@once_a_generation
def plain_stems(library: Library) -> frozenset[str]:
    """The stems of all words that the reports somewhere write in small letters: those are no names."""
    small = (word for passage in library.store.every_passage() for word in _SMALL.findall(passage.text))
    return frozenset(stem(word) for word in small)


def context_of(passage: Passage) -> str:
    """A passage with the headings and the lead-in that it stands under."""
    return " ".join((*passage.heading_path[1:], passage.lead_in or "", passage.text))


@lru_cache(maxsize=32768)
def stems_of(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(text))


def has(stems: frozenset[str], word: str) -> bool:
    """Whether a stem is there, or one with the same first six letters ("satisfi", "satisfact")."""
    return word in stems or (len(word) >= 6 and any(other[:6] == word[:6] for other in stems))


def weight_in(content: Content, there: frozenset[str]) -> float:
    """The weight of the content that is there."""
    return sum(weight for word, weight in content.items() if has(there, word))


def share_in(content: Content, there: frozenset[str]) -> float:
    """The share of the content, by weight, that is there."""
    return weight_in(content, there) / sum(content.values())


# Words of a place's or a measure's name that the text may leave out.
SMALL_STEMS = stems_of("the a an of in on for to and with by city town county borough district council area")
