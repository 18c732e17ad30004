"""A cross-encoder that reads a question with a sentence (Nogueira and Cho 2019), for those who have one.

None comes along. It is slower than all the rest of an answer, so it only puts the best few in another order.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

_log = logging.getLogger(__name__)


class Reranker:
    """The sentence-transformers cross-encoder in a folder, loaded when first asked; safe between threads."""

    def __init__(self, model: Path) -> None:
        self._folder = model
        self._lock = Lock()

    def scores(self, question: str, texts: Sequence[str]) -> list[float] | None:
        """How well each text answers the question, higher for better; `None`, logged, where it is broken."""
        with self._lock:
            model = self._model
        if model is None:
            return None
        return [float(score) for score in model.predict([(question, text) for text in texts])]

    @cached_property
    def _model(self) -> Any:
        from sentence_transformers import CrossEncoder

        try:
            return CrossEncoder(
                str(self._folder), device="cpu", local_files_only=True, trust_remote_code=False
            )
        except (OSError, ValueError, KeyError) as error:
            _log.warning(
                "the reranker in %s cannot be loaded (%s); answers go on without it", self._folder, error
            )
            return None
