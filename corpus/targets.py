"""Which way a target is met, by its own words and by those of its row."""

from __future__ import annotations

from corpus.vocabulary import Polarity, vocabulary

_AT_LEAST = ("ensure", "with", "at least", "achieve", "minimum")
_AT_MOST = ("at most", "no more than", "less than", "fewer than", "under", "below", "maximum", "up to")


def wanted(label: str, target: str, better: Polarity) -> Polarity | None:
    """Whether a value meets its target by being higher or lower; `None` where nothing tells.

    The wording tells first: "Reduce ... to 5%" wants less; "Increase ... to", "ensure", "with 50% within" and
    "at least" want more. A target in a column of its own goes the measure's way, if that is known (`better`).
    """
    said = target.casefold()
    if said.startswith(_AT_LEAST):
        return Polarity.HIGHER
    if said.startswith(_AT_MOST):
        return Polarity.LOWER
    way = vocabulary().aim(label) if said.startswith("to ") else better
    return None if way is Polarity.NEITHER else way
