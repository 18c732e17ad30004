"""The verdict on an answer: held against what a right answer to its question must give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from corpus.report import Figure
from corpus.vocabulary import vocabulary
from qa.question import Answer, CitedFigure, Status
from qa.scoring.entries import Entry, Wanted


class Verdict(StrEnum):
    """What came of a question. The first two are right."""

    RIGHT = "answered right"
    REFUSED_RIGHTLY = "refused rightly"
    IN_PART = "right in part"
    WRONG = "answered wrong"
    REFUSED_WRONGLY = "refused wrongly"


def judge(entry: Entry, given: Answer) -> tuple[Verdict, str]:
    """The verdict, and in words what was amiss.

    An answer is wrong where none is right, where it says the opposite or what it never must, and where
    it has nothing of what is asked for; with some of it, it is right in part.
    """
    answered = given.status is Status.ANSWERED
    if given.status not in entry.statuses:
        return (
            (Verdict.WRONG, "should not be answered")
            if answered
            else (Verdict.REFUSED_WRONGLY, f"status {given.status.value}")
        )
    if contradiction := _contradicts(entry, given):
        return Verdict.WRONG, contradiction
    held = list(_held(entry, given))
    if lacking := [amiss for amiss in held if amiss]:
        beside = answered and len(lacking) == len(held)
        return (Verdict.WRONG if beside else Verdict.IN_PART), lacking[0]
    return (Verdict.RIGHT if answered else Verdict.REFUSED_RIGHTLY), ""


def missed_figures(entry: Entry, given: Answer) -> tuple[Wanted, ...]:
    """The figures asked for that an answer does not give."""
    return tuple(wanted for wanted in entry.figures if not any(_is(one, wanted) for one in given.figures))


def lines_wanted(entry: Entry) -> tuple[tuple[int, ...], ...]:
    """The source lines to be cited: of each group, one line will do."""
    each = dict.fromkeys((*(wanted.line for wanted in entry.figures), *entry.all_lines))
    return (*((line,) for line in each), *((entry.lines,) if entry.lines else ()))


def is_cited(lines: Sequence[int], given: Answer) -> bool:
    """Whether one of the lines is cited."""
    spans = [citation.where.lines for citation in given.citations]
    return any(first <= line <= last for line in lines for first, last in spans)


def _held(entry: Entry, given: Answer) -> Iterator[str]:
    """For all that a right answer must give: what is amiss with it, or nothing."""
    missed = missed_figures(entry, given)
    everything = _folded(" ".join((given.text, *given.notes, *given.suggestions)))
    for words in entry.says:
        yield "" if _says(_folded(words), everything) else f"does not say {words!r}"
    if given.status is not Status.ANSWERED:
        return
    for wanted in entry.figures:
        yield f"no {wanted.role} {wanted.value} of line {wanted.line}" if wanted in missed else ""
    for lines in (*((line,) for line in entry.all_lines), *((entry.lines,) if entry.lines else ())):
        yield "" if is_cited(lines, given) else f"none of lines {lines} cited"


def _contradicts(entry: Entry, given: Answer) -> str:
    """What an answer says and must not: a "no" for a "yes", or words that no right answer has."""
    everything = _folded(" ".join((given.text, *given.notes, *given.suggestions)))
    opposite = {"yes": "no", "no": "yes"}
    for words in entry.says:
        if (other := opposite.get(_folded(words))) and _says(other, everything):
            return f"says {other} for {words}"
    said = next((words for words in entry.never if _folded(words) in everything), None)
    return f"says {said!r}" if said else ""


def _is(cited: CitedFigure, wanted: Wanted) -> bool:
    figure = cited.figure
    first, last = figure.where.lines
    return (
        figure.value == wanted.value
        and first <= wanted.line <= last
        and wanted.role in _roles(figure)
        and wanted.area in (None, figure.area)
    )


def _roles(figure: Figure) -> set[str]:
    """What a figure is to its row; a change printed in the "Current" column is also what is current."""
    kinds = {vocabulary().column_kind(header) for header in figure.column_path}
    return {str(kind) for kind in (figure.role, *kinds) if kind}


def _says(words: str, everything: str) -> bool:
    """Whether folded words are said, whole; "yes" and "no" as the first of all."""
    if words in ("yes", "no"):
        return re.match(rf"{words}\b", everything) is not None
    return re.search(rf"(?<![\w.,]){re.escape(words)}(?!\w|[.,]\d)", everything) is not None


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())
