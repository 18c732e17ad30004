"""Public question sets over paragraphs and tables: the right context, its sentence, and when to refuse.

SQuAD 2.0 (Rajpurkar et al. 2018) and TAT-QA (Zhu et al. 2021), each from ../shared/data, whose
README says what part of them it is. They are read here and never copied.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from corpus.outline import Outline
from corpus.passages import report_passages
from corpus.report import Cell, Facts, Locator, Paragraph, Passage, PassageKind, Report, Row, Table
from index.build import catch_up
from index.keywords import Keywords, change_keywords, make_keywords
from index.library import Library, open_library
from qa.text.candidates import chosen, find_candidates, signs_of, sought_by
from qa.text.verdict import THRESHOLD, probability

from .comparison import share
from .results import Result

DATA = Path(__file__).parents[3] / "shared" / "data"
DEEP = 50  # passages looked at for five contexts
CLOSE = 10  # passages that an answer is looked for in


@dataclass(frozen=True, slots=True)
class Context:
    """What belongs together in a set: a paragraph, or a table with its paragraphs. Cells stand in rows."""

    title: str
    paragraphs: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the number of its context; `answers` are what people marked there, if anything."""

    words: str
    context: int
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attempt:
    """How sure the service is of an answer, and whether that is right."""

    probability: float
    is_right: bool


def squad2(work: Path, every: int = 1) -> Iterator[Result]:
    """Recall over all paragraphs, the answer's sentence, and the trade of answers against refusals."""
    read = json.loads((DATA / "squad2" / "dev_first_half.json").read_text(encoding="utf-8"))
    found = [(article["title"], part) for article in read["data"] for part in article["paragraphs"]]
    contexts = [Context(title.replace("_", " "), (part["context"],)) for title, part in found]
    asked = [
        Asked(question["question"], number, tuple(answer["text"] for answer in question["answers"]))
        for number, (_, part) in enumerate(found, 1)
        for question in part["qas"]
    ][::every]
    library = _library(work / "squad2", contexts)
    told = [question for question in asked if question.answers]
    yield from _recall("SQuAD 2.0", library, _whole(work / "squad2", contexts), told)
    yield from _answering(library, asked)


def tatqa(work: Path, every: int = 1) -> Iterator[Result]:
    """Recall over all contexts, each a table with its paragraphs."""
    read = json.loads((DATA / "tatqa" / "dev.json").read_text(encoding="utf-8"))
    contexts = [
        Context(
            "", tuple(one["text"] for one in part["paragraphs"]), tuple(map(tuple, part["table"]["table"]))
        )
        for part in read
    ]
    asked = [
        Asked(question["question"], number, ())
        for number, part in enumerate(read, 1)
        for question in part["questions"]
    ][::every]
    yield from _recall("TAT-QA", _library(work / "tatqa", contexts), _whole(work / "tatqa", contexts), asked)


def _library(folder: Path, contexts: Sequence[Context]) -> Library:
    """A library of one report, whose line numbers are those of the contexts."""
    shutil.rmtree(folder / "ours", ignore_errors=True)
    shutil.copytree(folder.parent / "exports", folder / "ours" / "model")
    library = open_library(folder / "ours")
    library.store.put(_report(contexts))
    catch_up(library)
    return library


def _report(contexts: Sequence[Context]) -> Report:
    facts = Facts("Contexts")
    outline = Outline(
        title=(),
        sections=(),
        paragraphs=tuple(
            Paragraph(text, (context.title,) if context.title else (), (number, number))
            for number, context in enumerate(contexts, 1)
            for text in context.paragraphs
        ),
        tables=tuple(_table(number, c.cells) for number, c in enumerate(contexts, 1) if c.cells),
    )
    passages = tuple(_told_apart(report_passages("contexts", facts, outline)))
    return Report("contexts", "a" * 64, facts, ("",) * len(contexts), (), (), (), passages, ())


def _told_apart(passages: Sequence[Passage]) -> Iterator[Passage]:
    """The passages with ids of their own: those of one context stand on one line."""
    for count, passage in enumerate(passages):
        yield Passage(
            f"contexts:{count}",
            passage.kind,
            passage.text,
            passage.heading_path,
            passage.lead_in,
            passage.where,
        )


def _table(number: int, cells: Sequence[Sequence[str]]) -> Table:
    lines = (number, number)
    header, *body = cells
    rows = tuple(
        Row((), None, Cell(label, lines), tuple(Cell(text, lines) for text in rest), lines)
        for label, *rest in body
        if any(rest)
    )
    return Table("", (), tuple(header[1:]), rows, (), lines)


def _whole(folder: Path, contexts: Sequence[Context]) -> Keywords:
    """BM25 alone, a context a document: what is to be beaten."""
    path = folder / "bm25.db"
    path.unlink(missing_ok=True)
    make_keywords(path)
    documents = [_document(number, context) for number, context in enumerate(contexts, 1)]
    change_keywords(path, documents, {document.id: "" for document in documents}, ())
    return Keywords(path)


def _document(number: int, context: Context) -> Passage:
    text = " ".join((*context.paragraphs, *(" ".join(row) for row in context.cells)))
    where = Locator("contexts", (number, number))
    return Passage(str(number), PassageKind.TEXT, text, (context.title,), None, where)


def _recall(name: str, library: Library, whole: Keywords, asked: Sequence[Asked]) -> Iterator[Result]:
    ours = [rank(question.context, _contexts_found(library, question.words)) for question in asked]
    theirs = [
        rank(question.context, [int(one) for one, _ in whole.find(question.words, 5)]) for question in asked
    ]
    for most in (1, 5):
        line = f"right context in the first {most} ({len(asked):,}); BM25 alone"
        yield Result(name, line, "%", within(ours, most), within(theirs, most), ratio_above=1)


def _contexts_found(library: Library, words: str) -> list[int]:
    """The contexts of the passages found, each once, best first."""
    return list(dict.fromkeys(hit.passage.where.lines[0] for hit in library.search.find(words, limit=DEEP)))


def rank(context: int, found: Sequence[int]) -> int:
    return found.index(context) + 1 if context in found else sys.maxsize


def within(ranks: Sequence[int], most: int) -> float:
    return 100 * sum(rank <= most for rank in ranks) / len(ranks)


def _answering(library: Library, asked: Sequence[Asked]) -> Iterator[Result]:
    """What is quoted where it can be answered, and what comes of answering the surest first."""
    attempts = [(question, _attempt(library, question)) for question in asked]
    told = [attempt.is_right for question, attempt in attempts if question.answers]
    yield Result("SQuAD 2.0", f"answer in what would be quoted ({len(told):,})", "%", share(told))
    surest = sorted((attempt for _, attempt in attempts), key=lambda attempt: -attempt.probability)
    wrong = list(accumulate(not attempt.is_right for attempt in surest))
    risks = [errors / count for count, errors in enumerate(wrong, 1)]
    name = "risk over all coverages; over full coverage"
    yield Result("SQuAD 2.0", name, "%", 100 * sum(risks) / len(risks), 100 * risks[-1])
    never = share([not question.answers for question in asked])
    held = [is_well(question, attempt, THRESHOLD) for question, attempt in attempts]
    yield Result("SQuAD 2.0", f"right or refused ({len(asked):,}); never answering", "%", share(held), never)
    best = max(
        share([is_well(question, attempt, least) for question, attempt in attempts])
        for least in (step / 50 for step in range(51))
    )
    yield Result("SQuAD 2.0", "  at its best threshold; never answering", "%", best, never)


def _attempt(library: Library, question: Asked) -> Attempt:
    """What the service would quote, whether or not it is sure enough to."""
    sought = sought_by(question.words, library)
    candidates = (
        find_candidates(sought, library.search.find(question.words, limit=CLOSE)) if sought.content else []
    )
    if not candidates:
        return Attempt(0.0, False)
    quoted = " ".join(sentence for _, sentences in chosen(candidates, sought.asked) for sentence in sentences)
    sure = probability(signs_of(candidates, sought, library, figure=False))
    return Attempt(sure, any(answer in quoted for answer in question.answers))


def is_well(question: Asked, attempt: Attempt, least: float) -> bool:
    return attempt.is_right if attempt.probability >= least else not question.answers
