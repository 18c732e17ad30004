"""One search over keywords and vectors, and what is left of it when a part is broken."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.report import PassageKind
from index import build
from index.broken import IndexBroken
from index.library import Library, open_library
from index.search import Fusion, Hit, Wide
from index.serving import Found, Serving

from .made import SENTENCES, made_report

DEVELOPED_ON = Path(__file__).parents[1] / "questions" / "narrative.dev.yaml"
QUESTION = "which vehicles were searched on the roads?"


@pytest.fixture
def small(home: Path) -> Library:
    library = open_library(home)
    library.store.put(made_report())
    build.catch_up(library)
    return library


def reopened(library: Library, home: Path) -> Library:
    library.store.close()
    return open_library(home)


def test_most_narrative_questions_find_their_lines_among_the_first_five(library: Library) -> None:
    asked = [
        (entry["question"], {*entry.get("lines", ()), *entry.get("all_lines", ())})
        for entry in yaml.safe_load(DEVELOPED_ON.read_text(encoding="utf-8"))
        if not entry.get("after") and (entry.get("lines") or entry.get("all_lines"))
    ]
    found = [any(covers(hit, lines) for hit in library.search.find(q, limit=5)) for q, lines in asked]
    assert len(asked) > 100
    assert sum(found) / len(found) > 0.95


def covers(hit: Hit, lines: set[int]) -> bool:
    first, last = hit.passage.where.lines
    return any(first <= line <= last for line in lines)


def test_hits_come_best_first_and_say_how_they_were_found(library: Library) -> None:
    hits = library.search.find("closure notices for legal highs", limit=8)
    assert len(hits) == 8
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)
    assert len({h.passage.id for h in hits}) == 8
    for hit in hits:
        assert hit.keyword_rank or hit.vector_rank
        assert hit.similarity is not None
        assert -1 <= hit.similarity <= 1
    assert {1} <= {h.keyword_rank for h in hits}


def test_similarity_is_the_cosine_even_of_what_only_keywords_found(library: Library) -> None:
    everything = library.search.find("the Force", limit=60)
    only_keywords = [h for h in everything if h.vector_rank is None]
    assert only_keywords
    hit = only_keywords[0]
    embedder = library.search.embedder
    question, passage = embedder.vectors(["the Force", hit.passage.embedded_text])
    assert hit.similarity == pytest.approx(float(question @ passage), abs=1e-4)


def test_a_question_in_other_words_is_found_by_its_meaning(small: Library) -> None:
    best = small.search.find("horses near water early in the morning", limit=1)[0]
    assert best.passage.text == SENTENCES[0]
    assert best.keyword_rank is None


def test_a_filtered_search_finds_allowed_passages_only(library: Library) -> None:
    bullets = library.store.passage_ids(kind=PassageKind.BULLET)
    hits = library.search.find("domestic abuse", limit=20, allowed=bullets)
    assert len(hits) == 20
    assert {h.passage.id for h in hits} <= bullets
    assert library.search.find("domestic abuse", allowed=()) == ()
    one = next(iter(bullets))
    assert [h.passage.id for h in library.search.find("anything at all", allowed=[one])] == [one]


def test_a_filter_takes_away_of_all_that_is_found_and_adds_nothing(library: Library) -> None:
    bullets = library.store.passage_ids(kind=PassageKind.BULLET)
    every = library.search.every("domestic abuse", most=1000)
    kept = library.search.every("domestic abuse", most=1000, allowed=bullets)
    assert [hit.passage.id for hit in kept] == [h.passage.id for h in every if h.passage.id in bullets]
    assert 0 < len(kept) < len(every)
    assert library.search.every("domestic abuse", most=1000, allowed=()) == ()


def test_all_that_has_a_word_is_found_and_the_nearest_besides(library: Library) -> None:
    every = library.search.every("robbery", most=1000, wide=Wide(near=5))
    lacking = [hit for hit in every if hit.keyword_rank is None]
    assert all("robber" in hit.passage.embedded_text.lower() for hit in every if hit not in lacking)
    assert len(lacking) <= 5
    assert [hit.score for hit in every] == sorted((hit.score for hit in every), reverse=True)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=st.text(max_size=100))
def test_no_question_whatever_breaks_the_search(library: Library, question: str) -> None:
    assert len(library.search.find(question, limit=3)) == 3


def test_the_vector_store_and_the_exact_comparison_give_the_same_hits(library: Library) -> None:
    current = library.search.shelf.current
    assert current is not None
    exact, by_store = Serving(current), Serving(current, exact_up_to=0)
    for question in ("legal highs in Wallsend", "who monitors bail?", "satisfaction of victims"):
        ours = exact.search(question, library.search.embedder, 20, None)
        theirs = by_store.search(question, library.search.embedder, 20, None)
        assert [p for p, _ in ours.nearest] == [p for p, _ in theirs.nearest]
        assert ours.cosines == pytest.approx(theirs.cosines, abs=1e-5)
    assert by_store.fault is None
    assert "_vectors" in by_store.__dict__, "the vector store was asked"
    assert "_vectors" not in exact.__dict__


def test_a_whole_index_is_not_degraded(small: Library) -> None:
    assert small.search.degraded is None
    small.search.find(QUESTION)
    assert small.search.degraded is None


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (lambda current: (current / "vectors.npy").unlink(), "vectors.npy"),
        (lambda current: (current / "ids.json").write_text("["), "rebuild it"),
    ],
)
def test_without_vectors_keywords_still_find_and_search_says_why(
    small: Library, home: Path, broken: Callable[[Path], object], told: str
) -> None:
    current = small.search.shelf.current
    assert current is not None
    broken(current)
    library = reopened(small, home)
    hits = library.search.find("lorries searched")
    assert [h.passage.text for h in hits] == [SENTENCES[2]]
    assert (hits[0].keyword_rank, hits[0].vector_rank, hits[0].similarity) == (1, None, None)
    assert told in (library.search.degraded or "")


def test_without_a_model_keywords_still_find_and_search_says_why(small: Library, home: Path) -> None:
    (home / "model").unlink()
    library = open_library(home, model=home / "nowhere")
    assert [h.passage.text for h in library.search.find("lorries searched")] == [SENTENCES[2]]
    assert "nowhere" in (library.search.degraded or "")


def test_without_the_vector_store_every_vector_is_compared_and_search_says_why(small: Library) -> None:
    current = small.search.shelf.current
    assert current is not None
    shutil.rmtree(current / "chroma")
    serving = Serving(current, exact_up_to=0)
    found = serving.search(QUESTION, small.search.embedder, 5, None)
    assert found.nearest == Serving(current).search(QUESTION, small.search.embedder, 5, None).nearest
    assert "there is no vector store" in (serving.fault or "")


def test_without_keywords_vectors_still_find_and_search_says_why(small: Library, home: Path) -> None:
    current = small.search.shelf.current
    assert current is not None
    (current / "keywords.db").write_bytes(b"damaged" * 1000)
    library = reopened(small, home)
    hits = library.search.find(QUESTION)
    assert hits[0].passage.text == SENTENCES[2]
    assert hits[0].keyword_rank is None
    assert "keywords.db" in (library.search.degraded or "")


def test_with_neither_way_left_search_says_so_rather_than_finding_nothing(small: Library, home: Path) -> None:
    current = small.search.shelf.current
    assert current is not None
    for part in ("keywords.db", "vectors.npy"):
        (current / part).unlink()
    with pytest.raises(IndexBroken, match="rebuild it"):
        reopened(small, home).search.find(QUESTION)


def test_reports_that_were_never_indexed_are_not_taken_for_silence(home: Path) -> None:
    library = open_library(home)
    assert library.search.find(QUESTION) == ()
    assert library.search.degraded is None
    library.store.put(made_report())
    assert library.search.degraded == "nothing has been indexed yet"
    with pytest.raises(IndexBroken, match="nothing has been indexed yet"):
        library.search.find(QUESTION)


def test_a_running_search_goes_over_to_a_new_build(small: Library, home: Path) -> None:
    assert small.search.find("zeppelins", limit=1)[0].keyword_rank is None
    other = open_library(home)
    other.store.put(made_report("quarter-two", sentences=["Zeppelins were moored at the quay."]))
    assert "older than the store" in (small.search.degraded or "")
    build.catch_up(other)
    other.store.close()
    assert small.search.find("zeppelins", limit=1)[0].passage.where.report == "quarter-two"
    assert small.search.degraded is None


def test_threads_may_share_a_search(library: Library) -> None:
    questions = ["legal highs", "mental health triage", "bail standards", "hate crime"] * 4
    alone = [library.search.find(q, limit=3) for q in questions]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda q: library.search.find(q, limit=3), questions)) == alone


def test_a_passage_that_both_ways_found_scores_both() -> None:
    found = Found(98, (("both", 8.0), ("word", 4.0)), (("both", 0.5),), {"both": 0.5, "word": 0.1})
    weight = 0.25 / 4.605170186  # ln(100)
    assert Fusion(keyword=0.25).scores(found) == pytest.approx(
        {"both": 0.5 + weight * 8, "word": 0.1 + weight * 4}
    )


def test_a_build_without_its_manifest_is_told_of(small: Library, home: Path) -> None:
    current = small.search.shelf.current
    assert current is not None
    (current / "manifest.json").unlink()
    library = reopened(small, home)
    assert "manifest.json" in (library.search.degraded or "")
    with pytest.raises(IndexBroken, match="rebuild it"):
        library.search.find(QUESTION)
    build.catch_up(library)
    assert library.search.find(QUESTION)[0].passage.text == SENTENCES[2]


def test_a_data_folder_may_have_any_name(tmp_path: Path, model_home: Path) -> None:
    home = tmp_path / "a b?c=d#e%20é"
    home.mkdir()
    (home / "model").symlink_to(model_home / "model")
    library = open_library(home)
    library.store.put(made_report())
    build.catch_up(library)
    assert open_library(home).search.find(QUESTION)[0].passage.text == SENTENCES[2]
    assert sorted(path.name for path in home.iterdir() if "reports" not in path.name) == ["index", "model"]
