"""The words of a question that carry content, each with its weight, and what of them a text has."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from corpus.report import Passage
from corpus.vocabulary import vocabulary
from corpus.words import stem, words
from index.library import Library
from qa.patterns import plain_words
from qa.snapshot import once_a_generation

Content = Mapping[str, float]  # weights by stem


def content_of(text: str, library: Library) -> Content:
    """The question's stems that carry content, each with its inverse document frequency."""
    known = weights(library)
    unknown = max(known.values(), default=1.0)
    said = (word for word in words(text) if word not in _asking_words() and len(word) > 1)
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


@lru_cache(maxsize=1)
def _asking_words() -> frozenset[str]:
    """Words that ask, rather than say what about."""
    asking = ("fillers", "yes_no", "which", "why", "follow_up", "out_of_scope")
    lists = (vocabulary().words[name] for name in asking)
    phrases = (words(p) for entry in lists for p in (entry if isinstance(entry, list) else []))
    return frozenset(phrase[0] for phrase in phrases if len(phrase) == 1) - plain_words("text.content")
