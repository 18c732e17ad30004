"""What stands on a page: words, the phrases that they make, and the lines of these."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Word:
    """Glyphs without a gap between them, with their box and their baseline."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    base: float
    size: float
    is_bold: bool


@dataclass(frozen=True)
class Phrase:
    """Words of one line that stand as close as the words of a sentence. `turn` as that of its glyphs."""

    words: tuple[Word, ...]
    turn: int = 0

    @cached_property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @cached_property
    def left(self) -> float:
        return min(word.left for word in self.words)

    @cached_property
    def right(self) -> float:
        return max(word.right for word in self.words)

    @cached_property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @cached_property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @cached_property
    def base(self) -> float:
        """The baseline of its longest word: a bullet or a mark may stand on another."""
        return max(self.words, key=lambda word: len(word.text)).base

    @cached_property
    def size(self) -> float:
        """The type size of most of its letters."""
        sizes: dict[float, int] = {}
        for word in self.words:
            sizes[word.size] = sizes.get(word.size, 0) + len(word.text)
        return max(sizes, key=lambda size: sizes[size])

    @cached_property
    def is_bold(self) -> bool:
        bold = sum(len(word.text) for word in self.words if word.is_bold)
        return 2 * bold > sum(len(word.text) for word in self.words)

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Line:
    """The phrases on one baseline, left to right."""

    phrases: tuple[Phrase, ...]

    @cached_property
    def text(self) -> str:
        return " ".join(phrase.text for phrase in self.phrases)

    @cached_property
    def left(self) -> float:
        return self.phrases[0].left

    @cached_property
    def right(self) -> float:
        return max(phrase.right for phrase in self.phrases)

    @cached_property
    def top(self) -> float:
        return min(phrase.top for phrase in self.phrases)

    @cached_property
    def bottom(self) -> float:
        return max(phrase.bottom for phrase in self.phrases)

    @cached_property
    def base(self) -> float:
        return max(self.phrases, key=lambda phrase: len(phrase.text)).base

    @cached_property
    def size(self) -> float:
        return max(self.phrases, key=lambda phrase: len(phrase.text)).size

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2
