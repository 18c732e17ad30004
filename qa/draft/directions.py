"""Words that say which way a figure went, each a claim of its own, with the word for the other way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qa.draft.numbers import WORDS

_PAIRS = (
    ("rose", "fell"),
    ("risen", "fallen"),
    ("rises", "falls"),
    ("rising", "falling"),
    ("rise", "fall"),
    ("increased", "decreased"),
    ("increases", "decreases"),
    ("increasing", "decreasing"),
    ("increase", "decrease"),
    ("up", "down"),
    ("higher", "lower"),
    ("more", "fewer"),
    ("climbed", "dropped"),
    ("grew", "declined"),
    ("grown", "declined"),
    ("jumped", "dropped"),
    ("jump", "drop"),
    ("growth", "reduction"),
)
_UP = dict(_PAIRS)
_DOWN = {down: up for up, down in reversed(_PAIRS)} | {"less": "more"}
_WORD = re.compile(rf"\b(?:{'|'.join((*_UP, *_DOWN))})\b", re.IGNORECASE)
# These say a direction only beside a number: "up 35%", "8 more robberies".
_WEAK = frozenset(("up", "down", "more", "fewer", "less", "higher", "lower"))
_NOUNS = frozenset(("rise", "fall", "increase", "decrease", "jump", "drop", "growth", "reduction"))
_AIM = re.compile(
    r"\b(?:to|will|would|should|must|could|may|might|can|cannot|help|aims?|not|never|no|n['’]t)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_SPELT = "|".join(WORDS)
_BESIDE = re.compile(
    rf"\s+(?:by|from|to|of)?\s*(?:just |about |around |nearly |almost )?(?:[+\-−]?\d|(?:{_SPELT})\b)",
    re.IGNORECASE,
)
_NUMBER_BEFORE = re.compile(rf"(?:\d[\d,.]*\s?(?:%|per ?cent)?|\b(?:{_SPELT}))\s+$", re.IGNORECASE)
_AS_A_NOUN = re.compile(r"\b(?:a|an|the|this|that|sharp|small|slight|large|big|of)\s+$|%\s+$", re.IGNORECASE)
_THAN = re.compile(r"\s+than\b", re.IGNORECASE)
_BARE = re.compile(r"\s+than\s+[\d£]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Direction:
    """A word at characters `start` to `end`; `way` is +1 for more; `other` is the word for the other way."""

    start: int
    end: int
    word: str
    way: int
    other: str


def directions_in(text: str, start: int, end: int) -> Iterator[Direction]:
    """The words between `start` and `end` of the text that say which way a figure went."""
    for match in _WORD.finditer(text, start, end):
        word, lead, tail = match.group().lower(), text[start : match.start()], text[match.end() : end]
        if _AIM.search(lead) and not _AS_A_NOUN.search(lead):
            continue
        if word in _WEAK and not _is_meant(word, lead, tail):
            continue
        if word in _NOUNS and not (_AS_A_NOUN.search(lead) or re.match(r"\s+(?:in|of)\b", tail)):
            continue
        other = _UP.get(word) or _DOWN[word]
        other = other.capitalize() if match.group()[0].isupper() else other
        yield Direction(*match.span(), match.group(), 1 if word in _UP else -1, other)


def _is_meant(word: str, lead: str, tail: str) -> bool:
    if word in ("up", "down"):
        return bool(_BESIDE.match(tail) or _NUMBER_BEFORE.search(lead))
    return bool(_NUMBER_BEFORE.search(lead)) and not _BARE.match(tail)
