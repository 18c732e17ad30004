"""What notes and labels state in words: targets, national comparators, ranks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.numbers import Reading, as_decimal
from corpus.periods import find_period
from corpus.report import Period, Role
from corpus.vocabulary import vocabulary

_DIGITS = r"(?P<digits>\d[\d,]*(?:\.\d+)?)\s?(?P<unit>%)?"
_PERIOD = r"(?:\s*\((?P<period>[^)]*)\))?"
_TARGET_IN_LABEL = re.compile(
    r"\b(?:to|ensure|with|at least|achieve)\s+(?P<digits>\d+(?:\.\d+)?)\s?(?P<unit>%)", re.IGNORECASE
)
_IN_NOTE = (
    (Role.TARGET, re.compile(rf"\btarget(?:\s+(?:is|of))?:?\s*{_DIGITS}", re.IGNORECASE)),
    (
        Role.COMPARATOR,
        re.compile(
            r"\b(?:national|england and wales|regional|similar (?:force|family group)s?)"
            rf"(?:\s+(?:rate|average|figure|mean))?(?:\s+(?:is|was|of))?:?\s*{_DIGITS}{_PERIOD}",
            re.IGNORECASE,
        ),
    ),
    (
        Role.RANK,
        re.compile(
            r"\b(?:placed|ranked)\s+(?P<digits>\d+)\s?(?:st|nd|rd|th)\b[^(]*(?:\((?P<period>[^)]*)\))?",
            re.IGNORECASE,
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A number that words state, with what it is and the period that they give for it."""

    role: Role
    reading: Reading
    period: Period | None


def aimed_at(label: str) -> Iterator[Stated]:
    """The target in the label of a row that states an aim: "Increase the conviction rate to 85%"."""
    if vocabulary().aim(label) and (match := _TARGET_IN_LABEL.search(label)):
        yield _stated(Role.TARGET, match, None)


def stated_in_note(note: str, context: Period | None) -> Iterator[Stated]:
    """A note's target, comparator and rank: "Target 90%", "National rate 7% (April to May 2015)"."""
    for role, form in _IN_NOTE:
        if match := form.search(note):
            yield _stated(role, match, context)


def _stated(role: Role, match: re.Match[str], context: Period | None) -> Stated:
    words = match.groupdict()
    found = find_period(words["period"], context) if words.get("period") else None
    reading = Reading(as_decimal(words["digits"]), words.get("unit"), None, False, match.group().strip())
    return Stated(role, reading, found.period if found else None)
