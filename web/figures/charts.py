"""The figures of a chart as a table for the page and as CSV, from the JSON that the API sends."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import Response

from web import problems
from web.problems import Problem
from web.rendering import citation_link

if TYPE_CHECKING:
    from flask import Flask

Json = Mapping[str, Any]

CSV_COLUMNS = (
    *("measure", "area", "period", "role", "value", "unit", "margin", "as published"),
    *("report", "title", "table", "row", "column", "first line", "last line", "page", "address"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class GridRow:
    """What stands beside one label: a figure for each group, or `None` where there is none."""

    label: str
    figures: tuple[Json | None, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A chart's figures in rows by label and columns by group."""

    groups: tuple[str, ...]
    rows: tuple[GridRow, ...]


def install(app: Flask) -> None:
    app.jinja_env.filters["chart_grid"] = chart_grid
    app.jinja_env.filters["figure_link"] = figure_link


def chart_grid(chart: Json) -> Grid:
    """Bars in the order in which they are drawn, the points of lines in the order of time."""
    figures = chart["data"]["values"]
    if chart["usermeta"]["mark"] == "lines":
        figures = sorted(figures, key=lambda figure: str(figure["end"]))
    groups = tuple(dict.fromkeys(figure["group"] for figure in chart["data"]["values"]))
    found = {(figure["label"], figure["group"]): figure for figure in figures}
    labels = dict.fromkeys(figure["label"] for figure in figures)
    return Grid(groups, tuple(GridRow(one, tuple(found.get((one, g)) for g in groups)) for one in labels))


def figure_link(figure: Json, answer: Json) -> str:
    """The address of a figure's very cell."""
    return citation_link({**_citation(figure, answer), "column": figure["column"]})


def chart_csv(answer: Json) -> str:
    """The figures of an answer's chart, a line each, with where each stands.

    Words that a spreadsheet would take for a formula get an apostrophe before them; numbers stay numbers.
    """
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(CSV_COLUMNS)
    writer.writerows(map(safe, row) for row in _rows(answer))
    return written.getvalue()


def csv_response(answer: Json) -> Response:
    """The CSV to download, marked as UTF-8 for spreadsheets; raises Problem where there is no chart."""
    if answer["chart"] is None:
        raise Problem(problems.NOT_FOUND, "The answer that was asked for has no chart.")
    response = Response("\ufeff" + chart_csv(answer), content_type="text/csv; charset=utf-8")
    response.headers.set("Content-Disposition", "attachment", filename=f"figures-{answer['id']}.csv")
    return response


def _rows(answer: Json) -> Iterator[list[Any]]:
    for figure in answer["chart"]["data"]["values"]:
        citation = _citation(figure, answer)
        said = [
            figure[name] for name in ("measure", "area", "period", "role", "value", "unit", "margin", "raw")
        ]
        place = [citation[name] for name in ("report", "title", "table", "row")]
        yield [*said, *place, figure["column"], *citation["lines"], citation["page"], citation["url"]]


def _citation(figure: Json, answer: Json) -> Json:
    return next(one for one in answer["citations"] if one["number"] == figure["citation"])


def safe(cell: object) -> object:
    """A cell for CSV: words that a spreadsheet would take for a formula get an apostrophe before them."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
