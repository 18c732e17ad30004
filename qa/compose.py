"""One row of figures -> plain English, by what the question wants of it."""

from __future__ import annotations

from corpus.vocabulary import Polarity
from qa.evidence import Draft
from qa.figures import Row
from qa.question import Query, Wants
from qa.reading.grammar import starts_yes_no
from qa.reading.patterns import says
from qa.telling.beside import BESIDE, beside
from qa.telling.change import change, correct_premise
from qa.telling.lookup import look_up
from qa.telling.yes_no import answer_yes_no, say_whether_changed


def one_row(draft: Draft, row: Row, query: Query, polarity: Polarity) -> None:
    """Add the row's sentences: the published figure first; `polarity` says which way is better."""
    if query.wants is Wants.YES_NO:
        answer_yes_no(draft, row, query, polarity)
    elif query.role in BESIDE:
        beside(draft, row, query)
    elif query.wants is Wants.CHANGE:
        correct_premise(draft, row, query)
        if not query.direction and says(query.text, "change.named") and starts_yes_no(query.text):
            say_whether_changed(draft, row)
        change(draft, row)
    elif query.direction:
        change(draft, row)
    else:
        look_up(draft, row, query)
