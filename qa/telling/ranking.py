"""Rows -> a ranking: in order of their value or change, only those that meet the condition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from corpus.periods import in_words
from corpus.report import Role
from qa.evidence import Draft, amount
from qa.figures import Row, covers
from qa.gate.facts import Fact, Facts, Judgement, Relation, all_hold, yes_or_no
from qa.question import Query
from qa.reading.grammar import starts_yes_no
from qa.reading.keys import is_total
from qa.reading.patterns import says
from qa.telling import calculate
from qa.telling.change import direction_of, moved, note_small, within
from qa.telling.line import MOST_LINES, line
from qa.telling.wording import count, lower_first, spelt


def ranking(draft: Draft, rows: Sequence[Row], query: Query) -> None:
    """The rows in order, the leader first, under a head that says how many meet the condition."""
    rows = tuple(_as_stated(row, query) for row in rows)
    cases = {row: facts for row in _one_kind(rows) if (facts := _condition(row, query)) is not None}
    rows = tuple(cases)
    by_change = _is_by_change(query) and any(row.change or row.percent for row in rows)
    role = _ranked_role(query, by_change=by_change)
    sizes = {row: size for row in rows if (size := _size(row, role)) is not None}
    kept = [row for row in sizes if all_hold(cases[row])]
    _head(draft, cases, kept, query)
    if starts_yes_no(query.text) or not kept:
        kept = list(sizes)  # what holds, and what does not, is for all to see
    if not kept:
        return
    way = -1 if query.direction < 0 else 1  # for falls, how far it fell
    either_way = by_change and not query.direction and says(query.text, "change.named")
    ordered = sorted(
        kept,
        key=lambda row: abs(sizes[row]) if either_way else way * sizes[row],
        reverse=query.most >= 0,
    )
    _of_one(draft, ordered, role, query)
    if query.nth:
        ordered = _from_place(draft, ordered, query.nth, role)
    for row in ordered[: query.count or MOST_LINES]:
        if by_change:
            draft.say(f"{line(row, rows)}.", row.both_sides)
        else:
            figure = row.of(role) or row.figures[0]
            draft.say(f"{line(row, rows, figure)}.", (figure,))
    if by_change:
        note_small(draft, ordered[: query.count or MOST_LINES])
    if query.most and by_change and role is Role.CHANGE:
        _other_leader(draft, kept, ordered[0], way * query.most)


def _as_stated(row: Row, query: Query) -> Row:
    """The row with its value of the one day or period that is stated as the one that it is ranked by."""
    if (
        len(query.periods) != 1
        or _is_by_change(query)
        or (row.current and covers(row.current, *query.periods))
    ):
        return row
    values = (f for f in row.figures if f.role in (Role.PREVIOUS, None) and covers(f, *query.periods))
    stated = next(values, None)
    return replace(row, figures=(replace(stated, role=Role.CURRENT),)) if stated else row


def _of_one(draft: Draft, ordered: Sequence[Row], role: Role, query: Query) -> None:
    """Whether the one area that is named is the first ("is Sunderland the area with the most crime?")."""
    one = next((row for row in ordered if row.area in query.area_names), None)
    if one is None or not query.most or len(query.areas) != 1 or query.direction or query.nth:
        return
    relation = Relation.AT_LEAST if query.most > 0 else Relation.AT_MOST
    own = one.of(role)
    facts = tuple(
        Fact(own, relation, other) for row in ordered if row is not one and own and (other := row.of(role))
    )
    said = yes_or_no(facts)
    if facts and (starts_yes_no(query.text) or said.words == "No"):
        shown = (facts[0].first, *(figure for row in ordered[:1] if (figure := row.of(role))))
        draft.verdict(said, shown, tail=f" It is {ordered[0].area}.")


def _from_place(draft: Draft, ordered: Sequence[Row], nth: int, role: Role) -> list[Row]:
    """The rows up to a place in the order, the one at that place first; all where there is no such place."""
    if nth > len(ordered):
        draft.say(f"There are only {len(ordered)} to rank.", [f for row in ordered if (f := row.of(role))])
        return list(ordered)
    return [ordered[nth - 1], *ordered[: nth - 1]]


def _one_kind(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows that can be ranked together: of one unit, and without a total over the others."""
    kinds = Counter((row.current.unit, row.change is not None) for row in rows if row.current)
    changing = [kind for kind, _ in kinds.most_common() if kind[1]]
    unit = (changing or [kind for kind, _ in kinds.most_common(1)] or [(None, False)])[0][0]
    alike_rows = tuple(row for row in rows if row.current and row.current.unit == unit)
    if len({row.measure for row in alike_rows}) < 3:
        return alike_rows
    return tuple(row for row in alike_rows if not is_total(row.measure))


def _is_by_change(query: Query) -> bool:
    if query.direction or query.asks_percent or says(query.text, "change.named"):
        return True
    return query.asks_worse != 0 and not query.most


def _ranked_role(query: Query, *, by_change: bool) -> Role:
    if by_change:
        return Role.CHANGE_PERCENT if query.asks_percent else Role.CHANGE
    previous = any(when.relative is Role.PREVIOUS for when in query.when)
    return Role.PREVIOUS if previous else Role.CURRENT


def _size(row: Row, role: Role) -> Decimal | None:
    """What a row is ranked by: its figure of a role, or, for a change not printed, what its values give."""
    figure = row.of(role)
    if figure is None and role is Role.CHANGE and direction_of(row) is not None and row.both_sides:
        return calculate.difference(*row.both_sides[:2]).value
    return figure.value if figure else None


def _condition(row: Row, query: Query) -> Facts | None:
    """That a row moved the way that is asked for, and as far; `None` where it cannot tell."""
    facts = []
    if query.direction:
        facts.append(moved(row, query.direction))
    if query.over is not None:
        limited = row.percent if query.asks_percent else row.change if query.direction else row.current
        facts.append(within(limited, query) if limited and limited.value is not None else None)
    return None if None in facts else tuple(fact for fact in facts if fact)


def _head(draft: Draft, cases: Mapping[Row, Facts], kept: Sequence[Row], query: Query) -> None:
    """How many of how many meet the condition, over which periods where they are the same for all."""
    if not cases:
        return
    several_areas, several = (len({row.area for row in cases}) > 1, len({row.measure for row in cases}) > 1)
    if several_areas and several:
        return  # each line says which crime and where
    what = "area" if several_areas else "measure"
    first = next(iter(kept or cases))
    after, before = first.current, first.previous
    if not (query.direction and after and before and after.period and before.period):
        if not kept:
            none = Judgement(f"No {what} meets", tuple(cases.values()))
            draft.say(f"{none.words} that condition.", judgements=(none,))
        return
    if starts_yes_no(query.text):
        draft.verdict(yes_or_no(*cases.values(), every=says(query.text, "areas.every")), (after, before))
    said = lower_first(first.measure) if what == "area" else f"figures for {first.area}"
    span = f"Between {in_words(before.period)} and {in_words(after.period)}"
    counted_in = Judgement(_moved(cases, query), tuple(cases.values()))
    noun = what if len(cases) == 1 or not counted_in.held else f"{what}s"
    draft.head(f"{span}, {said} {counted_in.words} {noun}.", (after, before), counted_in)


def _moved(cases: Mapping[Row, Facts], query: Query) -> str:
    """What happened in how many: "rose in two of six", or, where a limit is set, "rose by more than that".

    The limit is the question's own number, and no figure of a report: it is not said again.
    """
    held = sum(map(all_hold, cases.values()))
    limit = "less than" if (query.over or 0) < 0 else "at least" if query.at_least else "more than"
    by = "" if query.over is None else f" by {limit} that"
    if not held:
        return f"did not {'rise' if query.direction > 0 else 'fall'}{by} in any"
    verb = "rose" if query.direction > 0 else "fell"
    if held == len(cases) > 1:
        return f"{verb}{by} in all {spelt(held)}"
    return f"{verb}{by} in {spelt(held)} of {spelt(len(cases))}"


def _other_leader(draft: Draft, rows: Sequence[Row], leader: Row, way: int) -> None:
    """ "Biggest rise" may mean the count or the percentage: where they differ, both are said."""
    percents = {row: row.percent for row in rows if row.percent and row.percent.value is not None}
    best = max(percents, key=lambda row: amount(percents[row].value) * way, default=leader)
    if best is leader:
        return
    relation = Relation.AT_LEAST if way > 0 else Relation.AT_MOST
    others = tuple(Fact(percents[best], relation, percents[row]) for row in percents if row is not best)
    said = Judgement("By percentage it is", (others,))
    name = best.area if len({row.area for row in rows}) > 1 else best.measure
    printed = f"{name}, printed {count(percents[best])}"
    draft.note(f"{said.words} {printed}.", best.both_sides, judgements=(said,))
