"""Question sets -> scores: what was answered right, wrongly, and refused rightly and wrongly."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml

from corpus.report import Figure
from corpus.vocabulary import vocabulary
from index.library import Library
from qa.answer import answer
from qa.question import Answer, CitedFigure, Query, Reply, Status


class Verdict(StrEnum):
    """What came of a question. The first two are right."""

    RIGHT = "answered right"
    REFUSED_RIGHTLY = "refused rightly"
    INCOMPLETE = "answered in part or beside the point"
    ANSWERED_WRONGLY = "answered, but the reports do not tell"
    REFUSED_WRONGLY = "refused, but the reports tell"


@dataclass(frozen=True, slots=True)
class Scored:
    """One question with its reply, the verdict, what was amiss and how long it took in seconds."""

    entry: dict[str, Any]
    reply: Reply
    verdict: Verdict
    amiss: str
    seconds: float


class UnreadableQuestions(Exception):
    """A file that is no list of questions; says which and why."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} {reason}")
        self.path = path
        self.reason = reason


def load(path: Path) -> list[dict[str, Any]]:
    """The questions of a YAML file; tests/questions/README.md describes the format.

    Raises UnreadableQuestions.
    """
    try:
        entries = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise UnreadableQuestions(path, "cannot be read as YAML; check its name and form") from error
    if not isinstance(entries, list) or not all(_is_question(entry) for entry in entries):
        raise UnreadableQuestions(path, "must be a list of entries with `question`, `kind` and `status`")
    return entries


def _is_question(entry: object) -> bool:
    return (
        isinstance(entry, dict)
        and {"question", "kind"} <= entry.keys()
        and bool({"status", "status_any"} & entry.keys())
    )


def evaluate(entries: Iterable[dict[str, Any]], library: Library) -> list[Scored]:
    """Ask every question, those of a conversation in order, and judge each last reply."""
    return [_scored(entry, library) for entry in entries]


def _scored(entry: dict[str, Any], library: Library) -> Scored:
    earlier: Query | None = None
    for before in entry.get("after", ()):
        earlier = answer(before, library, earlier).query
    start = time.perf_counter()
    reply = answer(entry["question"], library, earlier)
    seconds = time.perf_counter() - start
    verdict, amiss = judge(entry, reply.answer)
    return Scored(entry, reply, verdict, amiss, seconds)


def judge(entry: dict[str, Any], given: Answer) -> tuple[Verdict, str]:
    """The verdict on an answer, and in words what was amiss."""
    wanted = entry.get("status_any") or [entry["status"]]
    if given.status.value not in wanted:
        if given.status is Status.ANSWERED:
            return Verdict.ANSWERED_WRONGLY, "should not be answered"
        return Verdict.REFUSED_WRONGLY, f"status {given.status.value}"
    lacking = _unsaid(entry, given)
    if given.status is Status.ANSWERED:
        lacking = lacking or _unproved(entry, given)
    if lacking:
        return Verdict.INCOMPLETE, lacking
    return (Verdict.RIGHT if given.status is Status.ANSWERED else Verdict.REFUSED_RIGHTLY), ""


def _unproved(entry: dict[str, Any], given: Answer) -> str:
    for figure in entry.get("figures", ()):
        if not any(_is(cited, figure) for cited in given.figures):
            return f"no {figure['role']} {figure['value']} of line {figure['line']}"
    cited = [c.where.lines for c in given.citations]
    if (lines := entry.get("lines")) and not any(_within(line, cited) for line in lines):
        return f"none of lines {lines} cited, but {cited}"
    for line in entry.get("all_lines", ()):
        if not _within(line, cited):
            return f"line {line} not cited"
    return ""


def _is(cited: CitedFigure, wanted: dict[str, Any]) -> bool:
    figure = cited.figure
    first, last = figure.where.lines
    return (
        figure.value == Decimal(str(wanted["value"]))
        and first <= int(wanted["line"]) <= last
        and wanted["role"] in _roles(figure)
        and figure.area == wanted.get("area", figure.area)
    )


def _roles(figure: Figure) -> set[str]:
    """What a figure is to its row; a change printed in the "Current" column is also what is current."""
    kinds = {vocabulary().column_kind(header) for header in figure.column_path}
    return {str(kind) for kind in (figure.role, *kinds) if kind}


def _within(line: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(first <= line <= last for first, last in spans)


def _unsaid(entry: dict[str, Any], given: Answer) -> str:
    everything = _folded(" ".join((given.text, *given.notes, *given.suggestions)))
    for words in entry.get("says", ()):
        folded = _folded(str(words))
        if folded in ("yes", "no"):
            if not re.match(rf"{folded}\b", everything):
                return f"does not begin with {words}"
        elif not re.search(rf"(?<![\w.,]){re.escape(folded)}(?!\w|[.,]\d)", everything):
            return f"does not say {words!r}"
    said = next((words for words in entry.get("never", ()) if _folded(str(words)) in everything), None)
    return f"says {said!r}" if said else ""


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())


def table(scored: Sequence[Scored]) -> list[tuple[str, int, dict[Verdict, int]]]:
    """By kind: its name, how many questions, and how many of each verdict."""
    kinds = dict.fromkeys(one.entry["kind"] for one in scored)
    rows = []
    for kind in (*kinds, "all"):
        group = [one for one in scored if kind in (one.entry["kind"], "all")]
        rows.append(
            (kind, len(group), {verdict: sum(one.verdict is verdict for one in group) for verdict in Verdict})
        )
    return rows
