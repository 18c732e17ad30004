"""A question asked in a conversation: checked, answered after what went before, and kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import msgspec

from index.store import NoSuchAnswer, NoSuchConversation, Turn
from qa.question import Query, query_from_json, query_to_json
from web.chat.unanswered import unanswered
from web.contract import answer_to_json
from web.problems import (
    BLANK_QUESTION,
    LONG_QUESTION,
    LONGEST_QUESTION,
    NOT_TEXT,
    UNKNOWN_ANSWER,
    UNKNOWN_CONVERSATION,
    Problem,
)

if TYPE_CHECKING:
    from index.library import Library


def ask(
    library: Library,
    question: object,
    conversation: object = None,
    *,
    small_number: int = 50,
    after: str | None = None,
) -> dict[str, Any]:
    """The answer by the JSON contract; a conversation is started where none is given.

    `after` is the id of the answer that the question goes on from, where that is not the conversation's
    last. Raises Problem for a question that cannot be asked, and for an unknown conversation or answer.
    """
    from qa.answer import answer

    words = checked_question(question)
    known = checked_conversation(conversation)
    before = () if known is None else turns(library, known)
    earlier = last_query((turn_of(library, after),) if after else before)
    reply = answer(words, library, earlier, small_number)
    known = known or library.store.start_conversation()
    said = answer_to_json(reply.answer, id=uuid4().hex, conversation=known, question=words)
    library.store.add_turn(known, words, query_to_json(reply.query), said, unanswered(reply))
    return said


def turns(library: Library, conversation: str) -> tuple[Turn, ...]:
    """What was asked and said so far; raises Problem for an unknown conversation."""
    try:
        return library.store.turns(conversation)
    except NoSuchConversation as error:
        raise Problem(UNKNOWN_CONVERSATION, "The conversation that was named is not known here.") from error


def turn_of(library: Library, answer_id: str) -> Turn:
    """The turn of an answer; raises Problem for one that is not kept."""
    try:
        return library.store.answered(answer_id)
    except NoSuchAnswer as error:
        raise Problem(UNKNOWN_ANSWER, "The answer that was named is not kept here.") from error


def answer_in(library: Library, conversation: str, answer_id: str) -> dict[str, Any] | None:
    """An answer given in a conversation, as it was sent; raises Problem for an unknown conversation."""
    said = (turn.answer for turn in turns(library, conversation))
    return next((answer for answer in said if answer["id"] == answer_id), None)


def last_query(earlier: Sequence[Turn]) -> Query | None:
    """How the last question was read; None where there is none, or one that an older version kept."""
    try:
        return query_from_json(earlier[-1].query) if earlier else None
    except msgspec.ValidationError:
        return None


def checked_question(question: object) -> str:
    """The question's words, white space folded; raises Problem for one that cannot be asked."""
    words = " ".join(_text(question, "question").replace("\0", " ").split())
    if not words:
        raise Problem(BLANK_QUESTION, "There are no words in the question.")
    if len(words) > LONGEST_QUESTION:
        raise Problem(LONG_QUESTION, f"The question has {len(words)} characters.")
    return words


def checked_conversation(conversation: object) -> str | None:
    return None if conversation is None else _text(conversation, "conversation")


def _text(value: object, member: str) -> str:
    if not isinstance(value, str):
        raise Problem(NOT_TEXT, f'"{member}" is not a string.')
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise Problem(NOT_TEXT, f'"{member}" holds half of a surrogate pair, which is not a character.')
    return value
