"""The question sets, scored by kind: a line a kind with what is right, and for all what must hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from index.build import bundled
from index.library import Library
from qa.evaluate import evaluate
from qa.scoring.entries import load
from qa.scoring.originals import originals
from qa.scoring.score import Score, load_bars, scores

from .results import Result

TESTS = Path(__file__).parents[1]
SETS = TESTS / "questions"
OF_THE_BUNDLED = ("figures*.yaml", "narrative*.yaml")  # the others are about other reports
CELLS = TESTS / "corpus" / "cells.yaml"


def scored(path: Path, library: Library) -> Iterator[Result]:
    """One file's scores; the bars on what is right are for the questions set aside."""
    published = originals([report.id for report in library.store.reports()], [bundled()], [CELLS])
    group = path.name.removesuffix(".yaml")
    bars = load_bars(SETS / "bars.yaml")
    *kinds, total = scores(evaluate(load(path), library, published))
    for kind in kinds:
        yield Result(group, f"right, {kind.kind} ({kind.questions})", "%", kind.right.percent)
    is_aside = group == "figures.test"
    yield from _in_all(group, total, bars, is_aside=is_aside)


def _in_all(group: str, total: Score, bars: dict[str, float], *, is_aside: bool) -> Iterator[Result]:
    right, wrong = (bars[name] if is_aside else None for name in ("right", "answered wrong"))
    yield Result(group, f"right, all ({total.questions})", "%", total.right.percent, at_least=right)
    yield Result(group, "answered wrong, all", "%", total.wrong.percent, at_most=wrong)
    name = f"figures wrong, of {total.figures.of:,} given"
    yield Result(group, name, "figures", total.wrong_figures, at_most=bars["wrong figures"])
    name = f"citation precision, {total.precision.of:,} citations"
    yield Result(group, name, "%", total.precision.percent, at_least=bars["citation precision"])
    yield Result(group, "citation recall", "%", total.recall.percent)
    yield Result(group, "latency, median", "ms", 1000 * total.median)
    yield Result(group, "latency, p95", "ms", 1000 * total.p95)
