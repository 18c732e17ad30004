"""Question sets -> scores: every question asked, judged, and held against the reports' own files."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.library import Library
from qa.answer import answer
from qa.catalogue import catalogue
from qa.evidence import SMALL_NUMBER
from qa.question import Query, Reply
from qa.scoring.entries import Entry
from qa.scoring.judge import Verdict, judge
from qa.scoring.originals import Originals
from qa.scoring.proof import Proof, prove

Progress = Callable[[str, int, int], None]  # a step, how many of it are done, and of how many


@dataclass(frozen=True, slots=True)
class Scored:
    """One question with its reply, the verdict, what was amiss and how long it took in seconds."""

    entry: Entry
    reply: Reply
    verdict: Verdict
    amiss: str
    proof: Proof
    seconds: float


def evaluate(
    entries: Sequence[Entry],
    library: Library,
    originals: Originals,
    progress: Progress | None = None,
    small_number: int = SMALL_NUMBER,
) -> list[Scored]:
    """Ask every question, those of a conversation in order, and judge each last reply.

    The first question is asked once more before, untimed: what it loads is not its own to wait for.
    """
    for entry in entries[:1]:
        answer(entry.question, library)
    scored = []
    for done, entry in enumerate(entries, 1):
        scored.append(_scored(entry, library, originals, small_number))
        if progress:
            progress("asking the questions", done, len(entries))
    return scored


def _scored(entry: Entry, library: Library, originals: Originals, small_number: int) -> Scored:
    earlier: Query | None = None
    for before in entry.after:
        earlier = answer(before, library, earlier).query
    start = time.perf_counter()
    reply = answer(entry.question, library, earlier, small_number)
    seconds = time.perf_counter() - start
    verdict, amiss = judge(entry, reply.answer)
    proof = prove(reply.answer, originals, catalogue(library).measures)
    return Scored(entry, reply, verdict, amiss, proof, seconds)
