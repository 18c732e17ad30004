"""The records of a draft that was checked."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from corpus.report import Figure


class Verdict(StrEnum):
    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_FOUND = "not found"


class Kind(StrEnum):
    """What a number is said to be, by the words around it."""

    VALUE = "the figure"
    BEFORE = "the figure before"
    CHANGE = "the change"
    TARGET = "the target"
    COMPARATOR = "the national figure"
    MARGIN = "the margin"


@dataclass(frozen=True, slots=True)
class Said:
    """A number as the draft has it, at characters `start` to `end` of the text (the end not included).

    `unit` is "%", "percentage points" or nothing; `signed` says that the sign was typed. `noun` are the words
    that are counted. `bound` is ">" or "<" for "more than" and "fewer than", "≈" for "about", else "".
    """

    start: int
    end: int
    words: str
    value: Decimal
    unit: str | None
    signed: bool
    kind: Kind
    noun: tuple[str, ...] = ()
    bound: str = ""
    a_year: bool = False
    """Whether the words beside it say that it is of the year before ("last year")."""
    why_not: str = ""
    """Why it cannot be held against a table, where it cannot."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What holding one number or word against the reports gave; `right` is the right value in words."""

    verdict: Verdict
    reason: str
    figures: tuple[Figure, ...] = ()
    right: str | None = None
    replacement: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure, or a word for a direction, in the draft, and what the reports say of it.

    `start` and `end` are characters of the text, the end not included; `said` is what stands there. `figures`
    are the cells that show it. `replacement` is what stands there in the corrected text, where it differs.
    """

    number: int
    start: int
    end: int
    said: str
    verdict: Verdict
    reason: str
    figures: tuple[Figure, ...] = ()
    right: str | None = None
    replacement: str | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft with its claims in the order of the text, and the text with the wrong figures put right."""

    text: str
    claims: tuple[Claim, ...]
    corrected: str

    def count(self, verdict: Verdict) -> int:
        return sum(claim.verdict is verdict for claim in self.claims)
