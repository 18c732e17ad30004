"""Conversations and their turns, kept so that any worker can go on with one."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, select, update

from index import schema
from index.unanswered import put_unanswered


class NoSuchConversation(LookupError):
    """A conversation that was never started, or is no longer kept."""

    def __init__(self, conversation: str) -> None:
        super().__init__(f"no conversation {conversation!r}: start a new one")
        self.conversation = conversation


class NoSuchAnswer(LookupError):
    """An answer that was never given, or is no longer kept."""

    def __init__(self, answer: str) -> None:
        super().__init__(f"no answer {answer!r} is kept")
        self.answer = answer


@dataclass(frozen=True, slots=True)
class Turn:
    """One question with how it was read and what was answered; `at` is in UTC.

    `versions` are those of the reports that the answer cites, by report, as they stood when it was
    given; empty for a turn that an older version of this software kept.
    """

    question: str
    query: dict[str, Any]
    answer: dict[str, Any]
    at: datetime
    versions: Mapping[str, str] = field(default_factory=dict)


class Conversations:
    """The conversations of one store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def start(self) -> str:
        identity = secrets.token_urlsafe(16)
        values = {"id": identity, "started": _now(), "last_used": _now()}
        with self._engine.begin() as connection:
            connection.execute(schema.conversations.insert().values(values))
        return identity

    def add(
        self,
        conversation: str,
        question: str,
        query: dict[str, Any],
        answer: dict[str, Any],
        unanswered: tuple[str, str] | None = None,
    ) -> None:
        """Append a turn, with the versions of what its answer cites; raises NoSuchConversation.

        `unanswered` are the measure and the area that were asked for and that the reports do not tell.
        """
        conversations = schema.conversations
        now = _now()
        turn = {"conversation": conversation, "question": question, "query": _json(query)}
        with self._engine.connect().execution_options(writes=True) as connection, connection.begin():
            touched = update(conversations).where(conversations.c.id == conversation).values(last_used=now)
            if not connection.execute(touched).rowcount:
                raise NoSuchConversation(conversation)
            added = connection.execute(schema.turns.insert().values(**turn, answer=_json(answer), at=now))
            if "id" in answer and added.inserted_primary_key:
                _put_answer(connection, added.inserted_primary_key[0], answer)
                if unanswered:
                    put_unanswered(connection, added.inserted_primary_key[0], *unanswered)

    def turns(self, conversation: str) -> tuple[Turn, ...]:
        """The turns so far, first to last; raises NoSuchConversation."""
        with self._engine.begin() as connection:
            if not _stands(connection, conversation):
                raise NoSuchConversation(conversation)
            asked = _asked().where(schema.turns.c.conversation == conversation).order_by(schema.turns.c.id)
            rows = connection.execute(asked).all()
        return tuple(map(_turn, rows))

    def answered(self, answer: str) -> Turn:
        """The turn of an answer; raises NoSuchAnswer, also where its conversation is deleted."""
        with self._engine.begin() as connection:
            row = connection.execute(_asked().where(schema.answers.c.id == answer)).one_or_none()
            if row is None or not _stands(connection, row.conversation):
                raise NoSuchAnswer(answer)
        return _turn(row)


def _put_answer(connection: Connection, turn: int, answer: dict[str, Any]) -> None:
    versions = _versions(connection, (one["report"] for one in answer.get("citations", ())))
    values = {"id": answer["id"], "turn": turn, "reports": _json(versions)}
    connection.execute(schema.answers.insert().values(values))


def _asked() -> Any:
    return select(schema.turns, schema.answers.c.reports).outerjoin(
        schema.answers, schema.answers.c.turn == schema.turns.c.id
    )


def _turn(row: Any) -> Turn:
    versions = msgspec.json.decode(row.reports, type=dict[str, str]) if row.reports else {}
    at = datetime.fromisoformat(row.at)
    return Turn(row.question, _parsed(row.query), _parsed(row.answer), at, versions)


def _versions(connection: Connection, reports: Iterable[str]) -> dict[str, str]:
    columns = schema.reports.c
    held = select(columns.id, columns.version).where(columns.id.in_(sorted(set(reports))))
    return {row.id: row.version for row in connection.execute(held)}


def _stands(connection: Connection, conversation: str) -> bool:
    """Whether a conversation is kept, and not deleted by its owner."""
    conversations, owned = schema.conversations, schema.owned
    known = (
        select(conversations.c.id)
        .outerjoin(owned, owned.c.conversation == conversations.c.id)
        .where(conversations.c.id == conversation, owned.c.deleted.is_(None))
    )
    return connection.scalar(known) is not None


def _now() -> str:
    return datetime.now(UTC).isoformat()


def _json(value: dict[str, Any]) -> str:
    return msgspec.json.encode(value).decode()


def _parsed(text: str) -> dict[str, Any]:
    return msgspec.json.decode(text, type=dict[str, Any])
