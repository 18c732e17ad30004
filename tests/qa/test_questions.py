"""The question sets, scored: what is right may only go up, and what is answered wrongly stays rare.

The floors stand three points under what was reached when they were last set. Raise them when the
service gets better; never lower them. The questions set aside (`*.test.yaml`) give one number each,
and a failure here does not print them: they stay unseen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from index.library import Library
from qa.evaluate import Verdict, evaluate, load

SETS = Path(__file__).parents[1] / "questions"
FLOORS = {"figures.dev": 95, "figures-2.dev": 73, "narrative.dev": 76}  # per cent right
MOST_WRONG = 1  # per cent of figure questions answered though the reports do not tell

Tally = Callable[[str], Counter[Verdict]]


@pytest.fixture(scope="module")
def tally(library: Library) -> Tally:
    """The verdicts on a question set, counted; each set is asked once."""

    @cache
    def counted(name: str) -> Counter[Verdict]:
        return Counter(one.verdict for one in evaluate(load(SETS / f"{name}.yaml"), library))

    return counted


@pytest.mark.parametrize(("name", "floor"), FLOORS.items())
def test_what_is_right_does_not_fall(tally: Tally, name: str, floor: int) -> None:
    verdicts = tally(name)
    right = verdicts[Verdict.RIGHT] + verdicts[Verdict.REFUSED_RIGHTLY]
    assert 100 * right / verdicts.total() >= floor


@pytest.mark.parametrize(
    "name",
    [
        "figures.dev",
        "figures-2.dev",
        pytest.param(
            "figures.test", marks=pytest.mark.xfail(reason="5 of its 200 are answered and should not be")
        ),
    ],
)
def test_hardly_any_figure_question_is_answered_wrongly(tally: Tally, name: str) -> None:
    verdicts = tally(name)
    assert 100 * verdicts[Verdict.ANSWERED_WRONGLY] / verdicts.total() <= MOST_WRONG
