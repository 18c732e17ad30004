"""A phrase with its place in a table, and the phrases of one cell said as its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.read.pdf.printed import Phrase

_CUT_WORD = re.compile(r"(?<=[a-z])-$")


@dataclass(frozen=True, slots=True)
class Placed:
    """A phrase, the first and last column that it lies on, and the number of its line in the table."""

    phrase: Phrase
    first: int
    last: int
    line: int

    @property
    def text(self) -> str:
        return self.phrase.text


def joined_text(phrases: Sequence[Phrase]) -> str:
    """The text of phrases, line by line; a word that a hyphen cuts at a line's end is one again."""
    ordered = sorted(phrases, key=lambda p: (round(p.base), p.left) if not p.turn else (round(p.left), p.top))
    text = ""
    for phrase in ordered:
        if _CUT_WORD.search(text) and phrase.text[:1].islower():
            text = text[:-1] + phrase.text
        else:
            text = f"{text} {phrase.text}".strip()
    return text
