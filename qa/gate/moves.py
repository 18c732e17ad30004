"""Which way the figures of a sentence moved, and which of them stand at its start and its end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from corpus.report import Figure, Role
from qa.evidence import Sentence
from qa.gate.sayings import figures_of


def moves(sentence: Sentence) -> list[int]:
    """Which way each row moved, by its two values, else by its printed change: +1, 0 or -1."""
    rows: dict[tuple[str, tuple[int, int], str | None], dict[Role | None, Decimal]] = {}
    for figure in figures_of(sentence):
        if figure.value is not None:
            row = (figure.where.report, figure.where.lines, figure.measure)
            rows.setdefault(row, {})[figure.role] = figure.value
    moved = [
        row[Role.CURRENT] - row[Role.PREVIOUS]
        if {Role.CURRENT, Role.PREVIOUS} <= row.keys()
        else row.get(Role.CHANGE, row.get(Role.CHANGE_PERCENT))
        for row in rows.values()
    ]
    if not any(move is not None for move in moved):
        moved = list(_moves_over_time(sentence))
    return [(move > 0) - (move < 0) for move in moved if move is not None]


def _moves_over_time(sentence: Sentence) -> Iterator[Decimal]:
    """From the first to the last value of each thing, where they stand in several rows."""
    things: dict[tuple[str | None, str | None, str | None], dict[date, Decimal]] = {}
    for figure in figures_of(sentence):
        if _is_value(figure) and figure.value is not None and figure.period and figure.period.end:
            thing = (figure.measure, figure.area, figure.unit)
            things.setdefault(thing, {})[figure.period.end] = figure.value
    for values in things.values():
        if len(values) > 1:
            yield values[max(values)] - values[min(values)]


def side(figure: Figure, sentence: Sentence) -> Role | None:
    """The side of a change that a figure is on: of values of several days the first is the one before.

    Where the days do not tell them apart, the column tells.
    """
    ends = {other.period.end for other in figures_of(sentence) if other.period and _are_one(figure, other)}
    own = figure.period.end if figure.period else None
    days = sorted(end for end in ends if end)
    if len(days) < 2 or own not in (days[0], days[-1]):
        return figure.role
    return Role.PREVIOUS if own == days[0] else Role.CURRENT


def _are_one(figure: Figure, other: Figure) -> bool:
    """Whether two figures are values of one thing at different times."""
    thing = (figure.measure, figure.area, figure.unit)
    return _is_value(figure) and _is_value(other) and thing == (other.measure, other.area, other.unit)


def _is_value(figure: Figure) -> bool:
    return figure.role in (Role.CURRENT, Role.PREVIOUS, None) and figure.value is not None
