"""What stands beside a row's value: target, national comparator, rank, margin, note."""

from __future__ import annotations

from decimal import Decimal

from corpus.periods import in_words
from corpus.report import Figure, Role
from qa.evidence import Draft
from qa.figures import Row, asked_figures
from qa.gate.facts import Fact, Judgement, Relation, yes_or_no
from qa.question import Query
from qa.reading.grammar import comparative, starts_yes_no
from qa.reading.patterns import says
from qa.telling import calculate
from qa.telling.lookup import value_sentence
from qa.telling.wording import lower_first, subject, value, with_unit

BESIDE = {
    Role.TARGET: "target",
    Role.COMPARATOR: "national figure",
    Role.RANK: "position",
    Role.NOTE: "note",
}
_PLACES = ("first", "second", "third", "fourth", "fifth")


def beside(draft: Draft, row: Row, query: Query) -> None:
    """The value, and the figure beside it that the query's role asks for."""
    role = query.role or Role.NOTE
    figure = row.of(role)
    main = next(iter(asked_figures(row, query)), None)
    if main:
        draft.say(f"{value_sentence(row, main)}.", (main,))
    if figure is None:
        if role is not Role.NOTE or main is None or main.margin is None:  # a margin stands with its value
            said = f"The report gives no {BESIDE[role]} for {lower_first(subject(row.measure, row.area))}."
            draft.say(said, (main,) if main else ())
    elif role is Role.TARGET:
        draft.say(f"The target is {value(figure)}.", (figure,))
    elif role is Role.COMPARATOR:
        _against_comparator(draft, main, figure, query)
    elif not (says(query.text, "beside.says_margin") and main and main.margin is not None):
        if role is Role.RANK and (placed := _ordinal(query.text)) and starts_yes_no(query.text):
            draft.first(yes_or_no((Fact(figure, Relation.SAME, Decimal(placed)),)), (figure,))
        draft.say(f"The report’s note says “{figure.raw}”.", (figure,))


def _against_comparator(draft: Draft, main: Figure | None, figure: Figure, query: Query) -> None:
    """The national figure, after a yes or no where the question asks for one, and how far off it is."""
    way = comparative(query.text)
    if way and starts_yes_no(query.text) and main and main.value is not None:
        fact = Fact(main, Relation.MORE if way > 0 else Relation.LESS, figure)
        draft.first(yes_or_no((fact,)), (main, figure))
    period = f" ({in_words(figure.period)})" if figure.period else ""
    draft.say(f"The national figure given beside it is {value(figure)}{period}.", (figure,))
    if main and _can_be_held_against(main, figure) and main.value != figure.value:
        above, below = Fact(main, Relation.MORE, figure), Fact(main, Relation.LESS, figure)
        gap = calculate.difference(*((main, figure) if above.holds else (figure, main)))
        said = Judgement("above it", ((above,),)) if above.holds else Judgement("below it", ((below,),))
        draft.say(f"That is {with_unit(gap.value, gap.unit)} {said.words}.", (), (gap,), judgements=(said,))


def _can_be_held_against(figure: Figure, other: Figure) -> bool:
    """Whether two figures are numbers of one unit and one stated period."""
    if figure.value is None or other.value is None or figure.unit != other.unit:
        return False
    if not figure.period or not other.period:
        return False
    return (figure.period.start, figure.period.end) == (other.period.start, other.period.end)


def _ordinal(text: str) -> int:
    """The place that a question asks about ("are we first?"), 0 where it names none."""
    return next((at for at, name in enumerate(_PLACES, 1) if name in text.casefold()), 0)
