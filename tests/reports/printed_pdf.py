"""A report printed as PDF: headings, text and tables, in one of three styles of tables."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import StyleSheet1, getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from corpus.report import Report
from corpus.report import Table as ReportTable

WIDTH = 690.0
LABELS = 200.0
STYLES: dict[str, list[tuple[Any, ...]]] = {
    "grid": [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("BACKGROUND", (0, 0), (-1, 0), colors.lightgrey),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ],
    "stripes": [
        ("ROWBACKGROUNDS", (0, 1), (-1, -1), [colors.white, colors.lightblue]),
        ("BACKGROUND", (0, 0), (-1, 0), colors.lightgrey),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ],
    "rules": [
        ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black),
        ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black),
        ("LINEBELOW", (0, -1), (-1, -1), 1, colors.black),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ],
}


def printed(report: Report, style: str) -> bytes:
    """The PDF of a report, its tables in a style of `STYLES`."""
    out = BytesIO()
    sheet = getSampleStyleSheet()
    sheet["BodyText"].fontSize, sheet["BodyText"].leading = 9, 11
    title = Paragraph(escape(report.facts.title), sheet["Title"])
    document = SimpleDocTemplate(out, pagesize=landscape(A4), invariant=1)
    document.build([title, *_parts(report, style, sheet)], onFirstPage=_foot, onLaterPages=_foot)
    return out.getvalue()


def _foot(canvas: Canvas, document: Any) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.drawString(72, 40, "Northumbria Police and Crime Plan")
    canvas.drawRightString(760, 40, f"Page {document.page}")


def _parts(report: Report, style: str, sheet: StyleSheet1) -> Iterator[Flowable]:
    """The parts of a report in the order of its lines; a commitment is printed once, as a heading."""
    parts: list[tuple[tuple[int, int], int, Flowable]] = []
    for section in report.sections:
        heading = Paragraph(escape(section.path[-1]), sheet[f"Heading{min(section.level, 3)}"])
        parts.append((section.lines, 0, heading))
    for text in report.paragraphs:
        if not text.section or text.section[-1] != text.text:
            kind, mark = ("Bullet", "\u2022") if text.is_bullet else ("BodyText", None)
            parts.append((text.lines, 1, Paragraph(escape(text.text), sheet[kind], bulletText=mark)))
    for table in report.tables:
        parts.append((table.lines, 2, _table(table, style, sheet)))
    return (part for *_, part in sorted(parts, key=lambda one: one[:2]))


def _table(table: ReportTable, style: str, sheet: StyleSheet1) -> Table:
    """A table with its header printed again on each page."""
    rows = [(table.corner, *table.columns)]
    for row in table.rows:
        texts = [cell.text for cell in row.cells]
        rows.append((row.label.text, *texts, *[""] * (len(table.columns) - len(texts))))
    cells = [[Paragraph(escape(text), sheet["BodyText"]) for text in row] for row in rows]
    widths = [LABELS, *[(WIDTH - LABELS) / len(table.columns)] * len(table.columns)]
    return Table(cells, colWidths=widths, repeatRows=1, style=STYLES[style])
