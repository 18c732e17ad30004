"""Questions to begin with, made from what the ingested reports hold; never written for one report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from corpus.report import Role

if TYPE_CHECKING:
    from index.library import Library
    from index.store import Series

COUNT = 4
MOST_TRIED = 16
FEWEST_RANKED = 3

# Names that "What is the ...?" can be asked of.
_QUANTITY = re.compile(r"^(?:percentage|proportion|number|rate|average)\b|\brate$", re.IGNORECASE)

Asks = Callable[[str], bool]
"""Says whether a question is answered from figures."""


class Examples:
    """A library's examples, kept until its reports change; may be shared between threads."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._kept: tuple[int, tuple[str, ...]] | None = None

    def now(self) -> tuple[str, ...]:
        generation = self._library.store.generation()
        kept = self._kept
        if kept is None or kept[0] != generation:
            kept = self._kept = generation, examples(self._library)
        return kept[1]


def examples(library: Library) -> tuple[str, ...]:
    """At most four questions over different measures and areas, each of which the service does answer."""
    from qa.answer import answer
    from qa.question import Status

    def is_answered(question: str) -> bool:
        return answer(question, library).answer.status is Status.ANSWERED

    return chosen(library.store.series(), is_answered)


def chosen(series: tuple[Series, ...], is_answered: Asks) -> tuple[str, ...]:
    candidates = islice(_candidates(series), MOST_TRIED)
    return tuple(islice((question for question in candidates if is_answered(question)), COUNT))


def _candidates(series: tuple[Series, ...]) -> Iterator[str]:
    """One of each wording by turns, over a measure and an area that no earlier question named."""
    seen: set[str] = set()
    counted = Counter(one.measure for one in series if _is_counted(one))
    ranked = {measure for measure, areas in counted.items() if areas >= FEWEST_RANKED}
    for wording in (_change, _rate, _ranking, _count) * 4:
        for one in series:
            if wording is _ranking and one.measure not in ranked:
                continue
            names = {one.measure, one.area} if wording in (_change, _count) else {one.measure}
            question = wording(one)
            if question and not names & seen:
                seen |= {name for name in names if name}
                yield question
                break


def _change(one: Series) -> str | None:
    return f"How did {_in_sentence(one.measure)} in {one.area} change?" if _is_counted(one) else None


def _count(one: Series) -> str | None:
    return f"What was the figure for {_in_sentence(one.measure)} in {one.area}?" if _is_counted(one) else None


def _ranking(one: Series) -> str | None:
    return f"Which area had the biggest rise in {_in_sentence(one.measure)}?" if _is_counted(one) else None


def _rate(one: Series) -> str | None:
    if one.measure and Role.CURRENT in one.roles and _QUANTITY.search(one.measure):
        return f"What is the {_in_sentence(one.measure)}?"
    return None


def _is_counted(one: Series) -> bool:
    named = one.measure is not None and one.area is not None
    return named and {Role.CURRENT, Role.PREVIOUS, Role.CHANGE} <= set(one.roles)


def _in_sentence(measure: str | None) -> str:
    """The name with a small first letter, unless its first word is an acronym."""
    words = measure or ""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]
