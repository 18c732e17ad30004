"""The public sets are judged by the context that is right, and a refusal counts where none answers."""

from __future__ import annotations

import pytest

from .public import Asked, Attempt, is_well, rank, within


@pytest.mark.parametrize(("found", "first", "five"), [([7, 3], 100, 100), ([3, 7], 0, 100), ([3], 0, 0)])
def test_a_context_counts_where_it_stands_among_the_first(found: list[int], first: int, five: int) -> None:
    assert within([rank(7, found)], 1) == first
    assert within([rank(7, found)], 5) == five


@pytest.mark.parametrize(
    ("answers", "probability", "is_right", "well"),
    [
        (("France",), 0.9, True, True),
        (("France",), 0.9, False, False),
        (("France",), 0.1, True, False),
        ((), 0.9, False, False),
        ((), 0.1, False, True),
    ],
)
def test_it_is_well_to_answer_right_and_to_refuse_what_nothing_answers(
    answers: tuple[str, ...], probability: float, *, is_right: bool, well: bool
) -> None:
    assert is_well(Asked("where?", 1, answers), Attempt(probability, is_right), 0.5) is well
