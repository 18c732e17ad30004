"""What kind of thing a question asks for, and how far a sentence has one."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from corpus.words import stem, stems, words
from qa.reading.patterns import pattern, plain_words, says

_SMALL = frozenset(
    stems(
        "the a an of new more other all any our their its total different in for at on to "
        "are is was were have has"
    )
)
_PEOPLE = stem("people")
_NEARLY = 0.1  # a thing of another name, which means about the same
_NO_OUTCOME = 0.6  # what came of a thing may be said in many words
_PARTLY = 0.3  # such a thing is there, but not plainly the one asked for

_NAME = "has.name"

# Each kind of question, and what a sentence must have of one of these to answer it; the first that fits.
# Who and where ask for what the question itself does not name.
_KINDS: dict[str, tuple[str, ...]] = {
    "meaning": (),
    "contact": ("has.contact",),
    "age": ("has.age",),
    "money": ("has.money",),
    "person": ("has.person",),
    "maker": ("has.maker",),
    "named": (_NAME,),
    "actor": (_NAME, "has.acronym"),
    "who": ("has.agent", _NAME, "has.acronym"),
    "outcome": ("has.outcome",),
    "how_often": ("has.often", "has.length"),
    "how_long": ("has.length",),
    "share": ("has.share",),
    "how_many": ("has.quantity",),
    "clock": ("has.clock",),
    "date": ("has.date",),
    "when": ("has.date", "has.clock", "has.day", "has.often"),
    "where": ("has.place", _NAME),
    "why_changed": ("has.cause",),
    "why": ("has.reason",),
}
_OF_NEW = frozenset(("named", "actor", "who", "where"))
_OF_COUNTS = frozenset(("share", "how_many"))
_ATTRIBUTES = frozenset(("contact", "age", "money", "person", "maker", "named"))
# A reason is the sentence, not some words of it.
_UNMARKED = frozenset(("why", "why_changed", "contact", "outcome", "meaning"))
_OF_TIMES = frozenset(("date", "when"))


@dataclass(frozen=True, slots=True)
class Asked:
    """The kind of thing asked for ("when", "how_many"), or `None` where any sentence may do.

    `forms`: patterns of the grammar; a sentence with one of them has such a thing. `said`: stems of the
    question. `counts`: stems of what is to be counted, `head` the noun among them, `noun` as typed; `near`:
    stems of nouns that mean about the same. `ahead`: the question is after what is to come.
    """

    kind: str | None
    forms: tuple[str, ...] = ()
    said: frozenset[str] = frozenset()
    counts: frozenset[str] = frozenset()
    head: str | None = None
    noun: str = ""
    near: frozenset[str] = frozenset()
    ahead: bool = False

    @property
    def may_be_a_figure(self) -> bool:
        """Whether a table's cell could be what is asked for; not a person, a place or a reason."""
        return self.kind is None or self.kind in _OF_COUNTS

    @property
    def is_attribute(self) -> bool:
        """Whether the thing asked for is one that reports seldom tell: a price, a name, an address."""
        return self.kind in _ATTRIBUTES

    def misfit(self, sentence: str, content: Collection[str] = (), plain: Collection[str] = ()) -> float:
        """From 0, where the sentence has a thing of that kind, to 1, where it has none.

        A number must count what is asked; where the question does not say what, it must stand beside
        `content`. A word whose stem is one of the `plain` ones is no name, however it is written.
        """
        if self.ahead and not says(sentence, "has.ahead"):
            return 1.0
        if self.kind in _OF_COUNTS:
            return self._miscounts(sentence, frozenset(content))
        if self.kind in _OF_NEW:
            undated = pattern("has.times").sub(" ", sentence)
            return float(not any(self._new_in(undated, form, frozenset(plain)) for form in self.forms))
        if self.kind == "outcome":
            return 0.0 if says(sentence, *self.forms) else _NO_OUTCOME
        return float(bool(self.forms) and not says(sentence, *self.forms))

    def answering(self, sentence: str, plain: Collection[str] = ()) -> tuple[str, ...]:
        """The words of a sentence that are the thing asked for: its dates, its names, its counts."""
        found = (match for form in self.forms for match in pattern(form).finditer(sentence))
        if self.kind in _OF_COUNTS:
            found = (number for number in found if self._is_count(sentence, number))
        elif self.kind in _OF_NEW:
            found = (one for one in found if frozenset(stems(one.group())) - self.said - frozenset(plain))
        elif self.kind in _UNMARKED:
            return ()
        return tuple(dict.fromkeys(one.group().strip() for one in found))

    def _is_count(self, sentence: str, number: re.Match[str]) -> bool:
        counted = _counted_by(sentence, number)
        beside = _beside(sentence, number)
        return bool(self.counts) and bool(counted & {self.head, *self.near} or self.counts & beside)

    def _new_in(self, sentence: str, form: str, plain: frozenset[str]) -> frozenset[str]:
        """The stems of what a sentence has of a form that the question does not name itself."""
        found = _stems_in(sentence, form) - self.said
        return found - plain if form == _NAME else found

    def _miscounts(self, sentence: str, content: frozenset[str]) -> float:
        undated = pattern("has.no_count").sub(" ", sentence)
        wanted = self.counts or content
        misses = [1.0 if wanted else 0.0]
        for number in pattern(self.forms[0]).finditer(undated):
            counted = _counted_by(undated, number)
            if self.head in counted or (self.head == _PEOPLE and counted & _persons()):
                return 0.0
            if counted & self.near:
                misses.append(_NEARLY)
            misses.append(_PARTLY if _beside(undated, number) & wanted else 1.0)
        return min(misses)


@lru_cache(maxsize=256)  # each way of answering asks it of the same question
def asked_for(question: str) -> Asked:
    """The kind of answer that a question wants, by its interrogative."""
    folded = question.casefold().replace("’", "'")
    kind = _kind(folded)
    if kind is None:
        return Asked(None)
    counted = _counted_things(question) if kind in _OF_COUNTS else ()
    return Asked(
        kind,
        _KINDS[kind],
        frozenset(stems(question)),
        counts=frozenset(map(stem, counted)),
        head=stem(counted[-1]) if counted else None,
        noun=counted[-1] if counted else "",
        ahead=kind in _OF_TIMES and says(folded, "asks.ahead"),
    )


def _kind(folded: str) -> str | None:
    """The kind that the first interrogative asks for; a price, a name or an address wherever it stands."""
    if says(folded, "asks.meaning"):
        return "meaning"
    attribute = next((kind for kind in _KINDS if kind in _ATTRIBUTES and says(folded, f"asks.{kind}")), None)
    found = (
        (match.start(), at, kind)
        for at, kind in enumerate(_KINDS)
        if (match := pattern(f"asks.{kind}").search(folded))
    )
    return attribute or min(found, default=(0, 0, None))[2]


def _counted_things(question: str) -> tuple[str, ...]:
    """The first words after "how many": what is to be counted, the noun last."""
    match = pattern("asks.counted").search(question)
    return tuple(word for word in words(match["thing"]) if stem(word) not in _SMALL)[:4] if match else ()


def _beside(sentence: str, number: re.Match[str]) -> frozenset[str]:
    """The stems of the few words after a number, and right before it."""
    after, before = sentence[number.end() :].split()[:5], sentence[: number.start()].split()[-3:]
    return frozenset(stems(" ".join((*after, *before))))


def _counted_by(sentence: str, number: re.Match[str]) -> frozenset[str]:
    """The stems of the words that a number counts: the few after it, to the end of its phrase."""
    phrase = re.split(r"[,;:.()]", sentence[number.end() :], maxsplit=1)[0]
    return frozenset(stems(" ".join(phrase.split()[:5])))


def _stems_in(sentence: str, form: str) -> frozenset[str]:
    """The stems of the words of all that a sentence has of a form."""
    return frozenset(
        stem(word) for match in pattern(form).finditer(sentence) for word in words(match.group())
    )


@lru_cache(maxsize=1)
def _persons() -> frozenset[str]:
    return frozenset(map(stem, plain_words("has.persons")))
