"""What kind of thing a question asks for, and whether a sentence has one."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from corpus.words import stems

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_NUMBER_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_TIME = re.compile(
    rf"\b(?:19|20)\d\d\b|\b(?:{_MONTHS})\b|\b\d{{1,2}}\s*(?:a\.?m|p\.?m)\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"\b(?:daily|weekly|monthly|quarterly|annually|hours?|days? a week|weekends?|evenings?|within \d+)\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    rf"\b(?:\d+|{_NUMBER_WORDS}|[a-z]+ty)[ -](?:minute|hour|day|week|month|year)s?\b|\d+ ?(?:a\.m|p\.m)",
    re.IGNORECASE,
)
_DATED = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{_MONTHS})(?:\s+(?:19|20)\d\d)?\b|\b(?:19|20)\d\d(?:[/-]\d\d)?\b",
    re.IGNORECASE,
)
_QUANTITY = re.compile(rf"\d|\b(?:{_NUMBER_WORDS}|dozen|hundred)\b", re.IGNORECASE)
_MONEY = re.compile(r"[£$€]\s?\d|\b\d[\d,.]*\s*(?:million|pounds|k)\b", re.IGNORECASE)
_REASON = re.compile(
    r"\b(?:because|due to|in order to|so that|as a result|following|aims? to|aimed at|to (?:ensure|enable|improve|provide|reduce|help|protect|"
    r"encourage|establish|identify|prevent|tackle|deal|create|address|disrupt|promote|support|resolve|signpost|build|suppress|deter\w*|assist|"
    r"discharge|follow|understand|bring|offer)|reason|cause[ds]?|resulting in|will (?:ensure|help|offer|enable|allow)|therefore|in response to|allows?|"
    r"with a view to|purpose|in a bid to|reducing|ensuring|enhanc\w+)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """The kind of thing asked for ("when", "how many"), or `None` where any sentence may do."""

    kind: str | None
    form: re.Pattern[str] | None

    def fits(self, sentence: str, content: Collection[str] = ()) -> bool:
        """Whether a sentence has a thing of that kind; a number must count something of the question's `content` stems."""
        if self.form is None:
            return True
        if self.kind != "how many":
            return bool(self.form.search(sentence))
        undated = _DATED.sub(" ", sentence)
        return any(self._counts(undated, match, content) for match in self.form.finditer(undated))

    def _counts(self, sentence: str, match: re.Match[str], content: Collection[str]) -> bool:
        """Whether what a number counts, in the words around it, is asked about."""
        around = stems(" ".join(sentence[match.end() :].split()[:6] + sentence[: match.start()].split()[-4:]))
        return not content or any(stem in content for stem in around)


_KINDS = (
    (
        "money",
        re.compile(
            r"\b(?:cost|costs|costing|spend|spent|spending|budget|price|funded by how much|how much (?:money|funding)|worth|salary|paid)\b"
        ),
        _MONEY,
    ),
    ("how long", re.compile(r"\bhow (?:long|often|frequently)\b|\bduration\b"), _PERIOD),
    (
        "how many",
        re.compile(r"\bhow (?:many|much)\b|\bnumber of\b|\bwhat (?:percentage|proportion|share)\b"),
        _QUANTITY,
    ),
    (
        "when",
        re.compile(
            r"\bwhen\b|\bwhat (?:date|time|hours|days?|month|year)\b|\bwhich (?:days?|month|year|date)\b"
        ),
        _TIME,
    ),
    (
        "why",
        re.compile(
            r"\bwhy\b|\bhow come\b|\bwhat (?:is|was) the (?:reason|purpose|point)\b|\breasons? (?:for|why)\b"
        ),
        _REASON,
    ),
)


def asked_for(question: str) -> Asked:
    """The kind of answer that a question wants, by its interrogative."""
    folded = question.casefold()
    for kind, words, form in _KINDS:
        if words.search(folded):
            return Asked(kind, form)
    return Asked(None, None)
