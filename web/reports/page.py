"""The reports themselves: what there is, and each as it was published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from flask import Blueprint, Response, render_template, request, url_for

from corpus.report import Format
from index.store import StoredReport
from web import current
from web.figures.rows import FIGURE_COLUMNS, figure_rows
from web.figures.spreadsheets import as_csv, as_xlsx, csv_file, xlsx_file
from web.places import line_address, report_address
from web.problems import NOT_FOUND, Problem
from web.reports.findings import grouped
from web.reports.lookup import by_period, line_asked, stored_report, whole_report
from web.reports.parts import Part, part_with, parts_of
from web.reports.pictures import page_of_line
from web.reports.source import Highlight, highlighted
from web.search.facets import facet
from web.search.searching import force_of

reports = Blueprint("reports", __name__)

A_PAGE = 25


@reports.get("/reports")
def listed() -> str:
    held = sorted(current.store().reports(), key=by_period, reverse=True)
    forces = current.all_words_of("force")
    kept = [stored for stored in held if not forces or force_of(stored) in forces]
    number, last = _page(len(kept))
    return render_template(
        "reports.html",
        held=len(held),
        kept=len(kept),
        reports=kept[(number - 1) * A_PAGE : number * A_PAGE],
        force=facet("force", "Force", dict(Counter(map(force_of, held)).most_common()), forces),
        number=number,
        last=last,
        address=lambda **changed: url_for("reports.listed", **{"force": forces, **changed}),
    )


@reports.get("/reports/<report_id>")
def show(report_id: str) -> str:
    """One part of the report: the one with the line that the address names, or the part of that number."""
    store = current.store()
    stored = stored_report(store, report_id)
    parts = parts_of(store, stored)
    line = line_asked()
    part = (
        part_with(parts, line)
        if line
        else parts[min(current.whole_number("part", 1, 1, 10**6), len(parts)) - 1]
    )
    column, quote = current.words_of("column"), current.words_of("quote")
    shown = highlighted(part.blocks, Highlight(line, column)) if line and column else part.blocks
    return render_template(
        "report.html",
        stored=stored,
        facts=stored.facts,
        part=part,
        parts=parts,
        blocks=shown,
        groups=grouped(store.findings(report_id)),
        printed_page=_printed_page(stored, line),
        place={"line": line, "column": column, "quote": quote} if line else {},
        quoted=(line, quote) if line and quote else None,
        here=lambda to: _address_of_line(report_id, parts, part, to),
    )


@reports.get("/reports/<report_id>/source")
def source(report_id: str) -> Response:
    """The lines as they were read, to the letter."""
    report = whole_report(current.store(), report_id)
    response = Response("\n".join(report.lines) + "\n", content_type="text/plain; charset=utf-8")
    response.headers.set("Content-Disposition", "attachment", filename=f"{report.id}.txt")
    return response


@reports.get("/reports/<report_id>/original")
def original(report_id: str) -> Response:
    """The file as it was added, to the byte; only ever to be saved, whatever it holds."""
    if not stored_report(current.store(), report_id).filename:
        raise Problem(NOT_FOUND, "The file that this report was read from is not held.")
    name, content = current.store().original(report_id)
    response = Response(content, content_type="application/octet-stream")
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


@reports.get("/reports/<report_id>/figures.csv")
def figures_csv(report_id: str) -> Response:
    return csv_file(as_csv(FIGURE_COLUMNS, _figure_rows(report_id)), f"{report_id}-figures")


@reports.get("/reports/<report_id>/figures.xlsx")
def figures_xlsx(report_id: str) -> Response:
    return xlsx_file(as_xlsx(FIGURE_COLUMNS, _figure_rows(report_id), "Figures"), f"{report_id}-figures")


def _figure_rows(report_id: str) -> list[list[object]]:
    """Every figure of a report in the order of its lines."""
    stored = stored_report(current.store(), report_id)
    figures = current.store().figures(report=report_id)
    return list(figure_rows(figures, {report_id: stored.facts.title}, request.url_root))


def _page(count: int) -> tuple[int, int]:
    """The number of the page that is asked for, and of the last one."""
    last = max(1, -(-count // A_PAGE))
    return min(current.whole_number("page", 1, 1, 10**6), last), last


def _printed_page(stored: StoredReport, line: int | None) -> int | None:
    """The page of a PDF report to show as printed: the one with the line, else the first."""
    if stored.format is not Format.PDF or not stored.filename:
        return None
    return (line and page_of_line(current.store(), stored, line)) or 1


def _address_of_line(report_id: str, parts: Sequence[Part], part: Part, line: int) -> str:
    """A line's place: on this page where it is here, else on the page that has it."""
    if part_with(parts, line) is part:
        return f"#L{line}"
    return line_address(report_address(report_id), line)
