"""Words that judge figures ("yes", "not met", "above it", "rose in two of six"), and the facts they rest on.

Who says such words hands the facts along; the gate works them out again, and holds the words against them.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from corpus.report import Figure, Role
from qa.telling.wording import count_said


class Relation(StrEnum):
    MORE = ">"
    AT_LEAST = "≥"
    SAME = "="
    AT_MOST = "≤"
    LESS = "<"
    OTHER = "≠"


_HOLDS: dict[Relation, Callable[[Decimal, Decimal], bool]] = {
    Relation.MORE: operator.gt,
    Relation.AT_LEAST: operator.ge,
    Relation.SAME: operator.eq,
    Relation.AT_MOST: operator.le,
    Relation.LESS: operator.lt,
    Relation.OTHER: operator.ne,
}
_DENIED = {
    Relation.MORE: Relation.AT_MOST,
    Relation.AT_LEAST: Relation.LESS,
    Relation.SAME: Relation.OTHER,
    Relation.AT_MOST: Relation.MORE,
    Relation.LESS: Relation.AT_LEAST,
    Relation.OTHER: Relation.SAME,
}
_UP, _DOWN = (Relation.MORE, Relation.AT_LEAST), (Relation.LESS, Relation.AT_MOST)


@dataclass(frozen=True, slots=True)
class Fact:
    """How a figure stands to another, or to a number that the question states; it may hold or not."""

    first: Figure
    relation: Relation
    second: Figure | Decimal

    @property
    def holds(self) -> bool:
        second = self.second.value if isinstance(self.second, Figure) else self.second
        if self.first.value is None or second is None:
            return False
        return _HOLDS[self.relation](self.first.value, second)

    @property
    def denied(self) -> Fact:
        """The fact that holds where this one does not."""
        return Fact(self.first, _DENIED[self.relation], self.second)

    @property
    def is_move(self) -> bool:
        """Whether it says that something rose or fell: now against before, or a change against none."""
        if isinstance(self.second, Figure):
            return (self.first.role, self.second.role) == (Role.CURRENT, Role.PREVIOUS)
        return self.second == 0 and self.first.role in (Role.CHANGE, Role.CHANGE_PERCENT)


Facts = tuple[Fact, ...]  # a case: it holds where all of its facts do


def all_hold(facts: Facts) -> bool:
    return all(fact.holds for fact in facts)


@dataclass(frozen=True, slots=True)
class Judgement:
    """Words as they stand in a sentence, and the cases that they judge: a yes wants all of them, or any."""

    words: str
    cases: tuple[Facts, ...]
    every: bool = True

    @property
    def is_borne_out(self) -> bool:
        """Whether what the words mean is so. Words whose meaning is not known here never are."""
        for form, meaning in _MEANINGS:
            if match := form.fullmatch(self.words):
                return bool(self.cases) and meaning(self, match)
        return False

    @property
    def held(self) -> int:
        return sum(map(all_hold, self.cases))

    @property
    def is_so(self) -> bool:
        return self.held == len(self.cases) if self.every else self.held > 0

    def is_all(self, *relations: Relation) -> bool:
        """Whether all facts hold, each by one of these relations."""
        return self.is_so and all(fact.relation in relations for facts in self.cases for fact in facts)

    def is_of_targets(self) -> bool:
        seconds = (fact.second for facts in self.cases for fact in facts)
        return all(isinstance(one, Figure) and one.role is Role.TARGET for one in seconds)

    def moves(self, verb: str, limit: str | None) -> bool:
        """Whether each case is that something rose or fell, and, with a limit, by so much."""
        is_up = verb in ("rose", "rise")
        ways = (Relation.MORE if is_up else Relation.LESS, *(_LIMITS[limit][not is_up] if limit else ()))
        return all(
            facts[0].is_move and tuple(fact.relation for fact in facts) == ways for facts in self.cases
        )


def yes_or_no(*cases: Facts, every: bool = True) -> Judgement:
    """ "Yes" where all cases hold, or, where any will do, one; else "No"."""
    return Judgement("Yes" if Judgement("", cases, every).is_so else "No", cases, every)


_BY = r"(?: by (?P<limit>more than|at least|less than) that)?"
# How a change stands to the limit of a rise, and, being negative, to that of a fall.
_LIMITS = {
    "more than": ((Relation.MORE,), (Relation.LESS,)),
    "at least": ((Relation.AT_LEAST,), (Relation.AT_MOST,)),
    "less than": ((Relation.LESS,), (Relation.MORE,)),
}
_MEANINGS: tuple[tuple[re.Pattern[str], Callable[[Judgement, re.Match[str]], bool]], ...] = tuple(
    (re.compile(form), meaning)
    for form, meaning in (
        (r"Yes", lambda said, _: said.is_so),
        (r"No", lambda said, _: not said.is_so),
        (r"is met", lambda said, _: said.is_of_targets() and said.is_so),
        (r"is not met", lambda said, _: said.is_of_targets() and not said.is_so),
        (r"above it|is higher", lambda said, _: said.is_all(Relation.MORE)),
        (r"below it|is lower", lambda said, _: said.is_all(Relation.LESS)),
        (r"is the same", lambda said, _: said.is_all(Relation.SAME)),
        (r"highest|most", lambda said, _: said.is_all(*_UP)),
        (r"lowest|least", lambda said, _: said.is_all(*_DOWN)),
        (r"By percentage it is", lambda said, _: said.is_all(*_UP) or said.is_all(*_DOWN)),
        (r"No (?:area|measure) meets", lambda said, _: said.held == 0),
        (
            rf"did not (?P<verb>rise|fall){_BY} in any",
            lambda said, match: said.held == 0 and said.moves(match["verb"], match["limit"]),
        ),
        (
            rf"(?P<verb>rose|fell){_BY} in all (?P<all>\S+)",
            lambda said, match: (
                said.held == len(said.cases) == count_said(match["all"])
                and said.moves(match["verb"], match["limit"])
            ),
        ),
        (
            rf"(?P<verb>rose|fell){_BY} in (?P<held>\S+) of (?P<all>\S+)",
            lambda said, match: (
                (said.held, len(said.cases)) == (count_said(match["held"]), count_said(match["all"]))
                and said.moves(match["verb"], match["limit"])
            ),
        ),
    )
)
# Words that judge; where no judgement of the sentence has them, they have no evidence.
JUDGING = re.compile(
    r"\b(?:Yes\b|No(?=[.:])|No (?:area|measure) meets|(?:not )?met|missed|is the same|"
    r"above|below|higher|lower|better|worse|highest|lowest|biggest|smallest|largest|most|least|best|worst|"
    r"(?:all|none|any|every)(?: of)?(?: the)? (?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)|"
    r"in any (?:area|measure)|in all \S+ (?:areas|measures)|in \S+ of \S+ (?:areas?|measures?))\b"
)
