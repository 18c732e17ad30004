"""How many questions of the public table sets come out right, by kind, each asked with its table given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from index.build import catch_up
from index.library import Library, open_library
from qa.answer import answer
from qa.question import Answer, Status

from .results import Result
from .table_sets import Asked, questions, reports

# What the simplest way reaches on the same half: a cell by the words that it shares with the question.
SIMPLEST = {"aitqa": {"look-ups": 68.0}, "hitab": {"look-ups": 42.9, "all": 27.7}}
AIMS = {"aitqa": 85.0, "hitab": 75.0}
_LOOK_UPS = ("look-up", "look-up of a fall")


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with what came of it: "right", "wrong" or "refused" (a question back is a refusal)."""

    asked: Asked
    verdict: str
    text: str


def judged(name: str, library: Library, some: Sequence[Asked] | None = None) -> list[Judged]:
    """Every question (or `some`) of a set, asked of its own table."""
    return [_judge(asked, library) for asked in (questions(name) if some is None else some)]


def table_library(name: str, home: Path, only: Iterable[str] = ()) -> Library:
    """A library of a set's tables, or of those named alone, each as a report."""
    wanted = frozenset(only)
    library = open_library(home)
    for report in reports(name):
        if not wanted or report.id in wanted:
            library.store.put(report)
    catch_up(library)
    return library


def results(name: str, found: Sequence[Judged]) -> list[Result]:
    """A line for look-ups and for all questions, and how many were wrong and refused, by kind."""
    group = f"{name}: questions over a given table"
    look_ups = [one for one in found if one.asked.kind in _LOOK_UPS]
    simplest = SIMPLEST[name]
    lines = [
        Result(group, "look-ups right", "%", _right(look_ups), simplest["look-ups"], at_least=AIMS[name]),
        Result(group, "all right", "%", _right(found), simplest.get("all")),
    ]
    for kind in dict.fromkeys(one.asked.kind for one in found):
        of_kind = [one for one in found if one.asked.kind == kind]
        for verdict in ("right", "wrong", "refused"):
            share = 100 * sum(one.verdict == verdict for one in of_kind) / len(of_kind)
            lines.append(Result(group, f"{kind} ({len(of_kind)}): {verdict}", "%", share))
    return lines


def _right(found: Sequence[Judged]) -> float:
    return 100 * sum(one.verdict == "right" for one in found) / max(len(found), 1)


def _judge(asked: Asked, library: Library) -> Judged:
    given = answer(asked.text, library, reports=(asked.table,)).answer
    if given.status is not Status.ANSWERED or not given.figures:
        return Judged(asked, "refused", given.text)
    return Judged(asked, "right" if _is_right(asked, given) else "wrong", given.text)


def _is_right(asked: Asked, given: Answer) -> bool:
    """Whether the answer says what the set has: the cell's own text, its number, its label, or the result."""
    if given.calculations:
        return len(asked.answers) == 1 and _same(given.calculations[0].result, asked)
    figures = [cited.figure for cited in given.figures]
    if len(asked.answers) > 1:
        said = [figure.row_path[-1] for figure in figures], [figure.value for figure in figures]
        return any([_plain(str(one)) for one in found] == [*map(_plain, asked.answers)] for found in said)
    first = figures[0]
    names = (first.raw, first.row_path[-1], *first.column_path)
    if any(_plain(name) == _plain(asked.answers[0]) for name in names):
        return True
    return first.value is not None and _same(first.value, asked)


def _same(value: Decimal, asked: Asked) -> bool:
    """Whether a number is the answer's; of a fall the set gives the size."""
    try:
        wanted = Decimal(asked.answers[0])
    except InvalidOperation:
        return False
    if asked.kind in _LOOK_UPS:
        return value == wanted or (asked.kind == "look-up of a fall" and value == -wanted)
    shown = Decimal(1).scaleb(value.as_tuple().exponent)  # as exact as the answer is
    return any(abs(value - one) <= shown for one in (wanted, 100 * wanted))


def _plain(text: str) -> str:
    """Without blanks and case; a number without the decimals that say nothing."""
    folded = re.sub(r"\s+", "", text).casefold()
    return re.sub(r"\.0$", "", folded)
