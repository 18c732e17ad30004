"""What pages print besides their text: running heads, footers and page numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from corpus.read.pdf.printed import Line

_EDGE = 0.13  # of the page's height, at the top and at the bottom
_MOST_PHRASES = 3  # of a running line; a table's header printed again has more
_NEAR = 0.6  # of the type size, between a running line and the text
_SAME = 4.0  # points between places that are the same on two pages
_PAGE_NUMBER = re.compile(
    r"[\W_]*(?:(?:page|p\.?)\s*)?(?:[A-Z]{1,3}[-–.])?(?:\d{1,4}|[ivxl]{1,7})(?:\s*(?:of|/|\|)\s*\d{1,4})?"
    r"(?:\s*\|?\s*p\s?a\s?g\s?e)?[\W_]*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+|\b[ivxl]+\b")

PageLines = tuple[float, list[Line]]  # a page's height, and its lines


def without_running(pages: Sequence[PageLines]) -> list[list[Line]]:
    """The lines of each page without what is printed on page after page; a running head is kept once."""
    recurring = _recurring(pages)
    kept: list[list[Line]] = []
    seen: set[str] = set()
    for height, lines in pages:
        heads = _apart(_outermost(lines, height, recurring), lines)
        feet = _apart(_outermost(lines[len(heads) :][::-1], height, recurring), lines[::-1])
        new = [line for line in heads if _words(line) in recurring and _words(line) not in seen]
        seen.update(map(_words, new))
        kept.append([*new, *lines[len(heads) : len(lines) - len(feet)]])
    return kept


def _outermost(lines: Sequence[Line], height: float, recurring: dict[str, list[float]]) -> list[Line]:
    """The lines from the edge of a page inwards that are running, up to the first that is not."""
    found: list[Line] = []
    for line in lines:
        is_again = any(abs(at - line.base) <= _SAME for at in recurring.get(_words(line), ()))
        if not _is_at_edge(line, height) or not (is_again or _is_number(line)):
            break
        found.append(line)
    return found


def _apart(found: list[Line], lines: Sequence[Line]) -> list[Line]:
    """The running lines without those close to what follows: a table's header is printed again, too."""
    while found and len(found) < len(lines):
        last, following = found[-1], lines[len(found)]
        gap = max(following.top - last.bottom, last.top - following.bottom)
        if gap > _NEAR * last.size:
            break
        found = found[:-1]
    return found


def _recurring(pages: Sequence[PageLines]) -> dict[str, list[float]]:
    """The words that stand in one place near the edge of several pages, with these places."""
    places: dict[str, list[float]] = defaultdict(list)
    for height, lines in pages:
        for line in lines:
            if _is_at_edge(line, height) and len(line.phrases) <= _MOST_PHRASES:
                places[_words(line)].append(line.base)
    return {
        words: again
        for words, at in places.items()
        if (again := [y for y in at if sum(abs(y - other) <= _SAME for other in at) > 1])
    }


def _is_at_edge(line: Line, height: float) -> bool:
    return line.bottom < _EDGE * height or line.top > (1 - _EDGE) * height


def _is_number(line: Line) -> bool:
    """Whether a line is a page's number and nothing else."""
    return len(line.phrases) == 1 and _PAGE_NUMBER.fullmatch(line.text) is not None


def _words(line: Line) -> str:
    """The words of a line without its numbers, which count the pages."""
    return " ".join(_DIGITS.sub("#", line.text.casefold()).split())
