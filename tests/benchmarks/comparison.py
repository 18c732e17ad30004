"""Ours and the tutorial, asked the same questions in turn, over one set of reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from index.embed import MiniLM
from index.library import Library
from qa.answer import answer
from qa.question import Status

from .judge import cited, figures_right, in_passages
from .questions import Question
from .results import Result, median_and_p95
from .tutorial import Tutorial

WARM_UP = ("how many vehicle crimes were there in Northumberland?", "what is Operation Blackberry?")
EVIDENCE_AT_LEAST = 95.0
FIGURE_AT_MOST = 0.5
NARRATIVE_AT_MOST = 1.5
EMBEDDING_AT_MOST = 1.5


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what came of it; times are in seconds."""

    question: Question
    ours: float
    theirs: float
    embedding: float
    status: str
    text: str
    is_cited: bool
    is_figures_right: bool
    is_in_passages: bool
    is_in_any_passage: bool


def ask_both(
    questions: Sequence[Question], library: Library, tutorial: Tutorial, embedder: MiniLM
) -> list[Asked]:
    """Each question once, after a warm-up; `embedder` is neither's, as both remember what they embedded."""
    for words in WARM_UP:
        answer(words, library)
        tutorial.ask(words)
        embedder.embed_query(words)
    return [_ask(question, library, tutorial, embedder) for question in questions]


def _ask(question: Question, library: Library, tutorial: Tutorial, embedder: MiniLM) -> Asked:
    start = perf_counter()
    said = answer(question.words, library).answer
    answered = perf_counter()
    passages = tutorial.ask(question.words)
    searched = perf_counter()
    embedder.embed_query(question.words)
    embedded = perf_counter()
    return Asked(
        question,
        answered - start,
        searched - answered,
        embedded - searched,
        said.status,
        said.text,
        cited(said, question),
        figures_right(said, question),
        in_passages(passages, question),
        in_passages(passages, question, any_report=True),
    )


def compared(group: str, asked: Sequence[Asked], *, several: bool) -> Iterator[Result]:
    """The lines of the table for one set of reports."""
    figures = [each for each in asked if each.question.kind == "figure"]
    narratives = [each for each in asked if each.question.kind == "narrative"]
    for name, some in (("all questions", asked), ("figure", figures), ("narrative", narratives)):
        yield _evidence(group, f"right evidence, {name} ({len(some)})", some)
    if several:
        either = share([each.is_in_any_passage for each in asked])
        yield Result(group, "  the same, theirs from whichever report", "%", _cited(asked), either)
    yield Result(
        group, "all its figures right, figure", "%", share([each.is_figures_right for each in figures])
    )
    yield Result(group, "answered without them, figure", "%", share(_amiss(figures)), at_most=0)
    yield from _latency(group, "figure", figures, FIGURE_AT_MOST)
    yield from _latency(group, "narrative", narratives, NARRATIVE_AT_MOST)
    yield _over_embedding(group, narratives)


def misses(group: str, asked: Sequence[Asked]) -> list[dict[str, str]]:
    """The questions that ours failed, with what it said."""
    return [
        {"over": group, "question": each.question.words, "status": each.status, "answer": each.text}
        for each in asked
        if not (each.is_cited and each.is_figures_right)
    ]


def share(held: Sequence[bool]) -> float:
    return 100 * sum(held) / len(held)


def _amiss(figures: Sequence[Asked]) -> list[bool]:
    """Worse than a refusal: an answer that is not, or not all, what was asked for."""
    return [each.status == Status.ANSWERED and not each.is_figures_right for each in figures]


def _cited(asked: Sequence[Asked]) -> float:
    return share([each.is_cited for each in asked])


def _evidence(group: str, name: str, asked: Sequence[Asked]) -> Result:
    theirs = share([each.is_in_passages for each in asked])
    return Result(group, name, "%", _cited(asked), theirs, at_least=EVIDENCE_AT_LEAST)


def _latency(group: str, kind: str, asked: Sequence[Asked], most: float) -> list[Result]:
    ours, theirs = [each.ours for each in asked], [each.theirs for each in asked]
    return median_and_p95(group, f"latency, {kind}", ours, theirs, most)


def _over_embedding(group: str, narratives: Sequence[Asked]) -> Result:
    embedding = median(each.embedding for each in narratives)
    ratio = median(each.ours for each in narratives) / embedding
    name = f"narrative / embedding its question ({1000 * embedding:.1f} ms)"
    return Result(group, name, "x", ratio, at_most=EMBEDDING_AT_MOST)
