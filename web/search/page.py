"""The search page: what was looked for stands in the address, and so do its filters."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, render_template, request, url_for

from web import current
from web.figures.explorer import measures
from web.figures.spreadsheets import as_csv, csv_file
from web.places import place_url
from web.problems import Problem
from web.search.marking import Has, highlighted
from web.search.searching import FILTERS, HAS_LABELS, Listing, Sought, find, force_of, period_of

search = Blueprint("search", __name__)

A_PAGE = 20
SHORT = 30  # characters

CSV_COLUMNS = (
    *("report", "title", "force", "period", "section", "table", "kind", "lead-in", "text", "words"),
    *("first line", "last line", "page", "address"),
)


def sought() -> Sought:
    """What the address asks for."""
    filters = {name: current.all_words_of(name) for name in FILTERS}
    return Sought(current.words_of("q") or "", **filters, newest=current.words_of("order") == "newest")


@search.get("/search")
def page() -> str | Response:
    wanted, reports = sought(), current.store().reports()
    problem, found = None, None
    if wanted.query:
        try:
            found = find(current.library(), wanted)
        except Problem as refused:
            problem = refused
    body = render_template(
        "search.html", sought=wanted, reports=reports, problem=problem, **_shown(wanted, found)
    )
    return Response(body, problem.kind.status) if problem else body


@search.get("/search.csv")
def as_a_file() -> Response:
    """All that is found, not a page of it."""
    wanted = sought()
    return csv_file(listing_csv(find(current.library(), wanted), request.url_root), "search")


def listing_csv(found: Listing, root: str = "") -> str:
    """All results, a line each, with where each stands; `root` is put before their addresses."""
    return as_csv(CSV_COLUMNS, (_row(one, root.rstrip("/")) for one in found.results))


def _row(result: Any, root: str) -> list[object]:
    passage, where = result.passage, result.passage.where
    return [
        *(where.report, result.report.facts.title, force_of(result.report), period_of(result.report)),
        *(" > ".join(where.section), where.table, passage.kind.value, passage.lead_in, passage.text),
        *(HAS_LABELS[result.has], *where.lines, where.page, root + place_url(where)),
    ]


def _shown(wanted: Sought, found: Listing | None) -> dict[str, Any]:
    """What the page shows of a listing: a page of results, and the addresses that lead on."""
    if found is None:
        return {"found": None, "topics": _topics()}
    last = max(1, -(-len(found.results) // A_PAGE))
    number = min(current.whole_number("page", 1, 1, 10**6), last)
    start = (number - 1) * A_PAGE
    results = found.results[start : start + A_PAGE]
    return {
        "found": found,
        "results": results,
        "marked": lambda text: highlighted(text, wanted.query),
        "first": start + 1,
        "number": number,
        "last": last,
        "none_has_a_word": bool(found.results) and all(one.has is Has.NEAR for one in found.results),
        "address": _address,
        "has_labels": HAS_LABELS,
    }


def _topics() -> list[str]:
    """A few words that will find something: short names of the measures that most figures are of."""
    counted = measures(current.library())
    short = (name for name in counted if len(name) <= SHORT)
    return sorted(short, key=lambda name: -sum(counted[name].values()))[:3]


def _address(endpoint: str = "search.page", **changed: object) -> str:
    """This search with something changed: a filter's values, the page; `None` takes a parameter out."""
    given = {name: request.args.getlist(name) for name in ("q", *FILTERS, "order")}
    asked = {name: values for name, values in {**given, **changed}.items() if values}
    return url_for(endpoint, **asked)  # type: ignore[arg-type]
