"""Adding, replacing, removing, rebuilding: the state before or the state after, never between."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest

import corpus
from index import build
from index.broken import IndexBroken, IndexBusy
from index.library import Library, open_library
from index.store import NoSuchReport

from .made import SENTENCES, made_report

BUNDLED = Path(corpus.__path__[0]) / "reports"
OTHER_VERSION = "c" * 64


class Stopped(Exception):
    """What a test throws in at a step of a build."""


@pytest.fixture
def empty(home: Path) -> Library:
    return open_library(home)


@pytest.fixture
def small(empty: Library) -> Library:
    empty.store.put(made_report())
    build.catch_up(empty)
    return empty


def found(library: Library, question: str) -> list[str]:
    return [hit.passage.text for hit in library.search.find(question, limit=2)]


def builds(library: Library) -> list[str]:
    return sorted(path.name for path in library.search.shelf.folder.glob("build-*"))


def text_file(folder: Path, name: str, body: str) -> Path:
    path = folder / name
    path.write_text(f"Quarterly report\n\nObjective One\n\n{body}\n", encoding="utf-8")
    return path


def test_no_passage_of_the_bundled_reports_is_longer_than_the_model_reads(library: Library) -> None:
    embedder = library.search.embedder
    longest = max(embedder.count_tokens(p.embedded_text) for p in library.store.every_passage())
    assert 100 < longest <= embedder.limit == 256


def test_a_passage_longer_than_the_model_reads_is_told(empty: Library) -> None:
    empty.store.put(made_report(sentences=["Short.", "far too long a sentence " * 100]))
    built = build.catch_up(empty)
    assert built is not None
    assert built.too_long == ("quarter-one:3",)


def test_the_same_file_twice_changes_nothing(empty: Library, tmp_path: Path) -> None:
    path = text_file(tmp_path, "one.txt", "Mounted officers patrol the river bank at dawn.")
    first = build.add_reports(empty, [path])
    assert len(first.added) == 1
    before = (empty.store.generation(), builds(empty))
    second = build.add_reports(empty, [path])
    assert (second.added, second.unchanged, second.built) == ((), first.added, None)
    assert (empty.store.generation(), builds(empty)) == before


def test_a_new_version_of_a_file_replaces_the_old_one_in_store_and_search(
    empty: Library, tmp_path: Path
) -> None:
    path = text_file(tmp_path, "one.txt", "Mounted officers patrol the river bank at dawn.")
    build.add_reports(empty, [path])
    assert "Mounted" in found(empty, "mounted officers")[0]
    text_file(tmp_path, "one.txt", "Barges were boarded at the quay.")
    added = build.add_reports(empty, [path])
    assert len(added.added) == 1
    assert len(empty.store.reports()) == 1
    assert not any("Mounted" in text for text in found(empty, "mounted officers"))
    assert "Barges" in found(empty, "boarded barges")[0]


def test_a_file_that_cannot_be_read_is_refused_and_the_rest_are_added(empty: Library, tmp_path: Path) -> None:
    good = text_file(tmp_path, "good.txt", "Mounted officers patrol the river bank at dawn.")
    bad = tmp_path / "missing.txt"
    added = build.add_reports(empty, [bad, good])
    assert [error.path for error in added.refused] == [str(bad)]
    assert len(added.added) == 1


def test_progress_tells_every_step_to_its_end(empty: Library, tmp_path: Path) -> None:
    path = text_file(tmp_path, "one.txt", "Mounted officers patrol the river bank at dawn.")
    told: list[tuple[str, int, int]] = []
    build.add_reports(empty, [path], lambda *step: told.append(step))
    assert list(dict.fromkeys(step for step, _, _ in told)) == [
        "reading",
        "indexing words",
        "embedding",
        "checking",
    ]
    ended = {step: (done, total) for step, done, total in told}
    assert all(done == total > 0 for done, total in ended.values())


def test_only_new_texts_are_embedded(small: Library) -> None:
    changed = (*SENTENCES[:-1], "Barges were boarded at the quay.")
    small.store.put(made_report(version=OTHER_VERSION, sentences=changed))
    built = build.catch_up(small)
    assert built is not None
    assert (built.passages, built.embedded) == (4, 1)
    small.store.put(made_report("quarter-two"))
    again = build.catch_up(small)
    assert again is not None
    assert (again.passages, again.embedded) == (8, 1), "three texts were known from the other report"


def test_an_index_that_grew_finds_what_one_made_afresh_finds(library: Library, empty: Library) -> None:
    whole = library.store.report(library.store.reports()[0].id)
    parts = [replace(whole, id=f"part-{n}", passages=whole.passages[n::8], figures=()) for n in range(2)]
    empty.store.put(made_report("part-0"))
    for part in parts:
        build.catch_up(empty)
        empty.store.put(part)
    build.catch_up(empty)
    questions = ("legal highs", "mental health triage", "who reviews ASB incidents?")
    grown = [empty.search.find(question, limit=5) for question in questions]
    build.rebuild(empty)
    afresh = [empty.search.find(question, limit=5) for question in questions]
    assert [[h.passage for h in hits] for hits in grown] == [[h.passage for h in hits] for hits in afresh]
    scores = [[h.score for h in hits] for hits in afresh]
    assert [[h.score for h in hits] for hits in grown] == [pytest.approx(s, abs=1e-4) for s in scores]


def test_removing_a_report_takes_it_out_of_search(small: Library) -> None:
    small.store.put(made_report("quarter-two", sentences=["Barges were boarded at the quay."]))
    build.catch_up(small)
    build.remove_report(small, "quarter-one")
    assert found(small, "lorries on the motorway") == ["Barges were boarded at the quay."]
    build.remove_report(small, "quarter-two")
    assert small.search.find("barges") == ()
    assert small.search.degraded is None


def test_no_text_of_a_removed_report_stays_in_the_index_folder(small: Library) -> None:
    def holders() -> list[Path]:
        files = (path for path in small.search.shelf.folder.rglob("*") if path.is_file())
        return [path for path in files if b"complainant" in path.read_bytes().lower()]

    small.store.put(made_report("quarter-two", sentences=["Barges were boarded at the quay."]))
    build.catch_up(small)
    assert holders()
    build.remove_report(small, "quarter-one")
    assert holders() == []


def test_a_report_that_is_not_there_cannot_be_removed(small: Library) -> None:
    before = builds(small)
    with pytest.raises(NoSuchReport):
        build.remove_report(small, "nowhere")
    assert builds(small) == before


@pytest.mark.parametrize("step", ["indexing words", "embedding", "checking"])
def test_a_build_that_fails_at_any_step_leaves_the_old_one_serving(small: Library, step: str) -> None:
    def stop(told: str, _done: int, _total: int) -> None:
        if told == step:
            raise Stopped

    serving = small.search.shelf.current
    with pytest.raises(Stopped):
        build.rebuild(small, stop)
    assert small.search.shelf.current == serving
    assert found(small, "lorries")[0] == SENTENCES[2]
    assert small.search.degraded is None


@pytest.mark.parametrize("step", ["indexing words", "embedding", "checking"])
def test_a_build_killed_at_any_step_leaves_the_old_one_serving_and_its_rubbish_is_cleared(
    small: Library, home: Path, step: str
) -> None:
    script = f"""
        import sys, time
        from pathlib import Path
        from index.build import rebuild
        from index.library import open_library

        def stop(step, done, total):
            if step == {step!r}:
                print("there", flush=True)
                time.sleep(60)

        rebuild(open_library(Path(sys.argv[1])), stop)
    """
    serving = small.search.shelf.current
    child = subprocess.Popen(
        [sys.executable, "-c", dedent(script), str(home)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "there\n"
    child.kill()
    child.wait()
    child.stdout.close()
    assert len(builds(small)) == 2
    assert small.search.shelf.current == serving
    assert found(open_library(home), "lorries")[0] == SENTENCES[2]
    build.rebuild(small)
    assert builds(small) == [small.search.shelf.current.name] if small.search.shelf.current else False
    assert small.search.shelf.current != serving


def test_a_process_killed_between_store_and_index_is_caught_up_with(small: Library) -> None:
    small.store.put(made_report("quarter-two", sentences=["Barges were boarded at the quay."]))
    assert build.is_behind(small)
    assert "older than the store" in (small.search.degraded or "")
    assert build.add_reports(small, []).built is not None
    assert not build.is_behind(small)
    assert found(small, "barges")[0] == "Barges were boarded at the quay."
    assert build.catch_up(small) is None


@pytest.mark.parametrize("part", ["manifest.json", "keywords.db", "vectors.npy", "chroma/chroma.sqlite3"])
def test_a_build_with_a_damaged_part_is_made_afresh(small: Library, part: str) -> None:
    current = small.search.shelf.current
    assert current is not None
    (current / part).write_bytes(b"damaged" * 1000)
    small.store.put(made_report("quarter-two"))
    built = build.catch_up(small)
    assert built is not None
    assert (built.passages, built.embedded) == (8, 8)
    assert small.search.degraded is None


def test_two_builds_at_once_are_one_too_many(small: Library) -> None:
    shelf = small.search.shelf
    with shelf.building(), pytest.raises(IndexBusy, match="another process"), shelf.building(wait_s=0.05):
        pass


def test_a_build_that_does_not_hold_what_it_should_is_never_published(
    small: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    serving = small.search.shelf.current
    monkeypatch.setattr("index.making.change_keywords", lambda *_: None)
    with pytest.raises(IndexBroken, match=r"of 4 passages its parts hold \{'keywords.db': 0\}"):
        build.rebuild(small)
    assert small.search.shelf.current == serving


def test_without_a_model_the_index_has_keywords_and_gets_vectors_when_there_is_one(home: Path) -> None:
    poor = open_library(home, model=home / "nowhere")
    poor.store.put(made_report())
    built = build.catch_up(poor)
    assert built is not None
    assert "nowhere" in (built.without_vectors or "")
    assert found(poor, "lorries") == [SENTENCES[2]]
    assert "nowhere" in (poor.search.degraded or "")
    rich = open_library(home)
    assert build.is_behind(rich)
    again = build.catch_up(rich)
    assert again is not None
    assert (again.embedded, again.without_vectors) == (4, None)
    assert rich.search.degraded is None


def test_the_bundled_reports_are_those_in_the_package(library: Library) -> None:
    texts = sorted(path.stem for path in BUNDLED.glob("*.txt"))
    assert texts
    assert sorted(r.id for r in library.store.reports()) == texts
