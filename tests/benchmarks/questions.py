"""The benchmark's questions, and the evidence that a right answer shows for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import yaml

from ..reports.cells import Truth
from ..reports.forty import ORIGINAL, Copy, original_truths
from ..reports.quarters import Quarter, move_dates

FILE = Path(__file__).with_name("questions.yaml")
ORIGINAL_QUARTER = Quarter(2015, 1)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A source line that proves an answer; `words` is what must be seen of it to be of use."""

    report: str
    line: int
    words: str


@dataclass(frozen=True, slots=True)
class Expected:
    """A number that a right answer gives."""

    line: int
    role: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Question:
    """`evidence`: of each inner tuple one is enough (two reports may print one count); all are wanted."""

    kind: str
    words: str
    evidence: tuple[tuple[Evidence, ...], ...]
    expected: tuple[Expected, ...]


def over_the_one() -> list[Question]:
    """Every question as asked of the bundled report alone."""
    bundled = Copy(
        ORIGINAL.stem, ORIGINAL_QUARTER, ORIGINAL.read_text(encoding="utf-8"), "", original_truths()
    )
    return [_question(entry, entry["question"], bundled, ()) for entry in _entries()]


def over_many(made: Sequence[Copy], seed: int = 2015) -> list[Question]:
    """Every question with a period in it, each of a copy that a seed picks."""
    draw = Random(seed)  # noqa: S311 (which report to ask of)
    asked = []
    for entry in _entries():
        copy = draw.choice(made)
        asked.append(_question(entry, entry["forty"].format(**_periods(copy.quarter)), copy, made))
    return asked


def _entries() -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return read


def _periods(quarter: Quarter) -> dict[str, str]:
    """A quarter's periods as people say them; a year is said once where it is the same."""
    first, last = quarter.year_to_date
    start = f"{first.day} {first:%B}"
    return {
        "from": start if first.year == last.year else f"{start} {first.year}",
        "to": f"{last.day} {last:%B %Y}",
        "quarter": f"{quarter.start:%B} to {_month(quarter.end)}",
        "end": _month(quarter.end),
    }


def _month(day: date) -> str:
    return f"{day:%B %Y}"


def _question(entry: dict[str, Any], words: str, copy: Copy, others: Iterable[Copy]) -> Question:
    roles = entry.get("roles", [])
    wanted = [truth for truth in copy.truths if truth.line in entry["lines"] and truth.role in roles]
    evidence = []
    for line in entry["lines"]:
        same = [truth for truth in wanted if truth.line == line]
        evidence.append((_evidence(entry, copy, line), *_printed_again(entry, same, others)))
    expected = tuple(Expected(truth.line, truth.role, truth.value) for truth in wanted)
    return Question(entry["kind"], words, tuple(evidence), expected)


def _evidence(entry: dict[str, Any], copy: Copy, line: int) -> Evidence:
    """A row is of use as a whole; of a paragraph the sentence is enough."""
    row = copy.text.split("\n")[line - 1]
    sentence = move_dates(entry["sentence"], copy.quarter) if "sentence" in entry else None
    return Evidence(copy.id, line, sentence or row)


def _printed_again(entry: dict[str, Any], wanted: list[Truth], others: Iterable[Copy]) -> list[Evidence]:
    """The same row in another report, if it prints the one number wanted, for the same period."""
    if len(wanted) != 1:
        return []
    truth = wanted[0]
    again = []
    for copy in others:
        for other in copy.truths:
            same = (other.line, other.period, other.value) == (truth.line, truth.period, truth.value)
            if truth.period and same and copy.id != truth.report and other.role in ("current", "previous"):
                again.append(_evidence(entry, copy, other.line))
    return again
