"""Conversations of TREC CAsT 2019 (Dalton et al. 2020): how many follow-ups get the context that they lack.

People wrote down what each turn means by itself. A turn that lacks something has its context where every
word of content that they added is there; one that lacks nothing should be left as it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby

from corpus.words import stem, words
from index.keywords import STOP_WORDS
from qa.reading.topic import resolved, topic_of

from .public import DATA
from .results import Result


def cast(every: int = 1) -> Iterator[Result]:
    """The share of follow-ups with their context, and of the others left as they are."""
    read = json.loads((DATA / "cast" / "topics_2019.json").read_text(encoding="utf-8"))
    lacking: list[bool] = []
    whole: list[bool] = []
    for _, turns in groupby(read, key=lambda turn: turn["turn"].split("_")[0]):
        for raw, meant, ours in _read(list(turns)):
            added = _content(meant) - _content(raw)
            if added:
                lacking.append(added <= _content(ours))
            else:
                whole.append(_content(ours) == _content(raw))
    yield Result(
        "CAsT 2019", f"follow-ups with their context ({len(lacking)})", "%", _share(lacking[::every])
    )
    yield Result("CAsT 2019", f"whole questions left as they are ({len(whole)})", "%", _share(whole[::every]))


def _read(turns: list[dict[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Each turn as typed, as meant, and as we read it. There are no passages: any run may be a topic."""
    topic = ""
    for turn in turns:
        ours = resolved(turn["raw"], topic)
        yield turn["raw"], turn["resolved"], ours
        if ours == turn["raw"]:
            topic = topic_of(ours, lambda _: True) or topic


def _content(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(text) if word not in STOP_WORDS)


def _share(held: list[bool]) -> float:
    return 100 * sum(held) / len(held)
