"""The grammar of a question: what is wanted, of which side, in which order, under which condition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.report import Role
from corpus.words import fold
from qa.question import Missing, Wants
from qa.reading.patterns import says
from qa.reading.phrases import Phrase, Token
from qa.reading.said import MULTIPLES, Said
from qa.reading.wants import wants


@dataclass(frozen=True, slots=True)
class Grammar:
    """What a question says beside the measures, areas and periods that it names."""

    wants: Wants
    role: Role | None
    direction: int  # +1 rise, -1 fall
    most: int  # +1 most first, -1 least first
    count: int | None
    nth: int | None  # the place in a ranking: 2 for "the second highest"
    over: Decimal | None
    at_least: bool
    relative: tuple[Role, ...]
    every_area: bool
    except_at: int | None  # the word from which areas are left out
    force_words: str | None
    asks_percent: bool
    asks_worse: int  # +1 better, -1 worse
    asks_why: bool
    says_crime: bool
    asks_kinds: bool  # about the kinds of crime, not about all of it
    claims: tuple[Decimal, ...]
    missing: tuple[Missing, ...]
    unplaced: tuple[str, ...]
    scope: str | None  # why it is no question for the reports, where it is none


def read_grammar(
    tokens: Sequence[Token], signals: Sequence[Phrase], areas: int, periods: int, *, asks: bool
) -> Grammar:
    """The grammar of a question.

    `tokens` have the words that name measures and areas hidden; `signals` are the vocabulary's phrases
    found in the rest; `areas` and `periods` say how many the question names; `asks` whether it ends with
    a question mark.
    """
    words = " ".join(token.word for token in tokens)
    said = Said(f"{words} ?" if asks else words, tokens, signals, areas, periods)
    return Grammar(
        wants=wants(said),
        role=said.role(),
        direction=said.direction(),
        most=said.most(),
        count=said.count(),
        nth=said.nth(),
        over=said.over(),
        at_least=said.at_least(),
        relative=said.relative(),
        every_area=said.says("areas.each"),
        except_at=said.except_at(),
        force_words=said.force_words(),
        asks_percent=said.says("change.in_percent", "change.fastest", *MULTIPLES),
        asks_worse=said.worse(),
        asks_why=said.says("form.why"),
        says_crime=said.has("total_when_alone"),
        asks_kinds=said.says("form.kinds_of_crime"),
        claims=said.claims(),
        missing=said.missing(),
        unplaced=said.unplaced(),
        scope=said.scope(),
    )


def comparative(text: str) -> int:
    """+1 where a question asks for more, -1 where it asks for less, 0 where for neither."""
    folded = fold(text)
    return says(folded, "several.asks_more") - says(folded, "several.asks_less")


def starts_yes_no(text: str) -> bool:
    """Whether a question wants a yes or no; one that offers a choice ("A or B?") does not."""
    folded = fold(text)
    asked = says(folded, "form.yes_no") and not says(folded, "form.asks_word")
    return asked and (not says(folded, "form.choice") or says(folded, "form.than_either"))


def asks_of_target(text: str) -> bool:
    """Whether a question about a target wants a yes or no: "are we on track?", "target met?"."""
    folded = fold(text)
    told = says(folded, "beside.target_met", "beside.target_missed", "beside.target_reached")
    return starts_yes_no(text) or (told and not says(folded, "form.asks_word"))


def asks_of_all(text: str) -> bool:
    """Whether a yes or no is asked of every target: "are all the targets being met?"."""
    return starts_yes_no(text) and says(fold(text), "areas.every")


def is_negated(text: str) -> bool:
    """Whether a yes or no is asked of a denial: "is it true that robbery did not fall?".

    A question turned round ("didn't it fall?") and a tag ("it has not fallen, has it?") ask for the thing.
    """
    if says(text, "form.tag"):
        return False
    _, _, rest = fold(text).strip().partition(" ")
    return says(rest, "form.negated")
