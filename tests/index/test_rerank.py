"""A cross-encoder, where one is set, puts the best sentences in order; a broken one is passed over."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

import pytest

from index.library import Library
from index.rerank import Reranker
from qa.answer import answer

QUESTION = "What is being done about legal highs?"


class Backwards(Reranker):
    """Likes best what search likes least."""

    def scores(self, question: str, texts: list[str]) -> list[float]:  # type: ignore[override]
        return [float(place) for place, _ in enumerate(texts)]


@pytest.fixture(scope="module")
def untrained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cross-encoder of one small layer, its weights drawn by chance."""
    from sentence_transformers import CrossEncoder
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    folder = tmp_path_factory.mktemp("cross-encoder")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "legal", "highs"]
    (folder / "vocab.txt").write_text("\n".join(words))
    small = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16}
    BertForSequenceClassification(BertConfig(vocab_size=len(words), num_labels=1, **small)).save_pretrained(
        folder
    )
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    CrossEncoder(str(folder), device="cpu").save_pretrained(str(folder))
    return folder


def test_every_text_has_a_score(untrained: Path) -> None:
    scores = Reranker(untrained).scores("legal highs", ["legal", "highs", "legal highs"])
    assert scores is not None
    assert len(set(scores)) > 1


def test_the_order_of_sentences_is_the_cross_encoders(library: Library) -> None:
    first = {c.where.lines for c in answer(QUESTION, library).answer.citations}
    other = replace(library, reranker=Backwards(Path("none")))
    assert {c.where.lines for c in answer(QUESTION, other).answer.citations} != first


def test_answers_go_on_without_a_broken_one(
    library: Library, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    broken = replace(library, reranker=Reranker(tmp_path / "nothing"))
    assert answer(QUESTION, broken).answer == answer(QUESTION, library).answer
    assert "answers go on without it" in caplog.text
