"""Whether the best sentences found do answer, or the honest reply is that the reports do not tell.

A logistic model over signs of a match. Its weights were fitted by maximum likelihood on the narrative
development questions and on the figure questions that must be refused, never on those set aside.
"""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signs:
    """Signs that a passage answers, each from 0 to about 1.

    `covered`: the share, by weight, of the question's content found in the passage and its headings;
    `inside`: the same in the best sentence alone; `similarity`: the cosine of question and passage;
    `unknown`: the share of words that no passage has; `misfit`: whether the sentence lacks the kind of
    thing asked for; `typed`: whether the question asks for such a kind.
    """

    covered: float
    inside: float
    similarity: float
    unknown: float
    misfit: float
    typed: float


_INTERCEPT = -0.53
_WEIGHTS = {
    "covered": 0.65,
    "inside": 0.31,
    "similarity": 2.21,
    "unknown": -0.73,
    "misfit": -3.78,
    "typed": 0.79,
}
THRESHOLD = 0.55
# For a question after a figure that no table holds: text that only names the same things is no answer.
STRICT_THRESHOLD = 0.68


def probability(signs: Signs) -> float:
    """The probability that the question is answered by what was found."""
    total = _INTERCEPT + sum(weight * getattr(signs, name) for name, weight in _WEIGHTS.items())
    return 1 / (1 + math.exp(-total))


def answers(signs: Signs, *, strict: bool = False) -> bool:
    return probability(signs) >= (STRICT_THRESHOLD if strict else THRESHOLD)
