"""The search as a LangChain retriever."""

from __future__ import annotations

import pytest
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import RunnableLambda

from index.library import Library
from index.retriever import ReportsRetriever

QUESTION = "what is being done about legal highs?"


@pytest.fixture
def retriever(library: Library) -> ReportsRetriever:
    return ReportsRetriever(search=library.search, limit=4)


def test_it_gives_the_hits_of_the_search_in_order(retriever: ReportsRetriever, library: Library) -> None:
    assert isinstance(retriever, BaseRetriever)
    documents = retriever.invoke(QUESTION)
    hits = library.search.find(QUESTION, limit=4)
    assert [d.id for d in documents] == [h.passage.id for h in hits]
    assert [d.page_content for d in documents] == [h.passage.text for h in hits]


def test_each_document_says_where_it_stands(retriever: ReportsRetriever, library: Library) -> None:
    document = retriever.invoke(QUESTION)[0]
    (passage,) = library.store.passages([str(document.id)])
    assert document.metadata["report"] == passage.where.report
    assert document.metadata["lines"] == passage.where.lines
    assert document.metadata["section"] == passage.where.section
    assert document.metadata["heading_path"] == passage.heading_path
    assert document.metadata["score"] > 0


def test_it_finds_allowed_passages_only(library: Library) -> None:
    allowed = frozenset(hit.passage.id for hit in library.search.find("bail", limit=3))
    documents = ReportsRetriever(search=library.search, allowed=allowed).invoke(QUESTION)
    assert {d.id for d in documents} == allowed


def test_it_fits_into_a_chain(retriever: ReportsRetriever) -> None:
    def titles(documents: list[Document]) -> list[str]:
        return [d.metadata["heading_path"][0] for d in documents]

    assert len((retriever | RunnableLambda(titles)).invoke(QUESTION)) == 4
    assert len(retriever.batch([QUESTION, "bail"])) == 2
