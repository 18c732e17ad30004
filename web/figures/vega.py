"""A chart as a Vega-Lite specification, which any Vega-Lite viewer draws, with its data as records.

Altair makes a design for each kind of chart, once a process: importing it takes half a second, and making
a chart with it longer than all the rest of an answer. A chart's words and data are put into the design.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from corpus.periods import in_words
from qa.question import Mark
from qa.telling.wording import count
from web.numbers import number_or_null

if TYPE_CHECKING:
    from datetime import date

    import altair as alt

    from qa.question import Chart, Point

Json = dict[str, Any]

_BAR, _LABEL = 18, 24  # pixels: a bar, and the room for the words over it
_LETTER = 8  # pixels that a letter takes at most
_HEIGHT, _SMALL = 260, 130  # pixels, of lines
_INK, _QUIET, _GRID, _BLUE = "#14202b", "#4a5a68", "#ccd5dc", "#1d4f73"
# Okabe and Ito's colours, which people of any colour vision tell apart; their yellow is too light for a line.
_COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#000000", "#7f7f7f"]
_SHADES = {1: [_BLUE], 2: ["#d3dfe9", _BLUE], 3: ["#d3dfe9", _BLUE, "#8fb0c9"]}  # of the bars of each group


def warm() -> None:
    """Imports what the first chart would wait for."""
    import altair  # noqa: F401


def specification(chart: Chart) -> Json:
    """The chart as a Vega-Lite specification. `usermeta` holds its sources and what it leaves out."""
    groups = len({point.group for point in chart.points})
    figures = [point.figure for point in chart.points]
    has_margins = any(figure.margin is not None for figure in figures)
    is_whole = all(figure.value == figure.value.to_integral_value() for figure in figures if figure.value)
    design = deepcopy(_design(chart.mark, chart.value_title, groups, has_margins, is_whole))
    if chart.mark is Mark.LINES:
        ends = sorted({figure.period.end for figure in figures if figure.period and figure.period.end})
        _axis_of_time(design)["values"] = [_day(end) for end in ends]
    return {
        **design,
        "title": {**design["title"], "text": chart.title, "subtitle": [chart.subtitle, _source(chart)]},
        "description": " ".join((f"{chart.title}, {chart.subtitle}.", *chart.description)),
        "padding": {
            **{"left": 5 + _room_for_numbers(chart, below_zero=True), "top": 5},
            **{"right": 10 + _room_for_numbers(chart, below_zero=False), "bottom": 5},
        },
        "data": {**design["data"], "values": [_record(point) for point in chart.points]},
        "usermeta": {
            "mark": chart.mark.value,
            "value_title": chart.value_title,
            "sources": list(chart.sources),
            "left_out": list(chart.left_out),
        },
    }


def small(charts: Sequence[Json]) -> list[Json]:
    """Line charts made small, their values on one scale, so that they can be held against each other."""
    values = [record["value"] for chart in charts for record in chart["data"]["values"]]
    domain = [min(0, *values), max(0, *values)] if values else []
    return [_small(deepcopy(chart), domain) for chart in charts]


def _small(chart: Json, domain: list[float]) -> Json:
    for layer in chart["layer"]:
        layer["encoding"]["y"]["scale"] = {**layer["encoding"]["y"]["scale"], "domain": domain}
        layer["encoding"]["y"]["axis"]["title"] = None
        layer["encoding"]["x"]["axis"]["title"] = None
    return {**chart, "height": _SMALL}


def _source(chart: Chart) -> str:
    """The reports by title; of many, how many they are, and the first and the last."""
    if len(chart.sources) <= 2:
        return f"Source: {'; '.join(chart.sources)}"
    return f"Source: {len(chart.sources)} reports, from “{chart.sources[0]}” to “{chart.sources[-1]}”"


def _axis_of_time(design: Json) -> Json:
    return cast(Json, design["layer"][0]["encoding"]["x"]["axis"])


def _day(day: date) -> Json:
    """A day as Vega-Lite writes it, the same in every time zone."""
    return {"year": day.year, "month": day.month, "date": day.day, "utc": True}


def _room_for_numbers(chart: Chart, *, below_zero: bool) -> int:
    """Pixels for the number that stands after the longest bar, on the side to which it runs."""
    if chart.mark is Mark.LINES:
        return 0
    figures = (point.figure for point in chart.points)
    words = [count(f) for f in figures if f.value is not None and (f.value < 0) is below_zero]
    return _LETTER * max(map(len, words), default=0)


def _record(point: Point) -> Json:
    """A figure as the data of a chart; `shown` is its number as the answer words it."""
    figure, period = point.figure, point.figure.period
    return {
        "label": point.label,
        "group": point.group,
        "value": number_or_null(figure.value),
        "shown": count(figure),
        "unit": figure.unit,
        "margin": number_or_null(figure.margin),
        "measure": figure.measure,
        "area": figure.area,
        "period": in_words(period) if period else None,
        "end": period.end.isoformat() if period and period.end else None,
        "run": point.run,
        "role": figure.role.value if figure.role else None,
        "raw": figure.raw,
        "column": figure.where.column,
        "citation": point.cited.citation,
    }


@lru_cache(maxsize=64)
def _design(mark: Mark, value_title: str, groups: int, has_margins: bool, is_whole: bool) -> Json:
    """The specification without data and words of its own. Shared: whoever gets it must not change it."""
    import altair as alt

    step = 1 if is_whole else alt.Undefined
    axis = alt.Axis(title=value_title, format=",~f", tickCount=5, tickMinStep=step)
    layers = _bars(axis, groups, has_margins=has_margins) if mark is Mark.BARS else _lines(axis, groups)
    chart = alt.layer(
        *layers,
        data=alt.NamedData("figures"),
        width="container",
        height=alt.Step(_band(groups), **{"for": "position"}) if mark is Mark.BARS else _HEIGHT,
        title=alt.Title("", anchor="start"),
        config=_look(_SHADES[groups] if mark is Mark.BARS else _COLOURS),
    )
    return dict(chart.to_dict())


def _look(colours: list[str]) -> alt.Config:
    """Dark ink on white. A page with looks of its own puts another `config` here."""
    import altair as alt

    return alt.Config(
        view=alt.ViewConfig(stroke=None),
        axis=alt.AxisConfig(labelColor=_QUIET, titleColor=_QUIET, gridColor=_GRID, domainColor=_QUIET),
        title=alt.TitleConfig(color=_INK, subtitleColor=_QUIET),
        legend=alt.LegendConfig(labelColor=_INK, labelLimit=0),
        text=alt.MarkConfig(color=_INK),
        bar=alt.BarConfig(stroke=_BLUE, strokeWidth=1),
        range=alt.RangeConfig(category=colours),
    )


def _band(groups: int) -> int:
    """Pixels for the bars of one label, with its words over them."""
    return groups * _BAR + _LABEL


def _bars(axis: alt.Axis, groups: int, *, has_margins: bool) -> list[alt.Chart]:
    """Bars from zero, the label over them, the number after each; shade and order tell their group."""
    import altair as alt

    gap = _LABEL / _band(groups)
    place = alt.Y("label:N", sort=None, axis=None, scale=alt.Scale(paddingInner=gap, paddingOuter=gap))
    value = alt.X("value:Q", axis=axis, scale=alt.Scale(zero=True))
    legend = alt.Legend(title=None, orient="top", direction="vertical") if groups > 1 else None
    data = alt.Chart().encode(y=place, yOffset=alt.YOffset("group:N", sort=None))
    bars = data.mark_bar(aria=False).encode(x=value, fill=alt.Fill("group:N", sort=None, legend=legend))
    margins = [data.mark_errorbar(ticks=True).encode(x=value, xError="margin:Q")] if has_margins else []
    return [bars, *margins, _numbers(data), _labels(place)]


def _numbers(data: alt.Chart) -> alt.Chart:
    """The number of each bar, after its end and its margin."""
    import altair as alt

    end = "datum.value + (datum.value < 0 ? -1 : 1) * (datum.margin || 0)"
    side, space = alt.expr("datum.value < 0 ? 'right' : 'left'"), alt.expr("datum.value < 0 ? -4 : 4")
    words = data.mark_text(aria=False, baseline="middle", align=side, dx=space)
    numbers: alt.Chart = words.transform_calculate(end_of_bar=end).encode(x="end_of_bar:Q", text="shown:N")
    return numbers


def _labels(place: alt.Y) -> alt.Chart:
    """What a bar or pair of bars is of, over it: there even a phone has room for many words."""
    import altair as alt

    words = alt.Chart().mark_text(
        aria=False, align="left", baseline="bottom", dy=-4, limit=alt.expr("width + 40")
    )
    once_each = words.transform_aggregate(bars="count()", groupby=["label"])
    labels: alt.Chart = once_each.encode(x=alt.value(0), y=place.bandPosition(0), text="label:N")
    return labels


def _lines(axis: alt.Axis, groups: int) -> list[alt.Chart]:
    """Lines with points over time, from zero, parted at gaps; colour, dash and shape tell their group."""
    import altair as alt

    months = alt.Axis(title="End of the period", format="%b %Y", labelOverlap="greedy", grid=False)
    when = alt.X("end:T", scale=alt.Scale(type="utc"), axis=months)
    value = alt.Y("value:Q", axis=axis, scale=alt.Scale(zero=True))
    columns = alt.expr("width < 400 ? 1 : 3")
    legend = alt.Legend(title=None, orient="top", columns=columns) if groups > 1 else None
    data = alt.Chart().encode(x=when, y=value, color=alt.Color("group:N", sort=None, legend=legend))
    dash = alt.StrokeDash("group:N", sort=None, legend=legend)
    shape = alt.Shape("group:N", sort=None, legend=legend)
    lines = data.mark_line(aria=False).encode(detail="run:O", strokeDash=dash)
    points = data.mark_point(aria=False, filled=True, size=60, opacity=1).encode(shape=shape)
    return [lines, points]
