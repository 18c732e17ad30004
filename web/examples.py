"""Questions to begin with, made from what the ingested reports hold; never written for one report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from corpus.report import Role

if TYPE_CHECKING:
    from index.library import Library
    from index.store import Series

COUNT = 4
MOST_TRIED = 16

Asks = Callable[[str], bool]
"""Says whether a question is answered from figures."""


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
    """By turns one of each wording, over a measure and an area that no earlier one used."""
    seen: set[str] = set()
    wordings = (_change, _count, _rate, _change, _count, _rate)
    for wording in (*wordings, *wordings):
        for one in series:
            names = {one.measure or "", one.area or ""}
            question = wording(one)
            if question and one.measure and not names & (seen - {""}):
                seen |= names
                yield question
                break


def _change(one: Series) -> str | None:
    if one.area and {Role.CURRENT, Role.PREVIOUS, Role.CHANGE} <= set(one.roles):
        return f"How did {_in_sentence(one.measure)} in {one.area} change?"
    return None


def _count(one: Series) -> str | None:
    if one.area and Role.CURRENT in one.roles and Role.CHANGE in one.roles:
        return f"How much {_in_sentence(one.measure)} was there in {one.area}?"
    return None


def _rate(one: Series) -> str | None:
    if not one.area and Role.CURRENT in one.roles:
        return f"What is the {_in_sentence(one.measure)}?"
    return None


def _in_sentence(measure: str | None) -> str:
    """The name with a small first letter, unless its first word is an acronym."""
    words = measure or ""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]
