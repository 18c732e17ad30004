"""PDF -> its parts in reading order: headings, paragraphs, bullets and tables, each with its page."""

from __future__ import annotations

from corpus.read.document import Source, source_of
from corpus.read.pdf.pages import read_pages
from corpus.read.pdf.parts import read_parts

__all__ = ["read_pdf"]


def read_pdf(raw: bytes, name: str) -> Source:
    """What a PDF file prints. Raises UnreadableReport where it is locked, damaged or without any text."""
    parts, warnings = read_parts(read_pages(raw, name), name)
    return source_of(parts, warnings)
