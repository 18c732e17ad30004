"""The search as a LangChain retriever, for those who put it into chains of their own.

In a module of its own because importing LangChain's retrievers takes a second.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from index.search import Hit, Search


class ReportsRetriever(BaseRetriever):
    """Finds passages as Documents; `allowed`, when given, are the ids of those that may be found."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    search: Search
    limit: int = 10
    allowed: frozenset[str] | None = None

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        del run_manager  # nothing to tell it
        hits = self.search.find(query, limit=self.limit, allowed=self.allowed)
        return [
            Document(id=hit.passage.id, page_content=hit.passage.text, metadata=_told(hit)) for hit in hits
        ]


def _told(hit: Hit) -> dict[str, Any]:
    """Where the passage stands, flat, with how it was found."""
    passage = hit.passage
    return {
        **asdict(passage.where),
        "heading_path": passage.heading_path,
        "lead_in": passage.lead_in,
        "kind": passage.kind.value,
        "score": hit.score,
        "similarity": hit.similarity,
    }
