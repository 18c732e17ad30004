"""Two measures that a question makes one of, which no report has: "shoplifting arrests"."""

from __future__ import annotations

import re

from qa.catalogue import Catalogue
from qa.reading.keys import key
from qa.reading.measures import Named

_PAIR = 2
_RATES = frozenset(key("rate rates percentage percent proportion"))


def compound(named: Named, text: str, known: Catalogue) -> Named | None:
    """Two measures side by side, or a rate of one for another ("conviction rate for thefts"), as absent."""
    words = list(dict.fromkeys(link.words for link in named.links))
    if len(words) != _PAIR:
        return None
    one, other = words
    said = _rate_of(named, one, other, text, known) or (None if named.either else _beside(one, other, text))
    return Named((), False, (said,), ()) if said else None


def _beside(one: str, other: str, text: str) -> str | None:
    """The words of two measures with nothing between."""
    for pair in ((one, other), (other, one)):
        first, second = map(re.escape, pair)
        if found := re.search(rf"\b{first}\b\s+\b{second}\b", text, re.IGNORECASE):
            return found.group()
    return None


def _rate_of(named: Named, rate: str, counted: str, text: str, known: Catalogue) -> str | None:
    """The words of a rate of something, where one measure is a rate and the other none."""
    is_rate = {
        words: all(known.measures[link.name].stems & _RATES for link in named.links if link.words == words)
        for words in (rate, counted)
    }
    if not is_rate[rate] or is_rate[counted]:
        return None
    pattern = rf"\b{re.escape(rate)}\s+(?:for|of|in|among)\s+{re.escape(counted)}\b"
    found = re.search(pattern, text, re.IGNORECASE)
    return found.group() if found else None
