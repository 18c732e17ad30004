"""Rows made by hand, for wordings that the bundled report has no case of."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from corpus.periods import parse_period
from corpus.report import Figure, Locator, Role
from corpus.vocabulary import Polarity
from qa.cite import check
from qa.compose import one_row
from qa.evidence import Draft
from qa.figures import Row
from qa.question import Query, Wants

THEN, NOW = "1 April to 15 July 2014", "1 April to 15 July 2015"


def figure(
    role: Role | None,
    value: str | None,
    *,
    unit: str | None = "crimes",
    when: str | None = NOW,
    margin: str | None = None,
    raw: str | None = None,
    measure: str = "Arson",
    area: str = "Erewhon",
    line: int = 1,
) -> Figure:
    """A figure of a made report; `value` and `margin` are decimals, `when` a period as printed."""
    column = str(role or "Note")
    return Figure(
        id=f"{line}:{column}",
        row_path=(measure,),
        column_path=(column,),
        measure=measure,
        area=area,
        period=parse_period(when) if when else None,
        role=role,
        value=None if value is None else Decimal(value),
        unit=unit,
        margin=Decimal(margin) if margin else None,
        raw=raw if raw is not None else f"{value}{unit if unit == '%' else ''}",
        where=Locator("made", (line, line), table=area, row=measure, column=column),
    )


def row(*figures: Figure) -> Row:
    first = figures[0]
    assert first.measure
    return Row(first.measure, first.area, "made", figures)


def then_and_now(before: str | None, after: str | None, *, line: int = 1, **both: Any) -> Row:
    """A row of two values in like periods."""
    return row(
        figure(Role.CURRENT, after, when=NOW, line=line, **both),
        figure(Role.PREVIOUS, before, when=THEN, line=line, **both),
    )


def said(asked: Row, wants: Wants = Wants.CHANGE, text: str = "how did arson change?", **query: Any) -> Draft:
    """One row worded, and passed through the gate."""
    return proved(one_row, asked, Query(text, wants, **query), Polarity.LOWER)


def proved(way: Any, *what: Any) -> Draft:
    """What a way of wording says of rows, passed through the gate."""
    draft = Draft({"made": "A made report"})
    way(draft, *what)
    check((*draft.answer, *draft.notes), lambda _: "", ("Erewhon",))
    return draft


def words(draft: Draft) -> str:
    """The answer and its notes, without citation markers."""
    return " ".join(sentence.text.replace(" [1]", "") for sentence in (*draft.answer, *draft.notes))
