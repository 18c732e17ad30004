"""How a page is looked at: its own coordinates turned to points from the top left corner, as it is read."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import pypdfium2 as pdfium

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class View:
    """The box of a page in its own coordinates, and how many right angles it is turned clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int = 0

    @classmethod
    def of(cls, page: pdfium.PdfPage) -> View:
        """The page as its file says that it is shown."""
        left, bottom, right, top = page.get_cropbox()
        return cls(left, bottom, right, top, page.get_rotation() // 90)

    def turned(self, turn: int) -> View:
        """The page turned so that what stands `turn` right angles counter-clockwise is upright."""
        return replace(self, turns=(self.turns + turn) % 4)

    @property
    def width(self) -> float:
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page as it is seen: from the left, and from the top down."""
        x, y = x - self.left, self.top - y
        wide, high = self.right - self.left, self.top - self.bottom
        return ((x, y), (high - y, x), (wide - x, high - y), (y, wide - x))[self.turns]

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box as it is seen: left, top, right, bottom."""
        (x0, y0), (x1, y1) = self.point(left, top), self.point(right, bottom)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def turn_of(self, a: float, b: float) -> int:
        """How far text that runs along (a, b) is turned from upright, counter-clockwise, in right angles."""
        return (round(math.atan2(b, a) / (math.pi / 2)) - self.turns) % 4
