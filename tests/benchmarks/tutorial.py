"""What a developer would otherwise write in an afternoon: split, embed, store, take the four nearest.

It uses the same embedding model as ours, so that what differs is the method.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from chromadb.config import Settings
from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

PASSAGES = 4
BATCH = 500


class Tutorial:
    """Reports in windows of 1,000 characters that overlap by 200, in Chroma under `folder`."""

    def __init__(self, folder: Path, embedder: Embeddings) -> None:
        self._chroma = Chroma(
            collection_name="reports",
            embedding_function=embedder,
            persist_directory=str(folder),
            client_settings=Settings(
                is_persistent=True, persist_directory=str(folder), anonymized_telemetry=False
            ),
        )

    def add(self, paths: Sequence[Path]) -> int:
        """Splits and stores the texts at `paths`; gives the number of passages made."""
        documents = [
            Document(path.read_text(encoding="utf-8"), metadata={"report": path.stem}) for path in paths
        ]
        splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
        passages = splitter.split_documents(documents)
        for start in range(0, len(passages), BATCH):
            self._chroma.add_documents(passages[start : start + BATCH])
        return len(passages)

    def ask(self, question: str) -> list[Document]:
        return self._chroma.similarity_search(question, k=PASSAGES)
