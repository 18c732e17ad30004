"""The words that narrow what a question names: "unsolved robberies", "robberies in pubs"."""

from __future__ import annotations

from collections.abc import Sequence

from qa.reading.phrases import Token

# A word narrows a name that it follows over so many linking words at the most.
_MOST_BETWEEN = 4
_LINKING = frozenset(
    (
        *("is", "are", "was", "were", "in", "with", "by", "on", "at", "from", "of", "for", "where", "that"),
        *("against", "the", "a", "an", "involving", "per", "under"),
    )
)
_RELATIVE = frozenset(("that", "which", "who", "where", "whose", "involving", "committed", "while", "during"))


def narrowing(tokens: Sequence[Token], rest: Sequence[int], named: Sequence[int]) -> tuple[str, ...]:
    """Those of the `rest` (places of tokens), as typed, that narrow what the tokens at `named` name."""
    clause = _relative_at(tokens, named)
    narrow = [i for i in rest if i > clause or any(_narrows(tokens, i, place) for place in named)]
    return tuple(tokens[i].typed for i in narrow)


def _relative_at(tokens: Sequence[Token], named: Sequence[int]) -> int:
    """Where a clause that narrows begins, after what it narrows: "... in which nobody was at home"."""
    first = min(named, default=len(tokens))
    marks = (i for i, token in enumerate(tokens) if i > first and token.word in _RELATIVE)
    return next(marks, len(tokens))


def _narrows(tokens: Sequence[Token], index: int, place: int) -> bool:
    between = tokens[place + 1 : index]
    return abs(index - place) == 1 or (
        0 < index - place <= _MOST_BETWEEN and all(token.word in _LINKING for token in between)
    )
