"""The trail of who did what to what, and when; only ever added to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, func, or_, select

from index import schema

_columns = schema.audit.c


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that somebody `did` ("published") to `what` (a report's title, an account); `at` is UTC."""

    at: datetime
    who: str
    did: str
    what: str
    detail: str


class Audit:
    """The trail of one store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, who: str, did: str, what: str, detail: str = "") -> None:
        values = {"at": datetime.now(UTC).isoformat(), "who": who, "did": did, "what": what, "detail": detail}
        with self._engine.begin() as connection:
            connection.execute(schema.audit.insert().values(values))

    def listed(self, words: str = "", limit: int | None = None, offset: int = 0) -> tuple[Deed, ...]:
        """The latest first; only those with the words in any part, where some are given."""
        asked = _with(words, select(schema.audit)).order_by(_columns.id.desc()).limit(limit).offset(offset)
        with self._engine.begin() as connection:
            return tuple(map(_deed, connection.execute(asked)))

    def count(self, words: str = "") -> int:
        with self._engine.begin() as connection:
            return int(connection.execute(_with(words, select(func.count(_columns.id)))).scalar_one())


def _with(words: str, asked: Any) -> Any:
    for word in words.split():
        parts = (_columns.who, _columns.did, _columns.what, _columns.detail)
        asked = asked.where(or_(*(part.icontains(word, autoescape=True) for part in parts)))
    return asked


def _deed(row: Any) -> Deed:
    return Deed(datetime.fromisoformat(row.at), row.who, row.did, row.what, row.detail)
