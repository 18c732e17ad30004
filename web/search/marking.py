"""The words of a search in a text: which of them it has, and the text with them marked.

A word is had as the keyword index has it: in any case, without accents, by its Porter stem.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from typing import Final

import snowballstemmer
from markupsafe import Markup, escape

from index.keywords import telling_words

_STEMMER: Final = snowballstemmer.stemmer("porter")
_WORD = re.compile(r"\w+")
_LEAST_MARKED = 2  # letters; a letter alone would be marked all over a page


class Has(StrEnum):
    """How many of the words that were looked for a passage has."""

    ALL = "all"
    SOME = "some"
    NEAR = "near"  # none, but it is near them in meaning


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    plain = word.casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return str(_STEMMER.stemWord(plain))


def stems_sought(query: str) -> frozenset[str]:
    """The stems of the telling words of a query."""
    return frozenset(map(stem, telling_words(query)))


def has(texts: Iterable[str], sought: frozenset[str]) -> Has:
    """How many of the stems sought the texts have between them."""
    found = {stem(word) for text in texts for word in _WORD.findall(text)} & sought
    if not found:
        return Has.NEAR
    return Has.ALL if len(found) == len(sought) else Has.SOME


def highlighted(text: str, query: str) -> Markup:
    """The text as HTML with the words of a query marked."""
    sought = stems_sought(query)
    pieces: list[str] = []
    end = 0
    for word in _WORD.finditer(text):
        if _is_marked(word.group(), sought):
            pieces += (escape(text[end : word.start()]), Markup("<mark>"), word.group(), Markup("</mark>"))
            end = word.end()
    return Markup("").join((*pieces, escape(text[end:])))


def _is_marked(word: str, sought: frozenset[str]) -> bool:
    return len(word) >= _LEAST_MARKED and stem(word) in sought
