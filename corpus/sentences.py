"""Text -> sentences, exactly as they stand."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?][\"'”’)\]¹²³]*\s+(?=[\"'“‘(\[]?[A-Z0-9])")
_NOT_END = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|approx|no|nos|vs|cf|Mr|Mrs|Ms|Dr|Prof|St|Supt|Insp|Sgt|PC|a\.m|p\.m)|\b[A-Z])\.$"
)


def split_sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, in order; joined with blanks they give the text back (white space folded)."""
    sentences: list[str] = []
    start = 0
    for match in _END.finditer(text):
        candidate = text[start : match.end()].strip()
        if not _NOT_END.search(candidate):
            sentences.append(candidate)
            start = match.end()
    rest = text[start:].strip()
    return tuple([*sentences, rest] if rest else sentences)
