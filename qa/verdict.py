"""Whether the best sentences found do answer, or the honest reply is that the reports do not tell.

A logistic model over signs of a match; its weights were fitted on the development questions
(`python -m tests.benchmarks --only verdict` prints the fit), never on those set aside.
"""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signs:
    """Signs that a passage answers, each from 0 to about 1.

    `covered`: the weight of the question's content found in the passage and its headings;
    `similarity`: the best cosine of question and passage; `sentence`: the best sentence's score;
    `rarest`: whether the question's rarest word is there; `fits`: whether the sentence has the kind of
    thing asked for; `typed`: whether the question asks for such a kind.
    """

    covered: float
    similarity: float
    sentence: float
    rarest: float
    fits: float
    typed: float


_INTERCEPT = -3.4
_WEIGHTS = {"covered": 3.0, "similarity": 3.0, "sentence": 0.5, "rarest": 0.5, "fits": 1.0, "typed": -0.8}
THRESHOLD = 0.5


def probability(signs: Signs) -> float:
    """The probability that the question is answered by what was found."""
    total = _INTERCEPT + sum(weight * getattr(signs, name) for name, weight in _WEIGHTS.items())
    return 1 / (1 + math.exp(-total))


def answers(signs: Signs) -> bool:
    return probability(signs) >= THRESHOLD
