"""The conversations that one browser started: listed, named, deleted and brought back by it alone.

An owner is the SHA-256 of a random token that only its browser holds, so that what is stored lets nobody in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Engine, Label, delete, func, select, update

from index import schema
from index.conversations import NoSuchConversation

UNDO = timedelta(days=1)
"""How long a deleted conversation can be brought back; after that it is erased."""

LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Listed:
    """A conversation in its owner's list; `title` is what the owner called it, or its first question."""

    id: str
    title: str
    questions: int
    last_used: datetime


class OwnedConversations:
    """The conversations of one store, by owner. All of it raises NoSuchConversation for what is another's."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def claim(self, conversation: str, token: str) -> None:
        """Say whose a conversation is, as it is started; a second claim changes nothing."""
        owned = schema.owned
        with self._engine.connect().execution_options(writes=True) as connection, connection.begin():
            held = select(owned.c.conversation).where(owned.c.conversation == conversation)
            if connection.scalar(held) is None:
                values = {"conversation": conversation, "owner": owner(token)}
                connection.execute(owned.insert().values(values))

    def listed(self, token: str) -> tuple[Listed, ...]:
        """What the owner has and has not deleted, the last used first."""
        owned, conversations = schema.owned, schema.conversations
        asked = (
            select(conversations.c.id, conversations.c.last_used, owned.c.title, _first(), _questions())
            .join(owned, owned.c.conversation == conversations.c.id)
            .where(owned.c.owner == owner(token), owned.c.deleted.is_(None))
            .order_by(conversations.c.last_used.desc())
        )
        with self._engine.begin() as connection:
            rows = connection.execute(asked).all()
        return tuple(
            Listed(row.id, row.title or row.first, row.questions, datetime.fromisoformat(row.last_used))
            for row in rows
            if row.questions
        )

    def is_deleted(self, conversation: str, token: str) -> bool:
        """Whether the owner deleted a conversation, and can bring it back."""
        owned = schema.owned.c
        held = select(owned.conversation).where(
            owned.conversation == conversation, owned.owner == owner(token), owned.deleted.is_not(None)
        )
        with self._engine.begin() as connection:
            return connection.scalar(held) is not None

    def title(self, conversation: str) -> str | None:
        """What its owner called a conversation; None where nothing."""
        asked = select(schema.owned.c.title).where(schema.owned.c.conversation == conversation)
        with self._engine.begin() as connection:
            title: str | None = connection.scalar(asked)
        return title

    def rename(self, conversation: str, token: str, title: str) -> None:
        """A blank title takes the first question's words again."""
        self._set(conversation, token, title=title.strip()[:LONGEST_TITLE] or None)

    def delete(self, conversation: str, token: str) -> None:
        self._set(conversation, token, deleted=_now().isoformat())

    def restore(self, conversation: str, token: str) -> None:
        self._set(conversation, token, deleted=None)

    def erase(self, keep_days: int) -> int:
        """Erase what was deleted more than a day ago, and, unless `keep_days` is 0, what was not used for so
        many days; returns how many conversations are gone with all their answers.
        """
        owned, conversations = schema.owned, schema.conversations
        gone = select(owned.c.conversation).where(owned.c.deleted < (_now() - UNDO).isoformat())
        with self._engine.connect().execution_options(writes=True) as connection, connection.begin():
            erased = _erase(connection, connection.scalars(gone).all())
            if keep_days:
                oldest = (_now() - timedelta(days=keep_days)).isoformat()
                unused = select(conversations.c.id).where(conversations.c.last_used < oldest)
                erased += _erase(connection, connection.scalars(unused).all())
        return erased

    def _set(self, conversation: str, token: str, **values: str | None) -> None:
        owned = schema.owned
        change = update(owned).where(owned.c.conversation == conversation, owned.c.owner == owner(token))
        with self._engine.begin() as connection:
            if not connection.execute(change.values(**values)).rowcount:
                raise NoSuchConversation(conversation)


def _first() -> Label[str]:
    """A conversation's first question."""
    turns, one = schema.turns, schema.turns.alias()
    first = select(func.min(one.c.id)).where(one.c.conversation == schema.conversations.c.id)
    asked = select(turns.c.question).where(
        turns.c.id == first.correlate(schema.conversations).scalar_subquery()
    )
    return asked.correlate(schema.conversations).scalar_subquery().label("first")


def _questions() -> Label[int]:
    """How many questions were asked in a conversation."""
    counted = select(func.count()).where(schema.turns.c.conversation == schema.conversations.c.id)
    return counted.correlate(schema.conversations).scalar_subquery().label("questions")


def owner(token: str) -> str:
    """What is stored of a browser's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _erase(connection: Connection, conversations: Iterable[str]) -> int:
    ids = list(conversations)
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        connection.execute(delete(schema.conversations).where(schema.conversations.c.id.in_(some)))
    return len(ids)


def _now() -> datetime:
    return datetime.now(UTC)
