"""What people said of answers: helpful or not, why, and in their own words."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Engine, delete, select, update

from index import schema

LONGEST_COMMENT = 1000
"""Characters of a comment that are kept."""


class Reason(StrEnum):
    """Why an answer did not help; the value is kept, `words` are shown."""

    WRONG_FIGURE = "wrong figure"
    OTHER_QUESTION = "other question"
    INCOMPLETE = "incomplete"
    UNCLEAR = "unclear"
    SOURCE = "source"
    OTHER = "other"

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    Reason.WRONG_FIGURE: "A figure is wrong",
    Reason.OTHER_QUESTION: "It answers another question",
    Reason.INCOMPLETE: "Something is missing",
    Reason.UNCLEAR: "It is hard to understand",
    Reason.SOURCE: "The source does not say this",
    Reason.OTHER: "Something else",
}


class NoSuchFeedback(LookupError):
    """Feedback that was never given."""

    def __init__(self, feedback: str) -> None:
        super().__init__(f"no feedback {feedback!r}")
        self.feedback = feedback


@dataclass(frozen=True, slots=True)
class Feedback:
    """What was said of one answer, with the question and the answer's words as they were; `at` is in UTC."""

    id: str
    answer: str
    helpful: bool
    reason: Reason | None
    comment: str | None
    question: str
    said: str
    status: str
    at: datetime


class FeedbackBook:
    """The feedback of one store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, answer: dict[str, Any], *, helpful: bool) -> str:
        """Keep what was said of an answer of the JSON contract; returns an id that only the sayer gets."""
        identity = secrets.token_urlsafe(16)
        values = {
            "id": identity,
            "answer": answer["id"],
            "helpful": helpful,
            "question": answer["question"],
            "said": answer["answer"],
            "status": answer["status"],
            "at": datetime.now(UTC).isoformat(),
        }
        with self._engine.begin() as connection:
            connection.execute(schema.feedback.insert().values(values))
        return identity

    def explain(self, feedback: str, reason: Reason | None, comment: str) -> None:
        """Add why, and words of the sayer's own; raises NoSuchFeedback."""
        table = schema.feedback
        values = {"reason": reason and reason.value, "comment": comment.strip()[:LONGEST_COMMENT] or None}
        with self._engine.begin() as connection:
            changed = connection.execute(update(table).where(table.c.id == feedback).values(values))
            if not changed.rowcount:
                raise NoSuchFeedback(feedback)

    def remove(self, feedback: str) -> None:
        """For good; raises NoSuchFeedback."""
        with self._engine.begin() as connection:
            gone = connection.execute(delete(schema.feedback).where(schema.feedback.c.id == feedback))
            if not gone.rowcount:
                raise NoSuchFeedback(feedback)

    def one(self, feedback: str) -> Feedback:
        """Raises NoSuchFeedback."""
        with self._engine.begin() as connection:
            asked = select(schema.feedback).where(schema.feedback.c.id == feedback)
            row = connection.execute(asked).one_or_none()
        if row is None:
            raise NoSuchFeedback(feedback)
        return _feedback(row)

    def all(self, *, helpful: bool | None = None) -> tuple[Feedback, ...]:
        """The latest first; only helpful, or only unhelpful, where asked for."""
        asked = select(schema.feedback).order_by(schema.feedback.c.at.desc(), schema.feedback.c.id)
        if helpful is not None:
            asked = asked.where(schema.feedback.c.helpful == helpful)
        with self._engine.begin() as connection:
            return tuple(map(_feedback, connection.execute(asked)))


def _feedback(row: Any) -> Feedback:
    return Feedback(
        id=row.id,
        answer=row.answer,
        helpful=row.helpful,
        reason=Reason(row.reason) if row.reason else None,
        comment=row.comment,
        question=row.question,
        said=row.said,
        status=row.status,
        at=datetime.fromisoformat(row.at),
    )
