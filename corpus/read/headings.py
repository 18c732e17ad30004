"""Paragraphs that are headings or captions by their looks, and which table a caption names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from corpus.read.blocks import SENTENCE_END
from corpus.read.document import Part, PartKind
from corpus.read.levels import is_caption

_LONGEST_HEADING = 120
_LONGEST_CAPTION = 250


def is_heading_like(text: str) -> bool:
    """Whether a paragraph is as short as a heading and does not end as a sentence does."""
    return 0 < len(text) <= _LONGEST_HEADING and not SENTENCE_END.search(text) and not text[0].islower()


def captioned(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts with each table's caption in its part: the short line, or "Table 3: ...", right above it."""
    held: Part | None = None
    for part in parts:
        if held and part.kind is PartKind.TABLE and not part.text:
            yield replace(part, text=held.text)
        else:
            if held:
                yield held
            if not _names_a_table(part):
                yield part
        held = part if _names_a_table(part) else None
    if held:
        yield held


def _names_a_table(part: Part) -> bool:
    if part.kind is not PartKind.PARAGRAPH:
        return False
    return is_heading_like(part.text) or (is_caption(part.text) and len(part.text) <= _LONGEST_CAPTION)
