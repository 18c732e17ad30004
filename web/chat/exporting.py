"""A conversation as a briefing to hand on: every question, answer, calculation, note, figure and source."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from flask import render_template

from web.chat import citing
from web.rendering import citation_link

if TYPE_CHECKING:
    from docx.document import Document

    from web.chat.turns import ShownTurn

# What XML 1.0 has no room for: such characters of an old report would make the file unreadable.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

COLUMNS = ("Measure", "Area", "Period", "What it is", "As published", "Source")


@dataclass(frozen=True, slots=True)
class Briefing:
    """A conversation to hand on; `root` is the address that relative links are of."""

    title: str
    turns: tuple[ShownTurn, ...]
    publishers: Mapping[str, str | None]
    root: str

    @property
    def filename(self) -> str:
        """The title in letters that every file system takes."""
        words = re.findall(r"[a-z0-9]+", self.title.lower())
        return "-".join(words)[:60].strip("-") or "conversation"

    def source(self, citation: Mapping[str, Any]) -> str:
        return citing.source(citation, self.publishers)

    def link(self, citation: Mapping[str, Any]) -> str:
        return urljoin(self.root, citation_link(citation))


def figure_cells(figure: Mapping[str, Any]) -> tuple[str, ...]:
    """A figure of the contract under COLUMNS."""
    named = (figure[name] or "–" for name in ("measure", "area", "period", "role", "raw"))
    return (*named, f"[{figure['citation']}]")


def html(briefing: Briefing) -> str:
    """The briefing as one page that needs nothing beside it."""
    return render_template("briefing.html", briefing=briefing, columns=COLUMNS, figure_cells=figure_cells)


def docx(briefing: Briefing) -> bytes:
    """The briefing as a Word document: headings, real tables, and the sources under each answer."""
    import docx as word

    document = word.Document()
    document.core_properties.title = _xml(briefing.title)[:250]
    document.core_properties.author = "Ask the Reports"
    document.add_heading(_xml(briefing.title), 0)
    document.add_paragraph("Answers from Ask the Reports. Every figure is quoted as its report prints it.")
    for turn in briefing.turns:
        _turn(document, turn, briefing)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _turn(document: Document, turn: ShownTurn, briefing: Briefing) -> None:
    answer = turn.answer
    document.add_heading(_xml(answer["question"]), 1)
    for line in filter(str.strip, answer["answer"].splitlines()):
        document.add_paragraph(_xml(line))
    _bullets(document, "Calculated from the figures", [one["formula"] for one in answer["calculations"]])
    _bullets(document, "Please note", answer["notes"])
    if answer["figures"]:
        _figures(document, answer["figures"])
    if answer["citations"]:
        document.add_heading("Sources", 2)
    for citation in answer["citations"]:
        said = f"[{citation['number']}] {briefing.source(citation)}. {briefing.link(citation)}"
        document.add_paragraph(_xml(said))
    document.add_paragraph(_xml(f"This answer: {turn.address} ({turn.at:%d %B %Y, %H:%M} UTC)"))


def _bullets(document: Document, title: str, lines: list[str]) -> None:
    if lines:
        document.add_heading(title, 2)
    for line in lines:
        document.add_paragraph(_xml(line), style="List Bullet")


def _figures(document: Document, figures: list[dict[str, Any]]) -> None:
    document.add_heading("Figures", 2)
    table = document.add_table(rows=1, cols=len(COLUMNS), style="Table Grid")
    for cell, words in zip(table.rows[0].cells, COLUMNS, strict=True):
        cell.text = words
    for figure in figures:
        for cell, words in zip(table.add_row().cells, figure_cells(figure), strict=True):
            cell.text = _xml(words)


def _xml(words: str) -> str:
    return _NOT_XML.sub("", words)
