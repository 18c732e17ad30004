"""Vectors: the store and the plain matrix find the same, and say when they cannot."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from chromadb.config import Settings

from index.broken import VectorsBroken
from index.exact import Matrix, save_matrix
from index.vectors import Vectors

IDS = [f"report:{n}" for n in range(1200)]


@pytest.fixture(scope="module")
def drawn() -> np.ndarray:
    vectors = np.random.default_rng(2015).normal(size=(len(IDS), 384)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, drawn: np.ndarray) -> Path:
    folder = tmp_path_factory.mktemp("vectors")
    save_matrix(folder, IDS, drawn)
    made = Vectors(folder / "chroma", make=True)
    made.add(IDS, drawn)
    made.seal()
    return folder


@pytest.fixture
def vectors(folder: Path) -> Iterator[Vectors]:
    opened = Vectors(folder / "chroma")
    yield opened
    opened.close()


@pytest.fixture
def matrix(folder: Path) -> Matrix:
    return Matrix(folder)


@pytest.mark.parametrize("allowed", [None, IDS[40:90], IDS[:1], [*IDS[:5], "not there"]])
def test_the_store_and_the_matrix_find_the_same(
    vectors: Vectors, matrix: Matrix, drawn: np.ndarray, allowed: list[str] | None
) -> None:
    asked = (drawn[7] + 0.5 * drawn[50]).tolist()
    among = allowed if allowed is None else [i for i in allowed if i in IDS]
    theirs, ours = vectors.nearest(asked, 5, among), matrix.nearest(asked, 5, allowed)
    assert [i for i, _ in theirs] == [i for i, _ in ours]
    # Chroma normalises what is asked; the matrix takes it as it is.
    norm = float(np.linalg.norm(asked))
    assert np.allclose([c * norm for _, c in theirs], [c for _, c in ours], atol=1e-5)
    assert allowed is None or {i for i, _ in ours} <= set(allowed)


def test_a_vector_finds_itself_with_cosine_one(vectors: Vectors, matrix: Matrix, drawn: np.ndarray) -> None:
    for found in (vectors.nearest(drawn[12].tolist(), 1), matrix.nearest(drawn[12].tolist(), 1)):
        assert found[0][0] == IDS[12]
        assert found[0][1] == pytest.approx(1, abs=1e-5)


def test_nothing_allowed_finds_nothing(vectors: Vectors, matrix: Matrix, drawn: np.ndarray) -> None:
    assert vectors.nearest(drawn[0].tolist(), 5, ()) == ()
    assert matrix.nearest(drawn[0].tolist(), 5, ()) == ()
    assert matrix.nearest(drawn[0].tolist(), 0) == ()


def test_cosines_leave_out_what_has_no_vector(matrix: Matrix, drawn: np.ndarray) -> None:
    cosines = matrix.cosines(drawn[3].tolist(), [IDS[3], "not there"])
    assert cosines == {IDS[3]: pytest.approx(1, abs=1e-5)}


def test_deleted_vectors_are_found_no_more(tmp_path: Path, drawn: np.ndarray) -> None:
    made = Vectors(tmp_path / "chroma", make=True)
    made.add(IDS, drawn)
    made.delete(IDS[:10])
    assert len(made) == len(IDS) - 10
    assert made.nearest(drawn[3].tolist(), 1)[0][0] not in IDS[:10]
    made.close()


def test_the_store_holds_no_text(folder: Path, vectors: Vectors) -> None:
    kept = vectors._collection.get(limit=5, include=["documents", "metadatas", "uris"])
    assert not any([*(kept["documents"] or ()), *(kept["metadatas"] or ()), *(kept["uris"] or ())])


def test_telemetry_is_off(vectors: Vectors) -> None:
    configured: Settings = vectors._client.get_settings()
    assert configured.anonymized_telemetry is False


def test_a_missing_store_is_named_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(VectorsBroken, match="there is no vector store"):
        Vectors(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_a_store_that_is_no_database_is_named(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "chroma", tmp_path / "chroma")
    (tmp_path / "chroma" / "chroma.sqlite3").write_bytes(b"not a database at all" * 100)
    with pytest.raises(VectorsBroken):
        Vectors(tmp_path / "chroma")


@pytest.mark.parametrize("damage", [b"", b"\xff" * 5000])
@pytest.mark.parametrize(
    "name", ["data_level0.bin", "header.bin", "length.bin", "index_metadata.pickle", "seal.json"]
)
def test_a_store_with_a_damaged_file_is_named_before_it_ends_the_process(
    folder: Path, tmp_path: Path, name: str, damage: bytes
) -> None:
    shutil.copytree(folder / "chroma", tmp_path / "chroma")
    next((tmp_path / "chroma").rglob(name)).write_bytes(damage)
    with pytest.raises(VectorsBroken):
        Vectors(tmp_path / "chroma")


def test_reading_a_store_does_not_break_its_seal(folder: Path, drawn: np.ndarray) -> None:
    for _ in range(3):
        opened = Vectors(folder / "chroma")
        assert len(opened.nearest(drawn[0].tolist(), 5)) == 5
        opened.close()


@pytest.mark.parametrize("damage", ["no ids", "no vectors", "too few ids", "cut short"])
def test_a_damaged_matrix_is_named(tmp_path: Path, drawn: np.ndarray, damage: str) -> None:
    save_matrix(tmp_path, IDS, drawn)
    file = tmp_path / "vectors.npy"
    if damage == "no ids":
        (tmp_path / "ids.json").unlink()
    elif damage == "no vectors":
        file.unlink()
    elif damage == "too few ids":
        (tmp_path / "ids.json").write_text('["report:0"]')
    else:
        file.write_bytes(file.read_bytes()[:1000])
    with pytest.raises(VectorsBroken, match="rebuild it"):
        Matrix(tmp_path)
