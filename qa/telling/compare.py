"""Several rows -> plain English: comparisons and overviews."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.report import Role
from corpus.vocabulary import Polarity
from qa.compose import one_row
from qa.evidence import Draft, amount
from qa.figures import Row, asked_figures
from qa.gate.facts import Fact, Relation, yes_or_no
from qa.question import Query
from qa.reading.grammar import comparative, starts_yes_no
from qa.reading.patterns import says
from qa.telling import calculate
from qa.telling.arithmetic import addable
from qa.telling.line import MOST_LINES, changed
from qa.telling.lookup import value_sentence
from qa.telling.wording import subject, with_unit


def comparison(draft: Draft, rows: Sequence[Row], query: Query) -> None:
    """Each row's value, or each row's change, and the difference between two alike."""
    in_percent = query.asks_percent and any(row.percent for row in rows)
    if query.direction or in_percent or says(query.text, "change.named"):
        _changes(draft, rows, query)
        return
    _verdict(draft, rows, query)
    ordered = sorted(rows, key=lambda row: -amount(row.current.value if row.current else None))
    figures = [figure for row in ordered for figure in asked_figures(row, query)[:1]]
    for row, figure in zip(ordered, figures, strict=False):
        draft.say(f"{value_sentence(row, figure)}.", (figure,))
    if len(figures) == 2 and addable(figures) and figures[0].value != figures[1].value:
        result = calculate.difference(figures[0], figures[1])
        size = with_unit(result.value, result.unit)
        draft.say(f"The difference is {size}, calculated from the two.", (), (result,))


def _verdict(draft: Draft, rows: Sequence[Row], query: Query) -> None:
    """Yes or no first, for "is A higher than B?": the rows stand in the question's order."""
    way = comparative(query.text)
    figures = [figure for row in rows if (figure := row.current)]
    if not way or not starts_yes_no(query.text) or len(figures) < len(rows) or not addable(figures):
        return
    first, *others = figures
    facts = tuple(Fact(first, Relation.MORE if way > 0 else Relation.LESS, other) for other in others)
    if len({fact.holds for fact in facts}) == 1:
        draft.verdict(yes_or_no(facts), figures)


def _changes(draft: Draft, rows: Sequence[Row], query: Query) -> None:
    """Each row's change, the largest first where the question asks which is more."""
    role = Role.CHANGE_PERCENT if query.asks_percent else Role.CHANGE
    figures = [figure for row in rows if (figure := row.of(role))]
    if starts_yes_no(query.text) and says(query.text, "several.weighed") and len(figures) == len(rows) == 2:
        way = Relation.LESS if comparative(query.text) < 0 else Relation.MORE
        draft.verdict(yes_or_no((Fact(figures[0], way, figures[1]),)), figures)
    ordered = sorted(rows, key=lambda row: -amount(f.value if (f := row.of(role)) else None))
    for row in ordered if says(query.text, "several.comparative") else rows:
        draft.say(f"{subject(row.measure, row.area)}: {changed(row)}.", row.both_sides)


def overview(draft: Draft, rows: Sequence[Row], query: Query) -> None:
    """What there is, a line a row: from what to what, or the value now."""
    for row in rows[:MOST_LINES]:
        if row.change and row.current and row.previous:
            draft.say(f"{subject(row.measure, row.area)}: {changed(row)}.", row.both_sides)
        else:
            one_row(draft, row, query, Polarity.NEITHER)
    if len(rows) > MOST_LINES:
        draft.note("The reports hold more figures than this list shows; name a measure to see it.")
