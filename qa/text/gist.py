"""Whether some words of a question carry its meaning, or only its manner."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.library import Library

# Cosine of a question with and without some of its words, from which on they may be manner. The model alone
# cannot tell manner from a condition ("serious robberies": 0.98), so what narrows a measure never gets here.
_SAME = 0.9


def only_manner(question: str, words: Sequence[str], library: Library) -> bool:
    """Whether the question means the same without `words`, by the embedding model.

    False where the model cannot be had: then no word may be passed over.
    """
    rest = question
    for word in words:
        rest = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", " ", rest, count=1)
    if not rest.strip() or rest == question:
        return False
    embedder = library.search.embedder
    first, second = (embedder.embed_query(text) for text in (question, " ".join(rest.split())))
    return sum(a * b for a, b in zip(first, second, strict=True)) >= _SAME
