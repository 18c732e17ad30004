"""The embedding model as one ONNX file: sentence-transformers loads it, torch exports it, and it is checked.

It runs in a process of its own (`python -m index.export MODEL TARGET`), because torch and the weights take
half a gigabyte that the server should not hold for ever after.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.broken import ModelBroken

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TOLERANCE = 1e-5  # the widest gap allowed between a number of ours and of sentence-transformers
TIME_LIMIT_S = 600

# Of differing length, alone and together; the last is longer than the model reads.
CHECKED_TEXTS = (
    "Robbery",
    "How did it change?",
    "Compliance with the recording standards is 82% (+/- 1.2%), and work goes on to raise it.",
    "Officers work with partners; " * 12,
    "Every victim is contacted again within the month. " * 60,
)


def export_apart(model: Path, target: Path) -> None:
    """Export in a child process; raises ModelBroken with what the child said last."""
    command = [sys.executable, "-m", "index.export", str(model), str(target)]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            command, capture_output=True, text=True, timeout=TIME_LIMIT_S, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise ModelBroken(model, f"its export took longer than {TIME_LIMIT_S} s") from error
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"its export ended with status {done.returncode}"]
        raise ModelBroken(model, said[-1])


def export(model: Path, target: Path) -> None:
    """Write `target`, whose one output is the sentence vector of norm 1; raises ModelBroken.

    The file stands under its own name only once its vectors have been found the same as
    sentence-transformers' own, to TOLERANCE.
    """
    os.environ["HF_HUB_OFFLINE"] = "1"
    unchecked = target.with_name(f"{target.name}.{os.getpid()}.part")
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the exporter warns of its own insides
            transformer = _load(model)
            _write(transformer, unchecked)
        _check(model, transformer, unchecked)
        unchecked.replace(target)
    finally:
        unchecked.unlink(missing_ok=True)


def _load(model: Path) -> Any:
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)
    return SentenceTransformer(
        str(model),
        device="cpu",
        local_files_only=True,
        trust_remote_code=False,
        model_kwargs={"use_safetensors": True},
    ).eval()


def _write(transformer: Any, target: Path) -> None:
    """Export the whole pipeline, the model's own pooling included, for any number of texts of any length."""
    import torch

    class Pooled(torch.nn.Module):  # type: ignore[misc, name-defined, unused-ignore]
        def __init__(self) -> None:
            super().__init__()
            self.transformer = transformer

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            features = {"input_ids": input_ids, "attention_mask": attention_mask}
            pooled = self.transformer(features)["sentence_embedding"]
            return torch.nn.functional.normalize(pooled, p=2, dim=1)

    sample = transformer.tokenizer(["one text", "and a longer one"], padding=True, return_tensors="pt")
    shape = {0: torch.export.Dim("texts", min=1, max=512), 1: torch.export.Dim("tokens", min=2, max=512)}
    with torch.no_grad():
        torch.onnx.export(
            Pooled().eval(),
            (sample["input_ids"], sample["attention_mask"]),
            str(target),
            input_names=["input_ids", "attention_mask"],
            output_names=["sentence_vector"],
            dynamic_shapes={"input_ids": shape, "attention_mask": shape},
            dynamo=True,
            external_data=False,
            verbose=False,
        )


def _check(model: Path, transformer: Any, target: Path) -> None:
    """Raises ModelBroken when the export's vectors are not sentence-transformers' own."""
    from index.embed import Runtime

    runtime = Runtime(model, target)
    expected = transformer.encode(list(CHECKED_TEXTS), normalize_embeddings=True)
    for ours in (runtime.vectors(CHECKED_TEXTS), _one_by_one(runtime, CHECKED_TEXTS)):
        gap = float(abs(ours - expected).max())
        if not gap <= TOLERANCE:
            raise ModelBroken(model, f"its export gives other vectors (by up to {gap:g})")


def _one_by_one(runtime: Any, texts: Sequence[str]) -> NDArray[np.float32]:
    import numpy as np

    return np.vstack([runtime.vectors([text]) for text in texts])


if __name__ == "__main__":
    export(Path(sys.argv[1]), Path(sys.argv[2]))
