"""Pages that are pictures of text: said to be so, never silently empty."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from corpus.read.pdf.pages import Page
from corpus.report import UnreadableReport

_LEAST = 3  # characters of a page that has text
_NO_TEXT = (
    "has no text on any page: its pages are pictures; put it through text recognition (OCR) and add that"
)
_BLANK = "has no text on any page; nothing to read"


def check_text(pages: Sequence[Page], name: str) -> list[str]:
    """What is to be said of pages without text. Raises UnreadableReport where none has any."""
    if not any(map(_has_text, pages)):
        raise UnreadableReport(name, _NO_TEXT if any(page.pictures for page in pages) else _BLANK)
    scanned = [page.number for page in pages if page.pictures and not _has_text(page)]
    if not scanned:
        return []
    which, needs = ("page", "it needs") if len(scanned) == 1 else ("pages", "they need")
    return [f"no text on {which} {_in_words(scanned)}: {needs} text recognition (OCR)"]


def _has_text(page: Page) -> bool:
    return sum(glyph.text != " " for glyph in page.glyphs) >= _LEAST


def _in_words(numbers: Sequence[int]) -> str:
    """Page numbers said in runs: "3 to 7 and 9"."""
    runs = [list(run) for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])]
    said = [str(run[0][1]) if len(run) == 1 else f"{run[0][1]} to {run[-1][1]}" for run in runs]
    return " and ".join(filter(None, (", ".join(said[:-1]), said[-1])))
