"""A data folder opened: its store and its search."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL

from index.rerank import Reranker
from index.search import Search
from index.shelf import Shelf
from index.store import Store


@dataclass(frozen=True, slots=True)
class Library:
    """The reports that a data folder holds, and the search over them."""

    store: Store
    search: Search
    reranker: Reranker | None = None


def open_library(
    home: Path, database: str | None = None, *, model: Path | None = None, reranker: Path | None = None
) -> Library:
    """Open the data folder `home`, which is made when it is not there; a new one holds no report.

    `database` is a SQLAlchemy URL (default: SQLite in the folder), `model` the folder of another
    sentence-transformers model, `reranker` that of a cross-encoder. Opening is cheap: models and the
    index are loaded by the first search.
    """
    home.mkdir(parents=True, exist_ok=True)
    store = Store(database or URL.create("sqlite", database=str(home / "reports.db")))
    search = Search(store, Shelf(home / "index"), home / "model", model)
    return Library(store, search, Reranker(reranker) if reranker else None)
