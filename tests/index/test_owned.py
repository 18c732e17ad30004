"""Conversations by the browser that started them: nobody else's can be seen, named or deleted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from index.store import NoSuchAnswer, NoSuchConversation, Store

OWN, OTHER = "a" * 43, "b" * 43


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(f"sqlite:///{tmp_path}/reports.db")


def started(store: Store, question: str = "how many?", token: str = OWN, answer: str = "1") -> str:
    conversation = store.start_conversation()
    store.owned.claim(conversation, token)
    store.add_turn(conversation, question, {}, {"id": answer, "citations": []})
    return conversation


def titles(store: Store, token: str = OWN) -> list[str]:
    return [one.title for one in store.owned.listed(token)]


def test_only_the_owner_lists_a_conversation_under_its_first_question(store: Store) -> None:
    conversation = started(store, "how many robberies?")
    store.add_turn(conversation, "and burglaries?", {}, {"id": "2", "citations": []})
    (one,) = store.owned.listed(OWN)
    assert (one.id, one.title, one.questions) == (conversation, "how many robberies?", 2)
    assert store.owned.listed(OTHER) == ()


def test_the_last_used_comes_first(store: Store) -> None:
    first = started(store, "one", answer="1")
    started(store, "two", answer="2")
    store.add_turn(first, "three", {}, {"id": "3", "citations": []})
    assert titles(store) == ["one", "two"]


def test_a_conversation_without_a_question_is_not_listed(store: Store) -> None:
    store.owned.claim(store.start_conversation(), OWN)
    assert titles(store) == []


def test_a_name_stands_until_it_is_blank_again(store: Store) -> None:
    conversation = started(store)
    store.owned.rename(conversation, OWN, "  For the panel ")
    assert titles(store) == ["For the panel"]
    assert store.owned.title(conversation) == "For the panel"
    store.owned.rename(conversation, OWN, " ")
    assert titles(store) == ["how many?"]


def test_another_can_neither_rename_nor_delete_nor_claim(store: Store) -> None:
    conversation = started(store)
    store.owned.claim(conversation, OTHER)
    for change in (
        lambda: store.owned.rename(conversation, OTHER, "mine"),
        lambda: store.owned.delete(conversation, OTHER),
        lambda: store.owned.restore(conversation, OTHER),
    ):
        with pytest.raises(NoSuchConversation):
            change()
    assert titles(store) == ["how many?"]


def test_what_is_deleted_is_gone_for_everybody_until_it_is_brought_back(store: Store) -> None:
    conversation = started(store)
    store.owned.delete(conversation, OWN)
    assert titles(store) == []
    assert store.owned.is_deleted(conversation, OWN)
    assert not store.owned.is_deleted(conversation, OTHER)
    with pytest.raises(NoSuchConversation):
        store.turns(conversation)
    with pytest.raises(NoSuchAnswer):
        store.answered("1")
    store.owned.restore(conversation, OWN)
    assert titles(store) == ["how many?"]
    assert store.answered("1").question == "how many?"


def test_a_deleted_conversation_is_erased_after_a_day_and_not_before(store: Store, tmp_path: Path) -> None:
    conversation = started(store)
    store.owned.delete(conversation, OWN)
    assert store.owned.erase(keep_days=0) == 0
    _set(tmp_path, "owned_conversations", "deleted", days_ago=2)
    assert store.owned.erase(keep_days=0) == 1
    with pytest.raises(NoSuchConversation):
        store.owned.restore(conversation, OWN)
    assert _count(tmp_path, "turns") == _count(tmp_path, "answers") == 0


def test_what_was_not_used_for_its_days_is_erased_and_kept_where_days_are_0(
    store: Store, tmp_path: Path
) -> None:
    started(store)
    _set(tmp_path, "conversations", "last_used", days_ago=31)
    assert store.owned.erase(keep_days=0) == 0
    assert store.owned.erase(keep_days=32) == 0
    assert store.owned.erase(keep_days=30) == 1


def test_the_token_itself_stands_nowhere_in_the_store(store: Store, tmp_path: Path) -> None:
    started(store)
    store.close()
    assert OWN.encode() not in (tmp_path / "reports.db").read_bytes()


def test_an_answer_that_was_never_given_is_none(store: Store) -> None:
    with pytest.raises(NoSuchAnswer, match="no-such"):
        store.answered("no-such")


def _set(home: Path, table: str, column: str, days_ago: int) -> None:
    then = (datetime.now(UTC) - timedelta(days=days_ago)).isoformat()
    engine = create_engine(f"sqlite:///{home}/reports.db")
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE {table} SET {column} = :then"), {"then": then})  # noqa: S608
    engine.dispose()


def _count(home: Path, table: str) -> int:
    engine = create_engine(f"sqlite:///{home}/reports.db")
    with engine.begin() as connection:
        found = connection.execute(text(f"SELECT COUNT(*) FROM {table}")).scalar_one()  # noqa: S608
    engine.dispose()
    return int(found)
