"""What somebody says of themselves around a question, told apart from the question."""

from __future__ import annotations

import re

from text_to_num import alpha2digit

from corpus.dates import MONTH
from qa.reading.patterns import pattern, says

# These stay words: they stand in names ("Victims First") and in orders ("the second highest").
_ORDINAL = re.compile(
    r"\b(\w*(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)s?)\b", re.I
)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
_NUMBERED = re.compile(
    rf"\b([1-6])(?:st|nd|rd|th)\b(?!\s+(?:of\s+)?{MONTH}|\s+(?:quarter|half))", re.IGNORECASE
)
_GLUED = re.compile(r"\b(\d+)\s?(?:hrs?|h)\b", re.IGNORECASE)
_MID_MONTH = re.compile(rf"\b(?:the )?(?:mid|middle of)[\s-]+(?={MONTH})", re.IGNORECASE)


def in_digits(text: str) -> str:
    """The text with numbers in digits and "mid July" as the 15th; "one" and "two" may be pronouns."""
    text = _MID_MONTH.sub("15 ", text).replace("Δ", " change ").replace("w/ ", "with ")
    text = _GLUED.sub(r"\1 hours", text)
    text = _NUMBERED.sub(lambda match: _ORDINALS[int(match[1]) - 1], text)
    parts = _ORDINAL.split(text)
    return "".join(part if index % 2 else str(alpha2digit(part, "en")) for index, part in enumerate(parts))


def without_asides(text: str) -> str:
    """The text without the clauses in which people speak of themselves ("I am new here, ...").

    A clause that asks, narrows, counts or tells of a change is never one.
    """
    kept: list[str] = []
    start = 0
    for boundary in (*pattern("aside.boundary").finditer(text), None):
        clause = text[start : boundary.start() if boundary else len(text)]
        mark = boundary.group() if boundary else ""
        if not _is_aside(clause):
            kept.append(clause + mark)
        start = boundary.end() if boundary else len(text)
    return re.sub(r"[\s,;:–-]+$", "", "".join(kept)).strip() or text


def _is_aside(clause: str) -> bool:
    if not says(clause, "aside.personal"):
        return False
    told = ("aside.asks", "change.rises", "change.falls", "change.more", "change.fewer", "period.before")
    return not says(clause, *told)
