"""Query -> the rows of figures that it asks for, alike only with alike, and what is not there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.report import Figure, Period, PeriodKind, Role
from index.store import Store
from qa.catalogue import Catalogue
from qa.question import Missing, Query, Wants
from qa.reading.patterns import says

_YEAR_STARTS = 4  # the month in which a financial year begins


@dataclass(frozen=True, slots=True)
class Row:
    """What one measure was in one area, by one row of one report."""

    measure: str
    area: str | None
    report: str
    figures: tuple[Figure, ...]

    def of(self, role: Role) -> Figure | None:
        return next((figure for figure in self.figures if figure.role is role), None)

    @property
    def current(self) -> Figure | None:
        return self.of(Role.CURRENT)

    @property
    def previous(self) -> Figure | None:
        return self.of(Role.PREVIOUS)

    @property
    def change(self) -> Figure | None:
        return self.of(Role.CHANGE)

    @property
    def percent(self) -> Figure | None:
        """The percentage change as printed."""
        return self.of(Role.CHANGE_PERCENT)

    @property
    def both_sides(self) -> tuple[Figure, ...]:
        """What shows the change: the values now and before, and the changes printed."""
        return tuple(f for f in (self.current, self.previous, self.change, self.percent) if f)


@dataclass(frozen=True, slots=True)
class Found:
    """The rows that a query is answered from, and what of it no report holds.

    `others` are rows on the same thing that hold no values of their own, only changes.
    """

    rows: tuple[Row, ...]
    missing: tuple[Missing, ...] = ()
    others: tuple[Row, ...] = ()


def find_figures(query: Query, catalogue: Catalogue, store: Store) -> Found:
    """The rows for every measure and area asked for: of the periods asked for, else the latest report's."""
    measures = query.measure_names or tuple(catalogue.measures)
    areas = areas_asked(query, catalogue, measures)
    held = _held(query, catalogue, store, measures, areas)
    rows = _preferred(held, query)
    if periods := query.periods:
        kept = [row for row in rows if any(_covers(row, period) for period in periods)]
        if rows and not kept:
            return Found((), tuple(Missing("period", period.raw) for period in periods))
        rows = kept
    rows = _latest(rows, catalogue, query)
    reports = {row.report for row in rows}
    others = [row for row in held if row not in rows and row.report in reports and not row.current]
    return Found(_in_order(rows, measures, areas), _absent(query, rows), tuple(others))


def _held(
    query: Query, catalogue: Catalogue, store: Store, measures: Sequence[str], areas: Sequence[str]
) -> list[Row]:
    """The rows held: the latest reports' where those have them all and no period is asked for, else any."""
    if not areas:
        return []
    if not query.periods and not query.reports:
        rows = rows_of(held_figures(catalogue, store, measures, areas, catalogue.latest))
        if {(row.measure, row.area) for row in rows} >= _expected(catalogue, measures, areas):
            return rows
    reports = query.reports or _reports_on(query.periods, catalogue, measures, areas)
    return rows_of(held_figures(catalogue, store, measures, areas, reports or None))


def held_figures(
    catalogue: Catalogue,
    store: Store,
    measures: Sequence[str],
    areas: Sequence[str],
    reports: Sequence[str] | None = None,
) -> tuple[Figure, ...]:
    """The figures of the measures in the areas, under the catalogue's names, whatever a report calls them."""
    called = catalogue.reworded
    found = store.figures(measure=called.all_measures(measures), area=called.all_areas(areas), report=reports)
    standing = map(called.of_figure, found)
    asked, places = frozenset(measures), frozenset(areas)
    return tuple(figure for figure in standing if figure.measure in asked and figure.area in places)


def _reports_on(
    periods: Sequence[Period], catalogue: Catalogue, measures: Sequence[str], areas: Sequence[str]
) -> tuple[str, ...]:
    """The reports that have figures of the periods for the measures and areas; none where no report has."""
    held = (one for name in measures for area in areas for one in catalogue.periods.get((name, area), ()))
    found = (report for report, own in held if any(is_said_by(own, asked) for asked in periods))
    return tuple(dict.fromkeys(found))


def _expected(catalogue: Catalogue, measures: Sequence[str], areas: Sequence[str]) -> set[tuple[str, str]]:
    """Every measure and area asked for that some report has together."""
    return {(name, area) for name in measures for area in areas if area in catalogue.measures[name].areas}


def areas_asked(query: Query, catalogue: Catalogue, measures: Sequence[str]) -> tuple[str, ...]:
    """The areas to look in: those named; each part for a ranking; else the whole, or any that is held."""
    named = query.area_names
    held = {area for name in measures for area in catalogue.measures[name].areas}
    parts = tuple(area for area in catalogue.parts if area in held and area not in query.except_areas)
    parts = of_kind(parts, query, catalogue)
    wholes = tuple(area for area in catalogue.wholes if area in held)
    over_areas = query.wants in (Wants.RANK, Wants.AVERAGE) and query.measures
    if query.wants is Wants.RANK and query.most and len(named) == 1 and named[0] in parts and query.measures:
        return parts  # "is Sunderland the area with the most crime?" is told by all of them
    if (
        query.every_area
        or query.except_areas
        or (over_areas and len(named) < 2 and not set(named) - set(wholes))
    ):
        if query.except_areas and query.wants in (Wants.SUM, Wants.LOOKUP):
            return parts
        return (*parts, *(area for area in named if area in wholes)) or wholes
    return named or wholes or parts


def of_kind(areas: tuple[str, ...], query: Query, catalogue: Catalogue) -> tuple[str, ...]:
    """The areas of the kind that a ranking is over ("which force"); all where none are told apart."""
    if query.wants is not Wants.RANK:
        return areas
    for kind in ("force", "region"):
        kept = tuple(area for area in areas if kind in catalogue.areas[area].kinds)
        if len(kept) > 1 and says(query.text, f"areas.{kind}s"):
            return kept
    return areas


def rows_of(figures: Iterable[Figure]) -> list[Row]:
    """The figures by the rows that they stand in; two tables' rows for one value are one row."""
    rows: dict[tuple[str, tuple[int, int], str, str | None], list[Figure]] = {}
    for figure in figures:
        if figure.measure:
            found = (figure.where.report, figure.where.lines, figure.measure, figure.area)
            rows.setdefault(found, []).append(figure)
    told: list[Row] = []
    for (report, _, measure, area), held in rows.items():
        row = Row(measure, area, report, tuple(held))
        same = next((at for at, other in enumerate(told) if _tells_the_same(row, other)), None)
        if same is None:
            told.append(row)
        else:
            told[same] = _with_others(told[same], row)
    return told


def _tells_the_same(row: Row, other: Row) -> bool:
    """Whether two rows of a report give one value: by district here, with last year's beside it there."""
    if (row.report, row.measure, row.area) != (other.report, other.measure, other.area):
        return False
    own, theirs = row.current, other.current
    if own is None or theirs is None or own.value is None:
        return False
    return (own.value, own.unit, own.period) == (theirs.value, theirs.unit, theirs.period)


def _with_others(row: Row, other: Row) -> Row:
    """The row with what only the other one tells."""
    roles = {figure.role for figure in row.figures}
    return replace(row, figures=(*row.figures, *(f for f in other.figures if f.role not in roles)))


def _preferred(rows: list[Row], query: Query) -> list[Row]:
    """Without rows that hold only changes where other rows hold the counts of the same readings."""
    if query.role or query.periods:
        return rows
    said = {link.name: link.words for link in query.measures}
    counted = {said.get(row.measure) for row in rows if row.current or row.previous}
    return [row for row in rows if row.current or row.previous or said.get(row.measure) not in counted]


def covers(figure: Figure, asked: Period) -> bool:
    """Whether a figure is of the period asked for, as people say it.

    Equal dates; the same months ("April to July" for 1 April to 15 July); or the year in its
    column's header ("2014-15" for "2014-15 1.4.-15.7"), where the answer then says the exact dates.
    """
    return figure.period is not None and is_said_by(figure.period, asked)


def is_said_by(own: Period, asked: Period) -> bool:
    """Whether people who say the period `asked` may mean `own`."""
    by_end = own.kind is PeriodKind.TWELVE_MONTHS or PeriodKind.AS_AT in (own.kind, asked.kind)
    if own.end == asked.end and (by_end or own.start == asked.start):
        return True
    return _covers_loosely(own, asked)


def _covers_loosely(own: Period, asked: Period) -> bool:
    """Whether the months are the same, or a column's dates lie in the year asked for."""
    if own.start is None or own.end is None or asked.start is None or asked.end is None:
        return False
    if asked.kind is PeriodKind.YEAR:
        is_within = asked.start <= own.start and own.end <= asked.end
        return own.kind is PeriodKind.RANGE and is_within and own.start.month == _YEAR_STARTS
    ends = (own.end.year, own.end.month)
    return own.start == asked.start and ends == (asked.end.year, asked.end.month)


def _covers(row: Row, period: Period) -> bool:
    return any(covers(figure, period) for figure in row.figures)


def _latest(rows: Sequence[Row], catalogue: Catalogue, query: Query) -> list[Row]:
    """One row a measure and area: from the latest report, or the one in which the period asked for is now."""
    best: dict[tuple[str, str | None, int], Row] = {}
    for row in rows:
        line = row.figures[0].where.lines[0] if query.either else 0
        found = (row.measure, row.area, line if len({r.report for r in rows}) == 1 else 0)
        if found not in best or _rank(row, catalogue, query) > _rank(best[found], catalogue, query):
            best[found] = row
    return [_restated(row, rows, catalogue, query) for row in best.values()]


def _restated(row: Row, rows: Sequence[Row], catalogue: Catalogue, query: Query) -> Row:
    """The row of the latest report that gives the one period asked for otherwise; else the row itself."""
    if len(query.periods) != 1 or query.either or not (own := value_for(row, query.periods[0])):
        return row
    for later in sorted(rows, key=lambda one: catalogue.report_end(one.report), reverse=True):
        same = (later.measure, later.area) == (row.measure, row.area)
        if not same or catalogue.report_end(later.report) <= catalogue.report_end(row.report):
            continue
        given = value_for(later, query.periods[0])
        if given and (given.unit, given.period) == (own.unit, own.period):
            return later if given.value != own.value else row
    return row


def value_for(row: Row, asked: Period) -> Figure | None:
    """The row's value for a period; `None` where it has none, or is no number."""
    values = (f for f in row.figures if f.role in (Role.CURRENT, Role.PREVIOUS, None) and covers(f, asked))
    return next((figure for figure in values if figure.value is not None), None)


def _rank(row: Row, catalogue: Catalogue, query: Query) -> tuple[bool, date]:
    asked = query.periods
    current = bool(row.current and asked and covers(row.current, asked[0]))
    return current, catalogue.report_end(row.report)


def _in_order(rows: Sequence[Row], measures: Sequence[str], areas: Sequence[str]) -> tuple[Row, ...]:
    order = {name: at for at, name in enumerate(measures)}
    places = {name: at for at, name in enumerate(areas)}
    return tuple(sorted(rows, key=lambda row: (order.get(row.measure, 0), places.get(row.area or "", 0))))


def _absent(query: Query, rows: Sequence[Row]) -> tuple[Missing, ...]:
    """The areas asked for in which no measure asked for is reported."""
    if query.except_areas:
        return ()
    have = {row.area for row in rows}
    return tuple(Missing("area", area) for area in query.area_names if area not in have and query.measures)


def asked_roles(query: Query) -> tuple[Role, ...]:
    """Which of a row's values a look-up wants: now, before, or both."""
    relative = tuple(when.relative for when in query.when if when.relative)
    return tuple(dict.fromkeys(relative)) or (Role.CURRENT,)


def asked_figures(row: Row, query: Query) -> tuple[Figure, ...]:
    """The values of a row that a look-up wants, by the periods stated or by now and before."""
    values = [
        f
        for f in row.figures
        if f.role in (Role.CURRENT, Role.PREVIOUS, Role.CHANGE, Role.CHANGE_PERCENT, None)
    ]
    if periods := query.periods:
        stated = [f for f in values if any(covers(f, p) for p in periods)]
        plain = [f for f in stated if f.role not in (Role.CHANGE, Role.CHANGE_PERCENT)]
        return tuple(plain or stated)
    roles = asked_roles(query)
    found = [row.of(role) for role in roles]
    picked = tuple(figure for figure in found if figure)
    return picked or tuple(f for f in values if f.column_path and f.column_path == values[-1].column_path)
