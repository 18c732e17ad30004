"""Words made comparable: case, punctuation, plurals and endings folded away."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

import snowballstemmer

_WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)*|%|£")
_DASHES = re.compile(r"[-–—/_]")
_POSSESSIVE = re.compile(r"'s?$|'")
_STEMMER: Final = snowballstemmer.stemmer("english")


def fold(text: str) -> str:
    """Lower case, accents dropped, dashes and slashes as blanks, apostrophes of one kind."""
    plain = text.casefold()
    if not plain.isascii():
        parted = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in parted if not unicodedata.combining(c)).replace("’", "'").replace("‘", "'")
    return " ".join(_DASHES.sub(" ", plain).split())


def words(text: str) -> tuple[str, ...]:
    """The words of a text, folded, without possessive endings: "Leeds's thefts" as leeds, thefts."""
    folded = fold(text)
    found = _WORD.findall(folded)
    if "'" not in folded:
        return tuple(found)  # most are so, and the first answer waits for thousands of phrases
    return tuple(_POSSESSIVE.sub("", word) for word in found)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of a folded word (Porter 2: snowballstem.org); numbers stay as they are."""
    return str(_STEMMER.stemWord(word))


def stems(text: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in words(text))
