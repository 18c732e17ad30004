"""Rows -> a ranking: in order of their value or change, only those that meet the condition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from corpus.periods import in_words
from corpus.report import Figure, Role
from qa.evidence import Draft, amount
from qa.figures import Row
from qa.grammar import starts_yes_no
from qa.keys import is_total
from qa.line import MOST_LINES, line
from qa.patterns import says
from qa.question import Query
from qa.wording import count, counted, lower_first


def ranking(draft: Draft, rows: Sequence[Row], query: Query) -> None:
    """The rows in order, the leader first, under a head that says how many meet the condition."""
    rows = _one_kind(rows)
    by_change = _is_by_change(query)
    role = _ranked_role(query, by_change=by_change)
    kept = [row for row in rows if _has_value(row.of(role)) and _meets(row, query)]
    by_change = by_change and any(row.change or row.percent for row in rows)
    _head(draft, rows, kept, query)
    if starts_yes_no(query.text):
        kept = [row for row in rows if row.of(role)]  # what holds, and what does not, is for all to see
    if not kept:
        return
    ordered = sorted(kept, key=lambda row: _order(row.of(role), query), reverse=query.most >= 0)
    if query.nth:
        ordered = _from_place(draft, ordered, query.nth, role)
    for row in ordered[: query.count or MOST_LINES]:
        if by_change:
            draft.say(f"{line(row, rows)}.", row.both_sides)
        else:
            figure = row.of(role) or row.figures[0]
            draft.say(f"{line(row, rows, figure)}.", (figure,))
    if query.most and by_change and role is Role.CHANGE:
        _other_leader(draft, kept, ordered[0], query)


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


def _has_value(figure: Figure | None) -> bool:
    return figure is not None and figure.value is not None


def _order(figure: Figure | None, query: Query) -> Decimal:
    """What a row is ordered by: for falls, how far it fell."""
    size = amount(figure.value if figure else None)
    return -size if query.direction < 0 else size


def _meets(row: Row, query: Query) -> bool:
    """Whether a row moved the way that is asked for, and as far."""
    change = row.change or row.percent
    moved = amount(change.value if change else None)
    if query.direction and (moved > 0) - (moved < 0) != query.direction:
        return False
    if query.over is None:
        return True
    limited = row.percent if query.asks_percent else row.change if query.direction else row.current
    size = amount(limited.value if limited else None)
    size = abs(size) if query.direction else size
    if query.at_least and size == query.over:
        return True
    return size > query.over if query.over >= 0 else size < -query.over


def _head(draft: Draft, rows: Sequence[Row], kept: Sequence[Row], query: Query) -> None:
    """How many of how many meet the condition, over which periods."""
    if not rows:
        return
    what = "area" if len({row.area for row in rows}) > 1 else "measure"
    first = (kept or rows)[0]
    after, before = first.current, first.previous
    if not (query.direction and after and before and after.period and before.period):
        if not kept:
            draft.say(f"No {what} meets that condition.")
        return
    if starts_yes_no(query.text):
        draft.head("Yes." if _holds(rows, kept, query) else "No.", (after, before))
    said = lower_first(first.measure) if what == "area" else f"the measures for {first.area}"
    span = f"Between {in_words(before.period)} and {in_words(after.period)}"
    draft.head(f"{span}, {said} {_moved(rows, kept, query, what)}.", (after, before))


def _moved(rows: Sequence[Row], kept: Sequence[Row], query: Query, what: str) -> str:
    """What happened in how many: "rose in two of six areas"."""
    if not kept:
        return f"did not {'rise' if query.direction > 0 else 'fall'} in any {what}"
    verb = "rose" if query.direction > 0 else "fell"
    return f"{verb} in {counted(len(kept), what).split()[0]} of {counted(len(rows), what)}"


def _holds(rows: Sequence[Row], kept: Sequence[Row], query: Query) -> bool:
    """Whether a condition holds for every row, or, where any will do, for one."""
    return len(kept) == len(rows) if says(query.text, "areas.every") else bool(kept)


def _other_leader(draft: Draft, rows: Sequence[Row], leader: Row, query: Query) -> None:
    """ "Biggest rise" may mean the count or the percentage: where they differ, both are said."""
    way = 1 if query.most > 0 else -1
    percents = [(row, row.percent) for row in rows if row.percent]
    best, percent = max(percents, key=lambda pair: _order(pair[1], query) * way, default=(leader, None))
    if best is not leader and percent:
        said = f"By percentage it is {best.area or best.measure}, printed {count(percent)}."
        draft.note(said, best.both_sides)
