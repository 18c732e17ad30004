"""Words that judge figures mean what their facts bear out, and nothing else."""

from __future__ import annotations

from decimal import Decimal

import pytest

from corpus.report import Figure, Role
from qa.cite import Unproven, check
from qa.evidence import Sentence
from qa.gate.facts import Fact, Facts, Judgement, Relation, yes_or_no

from .made import figure

NOW, BEFORE = figure(Role.CURRENT, "32"), figure(Role.PREVIOUS, "24")
TARGET, NATIONAL = figure(Role.TARGET, "30"), figure(Role.COMPARATOR, "40")
ROSE: Facts = (Fact(NOW, Relation.MORE, BEFORE),)
FELL: Facts = (Fact(NOW, Relation.LESS, BEFORE),)
NOT_RISEN: Facts = (Fact(NOW, Relation.MORE, figure(Role.PREVIOUS, "99")),)
RATE = figure(Role.CHANGE_PERCENT, "33", unit="%")
ROSE_BY_20: Facts = (*ROSE, Fact(RATE, Relation.MORE, Decimal(20)))
ROSE_BY_40: Facts = (*ROSE, Fact(RATE, Relation.MORE, Decimal(40)))
LITTLE = figure(Role.CHANGE_PERCENT, "3", unit="%")
ROSE_BY_20_NOT: Facts = (*ROSE, Fact(LITTLE, Relation.MORE, Decimal(20)))
MEETS: Facts = (Fact(NOW, Relation.AT_LEAST, TARGET),)


@pytest.mark.parametrize(
    ("words", "cases", "opposite"),
    [
        ("Yes", (ROSE,), "No"),
        ("No", (FELL,), "Yes"),
        ("No", (ROSE, FELL), "Yes"),
        ("is met", (MEETS,), "is not met"),
        ("is not met", ((MEETS[0].denied,),), "is met"),
        ("below it", ((Fact(NOW, Relation.LESS, NATIONAL),),), "above it"),
        ("above it", ((Fact(NOW, Relation.MORE, BEFORE),),), "below it"),
        ("rose in one of two", (ROSE, NOT_RISEN), "rose in two of two"),
        ("rose in two of two", (ROSE, ROSE), "rose in one of two"),
        (
            "rose in 13 of 14",
            (*[ROSE] * 13, NOT_RISEN),
            "rose in 14 of 14",
        ),
        ("rose in two of two", (ROSE, ROSE), "fell in two of two"),
        ("rose in two of two", (ROSE, ROSE), "rose in two of six"),
        ("did not fall in any", (FELL, FELL), "did not rise in any"),
        ("rose by more than that in one of two", (ROSE_BY_20, ROSE_BY_20_NOT), "rose in one of two"),
        ("rose by more than that in one of one", (ROSE_BY_20,), "rose by less than that in one of one"),
        ("No area meets", (ROSE_BY_40,), "Yes"),
        ("By percentage it is", ((Fact(NOW, Relation.AT_LEAST, BEFORE),),), "lowest"),
        ("highest", ((Fact(NOW, Relation.AT_LEAST, BEFORE),),), "lowest"),
    ],
)
def test_words_hold_of_their_facts_and_their_opposite_does_not(
    words: str, cases: tuple[Facts, ...], opposite: str
) -> None:
    assert Judgement(words, cases).is_borne_out
    assert not Judgement(opposite, cases).is_borne_out


def test_any_case_will_do_where_not_every_one_must_hold() -> None:
    assert yes_or_no(ROSE, FELL, every=False).words == "Yes"
    assert yes_or_no(ROSE, FELL).words == "No"


@pytest.mark.parametrize("relation", Relation)
def test_a_fact_or_its_denial_holds_and_never_both(relation: Relation) -> None:
    for second in (BEFORE, NOW, NATIONAL, Decimal(32)):
        fact = Fact(NOW, relation, second)
        assert fact.holds is not fact.denied.holds
        assert fact.denied.denied == fact


def test_a_figure_without_a_number_bears_nothing_out() -> None:
    unknown: Figure = figure(Role.PREVIOUS, None, raw="N/A")
    assert not Fact(NOW, Relation.MORE, unknown).holds
    assert not Judgement("above it", ((Fact(NOW, Relation.MORE, unknown),),)).is_borne_out


@pytest.mark.parametrize(
    "text",
    [
        "Yes.",
        "No: it is so.",
        "The aim is met.",
        "That is above it.",
        "It is better now.",
        "The highest so far.",
        "That is so in two of six areas.",
        "It holds for all six.",
        "No area meets that condition.",
    ],
)
def test_a_word_that_judges_is_refused_without_facts(text: str) -> None:
    with pytest.raises(Unproven):
        check((Sentence(text, (NOW, BEFORE)),), lambda _: "")


def test_words_that_their_facts_do_not_bear_out_are_refused() -> None:
    check((Sentence("Yes.", (NOW, BEFORE), judgements=(Judgement("Yes", (ROSE,)),)),), lambda _: "")
    with pytest.raises(Unproven, match="Yes"):
        check((Sentence("Yes.", (NOW, BEFORE), judgements=(Judgement("Yes", (FELL,)),)),), lambda _: "")
