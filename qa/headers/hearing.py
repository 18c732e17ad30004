"""What a question says to the headers of a table: its words, and what kind of number it asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.words import stem
from qa.headers.headings import KINDS
from qa.headers.same_word import acronyms_in, content_stems
from qa.reading.patterns import says

_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Heard:
    """A question's content stems in order, and what kind of number or text it asks for.

    `acronyms` are those that it names, by the stem that says each; `years` counts those that it states.
    """

    text: str
    stems: tuple[str, ...]
    acronyms: Mapping[str, str]
    kinds: frozenset[str]
    denies: bool
    asks_number: bool
    asks_money: bool
    asks_text: bool
    years: int


def hear(text: str, aliases: Mapping[str, str]) -> Heard:
    """What a question says; `aliases` are the acronyms that other words stand for."""
    stems = content_stems(text)
    return Heard(
        text=text,
        stems=stems,
        acronyms={
            **{stem(acronym.lower()): acronym for acronym in acronyms_in(text)},
            **{s: aliases[s] for s in stems if s in aliases},
        },
        kinds=frozenset(kind for kind in KINDS if says(text, f"cells.{kind}")),
        denies=says(text, "cells.denial"),
        asks_number=says(text, "cells.number"),
        asks_money=says(text, "cells.money"),
        asks_text=says(text, "cells.text"),
        years=len(set(_YEAR.findall(text))),
    )
