"""Rows of figures -> plain English, by the wording rules of the ONS style guide and the Code of Practice for Statistics.

One function a kind of question; each adds sentences to the draft. The published figure comes first,
both values and both periods stand with every change, and nothing is said of causes.
"""

from __future__ import annotations

from decimal import Decimal

from corpus.periods import in_words
from corpus.report import Figure, Role
from corpus.vocabulary import Polarity
from qa import calculate
from qa.evidence import Draft
from qa.figures import Row, alike, asked_figures
from qa.grammar import comparative, starts_yes_no
from qa.question import Query, Wants
from qa.wording import count, during, listed, lower_first, number, subject, value, with_unit

SMALL_NUMBER = 50  # counts under this make percentages jump; the application's setting replaces it


def look_up(draft: Draft, row: Row, query: Query) -> None:
    """The value now (or then), as published, with its period and margin."""
    figures = asked_figures(row, query)
    if not figures:
        draft.say(
            f"{subject(row.measure, row.area)} is in the report, but not for what was asked.", row.figures[:1]
        )
    for figure in figures:
        draft.say(f"{_value_sentence(row, figure)}.", (figure,))


def _value_sentence(row: Row, figure: Figure) -> str:
    said = subject(row.measure, row.area)
    if figure.value is None:
        return f"The report gives no figure for {lower_first(said)}: it says {value(figure)}"
    when = (
        f" {during(figure.period)}"
        if figure.period
        else f", headed “{figure.column_path[0]}”"
        if figure.column_path
        else ""
    )
    if figure.role in (Role.CHANGE, Role.CHANGE_PERCENT):
        return f"{said} had changed by {value(figure)}{when}"
    return f"{said} was {_plain(row, figure)}{when}"


def _plain(row: Row, figure: Figure) -> str:
    """A value without its noun where the measure's own words have it ("Number of referrals ... was 4")."""
    return (
        count(figure) if "number of" in row.measure.lower() and figure.unit != "per month" else value(figure)
    )


def change(draft: Draft, row: Row, query: Query, small: int = SMALL_NUMBER) -> None:
    """From what to what, between which periods, by how much as printed, and what the counts give where they differ."""
    before, after = row.previous, row.current
    if before is None or after is None or before.value is None or after.value is None:
        _one_sided(draft, row, query)
        return
    if not alike(before.period, after.period):
        draft.say(f"{_two_values(row, before, after)}.", (after, before))
        draft.note("The two periods differ in kind or length, so no change between them is worked out.")
        return
    moved = calculate.difference(after, before)
    draft.say(
        f"{_movement(row, before, after, moved)}.",
        _printed(row),
        () if row.change else (moved,),
    )
    _change_notes(draft, row, before, after, moved, small)


def _two_values(row: Row, before: Figure, after: Figure) -> str:
    said = [f"{value(f)}{' ' + during(f.period) if f.period else ''}" for f in (before, after)]
    return f"{subject(row.measure, row.area)} was {said[0]} and {said[1]}"


def _printed(row: Row) -> tuple[Figure, ...]:
    return tuple(f for f in (row.current, row.previous, row.change, row.of(Role.CHANGE_PERCENT)) if f)


def _movement(row: Row, before: Figure, after: Figure, moved: calculate.Result) -> str:
    """The change in one sentence: "Robbery in Gateshead rose from 24 (...) to 32 (...), +8; printed change +35%"."""
    said = subject(row.measure, row.area)
    periods = [f" ({in_words(f.period)})" if f.period else "" for f in (before, after)]
    if moved.value == 0:
        return f"{said} stayed at {count(after)}{periods[1]}, from {count(before)}{periods[0]}{_printed_change(row)}"
    verb = "rose" if moved.value > 0 else "fell"
    size = f", {'a rise' if moved.value > 0 else 'a fall'} of {with_unit(abs(moved.value), moved.unit)}"
    return f"{said} {verb} from {count(before)}{periods[0]} to {count(after)}{periods[1]}{size}{_printed_change(row)}"


def _printed_change(row: Row) -> str:
    percent = row.of(Role.CHANGE_PERCENT)
    printed = [count(figure) for figure in (row.change, percent) if figure and figure.value is not None]
    return f"; the report prints {' and '.join(printed)}" if printed else ""


def _change_notes(
    draft: Draft, row: Row, before: Figure, after: Figure, moved: calculate.Result, small: int
) -> None:
    percent = row.of(Role.CHANGE_PERCENT)
    given = calculate.percent_change(before, after) if after.unit != "%" else None
    if percent and percent.value is not None and given and calculate.disagrees(percent, before, after):
        draft.note(
            f"The report prints {count(percent)}; the printed counts give {number(given.value)}%, "
            f"calculated from {number(before.value or Decimal(0))} and {number(after.value or Decimal(0))}.",
            (percent,),
            (given,),
        )
    if after.unit != "%" and before.value == 0:
        draft.note("A percentage change from 0 is not defined.", (before,))
    elif after.unit != "%" and percent and min(before.value or 0, after.value or 0) < small:
        draft.note(
            "These are small numbers: a few more or fewer make the percentage jump, so go by the counts."
        )
    if (
        before.margin is not None
        and after.margin is not None
        and abs(moved.value) <= before.margin + after.margin
    ):
        draft.note("The margins of the two figures overlap, so the change may not be real.")


def _one_sided(draft: Draft, row: Row, query: Query) -> None:
    """A row that cannot show a change by its values: what it prints instead."""
    printed = [f for f in row.figures if f.role in (Role.CHANGE, Role.CHANGE_PERCENT)]
    by_period: dict[str, list[Figure]] = {}
    for figure in printed:
        by_period.setdefault(during(figure.period) if figure.period else "", []).append(figure)
    for when, figures in by_period.items():
        said = listed(value(figure) for figure in figures)
        draft.say(
            f"{subject(row.measure, row.area)}: the report prints a change of {said} {when}".rstrip() + ".",
            figures,
        )
    for side in (row.previous, row.current):
        if side and not printed:
            draft.say(f"{_value_sentence(row, side)}.", (side,))
    if not printed:
        draft.note("With one of the two values missing, no change can be given.")


def beside(draft: Draft, row: Row, query: Query) -> None:
    """What stands beside the value: target, national comparator, rank, margin, note."""
    role = query.role or Role.NOTE
    figure = row.of(role)
    main = asked_figures(row, query)
    for value_figure in main[:1]:
        draft.say(f"{_value_sentence(row, value_figure)}.", (value_figure,))
    if role is Role.NOTE and main and main[0].margin is not None and not figure:
        return
    if figure is None:
        draft.say(
            f"The report gives no {_BESIDE[role]} for {lower_first(subject(row.measure, row.area))}.",
            main[:1],
        )
    elif role is Role.TARGET:
        draft.say(f"The target is {value(figure)}.", (figure,))
    elif role is Role.COMPARATOR:
        when = f" ({in_words(figure.period)})" if figure.period else ""
        if (
            (way := comparative(query.text))
            and starts_yes_no(query.text)
            and main
            and main[0].value is not None
        ):
            above = (main[0].value - (figure.value or 0)) * way > 0
            draft.first("Yes." if above else "No.", (main[0], figure))
        draft.say(f"The national figure given beside it is {value(figure)}{when}.", (figure,))
        _gap_to(draft, main, figure)
    else:
        if role is Role.RANK and (placed := _ordinal(query.text)) and starts_yes_no(query.text):
            draft.first("Yes." if figure.value == placed else "No.", (figure,))
        draft.say(f"The report’s note says “{figure.raw}”.", (figure,))


def _ordinal(text: str) -> int:
    """The place that a question asks about ("are we first?"), 0 where it names none."""
    names = ("first", "second", "third", "fourth", "fifth")
    return next((at for at, name in enumerate(names, 1) if name in text.casefold()), 0)


def _gap_to(draft: Draft, main: tuple[Figure, ...], figure: Figure) -> None:
    """How far a value is from its comparator, where both are of one period and unit."""
    now = main[0] if main else None
    if (
        now is None
        or now.value is None
        or figure.value is None
        or now.unit != figure.unit
        or now.value == figure.value
    ):
        return
    if (
        now.period
        and figure.period
        and (now.period.start, now.period.end) == (figure.period.start, figure.period.end)
    ):
        above = now.value > figure.value
        gap = calculate.difference(*((now, figure) if above else (figure, now)))
        draft.say(f"That is {with_unit(gap.value, gap.unit)} {'above' if above else 'below'} it.", (), (gap,))


_BESIDE = {
    Role.TARGET: "target",
    Role.COMPARATOR: "national figure",
    Role.RANK: "position",
    Role.NOTE: "note",
}


def yes_or_no(draft: Draft, row: Row, query: Query, polarity: Polarity) -> None:
    """Yes or no first, then the figures; a margin that covers the change takes the plain yes away."""
    if query.claims or query.over is not None:
        _checked(draft, row, query)
        return
    before, after = row.previous, row.current
    if (moved := direction_of(row)) is not None:
        asked = query.direction or _direction_of(query.asks_worse, polarity)
        if asked:
            draft.head(f"{'Yes' if moved == asked else 'No'}.", _printed(row))
    elif (printed := row.of(Role.CHANGE)) and printed.value is not None and query.direction:
        draft.head(f"{'Yes' if (printed.value > 0) == (query.direction > 0) else 'No'}.", (printed,))
    change(draft, row, query)


def _checked(draft: Draft, row: Row, query: Query) -> None:
    """Yes or no to a number that the question states, then the figure itself."""
    figures = asked_figures(row, query)
    values = [figure.value for figure in figures if figure.value is not None]
    if query.over is not None and values:
        met = values[0] > query.over if query.over >= 0 else values[0] < -query.over
    else:
        own = (*figures, *((row.change, row.of(Role.CHANGE_PERCENT)) if query.direction else ()))
        stated = {abs(figure.value) for figure in own if figure and figure.value is not None}
        met = bool(set(query.claims) & stated)
        if query.direction and (moved := row.change) and moved.value is not None:
            met = met and (moved.value > 0) == (query.direction > 0)
    if values:
        draft.head("Yes." if met else "No.", figures)
    if query.direction:
        change(draft, row, query)
    else:
        look_up(draft, row, query)


def _direction_of(worse: int, polarity: Polarity) -> int:
    """Up or down, for "better" or "worse", where the polarity is known."""
    return {Polarity.LOWER: -worse, Polarity.HIGHER: worse}.get(polarity, 0)


def direction_of(row: Row) -> int | None:
    """+1 where a row rose, -1 where it fell, 0 where it stayed; `None` where that cannot be told."""
    before, after = row.previous, row.current
    if before is None or after is None or before.value is None or after.value is None:
        return None
    return (
        (after.value > before.value) - (after.value < before.value)
        if alike(before.period, after.period)
        else None
    )


def premise(draft: Draft, row: Row, query: Query) -> bool:
    """Correct a question that takes a rise for a fall, or the other way round. Whether it was wrong."""
    moved = direction_of(row)
    if not query.direction or moved is None or moved == query.direction:
        return False
    verb = "rise" if query.direction > 0 else "fall"
    draft.say(f"{subject(row.measure, row.area)} did not {verb}.", _printed(row))
    return True


def one_row(draft: Draft, row: Row, query: Query, polarity: Polarity) -> None:
    """Word one row for what the question wants of it."""
    if query.wants is Wants.YES_NO:
        yes_or_no(draft, row, query, polarity)
    elif query.role in _BESIDE:
        beside(draft, row, query)
    elif query.wants is Wants.CHANGE or query.direction:
        if query.wants is Wants.CHANGE:
            premise(draft, row, query)
        change(draft, row, query)
    else:
        look_up(draft, row, query)
