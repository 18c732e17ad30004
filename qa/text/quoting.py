"""Sentences of a passage, quoted into an answer."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.report import Passage
from corpus.sentences import split_sentences
from qa.evidence import Draft


def quote_passage(draft: Draft, passage: Passage, sentences: Iterable[str], introduced: str | None) -> None:
    """Quote sentences of a passage; a bullet after the words that introduce its list, once a list."""
    said = runs_of(passage, list(sentences))
    lead = f"“{passage.lead_in}” – " if passage.lead_in and passage.lead_in != introduced else ""
    quoted = " … ".join(f"“{run}”" for run in said)
    draft.quote(f"{lead}{quoted}", passage.where, " … ".join(said), (passage.lead_in or "",))


def runs_of(passage: Passage, sentences: list[str]) -> list[str]:
    """The sentences as runs that stand together in the passage: what is left out between shows as dots."""
    runs: list[list[str]] = []
    for sentence in split_sentences(passage.text):
        if sentence not in sentences:
            runs.append([])
        elif runs:
            runs[-1].append(sentence)
        else:
            runs = [[sentence]]
    return [" ".join(run) for run in runs if run]
