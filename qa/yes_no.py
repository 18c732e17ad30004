"""Yes or no first, then the figures that prove it."""

from __future__ import annotations

from corpus.report import Figure
from corpus.vocabulary import Polarity
from qa.change import change, direction_of
from qa.evidence import Draft
from qa.figures import Row, asked_figures
from qa.lookup import look_up
from qa.patterns import says
from qa.question import Query


def yes_or_no(draft: Draft, row: Row, query: Query, polarity: Polarity) -> None:
    """Whether a row moved as asked, or is the number that the question states."""
    if query.claims or query.over is not None:
        _check_number(draft, row, query)
        return
    if (moved := direction_of(row)) is not None:
        if asked := query.direction or direction_meant(query.asks_worse, polarity):
            _head_moved(draft, row, holds=moved == asked, query=query)
    elif (printed := row.change) and printed.value is not None and query.direction:
        draft.head(f"{'Yes' if (printed.value > 0) == (query.direction > 0) else 'No'}.", (printed,))
    change(draft, row)


def _head_moved(draft: Draft, row: Row, *, holds: bool, query: Query) -> None:
    """Yes or no; of a denial ("it did not fall?") with what is so in full, as a bare "yes" may mean both."""
    if query.negated and query.direction:
        verb = "rise" if query.direction > 0 else "fall"
        said = f"No. It did {verb}." if holds else f"Yes. It did not {verb}."
        draft.head(said, row.both_sides)
    else:
        draft.head("Yes." if holds else "No.", row.both_sides)


def _check_number(draft: Draft, row: Row, query: Query) -> None:
    """Yes or no to a number that the question states, then the figure itself."""
    figures = _limited(row, query) or asked_figures(row, query)
    values = [figure.value for figure in figures if figure.value is not None]
    if values:
        over = query.over
        if over is not None:
            values = [abs(value) for value in values] if query.direction else values
            holds = values[0] > over if over >= 0 else values[0] < -over
            holds = holds or (query.at_least and values[0] == over)
            holds = holds and not _moved_otherwise(row, query)
        else:
            holds = _is_claimed(row, query)
        draft.head("Yes." if holds else "No.", figures)
    if query.direction:
        change(draft, row)
    else:
        look_up(draft, row, query)


def _limited(row: Row, query: Query) -> tuple[Figure, ...]:
    """The change that a limit is set to ("risen by more than 20%?"); none where it is set to the value."""
    if query.over is None or not query.direction:
        return ()
    if query.asks_percent and row.percent and row.current and row.current.unit != "%":
        return (row.percent,)
    return (row.change,) if row.change and says(query.text, "change.by_over") else ()


def _moved_otherwise(row: Row, query: Query) -> bool:
    moved = direction_of(row)
    return bool(query.direction) and moved is not None and moved != query.direction


def _is_claimed(row: Row, query: Query) -> bool:
    """Whether one of a row's figures is a number that the question states, and the row moved as it says."""
    printed = (row.change, row.percent) if query.direction else ()
    own = (*asked_figures(row, query), *printed, *((row.current,) if query.direction else ()))
    stated = {abs(figure.value) for figure in own if figure and figure.value is not None}
    if not set(query.claims) & stated:
        return False
    moved = row.change
    if not query.direction or moved is None or moved.value is None:
        return True
    return (moved.value > 0) == (query.direction > 0)


def direction_meant(worse: int, polarity: Polarity) -> int:
    """Up or down, for "better" or "worse", where the polarity is known."""
    return {Polarity.LOWER: -worse, Polarity.HIGHER: worse}.get(polarity, 0)
