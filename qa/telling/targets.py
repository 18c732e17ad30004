"""Rows -> whether their targets are met, and how far off they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from corpus.report import Figure, Role
from corpus.targets import wanted
from corpus.vocabulary import Polarity, vocabulary
from qa.compose import one_row
from qa.evidence import Draft, amount
from qa.figures import Row
from qa.gate.facts import Fact, Judgement, Relation, yes_or_no
from qa.question import Query, Wants
from qa.reading.grammar import asks_of_all, asks_of_target
from qa.reading.patterns import says
from qa.telling import calculate
from qa.telling.lookup import value_sentence
from qa.telling.wording import subject_was, value, when, with_unit


def targets(draft: Draft, rows: Sequence[Row], query: Query, polarity: Callable[[Row], Polarity]) -> None:
    """Each row's value and target; only those met, or missed, where no measure but that is asked for.

    `polarity` gives which way is better for a row. Where that is not known, no verdict is given.
    """
    only = None if query.measures or asks_of_all(query.text) else _only(query.text)
    if only is None and not query.measures:
        _say_whether_all(draft, rows, query, polarity)
    for row in rows:
        aim, now = row.of(Role.TARGET), row.current
        if says(query.text, "change.either_way") and (words := aim_of(row)):
            draft.say(f"The plan’s aim is: “{words}”.", row.figures[:1])
            one_row(draft, row, replace(query, role=None, wants=Wants.LOOKUP), Polarity.NEITHER)
        elif aim is None and (words := aim_of(row)):
            draft.say(f"The plan’s aim is: “{words}”.", row.figures[:1])
            one_row(draft, row, replace(query, role=None), Polarity.NEITHER)
        elif aim and now and (aim.value is None or now.value is None or aim.unit != now.unit):
            if only is None:
                said = f"{value_sentence(row, now)}; as its target the report has {value(aim)}."
                draft.say(said, (now, aim))
        elif aim and now and aim.value is not None and now.value is not None:
            reached = _reaching(row, polarity(row))
            if reached is None and only is None:
                _say_both(draft, row, now, aim)
            elif reached and only in (None, reached.holds):
                asked = _asked_of(reached, aim, query.text)
                is_asked = len(rows) == 1 and asks_of_target(query.text)
                opening = yes_or_no((asked,)) if is_asked else None
                _say_target(draft, row, reached, aim, opening)


def _asked_of(reached: Fact, aim: Figure, text: str) -> Fact:
    """What a yes or no is asked of: that the target is met or missed, that the value is above or below it."""
    if says(text, "beside.below_target"):
        return Fact(reached.first, Relation.LESS, aim)
    if says(text, "beside.above_target"):
        return Fact(reached.first, Relation.MORE, aim)
    return reached.denied if says(text, "beside.target_missed") else reached


def _say_whether_all(
    draft: Draft, rows: Sequence[Row], query: Query, polarity: Callable[[Row], Polarity]
) -> None:
    """Yes or no to "are all targets being met?"."""
    cases = tuple((fact,) for row in rows if (fact := _reaching(row, polarity(row))))
    if cases and asks_of_all(query.text):
        draft.verdict(yes_or_no(*cases), tuple(fact.first for (fact,) in cases))


def _say_both(draft: Draft, row: Row, now: Figure, aim: Figure) -> None:
    draft.say(f"{value_sentence(row, now)}; the target is {value(aim)}.", (now, aim))
    draft.note("The report does not say whether more or less of this is aimed at, so no verdict is given.")


def _say_target(draft: Draft, row: Row, reached: Fact, aim: Figure, opening: Judgement | None) -> None:
    """The value, its target, whether it is met, and by how much; in points between percentages."""
    now = reached.first
    gap = calculate.difference(*sorted((now, aim), key=lambda figure: -amount(figure.value)))
    verdict = Judgement("is met" if reached.holds else "is not met", ((reached,),))
    was = subject_was(row.measure, row.area)
    said = f"{opening.words}: {was}" if opening else was
    size = f", by {with_unit(gap.value, gap.unit)}" if gap.value else ""
    draft.say(
        f"{said} {value(now)}{when(now)}; the target of {value(aim)} {verdict.words}{size}.",
        (now, aim),
        (gap,) if gap.value else (),
        judgements=(verdict, *((opening,) if opening else ())),
    )


def aim_of(row: Row) -> str | None:
    """The words in which a row, or the group row over it, states an aim ("Reduce the ...")."""
    return next((part for part in row.figures[0].row_path if vocabulary().aim(part)), None)


def is_met(row: Row, better: Polarity) -> bool | None:
    """Whether a row's value meets its target; `None` where that cannot be told."""
    reached = _reaching(row, better)
    return reached.holds if reached else None


def _reaching(row: Row, better: Polarity) -> Fact | None:
    """That a value meets its target; `None` where one is no number, or nothing tells which way is better."""
    aim, now = row.of(Role.TARGET), row.current
    if aim is None or now is None or aim.value is None or now.value is None or aim.unit != now.unit:
        return None
    way = wanted(row.figures[0].row_path[-1], aim.raw, better)
    if way is None:
        return None
    return Fact(now, Relation.AT_MOST if way is Polarity.LOWER else Relation.AT_LEAST, aim)


def _only(text: str) -> bool | None:
    """Whether only targets met, or only those missed, are asked for."""
    if says(text, "beside.target_missed"):
        return False
    return True if says(text, "beside.target_met") else None
