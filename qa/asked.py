"""What kind of thing a question asks for, and whether a sentence has one."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from corpus.words import stems
from qa.patterns import pattern, says

_SMALL = frozenset(
    stems(
        "the a an of new more other all any our their its total different in for at on to "
        "are were is was have has"
    )
)


@dataclass(frozen=True, slots=True)
class Asked:
    """The kind of thing asked for ("when", "how_many"), or `None` where any sentence may do.

    `forms`: patterns of the grammar; a sentence with one of them has such a thing.
    `counts`: stems of what is to be counted.
    """

    kind: str | None
    forms: tuple[str, ...] = ()
    counts: frozenset[str] = frozenset()

    def fits(self, sentence: str, content: Collection[str] = ()) -> bool:
        """Whether a sentence has a thing of that kind; a number must count what is asked, else `content`."""
        if self.kind != "how_many":
            return not self.forms or says(sentence, *self.forms)
        wanted = self.counts or frozenset(content)
        undated = pattern("has.full_date").sub(" ", sentence)
        numbers = pattern("has.quantity").finditer(undated)
        return not wanted or any(_beside(undated, number) & wanted for number in numbers)


def _beside(sentence: str, number: re.Match[str]) -> frozenset[str]:
    """The stems of the few words after a number, and right before it."""
    after, before = sentence[number.end() :].split()[:5], sentence[: number.start()].split()[-3:]
    return frozenset(stems(" ".join((*after, *before))))


# Each kind of question, and what a sentence must have of one of these to answer it; the first that fits.
_KINDS: dict[str, tuple[str, ...]] = {
    "money": ("has.money",),
    "person": ("has.person",),
    "how_often": ("has.often", "has.length"),
    "how_long": ("has.length",),
    "how_many": ("has.quantity",),
    "clock": ("has.clock",),
    "date": ("has.date",),
    "when": ("has.date", "has.clock", "has.day", "has.often"),
    "why": ("has.reason",),
}


def asked_for(question: str) -> Asked:
    """The kind of answer that a question wants, by its interrogative."""
    folded = question.casefold().replace("’", "'")
    kind = next((kind for kind in _KINDS if says(folded, f"asks.{kind}")), None)
    if kind is None:
        return Asked(None)
    return Asked(kind, _KINDS[kind], _counted_things(question) if kind == "how_many" else frozenset())


def _counted_things(question: str) -> frozenset[str]:
    """The stems of the first words after "how many": what is to be counted."""
    match = pattern("asks.counted").search(question)
    things = [stem for stem in stems(match["thing"]) if stem not in _SMALL] if match else []
    return frozenset(things[:4])
