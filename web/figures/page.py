"""The figure explorer: measure, area, period and view stand in the address; every number leads to a cell."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, render_template, request, url_for

from corpus.report import Figure
from qa.catalogue import catalogue
from qa.telling.chart import value_title
from web import current
from web.figures.explorer import Seen, View, every_figure, look, measures, table_of
from web.figures.rows import FIGURE_COLUMNS, figure_rows
from web.figures.spreadsheets import as_csv, as_xlsx, csv_file, xlsx_file
from web.figures.vega import small, specification
from web.problems import NOT_FOUND, Problem
from web.search.facets import Facet, facet

figures = Blueprint("figures", __name__)

VIEW_WORDS = {
    View.COMPARE: "Compare areas",
    View.TIME: "Over time",
    View.CHANGE: "Change",
    View.RANK: "Rank",
    View.EACH: "Each area",
    View.TABLE: "Table",
}


@figures.get("/figures")
def explore() -> str:
    measure = _measure()
    if measure is None:
        return _choice()
    seen = _seen(measure)
    if seen is None:
        return render_template("figures_none.html", measure=measure)
    charts = [specification(chart) for chart in seen.charts]
    return render_template(
        "explore.html",
        seen=seen,
        table=table_of(seen),
        charts=small(charts) if seen.view is View.EACH else charts,
        unit=value_title(seen.whole.courses[0].points[0].figure),
        names=tuple(measures(current.library())),
        facets=_facets(seen),
        views=[(one, VIEW_WORDS[one], _address(view=one)) for one in VIEW_WORDS if one in seen.views],
        small_number=current.settings().small_number,
        titles=catalogue(current.library()).titles,
        address=_address,
    )


@figures.get("/figures.csv")
def as_a_csv_file() -> Response:
    chosen = _chosen()
    return csv_file(as_csv(FIGURE_COLUMNS, _rows(chosen)), "figures")


@figures.get("/figures.xlsx")
def as_a_workbook() -> Response:
    chosen = _chosen()
    return xlsx_file(as_xlsx(FIGURE_COLUMNS, _rows(chosen), "Figures"), "figures")


def _measure() -> str | None:
    """The measure that the address names, in any case, as the reports write it; raises Problem."""
    asked = current.words_of("measure")
    if asked is None:
        return None
    for name in measures(current.library()):
        if name.casefold() == asked.casefold():
            return name
    raise Problem(NOT_FOUND, f"No report here has a measure called {asked[:100]!r}.")


def _choice() -> str:
    """The page on which a measure is chosen: those that have the words and the areas that are asked for."""
    counted = measures(current.library())
    words, areas = (current.words_of("q") or "").casefold().split(), current.all_words_of("area")
    named = {name: of for name, of in counted.items() if all(word in name.casefold() for word in words)}
    shown = {
        name: sum(n for area, n in of.items() if not areas or area in areas) for name, of in named.items()
    }
    by_area = {
        area: sum(of[area] for of in named.values())
        for area in sorted({a for of in named.values() for a in of})
    }
    return render_template(
        "figures_choice.html",
        measures=[(name, count) for name, count in shown.items() if count],
        total=sum(map(len, counted.values())),
        area=facet("area", "Area", {area: n for area, n in by_area.items() if area}, areas),
        areas=areas,
        query=current.words_of("q") or "",
    )


def _seen(measure: str) -> Seen | None:
    return look(
        current.library(),
        measure,
        kind=current.words_of("kind"),
        areas=current.all_words_of("area"),
        periods=current.all_words_of("period"),
        view=current.words_of("view"),
    )


def _facets(seen: Seen) -> dict[str, Facet]:
    """The filters, each counted with the others kept."""
    areas, periods = current.all_words_of("area"), current.all_words_of("period")
    of_areas, of_periods = seen.whole.narrowed((), periods), seen.whole.narrowed(areas, ())
    by_area = {c.label: len(c.points) + len(c.absent) for c in of_areas.courses}
    by_period = {
        period: sum(bool(c.on(period) or c.absent_on(period)) for c in of_periods.courses)
        for period in reversed(of_periods.every_period)
    }
    kinds = {group.key: group.count for group in seen.groups}
    labels = {group.key: group.words for group in seen.groups}
    return {
        "kind": facet("kind", "Kind of period", kinds, (seen.whole.key,), labels=labels, most=100),
        "area": facet("area", "Area", by_area, areas, most=100),
        "period": facet("period", "Period", by_period, periods, most=200),
    }


def _chosen() -> tuple[Figure, ...]:
    """The figures that the page shows, or, with `all`, every figure of the measure, changes and notes too."""
    measure = _measure()
    if measure is None:
        raise Problem(NOT_FOUND, "No measure was chosen.")
    seen = None if current.words_of("all") else _seen(measure)
    return seen.figures if seen else every_figure(current.library(), measure)


def _rows(chosen: tuple[Figure, ...]) -> list[list[object]]:
    titles = catalogue(current.library()).titles
    return list(figure_rows(chosen, titles, request.url_root))


def _address(endpoint: str = "figures.explore", **changed: object) -> str:
    """This page with something changed; `None` takes a parameter out."""
    given = {name: request.args.getlist(name) for name in ("measure", "kind", "area", "period", "view")}
    asked: dict[str, Any] = {name: values for name, values in {**given, **changed}.items() if values}
    return url_for(endpoint, **asked)
