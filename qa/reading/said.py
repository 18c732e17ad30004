"""What the words of a question signal, each signal by itself: its direction, its role, its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.report import Role
from qa.question import Missing
from qa.reading.patterns import pattern, says
from qa.reading.phrases import Phrase, Token, typed

_SPLITS_OF_TEXT = frozenset({"splits.officer", "splits.outcome", "splits.money"})
# What a multiple is as a change in per cent, up or down.
MULTIPLES = {"change.doubled": Decimal(100), "change.trebled": Decimal(200), "change.halved": Decimal(50)}
_PLACES = {"sec": 2, "2nd": 2, "thi": 3, "3rd": 3, "fou": 4, "4th": 4, "fif": 5, "5th": 5, "six": 6, "6th": 6}
_NUMBERS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}


def is_split(signal: str) -> bool:
    """Whether a signal asks for figures by something that tables do not give them by."""
    return signal.startswith("splits.") or signal in ("area_kinds.ward", "area_kinds.place")


# Reasons whose words stand in plain questions too; beside a measure they are only manners.
MILD = frozenset(
    {"greeting", "about_the_service", "opinion", "general_knowledge", "drafting", "emergency", "weather"}
)


@dataclass(frozen=True, slots=True)
class Said:
    """A question's words, those that name measures and areas hidden.

    `signals` are the vocabulary's phrases found in the rest; `areas` and `periods` say how many are named.
    """

    words: str
    tokens: Sequence[Token]
    signals: Sequence[Phrase]
    areas: int
    periods: int

    def says(self, *names: str) -> bool:
        """Whether the words have one of the named patterns of the grammar."""
        return says(self.words, *names)

    def has(self, *names: str) -> bool:
        """Whether the vocabulary's phrases give one of the named signals."""
        return any(name in phrase.names for phrase in self.signals for name in names)

    def direction(self) -> int:
        """+1 for a rise, -1 for a fall, 0 for neither or either."""
        if self.says("change.either_way"):
            return 0
        return -self._direction() if self.says("change.reversed") else self._direction()

    def _direction(self) -> int:
        up = self.has("change_up") or self.says("change.rises", "change.doubled", "change.trebled")
        down = self.has("change_down") or self.says("change.falls", "change.halved")
        if self.areas > 1 or self.says("several.side_by_side"):
            return up - down  # "more" and "fewer" compare the areas named, not now with before
        more = self.says("change.more") and not self.says("change.over")
        fewer = self.says("change.fewer") and not self.says("change.over")
        return (up or (more and not down)) - (down or (fewer and not up))

    def changes(self) -> bool:
        return bool(self.direction()) or self.has("change_any", "no_change")

    def role(self) -> Role | None:
        """Which of the figures beside the value is asked for."""
        if self.says("beside.target"):
            return Role.TARGET
        if self.says("beside.margin"):
            return Role.NOTE  # a margin stands with the value: the whole value is quoted
        if self.says("beside.place_named"):
            return Role.RANK
        if self.says("beside.place") and self.says("beside.among_forces"):
            return Role.RANK
        if self.says("beside.comparator"):
            return Role.COMPARATOR
        return Role.NOTE if self.says("beside.note") else None

    def over(self) -> Decimal | None:
        """The number that a figure must be over, or, where it is negative, under."""
        match = pattern("change.over").search(self.words)
        if match is None:
            return self._multiplied()
        number = Decimal(match["n"].replace(",", ""))
        return -number if match["less"] else number

    def at_least(self) -> bool:
        """Whether the number itself is enough: "at least 20%", "doubled"."""
        match = pattern("change.over").search(self.words)
        if match:
            return bool(match["at"])
        return self._multiplied() is not None and not self.says("change.more")

    def _multiplied(self) -> Decimal | None:
        """The percentage that a multiple stands for: 100 for "doubled", 50 for "halved"."""
        return next((percent for name, percent in MULTIPLES.items() if self.says(name)), None)

    def nth(self) -> int | None:
        """Which place in an order is asked for: 2 for "the second highest"."""
        match = pattern("several.nth").search(self.words)
        if match is None:
            return None
        return 2 if match["next"] else _PLACES[(match["n"] or match["m"])[:3]]

    def most(self) -> int:
        """+1 for the most, -1 for the least."""
        if self.says("several.least"):
            return -1
        return int(self.has("most", "rank_many") or self.says("several.most"))

    def count(self) -> int | None:
        """How many of a ranking: "the top three"."""
        match = pattern("several.top").search(self.words)
        word = next(filter(None, match.groups())) if match else None
        return None if word is None else _NUMBERS.get(word) or int(word)

    def worse(self) -> int:
        """+1 where "better" is asked about, -1 where "worse"."""
        return 1 if self.has("better") else -1 if self.has("worse") else 0

    def relative(self) -> tuple[Role, ...]:
        """The sides of the comparison that are asked for: now, before or both."""
        if self.says("period.both"):
            return (Role.CURRENT, Role.PREVIOUS)
        current = self.has("current_period")
        previous = self.has("previous_period") or self.says("period.before")
        return (*((Role.CURRENT,) if current else ()), *((Role.PREVIOUS,) if previous else ()))

    def except_at(self) -> int | None:
        """How many words stand before "except" or the like."""
        match = pattern("areas.except").search(self.words)
        return len(self.words[: match.start()].split()) if match else None

    def force_words(self) -> str | None:
        """The words for the force as a whole."""
        match = pattern("areas.force").search(self.words)
        return match.group() if match else None

    def claims(self) -> tuple[Decimal, ...]:
        """The numbers that the question states, and that set no condition."""
        if self.says("change.over") or self.count():
            return ()
        return tuple(Decimal(token.word) for token in self.tokens if token.is_number)

    def missing(self) -> tuple[Missing, ...]:
        """What is asked for that no report holds, whatever its measures: splits, odd periods, forecasts."""
        found = [
            Missing("split", typed(self.tokens, phrase))
            for phrase in self.signals
            for name in phrase.names
            if is_split(name)
            if name not in _SPLITS_OF_TEXT and "fillers" not in phrase.names and not self._is_beat(phrase)
            if not self._is_whole(phrase)
        ]
        if match := pattern("period.not_held").search(self.words):
            found.append(Missing("period", match.group()))
        if self.scope() == "forecast":
            found.append(Missing("forecast", ""))
        return tuple(found)

    def _is_whole(self, phrase: Phrase) -> bool:
        """Whether a kind of place is said only of the whole: "in the whole city"."""
        words = " ".join(self.tokens[i].word for i in phrase.tokens)
        return words in (self.force_words() or "").split()

    def unplaced(self) -> tuple[str, ...]:
        """Words that ask for something a figure table does not hold: money, outcomes, people."""
        return tuple(
            typed(self.tokens, phrase)
            for phrase in self.signals
            if set(phrase.names) & _SPLITS_OF_TEXT and "fillers" not in phrase.names
        )

    def scope(self) -> str | None:
        """Why the question is none for the reports, or `None` where it may be."""
        named = ((name.partition("."), phrase) for phrase in self.signals for name in phrase.names)
        kinds = [
            kind
            for (section, _, kind), phrase in named
            if section == "out_of_scope" and self._is_meant(kind, phrase)
        ]
        return next((kind for kind in kinds if kind not in MILD), next(iter(kinds), None))

    def _is_meant(self, kind: str, phrase: Phrase) -> bool:
        """Whether a phrase is what the question is about, and not only its manner."""
        if kind in ("greeting", "about_the_service"):
            return len(phrase.tokens) * 2 >= len(self.tokens)
        return kind != "forecast" or self.says("form.forecast")

    def _is_beat(self, phrase: Phrase) -> bool:
        """Whether "beat" is what one figure does to another, not where an officer walks."""
        return self.tokens[phrase.tokens[0]].word in ("beat", "beats") and not self.says("areas.beats")
