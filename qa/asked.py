"""What kind of thing a question asks for, and whether a sentence has one."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from corpus.words import stems

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_NUMBERS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty"
_DATE = re.compile(rf"\b(?:19|20)\d\d\b|\b(?:{_MONTHS})\b|\b(?:spring|summer|autumn|winter)\b", re.IGNORECASE)
_CLOCK = re.compile(
    r"\b\d{1,2}(?:[.:]\d\d)?\s*(?:a\.?m|p\.?m)\b|\b\d\d:\d\d\b|\bmidnight\b|\bnoon\b", re.IGNORECASE
)
_DAYS = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\bdays a week\b|\bweekends?\b|\bevenings?\b",
    re.IGNORECASE,
)
_OFTEN = re.compile(
    r"\b(?:daily|weekly|fortnightly|monthly|quarterly|annual(?:ly)?|every|once|twice|regular(?:ly)?)\b"
)
_LENGTH = re.compile(
    rf"\b(?:\d+|{_NUMBERS})[ -](?:minute|hour|day|week|month|year)s?\b|\d+ ?(?:a\.m|p\.m)", re.IGNORECASE
)
_QUANTITY = re.compile(rf"\d[\d,.]*\s?%?|\b(?:{_NUMBERS}|dozen|hundred)\b", re.IGNORECASE)
_MONEY = re.compile(r"[£$€]\s?\d|\b\d[\d,.]*\s*(?:million|pounds|k)\b", re.IGNORECASE)
_PERSON = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lady|Lord|Cllr|Rt Hon|Chief Constable|Commissioner)\.? [A-Z][a-z]+ [A-Z]?"
)
_REASON = re.compile(
    r"\b(?:because|due to|in order to|so that|as a result|aims? to|aimed at|"
    r"to (?:be|ensure|enable|improve|provide|reduce|help|protect|encourage|establish|identify|prevent|tackle|deal|create|address|"
    r"disrupt|promote|support|resolve|signpost|build|suppress|assist|discharge|follow|understand|bring|offer|target|inform)|"
    r"reason|cause[ds]?|resulting in|will (?:ensure|help|offer|enable|allow)|therefore|in response to|allows?|"
    r"with a view to|purpose|in a bid to|reducing|ensuring|enhanc\w+|concern|where the)\b",
    re.IGNORECASE,
)
_DATED = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{_MONTHS})(?:\s+(?:19|20)\d\d)?\b|\b(?:19|20)\d\d(?:[/-]\d\d)?\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:how many(?: of)?|number of|(?:percentage|proportion|share|percent|per cent|%) of)\s+(?P<thing>[^?.,]*)",
    re.IGNORECASE,
)
_SMALL = frozenset(
    stems(
        "the a an of new more other all any our their its total different in for at on to are were is was have has"
    )
)


@dataclass(frozen=True, slots=True)
class Asked:
    """The kind of thing asked for ("when", "how many"), or `None` where any sentence may do.

    `forms`: a sentence with one of them has such a thing. `counts`: stems of what is to be counted.
    """

    kind: str | None
    forms: tuple[re.Pattern[str], ...] = ()
    counts: frozenset[str] = frozenset()

    def fits(self, sentence: str, content: Collection[str] = ()) -> bool:
        """Whether a sentence has a thing of that kind; a number must count what is asked, or else its `content`."""
        if self.kind != "how many":
            return not self.forms or any(form.search(sentence) for form in self.forms)
        undated = _DATED.sub(" ", sentence)
        wanted = self.counts or frozenset(content)
        return (
            any(self._beside(undated, match) & wanted for match in _QUANTITY.finditer(undated)) or not wanted
        )

    def _beside(self, sentence: str, match: re.Match[str]) -> frozenset[str]:
        """The stems of the few words after a number, and right before it."""
        return frozenset(
            stems(" ".join((*sentence[match.end() :].split()[:5], *sentence[: match.start()].split()[-3:])))
        )


_KINDS: tuple[tuple[str, re.Pattern[str], tuple[re.Pattern[str], ...]], ...] = (
    (
        "money",
        re.compile(
            r"\b(?:costs?|costing|spen[dt]|spending|budgets?|price|how much (?:money|funding|was paid)|worth|salary|paid|afford\w*)\b"
        ),
        (_MONEY,),
    ),
    (
        "person",
        re.compile(
            r"\bwho (?:is|was) (?:the|your|our)\b|\bwho (?:leads?|runs?|heads?|chairs?|wrote|manages?)\b|\bnames? of\b|'s names?\b"
        ),
        (_PERSON,),
    ),
    ("how often", re.compile(r"\bhow (?:often|frequently|regularly)\b"), (_OFTEN, _LENGTH)),
    ("how long", re.compile(r"\bhow long\b|\bduration\b"), (_LENGTH,)),
    (
        "how many",
        re.compile(r"\bhow (?:many|much)\b|\bnumber of\b|\bwhat (?:percentage|proportion|share|per ?cent)\b"),
        (_QUANTITY,),
    ),
    ("clock", re.compile(r"\bwhat (?:time|hours)\b|\bhours\b"), (_CLOCK,)),
    (
        "date",
        re.compile(
            r"\bwhen (?:did|was|were|will|is|has|had|should)\b|\bwhat (?:date|month|year)\b|\bwhich (?:month|year|date)\b|\bby when\b"
        ),
        (_DATE,),
    ),
    (
        "when",
        re.compile(r"\bwhen\b|\b(?:what|which) (?:days?|nights?|evenings?)\b"),
        (_DATE, _CLOCK, _DAYS, _OFTEN),
    ),
    ("why", re.compile(r"\bwhy\b|\bhow come\b|\b(?:reason|purpose|point)s?\b"), (_REASON,)),
)


def asked_for(question: str) -> Asked:
    """The kind of answer that a question wants, by its interrogative."""
    folded = question.casefold().replace("’", "'")
    for kind, words, forms in _KINDS:
        if words.search(folded):
            return Asked(kind, forms, _counted_things(question) if kind == "how many" else frozenset())
    return Asked(None)


def _counted_things(question: str) -> frozenset[str]:
    """The stems of the first words after "how many": what is to be counted."""
    match = _COUNTED.search(question)
    things = [stem for stem in stems(match["thing"]) if stem not in _SMALL] if match else []
    return frozenset(things[:4])
