"""A row's change in words: both values, both periods, the printed change, and what the counts give.

Rules of the ONS style guide and the Code of Practice for Statistics: like is held against like only,
and nothing is said of causes.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from corpus.checks.changes import disagrees
from corpus.periods import alike, in_words
from corpus.report import Figure, Role
from qa.evidence import Draft, amount
from qa.figures import Row
from qa.gate.facts import Fact, Judgement, Relation
from qa.question import Query
from qa.telling import calculate
from qa.telling.line import printed_changes
from qa.telling.lookup import value_sentence
from qa.telling.wording import count, during, is_change, listed, subject, subject_was, value, when, with_unit

SMALL_NUMBERS = "These are small numbers: a few more or fewer make the percentage jump, so go by the counts."


def change(draft: Draft, row: Row) -> None:
    """From what to what, between which periods, by how much; or why no change can be given."""
    before, after = row.previous, row.current
    if before is None or after is None or before.value is None or after.value is None:
        _one_sided(draft, row)
        return
    if not alike(before.period, after.period):
        both = f"{value(before)}{when(before)} and {value(after)}{when(after)}"
        said = _not_alike(before, after)
        tail = f": the later figure {said.words}, but not like for like" if said else ""
        judgements = (said,) if said else ()
        draft.say(
            f"{subject_was(row.measure, row.area)} {both}{tail}.", (after, before), judgements=judgements
        )
        draft.note("The two periods differ in kind or length, so no change between them is worked out.")
        return
    moved = calculate.difference(after, before)
    is_printed = row.change and row.change.value == moved.value and row.change.unit == moved.unit
    draft.say(f"{_movement(row, before, after, moved)}.", row.both_sides, () if is_printed else (moved,))
    _note_disagreement(draft, row, before, after)
    _note_size(draft, row.percent, before, after)
    note_margins(draft, before, after)


def note_margins(draft: Draft, before: Figure, after: Figure) -> None:
    """Say so where a change is no wider than the two margins (rule 5)."""
    if margins_overlap(before, after):
        draft.note("The margins of the two figures overlap, so the change may not be real.")


def margins_overlap(before: Figure, after: Figure) -> bool:
    """Whether two estimates are no further apart than their margins (rule 5)."""
    if before.margin is None or after.margin is None:
        return False
    return abs(amount(after.value) - amount(before.value)) <= before.margin + after.margin


def _not_alike(before: Figure, after: Figure) -> Judgement | None:
    """Which of two rates is higher, whose periods differ; counts of unlike periods say nothing of that."""
    if before.unit != after.unit or after.unit not in ("%", "per month"):
        return None
    ways = {"is higher": Relation.MORE, "is lower": Relation.LESS, "is the same": Relation.SAME}
    judgements = (Judgement(words, ((Fact(after, relation, before),),)) for words, relation in ways.items())
    return next((said for said in judgements if said.is_borne_out), None)


def _movement(row: Row, before: Figure, after: Figure, moved: calculate.Result) -> str:
    """The change of a row in one sentence, with the changes that the report prints."""
    said = movement(subject(row.measure, row.area), before, after, moved)
    printed = listed(printed_changes(row))
    return f"{said}; the report prints {printed}" if printed else said


def movement(said: str, before: Figure, after: Figure, moved: calculate.Result) -> str:
    """A change in one sentence: "Robbery in Gateshead rose from 24 (...) to 32 (...), a rise of 8 crimes"."""
    was, now = (f"{count(f)} ({in_words(f.period)})" if f.period else count(f) for f in (before, after))
    if moved.value == 0:
        return f"{said} stayed at {now}, from {was}"
    verb, noun = ("rose", "rise") if moved.value > 0 else ("fell", "fall")
    size = with_unit(abs(moved.value), moved.unit)
    return f"{said} {verb} from {was} to {now}, a {noun} of {size}"


def _note_disagreement(draft: Draft, row: Row, before: Figure, after: Figure) -> None:
    """Say what the values give, where a printed change is another."""
    for printed in (row.change, row.percent):
        if printed is None or printed.value is None or not disagrees(printed, before, after):
            continue
        in_percent = printed.role is Role.CHANGE_PERCENT and after.unit != "%"
        given = (
            calculate.percent_change(before, after, printed)
            if in_percent
            else calculate.difference(after, before)
        )
        if given:
            what = "values" if after.unit == "%" else "counts"
            said = with_unit(given.value, "%" if in_percent else given.unit)
            draft.note(
                f"The report prints {count(printed)}; the printed {what} give {said}, calculated from "
                f"{count(before)} and {count(after)}.",
                (printed,),
                (given,),
            )


def note_small(draft: Draft, rows: Sequence[Row]) -> None:
    """Say that some of the rows of a list are small numbers, where their percentages are shown (rule 6)."""
    changed = (row for row in rows if row.percent and row.current and row.current.unit != "%")
    if any(r.previous and r.current and are_small(draft, r.previous, r.current) for r in changed):
        draft.note(f"Some of these are small numbers: {SMALL_NUMBERS.partition(': ')[2]}")


def are_small(draft: Draft, before: Figure, after: Figure) -> bool:
    """Whether a few more or fewer would make the percentage between two counts jump."""
    return min(amount(before.value), amount(after.value)) < draft.small_number


def _note_size(draft: Draft, percent: Figure | None, before: Figure, after: Figure) -> None:
    if after.unit == "%":
        return
    if before.value == 0:
        draft.note("A percentage change from 0 is not defined.", (before,))
    elif percent and are_small(draft, before, after):
        draft.note(SMALL_NUMBERS)


def _one_sided(draft: Draft, row: Row) -> None:
    """A row that cannot show a change by its values: what it prints instead."""
    by_period: dict[str, list[Figure]] = {}
    for figure in filter(is_change, row.figures):
        by_period.setdefault(during(figure.period) if figure.period else "", []).append(figure)
    for period, figures in by_period.items():
        said = f"{subject(row.measure, row.area)}: the report prints a change of"
        draft.say(f"{said} {listed(map(value, figures))} {period}".rstrip() + ".", figures)
    if by_period:
        return
    for side in (row.previous, row.current):
        if side:
            draft.say(f"{value_sentence(row, side)}.", (side,))
    draft.note("With one of the two values missing, no change can be given.")


def moved(row: Row, way: int) -> Fact | None:
    """That a row rose (`way` +1) or fell (-1), by its two values, else by its printed change.

    `None` where neither can tell.
    """
    relation = Relation.MORE if way > 0 else Relation.LESS
    if direction_of(row) is not None and row.current and row.previous:
        return Fact(row.current, relation, row.previous)
    printed = row.change or row.percent
    return Fact(printed, relation, Decimal(0)) if printed and printed.value is not None else None


def within(figure: Figure, query: Query) -> Fact:
    """That a figure is over, or under, the number that the question sets; of a change, by its size."""
    over = query.over or Decimal(0)
    relation = Relation.LESS if over < 0 else Relation.AT_LEAST if query.at_least else Relation.MORE
    if query.direction < 0 and is_change(figure):  # "fell by more than 20"
        mirrored = {Relation.LESS: Relation.MORE, Relation.MORE: Relation.LESS}
        return Fact(figure, mirrored.get(relation, Relation.AT_MOST), -abs(over))
    return Fact(figure, relation, abs(over))


def direction_of(row: Row) -> int | None:
    """+1 where a row rose, -1 where it fell, 0 where it stayed; `None` where that cannot be told."""
    before, after = row.previous, row.current
    return printed_direction(row) if before and after and alike(before.period, after.period) else None


def printed_direction(row: Row) -> int | None:
    """The same of the printed values alone, whatever their periods: no change may be said to be that."""
    before, after = row.previous, row.current
    if before is None or after is None or before.value is None or after.value is None:
        return None
    return (after.value > before.value) - (after.value < before.value)


def correct_premise(draft: Draft, row: Row, query: Query) -> None:
    """Correct a question that takes a rise for a fall, or the other way round."""
    moved = direction_of(row)
    if query.direction and moved is not None and moved != query.direction:
        verb = "rise" if query.direction > 0 else "fall"
        draft.say(f"{subject(row.measure, row.area)} did not {verb}.", row.both_sides)
