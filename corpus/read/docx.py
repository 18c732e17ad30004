"""Word documents: headings by their styles, lists, tables, notes and text boxes, tracked changes accepted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from zipfile import BadZipFile

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml.etree import ErrorTypes, LxmlError, XMLSyntaxError, _Element

from corpus.read.document import Part, PartKind, Source, source_of
from corpus.read.docx_styles import Look, Looks, Styles
from corpus.read.docx_tables import cells_of, children, is_layout, nested_tables, rows_of, table_cells
from corpus.read.docx_text import Notes, goes_on, is_bold, paragraph_text, text_boxes
from corpus.read.headings import captioned, is_heading_like
from corpus.read.levels import Levels
from corpus.read.limits import NESTED_MOST
from corpus.report import UnreadableReport

_BOLD_DEPTH = 10  # a paragraph that is bold as a whole stands under every real heading
_NOTE_KINDS = ("footnote", "endnote")


def read_docx(raw: bytes, name: str) -> Source:
    """The source that a Word document makes. Raises UnreadableReport."""
    try:
        document = docx.Document(BytesIO(raw))
        reader = _Body(document, name)
    except (BadZipFile, OpcError, LxmlError, KeyError, ValueError) as error:
        if isinstance(error, XMLSyntaxError) and error.code == ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        reason = "cannot be opened as a Word document; save it again as .docx and add that"
        raise UnreadableReport(name, reason) from error
    reader.read(document.element.body)
    return source_of(captioned(_titled(reader.parts)))


class _Body:
    """The parts of a document, found by going through its paragraphs and tables in order."""

    def __init__(self, document: Document, name: str) -> None:
        self.parts: list[Part] = []
        self._name = name
        self._styles = Styles(document)
        self._notes = Notes(dict(_notes(document)))
        self._levels = Levels()
        self._caption = ""
        self._begun = ""  # of a paragraph whose end was deleted

    def read(self, container: _Element, depth: int = 0) -> None:
        """The paragraphs and tables of the body, a cell or a text box."""
        if depth > NESTED_MOST:
            raise UnreadableReport(self._name, f"has tables nested more than {NESTED_MOST} deep")
        for child in children(container):
            if child.tag == qn("w:p"):
                self._paragraph(child, depth)
            elif child.tag == qn("w:tbl"):
                self._table(child, depth)
        self._end_caption()

    def _paragraph(self, element: _Element, depth: int) -> None:
        text = f"{self._begun} {paragraph_text(element, self._notes)}".strip()
        self._begun = text if goes_on(element) else ""
        if text and not self._begun:
            self._text(element, text)
        for box in text_boxes(element):
            self.read(box, depth + 1)

    def _text(self, element: _Element, text: str) -> None:
        look = self._styles.look(element)
        if look.looks is Looks.CONTENTS:
            return
        self._end_caption()
        if look.looks is Looks.CAPTION:
            self._caption = text
            return
        if look.looks is Looks.TEXT and is_bold(element) and is_heading_like(text):
            look = Look(Looks.HEADING, _BOLD_DEPTH)
        self.parts.append(self._part(look, text))
        self._end_notes()

    def _part(self, look: Look, text: str) -> Part:
        if look.looks is Looks.HEADING:
            return Part(PartKind.HEADING, text, self._levels.level(look.depth))
        if look.looks is Looks.TITLE and not any(part.kind is PartKind.HEADING for part in self.parts):
            return Part(PartKind.TITLE, text)
        return Part(PartKind.BULLET if look.looks is Looks.BULLET else PartKind.PARAGRAPH, text)

    def _table(self, element: _Element, depth: int, title: str = "") -> None:
        if is_layout(element):
            self._end_caption()
            for cell in (cell for row in rows_of(element) for cell in cells_of(row)):
                self.read(cell, depth + 1)
            return
        caption, self._caption = self._caption or title, ""
        self.parts.append(Part(PartKind.TABLE, caption, cells=table_cells(element, self._notes)))
        self._end_notes()
        for label, inner in nested_tables(element):
            if depth >= NESTED_MOST:
                raise UnreadableReport(self._name, f"has tables nested more than {NESTED_MOST} deep")
            self._table(inner, depth + 1, label)

    def _end_caption(self) -> None:
        """A caption that no table followed is a paragraph: a picture's, or a table's above it."""
        if self._caption:
            self.parts.append(Part(PartKind.PARAGRAPH, self._caption))
            self._caption = ""

    def _end_notes(self) -> None:
        """The notes whose marks have come stand right below."""
        self.parts.extend(Part(PartKind.PARAGRAPH, note) for note in self._notes.take())


def _titled(parts: Sequence[Part]) -> list[Part]:
    """The parts with a title: where no style says what it is, the one outermost heading above all others."""
    headings = [part for part in parts if part.kind is PartKind.HEADING]
    outermost = [part for part in headings if part.level == 1]
    if any(part.kind is PartKind.TITLE for part in parts) or len(headings) < 2 or len(outermost) != 1:
        return list(parts)
    title = outermost[0]
    return [
        replace(part, kind=PartKind.TITLE)
        if part is title
        else replace(part, level=part.level - 1)
        if part.kind is PartKind.HEADING
        else part
        for part in parts
    ]


def _notes(document: Document) -> Iterator[tuple[tuple[str, str], str]]:
    """The words of every footnote and endnote by its kind and id."""
    for relation in document.part.rels.values():
        kind = next((one for one in _NOTE_KINDS if relation.reltype.endswith(f"/{one}s")), None)
        if kind is None or relation.is_external:
            continue
        for note in parse_xml(relation.target_part.blob).findall(qn(f"w:{kind}")):
            texts = (paragraph_text(paragraph, Notes()) for paragraph in note.iter(qn("w:p")))
            if text := " ".join(filter(None, texts)):
                yield (kind, note.get(qn("w:id"), "")), text
