"""Whether the evidence for an answer was shown: by our citations, or by the tutorial's passages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from langchain_core.documents import Document

from qa.question import Answer, Citation, CitedFigure

from .questions import Evidence, Expected, Question


def cited(answer: Answer, question: Question) -> bool:
    """Each wanted row is cited, and each wanted sentence is quoted, in the right report."""
    return _all_shown(question, lambda evidence: any(_cites(c, evidence, question) for c in answer.citations))


def _cites(citation: Citation, evidence: Evidence, question: Question) -> bool:
    first, last = citation.where.lines
    if citation.where.report != evidence.report or not first <= evidence.line <= last:
        return False
    return question.kind == "figure" or _folded(evidence.words) in _folded(citation.quote)


def in_passages(passages: Sequence[Document], question: Question, *, any_report: bool = False) -> bool:
    """Each wanted row (label and values) or sentence stands whole in a passage of the right report."""
    return _all_shown(
        question,
        lambda evidence: any(
            _folded(evidence.words) in _folded(passage.page_content)
            and (any_report or passage.metadata["report"] == evidence.report)
            for passage in passages
        ),
    )


def figures_right(answer: Answer, question: Question) -> bool:
    """Every number that a right answer gives is among the answer's figures."""
    return all(any(_is(shown, wanted) for shown in answer.figures) for wanted in question.expected)


def _is(shown: CitedFigure, wanted: Expected) -> bool:
    first, last = shown.figure.where.lines
    return first <= wanted.line <= last and shown.figure.value == wanted.value


def _all_shown(question: Question, shown: Callable[[Evidence], bool]) -> bool:
    return all(any(map(shown, alternatives)) for alternatives in question.evidence)


def _folded(words: str) -> str:
    return " ".join(words.split())
