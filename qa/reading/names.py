"""Names found in a text: thousands at once, without a pattern that takes longer to make than to use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"\w+")


class Names:
    """Names to look for as they are spelt, whole; where several begin alike, the longest is found."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_word: dict[str, list[tuple[str, int]]] = {}  # a name's first word: names, where it stands
        for name in sorted(set(names), key=lambda name: (-len(name), name)):
            if first := _WORD.search(name):
                self._by_word.setdefault(first.group(), []).append((name, first.start()))

    def within(self, text: str) -> Iterator[str]:
        """The names in a text, in order; none is found inside of another."""
        end = 0
        for word in _WORD.finditer(text):
            for name, at in self._by_word.get(word.group(), ()):
                start = word.start() - at
                if (
                    start >= end
                    and text.startswith(name, start)
                    and _is_whole(text, start, start + len(name))
                ):
                    end = start + len(name)
                    yield name
                    break


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no word goes on before or after a part of a text."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or before == "_" or after.isalnum() or after == "_")
