"""What editors have dealt with: feedback, and groups of unanswered questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Engine, delete, select

from index import schema

_columns = schema.settled.c


@dataclass(frozen=True, slots=True)
class Settled:
    """Who said so; `at` is in UTC."""

    by: str
    at: datetime


class SettledBook:
    """What is settled in one store, by its kind and by what it is called there."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def all(self, kind: str) -> Mapping[str, Settled]:
        asked = select(schema.settled).where(_columns.kind == kind)
        with self._engine.begin() as connection:
            rows = connection.execute(asked).all()
        return {row.name: Settled(row.by, datetime.fromisoformat(row.at)) for row in rows}

    def settle(self, kind: str, name: str, by: str) -> None:
        values = {"kind": kind, "name": name, "by": by, "at": datetime.now(UTC).isoformat()}
        with self._engine.connect().execution_options(writes=True) as connection, connection.begin():
            connection.execute(delete(schema.settled).where(_columns.kind == kind, _columns.name == name))
            connection.execute(schema.settled.insert().values(values))

    def open_again(self, kind: str, name: str) -> None:
        with self._engine.begin() as connection:
            connection.execute(delete(schema.settled).where(_columns.kind == kind, _columns.name == name))
