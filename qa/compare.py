"""Several rows -> plain English: rankings, comparisons, sums, shares, averages and overviews."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from corpus.periods import in_words
from corpus.report import Figure, Role
from corpus.vocabulary import Polarity, vocabulary
from qa import calculate
from qa.compose import one_row
from qa.evidence import Draft, amount
from qa.figures import Row, alike, asked_figures
from qa.grammar import comparative, starts_yes_no
from qa.keys import key, terms_meant
from qa.patterns import says
from qa.question import Query, Wants
from qa.wording import (
    count,
    counted,
    during,
    listed,
    lower_first,
    number,
    subject,
    value,
    with_unit,
)

_MOST_ROWS = 14  # longer lists are cut, and said to be


def ranking(draft: Draft, rows: Sequence[Row], query: Query) -> None:
    """Rows in order of their value or change, only those that meet the condition; the leader said first."""
    rows = _one_kind(rows)
    by_change = (
        bool(query.direction)
        or (query.over is not None and query.asks_percent)
        or (query.asks_worse != 0 and not query.most)
    )
    role = _ranked_role(query, by_change=by_change)
    kept = [
        row for row in rows if (figure := row.of(role)) and figure.value is not None and _meets(row, query)
    ]
    _ranking_head(draft, rows, kept, query)
    if starts_yes_no(query.text):
        kept = [row for row in rows if row.of(role)]  # what holds, and what does not, is for all to see
    if not kept:
        return
    ordered = sorted(kept, key=lambda row: _order(row.of(role), query), reverse=query.most >= 0)
    for row in ordered[: query.count or _MOST_ROWS]:
        shown = _shown(row, by_change=by_change, role=role)
        draft.say(f"{_item(row, rows, shown, by_change=by_change)}.", shown)
    if query.most and by_change and not query.asks_percent and role is Role.CHANGE:
        _other_leader(draft, kept, ordered[0], query)


def _one_kind(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows that can be ranked together: of one unit, and without a total over the others."""
    kinds = Counter((row.current.unit, row.change is not None) for row in rows if row.current)
    changing = [kind for kind, _ in kinds.most_common() if kind[1]]
    unit = (changing or [kind for kind, _ in kinds.most_common(1)] or [(None, False)])[0][0]
    alike_rows = tuple(row for row in rows if row.current and row.current.unit == unit)
    if len({row.measure for row in alike_rows}) < 3:
        return alike_rows
    return tuple(row for row in alike_rows if "Total crime" not in terms_meant(key(row.measure)))


def _ranked_role(query: Query, *, by_change: bool) -> Role:
    if by_change:
        return Role.CHANGE_PERCENT if query.asks_percent else Role.CHANGE
    previous = any(when.relative is Role.PREVIOUS for when in query.when)
    return Role.PREVIOUS if previous else Role.CURRENT


def _order(figure: Figure | None, query: Query) -> Decimal:
    """What a row is ordered by: for falls, how far it fell."""
    size = amount(figure.value if figure else None)
    return -size if query.direction < 0 else size


def _meets(row: Row, query: Query) -> bool:
    change = row.change or row.of(Role.CHANGE_PERCENT)
    moved = amount(change.value if change else None)
    if query.direction and (moved > 0) - (moved < 0) != query.direction:
        return False
    if query.over is None:
        return True
    limited = (
        row.of(Role.CHANGE_PERCENT) if query.asks_percent else row.change if query.direction else row.current
    )
    size = amount(limited.value if limited else None)
    size = abs(size) if query.direction else size
    return size > query.over if query.over >= 0 else size < -query.over


def _ranking_head(draft: Draft, rows: Sequence[Row], kept: Sequence[Row], query: Query) -> None:
    """How many of how many meet the condition, over which periods."""
    if not rows:
        return
    what = "area" if len({row.area for row in rows}) > 1 else "measure"
    first = (kept or rows)[0]
    said = lower_first(first.measure) if what == "area" else f"the measures for {first.area}"
    verb = {1: "rose", -1: "fell"}.get(query.direction)
    verb_of = {1: "rise", -1: "fall"}
    if verb and (after := first.current) and (before := first.previous) and after.period and before.period:
        when = f"Between {in_words(before.period)} and {in_words(after.period)}"
        if starts_yes_no(query.text):
            draft.head("Yes." if _holds(rows, kept, query) else "No.", (after, before))
        if not kept:
            draft.head(f"{when}, {said} did not {verb_of[query.direction]} in any {what}.", (after, before))
            return
        draft.head(
            f"{when}, {said} {verb} in {counted(len(kept), what)} of {counted(len(rows), what).split()[0]}.",
            (after, before),
        )
    elif not kept:
        draft.say(f"No {what} meets that condition.")


def _holds(rows: Sequence[Row], kept: Sequence[Row], query: Query) -> bool:
    """Whether a condition holds for every row, or, where any will do, for one."""
    every = says(query.text, "areas.every")
    return len(kept) == len(rows) if every else bool(kept)


def _item(row: Row, rows: Sequence[Row], shown: Sequence[Figure], *, by_change: bool) -> str:
    """One row of a list: named by what tells it from the others."""
    name = row.area if len({r.area for r in rows}) > 1 else row.measure
    if not by_change:
        figure = shown[0]
        when = f" {during(figure.period)}" if figure.period else ""
        return f"{name}: {value(figure)}{when}"
    before, after = row.previous, row.current
    span = f"from {count(before)} to {count(after)}" if before and after else ""
    printed = [count(f) for f in (row.change, row.of(Role.CHANGE_PERCENT)) if f and f.value is not None]
    return f"{name}: {', '.join(part for part in (span, listed(printed)) if part)}"


def _shown(row: Row, *, by_change: bool, role: Role = Role.CURRENT) -> tuple[Figure, ...]:
    if not by_change:
        return (row.of(role) or row.figures[0],)
    figures = (row.current, row.previous, row.change, row.of(Role.CHANGE_PERCENT))
    return tuple(figure for figure in figures if figure)


def _other_leader(draft: Draft, rows: Sequence[Row], leader: Row, query: Query) -> None:
    """ "Biggest rise" may mean the count or the percentage: where they differ, both are said."""
    percents = [row for row in rows if row.of(Role.CHANGE_PERCENT)]
    if not percents:
        return
    best = max(
        percents, key=lambda row: _order(row.of(Role.CHANGE_PERCENT), query) * (1 if query.most > 0 else -1)
    )
    if best is not leader:
        percent = best.of(Role.CHANGE_PERCENT)
        assert percent  # noqa: S101 (chosen for having one)
        draft.note(
            f"By percentage it is {best.area or best.measure}, printed {count(percent)}.",
            _shown(best, by_change=True),
        )


def comparison(draft: Draft, rows: Sequence[Row], query: Query) -> None:
    """Each row's value, or each row's change, and the difference between two alike."""
    if query.direction or query.asks_percent:
        for row in rows:
            draft.say(f"{subject(row.measure, row.area)}: {_changes(row)}.", _shown(row, by_change=True))
        return
    _verdict(draft, rows, query)
    ordered = sorted(rows, key=lambda row: -amount(row.current.value if row.current else None))
    figures = [figure for row in ordered for figure in asked_figures(row, query)[:1]]
    for row, figure in zip(ordered, figures, strict=False):
        draft.say(f"{subject(row.measure, row.area)} was {value(figure)}{_when(figure)}.", (figure,))
    if len(figures) == 2 and _addable(figures) and figures[0].value != figures[1].value:
        result = calculate.difference(figures[0], figures[1])
        draft.say(
            f"The difference is {with_unit(result.value, result.unit)}, calculated from the two.",
            (),
            (result,),
        )


def _verdict(draft: Draft, rows: Sequence[Row], query: Query) -> None:
    """Yes or no first, for "is A higher than B?": the rows stand in the question's order."""
    way = comparative(query.text)
    if not way or len(rows) != 2 or not starts_yes_no(query.text):
        return
    first, second = (row.current for row in rows)
    if (
        first
        and second
        and first.value is not None
        and second.value is not None
        and _addable((first, second))
    ):
        draft.head("Yes." if (first.value - second.value) * way > 0 else "No.", (first, second))


def _changes(row: Row) -> str:
    item = _item(row, (row,), (), by_change=True).split(": ", 1)[1]
    if row.previous and row.current and row.previous.period and row.current.period:
        return f"{item}, between {in_words(row.previous.period)} and {in_words(row.current.period)}"
    return item


def _when(figure: Figure) -> str:
    return f" {during(figure.period)}" if figure.period else ""


def _addable(figures: Sequence[Figure]) -> bool:
    """Whether figures may be put into one calculation: numbers, one unit, periods alike."""
    first = figures[0]
    return all(f.value is not None and f.unit == first.unit for f in figures) and all(
        f.period == first.period
        or (f.period and first.period and f.period.end == first.period.end and alike(first.period, f.period))
        for f in figures
    )


def arithmetic(draft: Draft, rows: Sequence[Row], query: Query) -> None:
    """A sum, difference, share, average or ratio of the rows' values, shown with its inputs."""
    columns = _columns(rows, query)
    for figures in columns:
        if not _addable(figures) or (figures[0].unit == "%" and query.wants is not Wants.DIFFERENCE):
            draft.say(
                "These figures cannot be put together: they differ in kind or period, or are percentages.",
                figures,
            )
            continue
        result = _OPERATIONS[query.wants](figures)
        if result is None:
            draft.say("That cannot be worked out from zero: it is not defined.", figures)
            continue
        _say_result(draft, rows, figures, result, query)


def _columns(rows: Sequence[Row], query: Query) -> list[list[Figure]]:
    """The figures to put together: one from each row, once for each period asked for."""
    if (
        query.asks_percent
        and query.wants is Wants.DIFFERENCE
        and all(row.of(Role.CHANGE_PERCENT) for row in rows)
    ):
        return [[figure for row in rows if (figure := row.of(Role.CHANGE_PERCENT))]]
    asked = [asked_figures(row, query) for row in rows]
    depth = min((len(figures) for figures in asked), default=0)
    return [[figures[at] for figures in asked] for at in range(depth)]


def _say_result(
    draft: Draft, rows: Sequence[Row], figures: Sequence[Figure], result: calculate.Result, query: Query
) -> None:
    parts = listed(f"{_name(row, rows)} {value(figure)}" for row, figure in zip(rows, figures, strict=True))
    said = with_unit(result.value, result.unit) if result.unit != "times" else f"{number(result.value)} times"
    what = _RESULT[query.wants]
    draft.say(f"{what} is {said}{_when(figures[0])}, calculated from {parts}.", figures, (result,))


def _name(row: Row, rows: Sequence[Row]) -> str:
    if len({r.measure for r in rows}) == 1 and row.area:
        return row.area
    return row.measure if len({r.area for r in rows}) == 1 else subject(row.measure, row.area)


def _ordered_pair(figures: Sequence[Figure]) -> tuple[Figure, Figure]:
    """The larger first, for a difference or ratio that names no order."""
    first, second = sorted(figures[:2], key=lambda f: -amount(f.value))
    return first, second


def _part_and_whole(figures: Sequence[Figure]) -> calculate.Result | None:
    whole, part = _ordered_pair(figures)
    return calculate.share(part, whole)


_OPERATIONS: dict[Wants, Callable[[Sequence[Figure]], calculate.Result | None]] = {
    Wants.SUM: calculate.total,
    Wants.AVERAGE: calculate.mean,
    Wants.DIFFERENCE: lambda figures: calculate.difference(*_ordered_pair(figures)),
    Wants.RATIO: lambda figures: calculate.ratio(*_ordered_pair(figures)),
    Wants.SHARE: _part_and_whole,
}
_RESULT = {
    Wants.SUM: "The total",
    Wants.AVERAGE: "The average",
    Wants.DIFFERENCE: "The difference",
    Wants.RATIO: "The ratio",
    Wants.SHARE: "The share",
}


def overview(draft: Draft, rows: Sequence[Row], query: Query) -> None:
    """What there is, a line a row: from what to what, or the value now."""
    for row in rows[:_MOST_ROWS]:
        by_change = bool(row.change and row.current and row.previous)
        if by_change:
            draft.say(f"{subject(row.measure, row.area)}: {_changes(row)}.", _shown(row, by_change=True))
        else:
            one_row(draft, row, query, Polarity.NEITHER)
    if len(rows) > _MOST_ROWS:
        draft.note("The reports hold more figures than this list shows; name a measure to see it.")


def targets(draft: Draft, rows: Sequence[Row], query: Query) -> None:
    """The value, its target, whether it is met, and how far off, in percentage points between percentages."""
    only = _only(query.text) if not query.measures else None
    for row in rows:
        aim, now = row.of(Role.TARGET), row.current
        if aim is None and (words := aim_of(row)):
            draft.say(f"The plan’s aim is: “{words}”.", row.figures[:1])
            one_row(draft, row, replace(query, role=None), Polarity.NEITHER)
            continue
        if aim is None or aim.value is None or now is None or now.value is None:
            continue
        reached = _reaches(row, now.value, aim.value)
        if only is not None and reached != only:
            continue
        opening = ("Yes: " if reached else "No: ") if len(rows) == 1 else ""
        gap = calculate.difference(*((now, aim) if reached else (aim, now)))
        verdict = "met" if reached else "not met"
        draft.say(
            f"{opening}{subject(row.measure, row.area)} was {value(now)}{_when(now)}; the target of {value(aim)} is {verdict}"
            f"{'' if gap.value == 0 else f', by {with_unit(gap.value, gap.unit)}'}.",
            (now, aim),
            (gap,) if gap.value else (),
        )


def aim_of(row: Row) -> str | None:
    """The words in which a row, or the group row over it, states an aim ("Reduce the ...")."""
    return next((part for part in row.figures[0].row_path if vocabulary().aim(part)), None)


def _reaches(row: Row, now: Decimal, aim: Decimal) -> bool:
    """Whether a value meets its target. "Reduce ... to 5%" wants less; "to", "ensure" and "with 50% within" want more."""
    label = row.figures[0].row_path[-1]
    target = row.of(Role.TARGET)
    lowers = vocabulary().aim(label) is Polarity.LOWER and target is not None and target.raw.startswith("to ")
    return now <= aim if lowers else now >= aim


def _only(text: str) -> bool | None:
    """Whether only targets met, or only those missed, are asked for."""
    if says(text, "beside.target_missed"):
        return False
    return True if says(text, "beside.target_met") else None
