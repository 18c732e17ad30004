"""Pages that are pictures of text: said to be so, never silently empty."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from corpus.read.pdf.pages import DAMAGED, Page
from corpus.report import UnreadableReport

_LEAST = 3  # characters of a page that has text
_NO_TEXT = (
    "has no text on any page: its pages are pictures; put it through text recognition (OCR) and add that"
)
_BLANK = "has no text on any page; nothing to read"


def check_text(pages: Sequence[Page], name: str) -> list[str]:
    """What is to be said of pages without text. Raises UnreadableReport where none has any."""
    if not any(map(_has_text, pages)):
        is_damaged = any(page.is_damaged for page in pages)
        reason = DAMAGED if is_damaged else _NO_TEXT if any(page.pictures for page in pages) else _BLANK
        raise UnreadableReport(name, reason)
    scanned = [page.number for page in pages if page.pictures and not _has_text(page)]
    damaged = [page.number for page in pages if page.is_damaged]
    warnings = []
    if scanned:
        which, needs = _said(scanned, "it needs", "they need")
        warnings.append(f"no text on {which}: {needs} text recognition (OCR)")
    if damaged:
        which, were = _said(damaged, "it was", "they were")
        warnings.append(f"{which} could not be read, for {were} damaged")
    return warnings


def _said(numbers: Sequence[int], one: str, several: str) -> tuple[str, str]:
    """Pages in words, and the words that go with one or with several."""
    word, rest = ("page", one) if len(numbers) == 1 else ("pages", several)
    return f"{word} {_in_words(numbers)}", rest


def _has_text(page: Page) -> bool:
    return sum(glyph.text != " " for glyph in page.glyphs) >= _LEAST


def _in_words(numbers: Sequence[int]) -> str:
    """Page numbers said in runs: "3 to 7 and 9"."""
    runs = [list(run) for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])]
    said = [str(run[0][1]) if len(run) == 1 else f"{run[0][1]} to {run[-1][1]}" for run in runs]
    return " and ".join(filter(None, (", ".join(said[:-1]), said[-1])))
