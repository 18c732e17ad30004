"""Whole published files end to end: from workbooks and PDFs to right answers, by kind of question."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from corpus.report import Figure, Role
from index.build import add_reports
from index.library import Library, open_library
from qa.answer import answer
from qa.question import Answer, Status

from .endtoend_questions import Asked, Truth, questions, reports_in_pdf, workbooks
from .public import DATA
from .results import Result

COUNT = 300
SEED = 2016
AT_LEAST = 97.0
VERDICTS = ("right", "wrong", "refused")
SETS: dict[str, tuple[str, Callable[[Path], Truth]]] = {
    "homeoffice": ("*.ods", workbooks),
    "oakland": ("*.pdf", reports_in_pdf),
}
_SAME = Decimal("0.005")  # the truth files keep the noise of floating point


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with what came of it; a question back is a refusal."""

    asked: Asked
    verdict: str
    answer: Answer


def is_there(name: str) -> bool:
    return (DATA / name).is_dir()


def asked_of(name: str, count: int = COUNT, seed: int = SEED) -> list[Asked]:
    """The questions over one set of files."""
    return questions(SETS[name][1](DATA / name), count, seed)


def files_library(name: str, home: Path) -> Library:
    """A library of the files of one set, found by their words alone."""
    shutil.rmtree(home, ignore_errors=True)
    library = open_library(home, model=home / "no model")
    for error in add_reports(library, sorted((DATA / name).glob(SETS[name][0]))).refused:
        raise error
    return library


def judged(asked: Sequence[Asked], library: Library) -> list[Judged]:
    return [_judge(one, answer(one.text, library).answer) for one in asked]


def _judge(asked: Asked, given: Answer) -> Judged:
    if given.status is not Status.ANSWERED or not given.figures:
        return Judged(asked, "refused", given)
    return Judged(asked, "right" if _is_right(asked, given) else "wrong", given)


def _is_right(asked: Asked, given: Answer) -> bool:
    """Whether the answer says the right values of the right areas and periods, and works out what is asked.

    Of a look-up they are all that it says; of a ranking they come first.
    """
    values = [
        one.figure for one in given.figures if one.figure.role not in (Role.CHANGE, Role.CHANGE_PERCENT)
    ]
    if asked.kind == "rank":
        first = values[: len(asked.areas)]
        return len(first) == len(asked.areas) and all(
            _is(figure, area, asked.periods[0], value)
            for figure, area, value in zip(first, asked.areas, asked.values, strict=True)
        )
    if asked.kind == "look-up":
        text = given.text.split(" [")[0]
        said = [figure for figure in values if _is(figure, asked.areas[0], asked.periods[0], asked.values[0])]
        return bool(said) and values[0] is said[0] and "\n" not in text
    places = [(area, period) for area in asked.areas for period in asked.periods]
    has_all = all(
        any(_is(figure, area, period, value) for figure in values)
        for (area, period), value in zip(places, asked.values, strict=True)
    )
    return has_all and asked.result is not None and _has_result(asked.result, given)


def _has_result(result: Decimal, given: Answer) -> bool:
    """Whether the result is the one asked for, worked out or printed; a change of nought needs none."""
    printed = [one.figure.value for one in given.figures if one.figure.role is Role.CHANGE]
    told = [one.result for one in given.calculations[:1]] or [value for value in printed if value is not None]
    if not told:
        return result == 0
    return abs(told[0] - result) < len(given.figures) * _SAME


def _is(figure: Figure, area: str, period: str, value: Decimal) -> bool:
    if figure.value is None or figure.period is None or figure.period.end is None:
        return False
    end = figure.period.end
    own = f"{end.day} {end:%B %Y}" if " " in period else str(end.year)
    same_area = _plain(figure.area or "") == _plain(area)
    return same_area and own == period and abs(figure.value - value) < _SAME


def _plain(area: str) -> frozenset[str]:
    """The words of an area, however a workbook orders them: "London, City of"."""
    return frozenset(area.replace(",", "").replace("&", "and").split()) - {"Police"}


def results(name: str, found: Sequence[Judged]) -> list[Result]:
    """How many are right and wrong of all, then right, wrong and refused by kind."""
    group = f"{name}: whole files end to end"
    lines = [
        Result(group, f"all right ({len(found)})", "%", _share(found, "right"), at_least=AT_LEAST),
        Result(group, "all wrong", "%", _share(found, "wrong"), at_most=0.0),
    ]
    for kind in dict.fromkeys(one.asked.kind for one in found):
        of_kind = [one for one in found if one.asked.kind == kind]
        lines += [
            Result(group, f"{kind} ({len(of_kind)}): {verdict}", "%", _share(of_kind, verdict))
            for verdict in VERDICTS
        ]
    return lines


def misses(name: str, found: Sequence[Judged]) -> list[dict[str, str]]:
    return [
        {"over": name, "question": one.asked.text, "status": one.verdict, "answer": one.answer.text}
        for one in found
        if one.verdict != "right"
    ]


def _share(found: Sequence[Judged], verdict: str) -> float:
    return 100 * sum(one.verdict == verdict for one in found) / max(len(found), 1)
