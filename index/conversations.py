"""Conversations and their turns, kept so that any worker can go on with one."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import Engine, select, update

from index import schema


class NoSuchConversation(LookupError):
    """A conversation that was never started, or is no longer kept."""

    def __init__(self, conversation: str) -> None:
        super().__init__(f"no conversation {conversation!r}: start a new one")
        self.conversation = conversation


@dataclass(frozen=True, slots=True)
class Turn:
    """One question with how it was read and what was answered; `at` is in UTC."""

    question: str
    query: dict[str, Any]
    answer: dict[str, Any]
    at: datetime


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

    def add(self, conversation: str, question: str, query: dict[str, Any], answer: dict[str, Any]) -> None:
        """Append a turn; raises NoSuchConversation."""
        conversations = schema.conversations
        now = _now()
        turn = {"conversation": conversation, "question": question, "query": _json(query)}
        with self._engine.begin() as connection:
            touched = update(conversations).where(conversations.c.id == conversation).values(last_used=now)
            if not connection.execute(touched).rowcount:
                raise NoSuchConversation(conversation)
            connection.execute(schema.turns.insert().values(**turn, answer=_json(answer), at=now))

    def turns(self, conversation: str) -> tuple[Turn, ...]:
        """The turns so far, first to last; raises NoSuchConversation."""
        with self._engine.begin() as connection:
            if not _stands(connection, conversation):
                raise NoSuchConversation(conversation)
            turns = schema.turns
            asked = select(turns).where(turns.c.conversation == conversation).order_by(turns.c.id)
            rows = connection.execute(asked).all()
        return tuple(
            Turn(r.question, _parsed(r.query), _parsed(r.answer), datetime.fromisoformat(r.at)) for r in rows
        )


def _stands(connection: Any, conversation: str) -> bool:
    known = select(schema.conversations.c.id).where(schema.conversations.c.id == conversation)
    return connection.scalar(known) is not None


def _now() -> str:
    return datetime.now(UTC).isoformat()


def _json(value: dict[str, Any]) -> str:
    return msgspec.json.encode(value).decode()


def _parsed(text: str) -> dict[str, Any]:
    return msgspec.json.decode(text, type=dict[str, Any])
