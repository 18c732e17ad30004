"""Running heads and footers: the lines that a page prints besides its text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from corpus.read.layout import stretches

_PAGE_NUMBER = re.compile(
    r"(?:\bpage\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|\b\d{1,4}\s*\|\s*p\s?a\s?g\s?e|[-–—]\s?\d{1,4}\s?[-–—])"
    r"(?=\W*$|\s{2,})",
    re.IGNORECASE,
)
_LEAST = 2  # pages that print a line before it counts as running
_NEAR = 2  # lines with words between a page's number and its running head


def running_lines(lines: Sequence[str]) -> frozenset[int]:
    """The numbers (from 1) of the lines with page numbers, and of those that recur beside them."""
    words = {number: " ".join(line.split()) for number, line in enumerate(lines, 1) if line.strip()}
    numbered = _numbered(words)
    prose = {n: text for n, text in words.items() if n in numbered or not _is_row(lines[n - 1])}
    return numbered | _beside(prose, numbered)


def without_page_number(line: str) -> str:
    """The words of a running line."""
    return " ".join(_PAGE_NUMBER.sub(" ", line).split())


def _is_row(line: str) -> bool:
    """Whether a line has several cells: a table's header is printed again on every page, too."""
    return "\t" in line or "|" in line or len(stretches(line)) > 2


def _numbered(words: dict[int, str]) -> frozenset[int]:
    """Lines that are alike but for a page number that counts up."""
    alike: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, text in words.items():
        if found := _PAGE_NUMBER.search(text):
            page = re.search(r"\d+", found.group())
            alike[without_page_number(text)].append((number, int(page.group()) if page else 0))
    return frozenset(
        number
        for text, found_at in alike.items()
        if not text or (len(found_at) >= _LEAST and _counts_up([page for _, page in found_at]))
        for number, _ in found_at
    )


def _counts_up(pages: Sequence[int]) -> bool:
    return all(before < after for before, after in pairwise(pages))


def _beside(words: dict[int, str], numbered: frozenset[int]) -> frozenset[int]:
    """The lines printed again and again within a line or two of a page's number."""
    order = list(words)
    places = [place for place, number in enumerate(order) if number in numbered]
    near = {
        order[at]
        for place in places
        for at in range(max(0, place - _NEAR), min(len(order), place + _NEAR + 1))
        if order[at] not in numbered
    }
    times = Counter(words[number] for number in near)
    return frozenset(n for n in near if times[words[n]] >= _LEAST)
