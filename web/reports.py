"""The reports themselves: what there is, each as it was published, and search over all of them."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request

from web import current
from web.findings import grouped
from web.lookup import stored_report, whole_report
from web.searching import find, has_a_word, highlighted
from web.source import BlockKind, Highlight, blocks

reports = Blueprint("reports", __name__)


@reports.get("/reports")
def listed() -> str:
    return render_template("reports.html", reports=current.store().reports())


@reports.get("/reports/<report_id>")
def show(report_id: str) -> str:
    report, stored = whole_report(current.store(), report_id), stored_report(current.store(), report_id)
    shown = blocks(report, _highlight())
    headings = [block for block in shown if block.kind is BlockKind.HEADING]
    groups = grouped(current.store().findings(report_id))
    return render_template(
        "report.html", report=report, stored=stored, blocks=shown, headings=headings, groups=groups
    )


@reports.get("/reports/<report_id>/source")
def source(report_id: str) -> Response:
    """The lines as they were read, to the letter."""
    report = whole_report(current.store(), report_id)
    response = Response("\n".join(report.lines) + "\n", content_type="text/plain; charset=utf-8")
    response.headers.set("Content-Disposition", "attachment", filename=f"{report.id}.txt")
    return response


@reports.get("/search")
def search() -> str:
    query, report = current.words_of("q"), current.words_of("report")
    library = current.library()
    hits = find(library, query, 20, report) if query else ()
    passages = [(hit.passage, highlighted(hit.passage.text, query or "")) for hit in hits]
    titles = {stored.id: stored.facts.title for stored in library.store.reports()}
    by_meaning = not any(has_a_word(hit.passage, query or "") for hit in hits)
    return render_template(
        "search.html", query=query, report=report, passages=passages, titles=titles, by_meaning=by_meaning
    )


def _highlight() -> Highlight | None:
    line, column = request.args.get("line", ""), current.words_of("column")
    if column is None or not (line.isascii() and line.isdigit()):
        return None
    return Highlight(int(line[:9]), column)
