"""What a question asked for, so that editors see unanswered ones of one kind together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.question import Status, Wants

if TYPE_CHECKING:
    from qa.question import Query, Reply

_MOST_READINGS = 3


def unanswered(reply: Reply) -> tuple[str, str] | None:
    """The measure and the area that an answer did not have, each blank where none was named.

    None for what was answered or asked back. A question that is none for the reports has neither.
    """
    if reply.answer.status is not Status.NOT_FOUND:
        return None
    query = reply.query
    if query.wants is Wants.OUT_OF_SCOPE or query.scope:
        return "", ""
    return _measure(query), _area(query)


def _measure(query: Query) -> str:
    """The measures that were read, else the words that nothing answers to, else what text was asked on."""
    named = tuple(dict.fromkeys(query.measure_names))[:_MOST_READINGS]
    read = (" or " if query.either else ", ").join(named)
    return read or _lacking(query, "measure") or query.topic.casefold()


def _area(query: Query) -> str:
    lacking = _lacking(query, "area")
    return ", ".join(query.area_names) or lacking.title()


def _lacking(query: Query, kind: str) -> str:
    return ", ".join(lack.words.casefold() for lack in query.missing if lack.kind == kind)
