"""What a clause is about: its measures and areas, or those of the clause before; or why that is not told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.report import Period
from corpus.words import fold
from qa.catalogue import Catalogue
from qa.draft.clauses import Clause
from qa.question import Link, Query, Wants
from qa.telling.wording import listed
from qa.understand import understand

_REPORTED = re.compile(
    r"^.*?\b(?:said|says|announced|welcomed|pleased|reported|revealed|shows?|showed|confirmed|news)\b"
    r"[^,]{0,60}?\bthat\b",
    re.IGNORECASE | re.DOTALL,
)
_JOINING = re.compile(r"^\W*(?:(?:and|but|while|whereas|although|with)\b\W*)+", re.IGNORECASE)
_FILLER = re.compile(
    r"\b(?:\w{3,}ly|just|also|still|again|now|however|meanwhile|figures?|statistics|latest|new|same|overall"
    r"|respectively|there|saw|seen|recorded|stood|stands|reached|compared|according)\b",
    re.IGNORECASE,
)
_BLOCKS = (
    (re.compile(r"\b(?:not|never|no longer|neither|nor|cannot)\b|n['’]t\b", re.IGNORECASE), "It is denied."),
    (
        re.compile(
            r"\b(?:will|would|could|should|might|if|unless|expect\w*|forecasts?|predict\w*|project(?:ed|ions?)"
            r"|hopes?|hoping|plans? to|estimate[ds]?|set to|likely|bound to|pledged?|promised?)\b",
            re.IGNORECASE,
        ),
        "It is said of what may be, and not of what was.",
    ),
    (
        re.compile(
            r"\b(?:since|decades?|on record|(?:over|in|for|during|within) (?:the )?(?:last|past) (?!year\b)"
            r"|(?:last|previous|preceding|past)"
            r" (?:quarter|month|week|day|weekend|\d+|two|three|four|five|six|ten)"
            r"|this (?:month|week|weekend)|yesterday|today|overnight"
            r"|(?:over|in|after) (?:two|three|four|five|six|ten|\d+|several|many|recent)"
            r" (?:years|months|weeks))\b",
            re.IGNORECASE,
        ),
        "It is of a stretch of time that the tables do not give.",
    ),
)
_RATE = re.compile(
    r"\b(?:per|each|every|an?) (?:day|night|week|month|quarter|year|hour|head|person|capita|thousand|1,?0+"
    r"|100,?000|million|officer)\b|\b(?:daily|weekly|monthly|hourly|annual(?:ly)?)\b|\baverages?d?\b",
    re.IGNORECASE,
)
_NO_SUBJECT = (Wants.OUT_OF_SCOPE,)


@dataclass(frozen=True, slots=True)
class Topic:
    """What is spoken of. `why_not` says, in a sentence, why no figure of it can be told."""

    measures: tuple[Link, ...] = ()
    either: bool = False
    areas: tuple[Link, ...] = ()
    area_carried: bool = False
    measure_carried: bool = False
    period: Period | None = None
    rate: str = ""
    why_not: str = ""

    @property
    def exact(self) -> str | None:
        """The measure that the words name to the letter, where one is; the only one otherwise."""
        names = list(dict.fromkeys(link.name for link in self.measures))
        if len(names) == 1:
            return names[0]
        same = [link.name for link in self.measures if fold(link.words) == fold(link.name)]
        return same[0] if len(set(same)) == 1 else None


def topic_of(text: str, clause: Clause, before: Topic | None, known: Catalogue) -> Topic:
    """What the clause is about; what it leaves unsaid is that of `before`, the clause before it."""
    words = _masked(text, clause)
    query = understand(words, known, known.context) if words.strip(" ,.;:()-–—") else Query("", Wants.LOOKUP)
    topic = _carried(_own(query, clause), query, before, is_first=clause.is_first)
    if topic.area_carried and not _is_held_there(topic, known):
        topic = replace(topic, areas=(), area_carried=False)
    blocked = next((why for form, why in _BLOCKS if form.search(_without_names(text, clause, topic))), "")
    rate = _RATE.search(_without_names(text, clause, topic))
    goes_on = before is not None and not query.measures and topic.measures == before.measures
    carried = before.rate if before is not None and goes_on else ""
    return replace(topic, why_not=topic.why_not or blocked, rate=rate.group() if rate else carried)


def _masked(text: str, clause: Clause) -> str:
    """The clause's words without its numbers, and without who says it."""
    characters = list(text[clause.start : clause.end])
    for one in clause.numbers:
        characters[one.start - clause.start : one.end - clause.start] = " " * (one.end - one.start)
    words = "".join(characters)
    words = _JOINING.sub("", _REPORTED.sub(" ", words))
    return " ".join(_FILLER.sub(" ", words).split())


def _without_names(text: str, clause: Clause, topic: Topic) -> str:
    """The clause's words without the names of its measures, in which any word may stand."""
    words = text[clause.start : clause.end]
    for link in topic.measures:
        words = re.sub(re.escape(link.name), " ", words, flags=re.IGNORECASE)
    for one in reversed(clause.dates):
        words = words[: one.start - clause.start] + " " + words[one.end - clause.start :]
    return words


def _own(query: Query, clause: Clause) -> Topic:
    first = clause.numbers[0].start if clause.numbers else clause.end
    lead = [one.period for one in clause.dates if one.end <= first]
    topic = Topic(query.measures, query.either, query.areas, period=lead[-1] if lead else None)
    return replace(topic, why_not=_why_not(query))


def _why_not(query: Query) -> str:
    """Why no cell can be chosen for what a clause says."""
    lacks = [lack for lack in query.missing if lack.words.strip()]
    for kind, said in (
        ("measure", "The reports have no figures of {}."),
        ("area", "The reports have no figures for {}."),
        ("split", "The reports do not give figures by “{}”."),
        ("period", "The reports have no figures for {}."),
    ):
        if found := [lack.words for lack in lacks if lack.kind == kind]:
            return said.format(listed(found) if kind == "split" else listed(f"“{one}”" for one in found))
    if query.conditions and query.measures:
        narrowed = listed(f"“{word}”" for word in dict.fromkeys(query.conditions))
        return f"What {narrowed} adds is not in the tables."
    if query.every_area or query.except_areas:
        return "It is said of several areas, and one number cannot be held against them."
    if query.wants in _NO_SUBJECT:
        return "It is no figure of the reports."
    return ""


def _carried(own: Topic, query: Query, before: Topic | None, *, is_first: bool) -> Topic:
    """The topic with what its clause leaves unsaid; without a measure where other words may name another."""
    if not own.measures:
        if own.why_not:
            return own
        if query.unplaced or before is None or not before.measures:
            return replace(own, why_not="What it is a figure of cannot be told from these words.")
        far = is_first or before.measure_carried
        own = replace(own, measures=before.measures, either=before.either, measure_carried=far)
        own = replace(own, why_not=before.why_not)
    if not own.areas and before is not None:
        own = replace(own, areas=before.areas, area_carried=is_first and bool(before.areas))
    if own.period is None and before is not None:
        own = replace(own, period=before.period)
    return own


def _is_held_there(topic: Topic, known: Catalogue) -> bool:
    """Whether any of its measures is reported for any of its areas: satisfaction may be the force's alone."""
    areas = {link.name for link in topic.areas}
    return any(
        areas & known.measures[link.name].areas for link in topic.measures if link.name in known.measures
    )


def without_measures_of_later(topics: Sequence[Topic]) -> list[Topic]:
    """A sentence's topics: one that goes on from the sentence before is untold where another names a measure.

    "98.8%, up from 98%, of victims were satisfied" is not about what was spoken of before it.
    """
    named = any(not topic.measure_carried for topic in topics)
    why = "What it is a figure of is named elsewhere in the sentence."
    return [
        replace(topic, why_not=topic.why_not or why) if named and topic.measure_carried else topic
        for topic in topics
    ]
