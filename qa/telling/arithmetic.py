"""Rows -> a sum, difference, share, average or ratio, shown with its inputs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from corpus.periods import alike
from corpus.report import Figure
from qa.evidence import Draft, amount
from qa.figures import Row, asked_figures
from qa.question import Query, Wants
from qa.reading.patterns import says
from qa.telling import calculate
from qa.telling.line import named_among
from qa.telling.wording import listed, number, value, when, with_unit


def arithmetic(draft: Draft, rows: Sequence[Row], query: Query) -> bool:
    """A sum, difference, share, average or ratio of the rows' values, shown with its inputs.

    Returns whether there is one: unlike figures are not put together, and the answer says so.
    """
    results = 0
    for figures in _columns(rows, query):
        if not addable(figures) or (figures[0].unit == "%" and query.wants is not Wants.DIFFERENCE):
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
        results += 1
    return results > 0


def addable(figures: Sequence[Figure]) -> bool:
    """Whether figures may be put into one calculation: numbers, one unit, periods alike."""
    first = figures[0]
    return all(f.value is not None and f.unit == first.unit for f in figures) and all(
        f.period == first.period
        or (f.period and first.period and f.period.end == first.period.end and alike(first.period, f.period))
        for f in figures
    )


def _columns(rows: Sequence[Row], query: Query) -> list[list[Figure]]:
    """The figures to put together: one from each row, once for each period asked for."""
    percents = [row.percent for row in rows if row.percent]
    of_changes = query.direction or says(query.text, "change.named", "several.of_changes", "change.rises")
    if query.asks_percent and query.wants is Wants.DIFFERENCE and of_changes and len(percents) == len(rows):
        return [percents]
    changes = [row.change for row in rows if row.change]
    if query.wants is Wants.SUM and len(changes) == len(rows) and says(query.text, "several.sum_of_changes"):
        return [changes]
    if query.wants is Wants.SHARE and len(changes) == len(rows) and says(query.text, "several.of_changes"):
        return [changes]
    asked = [asked_figures(row, query) for row in rows]
    depth = min((len(figures) for figures in asked), default=0)
    return [[figures[at] for figures in asked] for at in range(depth)]


def _say_result(
    draft: Draft, rows: Sequence[Row], figures: Sequence[Figure], result: calculate.Result, query: Query
) -> None:
    parts = listed(
        f"{named_among(row, rows)} {value(figure)}" for row, figure in zip(rows, figures, strict=True)
    )
    said = with_unit(result.value, result.unit) if result.unit != "times" else f"{number(result.value)} times"
    what = _RESULT[query.wants]
    draft.say(f"{what} is {said}{when(figures[0])}, calculated from {parts}.", figures, (result,))


def _ordered_pair(figures: Sequence[Figure]) -> tuple[Figure, Figure]:
    """The larger first, for a difference or ratio that names no order."""
    first, *_, last = sorted(figures, key=lambda f: -amount(f.value))
    return first, last


def _part_and_whole(figures: Sequence[Figure]) -> calculate.Result | None:
    whole, *parts = sorted(figures, key=lambda f: -amount(f.value))
    return calculate.share(parts[0], whole) if len(parts) == 1 else calculate.share_of_several(parts, whole)


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
