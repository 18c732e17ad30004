"""Cited figures -> a chart of them, where looking beats reading.

A point is a figure that the answer cites, so there is no number in a chart without its cell. Like is drawn
with like only (rule 4): figures of one unit, of periods of one kind and length.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from corpus.periods import alike, in_words
from corpus.report import Figure, Period, Role
from qa.catalogue import Catalogue
from qa.cite import Unproven, check
from qa.evidence import Sentence, amount
from qa.figures import Row, rows_of
from qa.gate.facts import Fact, Judgement, Relation
from qa.question import Answer, Chart, CitedFigure, Mark, Point
from qa.reading.keys import is_total
from qa.source import Source
from qa.telling.line import named_among
from qa.telling.wording import counted, listed, lower_first, subject, value, when

_log = logging.getLogger(__name__)

LEAST = 3
"""Fewer bars, or points of a line, than this are read as quickly as they are looked at."""

MOST_LINES = 8
"""More lines than this cannot be told apart."""

_DRAWN_FIRST = (Role.CURRENT, Role.PREVIOUS, Role.CHANGE_PERCENT, Role.CHANGE)
_BESIDE = (Role.PREVIOUS, Role.TARGET)
_LONG = 60  # characters: a title counts names that are longer together
_GAP = 1.5  # of the usual step between two points: a longer one is a gap


def chart_of(
    figures: Iterable[CitedFigure], titles: Mapping[str, str], report_end: Callable[[str], date]
) -> Chart | None:
    """A chart of an answer's figures: lines over periods, else bars over areas or measures, else `None`.

    `titles` are those of the reports, by id; `report_end` gives the last day that a report is about.
    """
    in_order = sorted(figures, key=lambda one: one.citation)
    cited = {one.figure.id: one for one in in_order if one.figure.value is not None}
    drawn = _lines(cited, report_end) or _bars(cited)
    return replace(drawn, sources=_sources(drawn, titles)) if drawn else None


def proved_chart(answer: Answer, known: Catalogue, source: Source) -> Chart | None:
    """The chart of an answer, where there is one and the gate lets all that it says pass."""
    return proved(chart_of(answer.figures, known.titles, known.report_end), known, source)


def proved(chart: Chart | None, known: Catalogue, source: Source) -> Chart | None:
    """The chart, where there is one and the gate lets all that it says pass."""
    try:
        check(sentences(chart) if chart else (), source, (*known.areas, *known.measures))
    except Unproven as unproven:
        _log.error("a chart was withheld: %s", unproven.what)
        return None
    return chart


def sentences(chart: Chart) -> tuple[Sentence, ...]:
    """What a chart says over its figures, with them as evidence, for the gate.

    A label or group needs none: it is its own figure's area, measure or period.
    """
    figures = tuple(point.figure for point in chart.points)
    heading = "; ".join((chart.title, chart.subtitle, chart.value_title))
    areas, measures = {figure.area for figure in figures}, {figure.measure for figure in figures}
    counts = (counted(len(areas), "area"), counted(len(measures), "measure"))
    return tuple(
        Sentence(text, figures, names=counts, judgements=_judgements(text, chart.points))
        for text in (heading, *chart.description)
    )


def _judgements(text: str, points: Sequence[Point]) -> tuple[Judgement, ...]:
    """That the figure said to be the highest (or lowest) is more (or less) than all others of its role."""
    for word, relation in (("highest", Relation.MORE), ("lowest", Relation.LESS)):
        said = (p.figure for p in points if text.endswith(f"{word} of them is {p.label}, {value(p.figure)}."))
        judged = [
            Judgement(word, (tuple(Fact(one, relation, other) for other in _others(one, points)),))
            for one in said
        ]
        if judged:  # a bar may have one value in two roles: of the two, it is judged by the one that tells
            return (next((one for one in judged if one.is_borne_out), judged[0]),)
    return ()


def _others(figure: Figure, points: Sequence[Point]) -> Iterator[Figure]:
    return (p.figure for p in points if p.figure.role is figure.role and p.figure is not figure)


def _sources(chart: Chart, titles: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(titles[point.figure.where.report] for point in chart.points))


# Lines: one measure in one area, over three periods or more.


def _lines(cited: Mapping[str, CitedFigure], report_end: Callable[[str], date]) -> Chart | None:
    found = [(row, steps) for row in _over_time(cited) if len(steps := _steps(row, report_end)) >= LEAST]
    if not found:
        return None
    like = found[0][1][0]
    lines = [(row, steps) for row, steps in found if _same_kind(steps[0], like)][:MOST_LINES]
    rows = [row for row, _ in lines]
    points = tuple(
        point for row, steps in lines for point in line_points(named_among(row, rows), steps, cited)
    )
    dropped = [row for row, _ in found if row not in rows]
    return Chart(
        Mark.LINES,
        _title(rows),
        _span(points),
        value_title(like),
        points,
        (),
        tuple(_said_of_line(steps, row, rows) for row, steps in lines),
        tuple(named_among(row, [*rows, *dropped]) for row in dropped),
    )


def _over_time(cited: Mapping[str, CitedFigure]) -> list[Row]:
    """A row a measure and area, with its figures from every report."""
    found: dict[tuple[str, str | None], list[Figure]] = {}
    for figure in (one.figure for one in cited.values()):
        if figure.measure and figure.role in (Role.CURRENT, Role.PREVIOUS):
            found.setdefault((figure.measure, figure.area), []).append(figure)
    return [Row(measure, area, "", tuple(figures)) for (measure, area), figures in found.items()]


def _steps(row: Row, report_end: Callable[[str], date]) -> list[Figure]:
    """The figures of the most periods that are alike, one a period, in order.

    Of a period given several times the newest report's figure is taken.
    """
    newest = sorted(row.figures, key=lambda figure: report_end(figure.where.report), reverse=True)
    groups = (_one_a_period(f for f in newest if _same_kind(f, first)) for first in row.figures)
    return max(groups, key=len, default=[])


def _one_a_period(figures: Iterable[Figure]) -> list[Figure]:
    found: dict[date, Figure] = {}
    for figure in figures:
        found.setdefault(_end(figure), figure)
    return [found[end] for end in sorted(found)]


def _same_kind(one: Figure, other: Figure) -> bool:
    """Whether two figures can stand on one line: one unit, and periods alike that end on a known day."""
    ends = one.period and other.period and one.period.end and other.period.end
    return bool(ends) and one.unit == other.unit and alike(one.period, other.period)


def _end(figure: Figure) -> date:
    return figure.period.end if figure.period and figure.period.end else date.min


def line_points(name: str, steps: Sequence[Figure], cited: Mapping[str, CitedFigure]) -> Iterator[Point]:
    """The points of a line; a period that is not there parts it."""
    gaps = [(_end(after) - _end(before)).days for before, after in pairwise(steps)]
    run = 1
    for at, figure in enumerate(steps):
        run += at > 0 and gaps[at - 1] > _GAP * min(gaps)
        yield Point(_period_words(figure), name, cited[figure.id], run)


def _span(points: Sequence[Point]) -> str:
    ordered = sorted((point.figure for point in points), key=_end)
    return f"{_period_words(ordered[0])}, up to {_period_words(ordered[-1])}"


def _said_of_line(steps: Sequence[Figure], row: Row, rows: Sequence[Row]) -> str:
    first, last = (f"{value(figure)}{when(figure)}" for figure in (steps[0], steps[-1]))
    return f"{named_among(row, rows)}: {first}, then {last}."


# Bars: three areas or measures or more, at one time.


def _bars(cited: Mapping[str, CitedFigure]) -> Chart | None:
    rows = rows_of(one.figure for one in cited.values())
    role, kept = _alike_rows(rows)
    if role is None or len(kept) < LEAST:
        return None
    groups = _groups(kept, role)
    points = tuple(
        Point(named_among(row, kept), _group_name(figure), cited[figure.id])
        for row in kept
        for pattern in groups
        if (figure := _like(row, pattern))
    )
    left = [row for row in rows if row not in kept]
    return Chart(
        Mark.BARS,
        _title(kept),
        listed(_group_name(figure) for figure in groups),
        value_title(groups[-1]),
        points,
        (),
        _said_of_bars(kept, role),
        tuple(dict.fromkeys(named_among(row, rows) for row in left)),
    )


def _alike_rows(rows: Sequence[Row]) -> tuple[Role | None, list[Row]]:
    """The rows that can be drawn together, and by which of their figures: as many as there are."""
    for role in _DRAWN_FIRST:
        kinds = Counter(_kind(figure) for row in rows if (figure := row.of(role)))
        if kinds and max(kinds.values()) >= LEAST:
            kind = kinds.most_common(1)[0][0]
            return role, _told_apart(row for row in rows if (f := row.of(role)) and _kind(f) == kind)
    return None, []


def _kind(figure: Figure) -> tuple[str | None, Period | None]:
    return figure.unit, figure.period and replace(figure.period, raw="")


def _told_apart(rows: Iterable[Row]) -> list[Row]:
    """One row a measure and area, and no total beside its parts."""
    unique = list({(row.measure, row.area): row for row in rows}.values())
    parts = [row for row in unique if not is_total(row.measure)]
    return parts if len({row.measure for row in parts}) >= LEAST else unique


def _groups(rows: Sequence[Row], role: Role) -> list[Figure]:
    """A figure for each bar that a row may have: the value before, the value now, its target."""
    now = rows[0].of(role)
    if now is None or role is not Role.CURRENT:
        return [now] if now else []
    beside = (next((f for row in rows if (f := row.of(other))), None) for other in _BESIDE)
    before, aim = (figure if figure and figure.unit == now.unit else None for figure in beside)
    if before and not alike(before.period, now.period):
        before = None
    return [figure for figure in (before, now, aim) if figure]


def _like(row: Row, pattern: Figure) -> Figure | None:
    """The row's figure of the pattern's role, unit and period."""
    figure = row.of(pattern.role) if pattern.role else None
    return figure if figure and _kind(figure) == _kind(pattern) else None


def _group_name(figure: Figure) -> str:
    if figure.role is Role.TARGET:
        return "Target"
    return _period_words(figure) or (figure.column_path[-1] if figure.column_path else "")


def _said_of_bars(rows: Sequence[Row], role: Role) -> tuple[str, ...]:
    """Which is the highest and which the lowest of those drawn; nothing of a tie."""
    ordered = sorted(rows, key=lambda row: amount(_value_of(row, role)))
    low, high = ordered[0], ordered[-1]
    said: list[str] = []
    for word, row, beside in (("highest", high, ordered[-2]), ("lowest", low, ordered[1])):
        figure = row.of(role)
        if figure and figure.value != _value_of(beside, role):
            said.append(f"The {word} of them is {named_among(row, rows)}, {value(figure)}.")
    return tuple(said)


def _value_of(row: Row, role: Role) -> Decimal | None:
    figure = row.of(role)
    return figure.value if figure else None


# What both say.


def _title(rows: Sequence[Row]) -> str:
    """The measure and its areas, or the area and its measures; each counted where they are many."""
    measures = list(dict.fromkeys(row.measure for row in rows))
    areas = list(dict.fromkeys(row.area for row in rows if row.area))
    what = listed((measures[0], *map(lower_first, measures[1:])))
    if len(measures) > 1 and len(what) > _LONG:
        what = counted(len(measures), "measure").capitalize()
    where = listed(areas)
    return subject(what, where if len(where) <= _LONG else counted(len(areas), "area"))


def value_title(figure: Figure) -> str:
    """What the axis counts: the unit, and that it is a change."""
    unit = "Per cent" if figure.unit == "%" else (figure.unit or "number").capitalize()
    return f"Change ({unit.lower()})" if figure.role in (Role.CHANGE, Role.CHANGE_PERCENT) else unit


def _period_words(figure: Figure) -> str:
    return in_words(figure.period) if figure.period else ""
