"""Nouns that mean about the same: "bikers" are counted where a report counts "riders"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from corpus.report import PassageKind
from corpus.words import stem, words
from index.broken import ModelBroken
from index.keywords import STOP_WORDS
from index.library import Library
from qa.reading.keys import key, terms_by_key
from qa.reading.patterns import pattern
from qa.snapshot import once_a_generation

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# The cosine of two nouns: bikers and riders 0.76, households and homes 0.70, days and hours 0.59.
_ALIKE = 0.6
_AFTER = 4  # words after a number, among which is what it counts


def alike(noun: str, library: Library) -> frozenset[str]:
    """The stems of the words that the reports count, and that mean about what `noun` means.

    None for a kind of crime, whose neighbours are other crimes; none where the model cannot be had.
    """
    if not noun or key(noun) in terms_by_key():
        return frozenset()
    counted = _counted(library)
    if not counted:
        return frozenset()
    own = library.search.embedder.embed_query(noun)
    return frozenset(
        stem(word)
        for word, vector in counted.items()
        if vector @ own >= _ALIKE and key(word) not in terms_by_key()
    )


@once_a_generation
def _counted(library: Library) -> Mapping[str, NDArray[np.float32]]:
    """The vectors of the words that stand after a number in the reports' text."""
    found = dict.fromkeys(
        word
        for passage in library.store.every_passage()
        if passage.kind in (PassageKind.TEXT, PassageKind.BULLET)
        for number in pattern("has.quantity").finditer(passage.text)
        for word in words(" ".join(passage.text[number.end() :].split()[:_AFTER]))
        if word not in STOP_WORDS and not word.isdecimal()
    )
    try:
        vectors = library.search.embedder.vectors(list(found)) if found else ()
    except ModelBroken:
        return {}
    return dict(zip(found, vectors, strict=True))
