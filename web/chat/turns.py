"""What a page shows of a turn beyond the contract: other readings, the figure in big, words to copy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec
from flask import url_for

from qa.alternatives import Alternatives, alternatives
from qa.question import query_from_json
from web.chat import citing
from web.chat.headline import Headline, headline

if TYPE_CHECKING:
    from index.library import Library
    from index.store import Turn


@dataclass(frozen=True, slots=True)
class ShownTurn:
    """A turn ready for its template; `address` is the answer's own, absolute."""

    answer: dict[str, Any]
    at: datetime
    headline: Headline | None
    other: Alternatives
    address: str
    plain: str
    markdown: str


def shown(turn: Turn, library: Library, publishers: Mapping[str, str | None]) -> ShownTurn:
    address = url_for("answers.show", answer_id=turn.answer["id"], _external=True)
    return ShownTurn(
        answer=turn.answer,
        at=turn.at,
        headline=headline(turn.answer),
        other=_other_readings(turn, library),
        address=address,
        plain=citing.plain(turn.answer, address, publishers),
        markdown=citing.markdown(turn.answer, address, publishers),
    )


def publishers_of(library: Library) -> dict[str, str | None]:
    return {stored.id: stored.facts.publisher for stored in library.store.reports()}


def _other_readings(turn: Turn, library: Library) -> Alternatives:
    """None where an older version kept the turn in a way that this one cannot read."""
    read_as = turn.answer["read_as"]
    try:
        query = query_from_json(turn.query)
    except msgspec.ValidationError:
        return Alternatives()
    return alternatives(query, tuple(read_as["areas"]), tuple(read_as["periods"]), library)
