"""Cells that fit a question's words equally well, told apart by what their headers mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.broken import ModelBroken
from index.library import Library
from qa.headers.cells import Cell

_NEAR = 0.3  # cells so close to the best may be what is meant
_MOST = 12  # of them are looked at: each header is some milliseconds
_ROW, _COLUMN = 1.5, 1.0  # what a likeness (a cosine) of headers counts beside their words


def told_apart(cells: Sequence[Cell], question: str, library: Library) -> list[Cell]:
    """The cells, best first, those near the best scored by the likeness of their headers to the question too.

    Without a model that works they stay as they are.
    """
    near = [cell for cell in cells if cell.score >= cells[0].score - _NEAR][:_MOST]
    if len(near) < 2:
        return list(cells)
    texts = list(dict.fromkeys(text for cell in near for text in _texts(cell)))
    try:
        asked, *vectors = library.search.embedder.embed_documents([question, *texts])
    except ModelBroken:
        return list(cells)
    like = {
        text: sum(a * b for a, b in zip(asked, v, strict=True))
        for text, v in zip(texts, vectors, strict=True)
    }
    scored = [replace(cell, score=cell.score + _likeness(cell, like)) for cell in near]
    scored.sort(key=lambda cell: -cell.score)
    return [*scored, *cells[len(near) :]]


def _texts(cell: Cell) -> tuple[str, str]:
    return cell.row_heading.text, cell.column_heading.text


def _likeness(cell: Cell, like: dict[str, float]) -> float:
    row, column = _texts(cell)
    return _ROW * like[row] + _COLUMN * like[column]
