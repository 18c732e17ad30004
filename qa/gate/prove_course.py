"""The part of the gate that holds sentences on a course over time against all its figures."""

from __future__ import annotations

import re

from qa.evidence import Sentence
from qa.gate.sayings import Kind, Saying, figures_of
from qa.gate.unproven import Unproven
from qa.telling import calculate

_MARK = re.compile(r"⟦(\d+)⟧")
_STEPS = re.compile(r"\b(rose|fell|stayed level) in (\d+) of (\d+) steps")
_EXTREME = re.compile(r"\bwas (highest|lowest) (⟦\d+⟧(?:(?:, | and )⟦\d+⟧)*), at ⟦(\d+)⟧")
_IN_REPORT = re.compile(
    r"⟦(?P<value>\d+)⟧ (?:and ⟦(?P<other>\d+)⟧ both stand|as published|as restated) in ⟦(?P<report>\d+)⟧"
)


def without_steps(text: str, sentence: Sentence) -> str:
    """The text without "rose in 5 of 10 steps" and the like, each counted again on the sentence's figures."""
    steps = calculate.steps(figures_of(sentence))
    counted = {"rose": steps.up, "fell": steps.down, "stayed level": steps.level}
    for match in _STEPS.finditer(text):
        if (counted[match[1]], steps.total) != (int(match[2]), int(match[3])):
            raise Unproven(sentence.text, f"“{match.group()}”")
    return _STEPS.sub("", text)


def without_extremes(marked: str, said: list[Saying], sentence: Sentence) -> str:
    """The text without "was highest ⟦in⟧, at ⟦value⟧" and the like, but for their marks.

    They are of all the sentence's figures, with every period that is so high or low.
    """
    values = {f.id: f.value for f in figures_of(sentence) if f.value is not None}
    for match in _EXTREME.finditer(marked):
        top = (max if match[1] == "highest" else min)(values.values(), default=None)
        tops = frozenset(one for one, amount in values.items() if amount == top)
        periods = [said[int(at)].of(Kind.PERIOD) for at in _MARK.findall(match[2])]
        right = tops & said[int(match[3])].of(Kind.VALUE) and frozenset().union(*periods) == tops
        if not right or not all(periods):
            raise Unproven(sentence.text, f"“{match[1]}”")
    return _EXTREME.sub(r"was \2, at ⟦\3⟧", marked)


def check_reports(marked: str, said: list[Saying], sentence: Sentence) -> None:
    """A value stands in the report that it is said to stand in."""
    for match in _IN_REPORT.finditer(marked):
        report = said[int(match["report"])].of(Kind.REPORT)
        for at in filter(None, (match["value"], match["other"])):
            if not said[int(at)].of(Kind.VALUE) & report:
                raise Unproven(sentence.text, f"“{said[int(at)].words}” in that report")
