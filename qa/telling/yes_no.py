"""Yes or no first, then the figures that prove it."""

from __future__ import annotations

from corpus.report import Figure
from corpus.vocabulary import Polarity
from qa.evidence import Draft
from qa.figures import Row, asked_figures
from qa.gate.facts import Fact, Facts, Relation, yes_or_no
from qa.question import Query
from qa.reading.patterns import says
from qa.telling.change import change, margins_overlap, moved, within
from qa.telling.lookup import look_up


def answer_yes_no(draft: Draft, row: Row, query: Query, polarity: Polarity) -> None:
    """Whether a row moved as asked, or is the number that the question states."""
    if says(query.text, "beside.significant"):
        change(draft, row)
        draft.say("The tables do not say whether that is significant, so neither does this service.")
        return
    of_number = bool(query.claims) or query.over is not None
    facts = _of_number(row, query) if of_number else _of_move(row, query, polarity)
    if facts:
        _head(draft, row, facts, query)
    if of_number and not query.direction:
        look_up(draft, row, query)
    else:
        change(draft, row)


def say_whether_changed(draft: Draft, row: Row) -> None:
    """Yes or no to "has it changed?", where the periods can be compared."""
    if (up := moved(row, 1)) is not None and isinstance(up.second, Figure):
        draft.verdict(yes_or_no((Fact(up.first, Relation.OTHER, up.second),)), row.both_sides)


def _head(draft: Draft, row: Row, facts: Facts, query: Query) -> None:
    """Yes or no; of a denial ("it did not fall?") with what is so in full, as a bare "yes" may mean both."""
    (first, *others), figures = facts, row.both_sides or row.figures
    if query.negated and query.direction and not others and first.is_move:
        verb = "rise" if query.direction > 0 else "fall"
        tail = f" It did {verb}." if first.holds else f" It did not {verb}."
        draft.verdict(yes_or_no((first.denied,)), figures, tail=tail)
    else:
        draft.verdict(yes_or_no(facts), figures)


def _of_move(row: Row, query: Query, polarity: Polarity) -> Facts:
    """That the row moved the way asked about; nothing where none is, or where that cannot be told."""
    if row.previous and row.current and margins_overlap(row.previous, row.current):
        return ()  # whether it moved at all cannot be told
    way = query.direction or direction_meant(query.asks_worse, polarity)
    fact = moved(row, way) if way else None
    return (fact,) if fact else ()


def _of_number(row: Row, query: Query) -> Facts:
    """That a figure is the number that the question states, or within its limit, and moved as it says."""
    figures = _limited(row, query) or asked_figures(row, query)
    figure = next((figure for figure in figures if figure.value is not None), None)
    if figure is None:
        return ()
    stated = within(figure, query) if query.over is not None else _as_claimed(row, figure, query)
    fact = moved(row, query.direction) if query.direction else None
    return (stated, fact) if fact else (stated,)


def _as_claimed(row: Row, figure: Figure, query: Query) -> Fact:
    """That one of a row's figures is a number that the question states; of `figure` where none is."""
    printed = (row.change, row.percent, row.current) if query.direction else ()
    own = [one for one in (figure, *asked_figures(row, query), *printed) if one and one.value is not None]
    stated = [
        Fact(one, Relation.SAME, claim if (one.value or 0) >= 0 else -claim)
        for one in own
        for claim in query.claims
    ]
    return next((fact for fact in stated if fact.holds), stated[0])


def _limited(row: Row, query: Query) -> tuple[Figure, ...]:
    """The change that a limit is set to ("risen by more than 20%?"); none where it is set to the value."""
    if query.over is None or not query.direction:
        return ()
    if query.asks_percent and row.percent and row.current and row.current.unit != "%":
        return (row.percent,)
    return (row.change,) if row.change and says(query.text, "change.by_over") else ()


def direction_meant(worse: int, polarity: Polarity) -> int:
    """Up or down, for "better" or "worse", where the polarity is known."""
    return {Polarity.LOWER: -worse, Polarity.HIGHER: worse}.get(polarity, 0)
