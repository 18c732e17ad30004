"""Keyword search: what is typed is words, never syntax."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.broken import KeywordsBroken
from index.keywords import Keywords, change_keywords, make_keywords, match_any, telling_words
from index.rows import digest_of

from .made import made_report

NAUGHTY = (
    '"',
    "'; DROP TABLE words; --",
    "NEAR(robbery burglary, 5)",
    "robbery AND",
    "OR OR OR",
    "NOT lorries",
    "text : lorries",
    "{heading text} : lorries",
    "lorr*",
    "^lorries",
    "-lorries",
    "lorries + searched",
    "()",
    "((((((((((",
    "\x00lorries\x00",
    "lorries\ud800",
    "_",
    "a_b",
    "１２ ²",
    "%s %d {0}",
    "🚓",
    "rank bm25 words",
    "what is the",
    "lorries " * 5000,
    " ".join(f"word{n}" for n in range(5000)),
)


def keywords_of(path: Path, sentences: Sequence[str]) -> Keywords:
    report = made_report(sentences=sentences)
    make_keywords(path)
    change_keywords(path, report.passages, {p.id: digest_of(p) for p in report.passages}, ())
    return Keywords(path)


@pytest.fixture(scope="module")
def keywords(tmp_path_factory: pytest.TempPathFactory) -> Keywords:
    report = made_report()
    return keywords_of(tmp_path_factory.mktemp("keywords") / "keywords.db", [p.text for p in report.passages])


def found(keywords: Keywords, question: str) -> list[str]:
    return [passage for passage, _ in keywords.find(question, 10)]


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("lorries", 4),
        ("was any lorry stopped?", 4),
        ("SEARCHES on motorways", 4),
        ("cafe", 5),
        ("grey street's café?", 5),
        ("complainant surveys", 3),
    ],
)
def test_a_word_is_found_in_any_case_form_or_accent(keywords: Keywords, question: str, line: int) -> None:
    assert found(keywords, question)[0] == f"quarter-one:{line}"


@pytest.mark.parametrize("question", NAUGHTY)
def test_search_syntax_is_read_as_words(keywords: Keywords, question: str) -> None:
    hits = found(keywords, question)
    if "lorries" in question:
        assert hits[0] == "quarter-one:4"


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=st.text(max_size=200))
def test_no_text_whatever_breaks_the_search(keywords: Keywords, question: str) -> None:
    keywords.find(question, 10)


def test_stop_words_count_only_where_nothing_else_is_asked() -> None:
    assert match_any(telling_words("What is the number of lorries?")) == '"number" OR "lorries"'
    assert match_any(telling_words("what is it")) == '"what" OR "is" OR "it"'
    assert match_any(telling_words("?!")) == ""


def test_the_better_match_comes_first_with_the_greater_score(tmp_path: Path) -> None:
    sentences = ("Lorries pass the bridge.", "Lorries were stopped and searched.", "A bridge was painted.")
    hits = keywords_of(tmp_path / "k.db", sentences).find("were lorries searched", 10)
    assert hits[0][0] == "quarter-one:3"
    assert hits[0][1] > hits[1][1] > 0


def test_only_allowed_passages_are_found(keywords: Keywords) -> None:
    everything = [passage for passage, _ in keywords.find("Objective performance", 10)]
    assert len(everything) == 4
    allowed = everything[1:3]
    assert [p for p, _ in keywords.find("Objective performance", 10, allowed)] == allowed
    assert keywords.find("Objective performance", 10, ()) == ()


def test_all_words_can_be_asked_for(keywords: Keywords) -> None:
    some = [passage for passage, _ in keywords.find("lorries dawn", 10)]
    assert len(some) == 2
    assert keywords.find("lorries dawn", 10, every_word=True) == ()
    assert len(keywords.find("officers at dawn", 10, every_word=True)) == 1


def test_a_replaced_passage_is_found_by_its_new_words_only(tmp_path: Path) -> None:
    path = tmp_path / "k.db"
    keywords_of(path, ["Lorries were stopped.", "Nothing else happened."])
    old = made_report(sentences=["Lorries were stopped."]).passages[0]
    new = replace(old, text="Barges were boarded.")
    change_keywords(path, [new], {new.id: digest_of(new)}, [old.id])
    changed = Keywords(path)
    assert found(changed, "lorries") == []
    assert found(changed, "barges") == [new.id]
    assert len(changed) == 2
    assert changed.digests()[new.id] == digest_of(new)


def test_a_removed_text_is_nowhere_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "k.db"
    keywords_of(path, ["Zanzibar lorries were stopped.", "Nothing else happened."])
    assert b"zanzibar" in path.read_bytes().lower()
    change_keywords(path, (), {}, ["quarter-one:2"])
    assert b"zanzibar" not in path.read_bytes().lower()


def test_a_missing_or_damaged_index_is_named(tmp_path: Path) -> None:
    with pytest.raises(KeywordsBroken, match="rebuild it"):
        Keywords(tmp_path / "nowhere.db")
    (tmp_path / "damaged.db").write_bytes(b"not a database at all" * 100)
    with pytest.raises(KeywordsBroken):
        Keywords(tmp_path / "damaged.db")


def test_a_question_of_common_and_rare_words_is_asked_by_the_rare_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sentences = [f"patrol number {n} of the police on foot" for n in range(40)]
    sentences += ["the police seized a lorry", "the police boarded a ferry"]
    made = made_report(sentences=sentences)
    keywords = keywords_of(tmp_path / "keywords.db", [passage.text for passage in made.passages])
    everything = keywords.find("did the police on a lorry or a ferry patrol", 50)
    monkeypatch.setattr("index.keywords.MOST_MET", 5)
    found = keywords.find("did the police on a lorry or a ferry patrol", 50)
    assert len(everything) == 42
    assert {passage for passage, _ in found} == {made.passages[40].id, made.passages[41].id}


def test_passages_allowed_are_kept_to_whether_or_not_they_stand_in_a_run(tmp_path: Path) -> None:
    made = made_report(sentences=[f"the police on patrol {n}" for n in range(9)])
    keywords = keywords_of(tmp_path / "keywords.db", [passage.text for passage in made.passages])
    ids = [passage.id for passage in made.passages]
    for allowed in (ids[2:5], [ids[1], ids[7]], [ids[3], "not held"], []):
        found = {passage for passage, _ in keywords.find("police patrol", 50, allowed)}
        assert found == set(allowed) & set(ids)
