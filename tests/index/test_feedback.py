"""What people said of answers is kept with the question and the answer, and can be explained later."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.feedback import LONGEST_COMMENT, NoSuchFeedback, Reason
from index.store import Store

ANSWER = {"id": "7", "question": "how many?", "answer": "There were 3. [1]", "status": "answered"}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(f"sqlite:///{tmp_path}/reports.db")


def test_feedback_stands_with_the_question_and_the_answer_of_its_time(store: Store) -> None:
    store.feedback.add(ANSWER, helpful=True)
    (said,) = store.feedback.all()
    assert (said.answer, said.helpful, said.reason, said.comment) == ("7", True, None, None)
    assert (said.question, said.said, said.status) == ("how many?", "There were 3. [1]", "answered")


def test_a_reason_and_a_comment_are_added_and_long_comments_cut(store: Store) -> None:
    one = store.feedback.add(ANSWER, helpful=False)
    store.feedback.explain(one, Reason.WRONG_FIGURE, "x" * (LONGEST_COMMENT + 5))
    said = store.feedback.one(one)
    assert said.reason is Reason.WRONG_FIGURE
    assert said.comment == "x" * LONGEST_COMMENT


def test_the_latest_come_first_and_unhelpful_ones_alone_where_asked(store: Store) -> None:
    first, second = store.feedback.add(ANSWER, helpful=False), store.feedback.add(ANSWER, helpful=True)
    assert [said.id for said in store.feedback.all()] == [second, first]
    assert [said.id for said in store.feedback.all(helpful=False)] == [first]


def test_what_was_never_said_cannot_be_explained(store: Store) -> None:
    with pytest.raises(NoSuchFeedback):
        store.feedback.explain("no-such", None, "why")
    with pytest.raises(NoSuchFeedback):
        store.feedback.one("no-such")


def test_every_reason_has_words(store: Store) -> None:
    assert len({reason.words for reason in Reason}) == len(Reason)
