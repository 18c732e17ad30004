"""What the gate raises."""

from __future__ import annotations


class Unproven(Exception):
    """A sentence says something that its evidence does not contain."""

    def __init__(self, sentence: str, what: str) -> None:
        super().__init__(f"{what} has no evidence in: {sentence}")
        self.sentence = sentence
        self.what = what
