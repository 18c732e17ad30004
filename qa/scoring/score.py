"""Scores of a question set by kind, and the bars that they are held against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import yaml

from qa.evaluate import Scored
from qa.question import Status
from qa.scoring.judge import Verdict, is_cited, lines_wanted, missed_figures


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; all of none is 100%."""

    held: int
    of: int

    @property
    def percent(self) -> float:
        return 100 * self.held / self.of if self.of else 100.0


@dataclass(frozen=True, slots=True)
class Score:
    """The scores of the questions of one kind.

    `figures` are those given that are right in value, sign, unit, area, period and role; `expected`
    those asked for that were given; `precision` the citations that hold what they are cited for;
    `recall` the lines to be cited that were. Times are in seconds.
    """

    kind: str
    questions: int
    verdicts: Mapping[Verdict, int]
    figures: Share
    expected: Share
    precision: Share
    recall: Share
    median: float
    p95: float

    @property
    def right(self) -> Share:
        return Share(self.verdicts[Verdict.RIGHT] + self.verdicts[Verdict.REFUSED_RIGHTLY], self.questions)

    @property
    def wrong(self) -> Share:
        return Share(self.verdicts[Verdict.WRONG], self.questions)

    @property
    def wrong_figures(self) -> int:
        return self.figures.of - self.figures.held

    def as_json(self) -> dict[str, Any]:
        shares = ("figures", "expected", "precision", "recall")
        return {
            "kind": self.kind,
            "questions": self.questions,
            **{verdict.value: self.verdicts[verdict] for verdict in Verdict},
            **{name: {"held": one.held, "of": one.of} for name in shares if (one := getattr(self, name))},
            "median_ms": round(1000 * self.median, 2),
            "p95_ms": round(1000 * self.p95, 2),
        }


def scores(scored: Sequence[Scored]) -> list[Score]:
    """A score for each kind of question, in the order in which they come, and for all."""
    kinds = dict.fromkeys(one.entry.kind for one in scored)
    groups = {kind: [one for one in scored if one.entry.kind == kind] for kind in kinds}
    return [score(kind, group) for kind, group in {**groups, "all": scored}.items() if group]


def score(kind: str, scored: Sequence[Scored]) -> Score:
    """The score of one or more questions."""
    answered = [one for one in scored if Status.ANSWERED in one.entry.statuses]
    lines = [(group, one.reply.answer) for one in answered for group in lines_wanted(one.entry)]
    missed = sum(len(missed_figures(one.entry, one.reply.answer)) for one in answered)
    figures = sum(len(one.entry.figures) for one in answered)
    seconds = [one.seconds for one in scored]
    return Score(
        kind=kind,
        questions=len(scored),
        verdicts=Counter(one.verdict for one in scored),
        figures=_right(sum(one.proof.figures for one in scored), sum(len(one.proof.wrong) for one in scored)),
        expected=_right(figures, missed),
        precision=_right(
            sum(one.proof.citations for one in scored), sum(len(one.proof.unproved) for one in scored)
        ),
        recall=Share(sum(is_cited(group, given) for group, given in lines), len(lines)),
        median=median(seconds),
        p95=quantiles(seconds, n=20, method="inclusive")[-1] if len(seconds) > 1 else seconds[0],
    )


def _right(count: int, wrong: int) -> Share:
    return Share(count - wrong, count)


@dataclass(frozen=True, slots=True)
class _Bar:
    """What a bar is held against, and whether it is the most or the least that may be."""

    value: Callable[[Score], float]
    is_most: bool
    unit: str


_BARS = {
    "wrong figures": _Bar(lambda score: score.wrong_figures, is_most=True, unit=""),
    "answered wrong": _Bar(lambda score: score.wrong.percent, is_most=True, unit="%"),
    "right": _Bar(lambda score: score.right.percent, is_most=False, unit="%"),
    "citation precision": _Bar(lambda score: score.precision.percent, is_most=False, unit="%"),
    "citation recall": _Bar(lambda score: score.recall.percent, is_most=False, unit="%"),
    "median ms": _Bar(lambda score: 1000 * score.median, is_most=True, unit=" ms"),
}


class UnreadableBars(Exception):
    """A file that is no list of bars; says which, why and what to do."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} {reason}; it must be lines of “NAME: NUMBER”, of: {', '.join(_BARS)}")
        self.path = path
        self.reason = reason


def load_bars(path: Path) -> dict[str, float]:
    """The bars of a YAML file, by name. Raises UnreadableBars."""
    try:
        read = yaml.safe_load(path.read_text("utf-8"))
    except OSError as error:
        raise UnreadableBars(path, f"cannot be opened ({error.strerror})") from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise UnreadableBars(path, "is not valid YAML") from error
    if not isinstance(read, dict):
        raise UnreadableBars(path, "has no bars")
    for name, number in read.items():
        if name not in _BARS or not isinstance(number, int | float):
            raise UnreadableBars(path, f"has “{name}: {number}”")
    return read


def missed_bars(score: Score, bars: Mapping[str, float]) -> list[str]:
    """Each bar that the score does not reach, in words."""
    missed = []
    for name, wanted in bars.items():
        bar = _BARS[name]
        value = bar.value(score)
        if value > wanted if bar.is_most else value < wanted:
            limit = "most" if bar.is_most else "least"
            missed.append(f"{name}: {value:.6g}{bar.unit}, but at {limit} {wanted:g}{bar.unit} is wanted")
    return missed
