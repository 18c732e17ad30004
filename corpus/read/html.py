"""Web pages: what a reader of the page reads of it, without menus, banners and scripts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from corpus.read.document import Part, PartKind, Source, source_of
from corpus.read.headings import captioned, is_heading_like
from corpus.read.html_tables import is_layout, nested_tables, row_label, table_cells
from corpus.read.html_text import BLOCKS, is_dropped, own_text
from corpus.read.levels import Levels
from corpus.read.raised import raised
from corpus.read.texts import text_of
from corpus.report import UnreadableReport

_HEADING = re.compile(r"h([1-6])$")
_DECLARED = re.compile(rb"<meta[^>]{0,100}charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_BOLD_DEPTH = 7  # a paragraph that is bold as a whole stands under every real heading


def read_html(raw: bytes, name: str) -> Source:
    """The source that a web page makes. Raises UnreadableReport."""
    page = _Page(_main(_parsed(raw, name)))
    return source_of(captioned(page.parts))


def _parsed(raw: bytes, name: str) -> HtmlElement:
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        root: HtmlElement = document_fromstring(_text(raw, name).encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise UnreadableReport(name, "is a web page without any text") from error
    if any(error.type_name == "ERR_NAME_TOO_LONG" or "depth" in error.message for error in parser.error_log):
        raise UnreadableReport(name, "is nested deeper than any report is; save it as PDF and add that")
    return root


def _text(raw: bytes, name: str) -> str:
    """The characters: UTF-8 where they are, else in the coding that the page declares."""
    declared = _DECLARED.search(raw[:4096])
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return raw.decode(declared[1].decode() if declared else "", errors="replace")
        except LookupError:
            return text_of(raw, name)
    return text_of(raw, name)


def _main(root: HtmlElement) -> HtmlElement:
    """The part of a page that it says is its own matter; the whole body where it does not say.

    The page's name comes along, from its banner or its head, where the part has none.
    """
    mains = root.xpath("//main | //*[@role='main']")
    whole = mains[0] if len(mains) == 1 else next(iter(root.xpath("//body")), root)
    heads = root.xpath("//h1") or root.xpath("//head/title")
    if heads and not any(_is_shown(head, whole) for head in whole.iterdescendants("h1")):
        heads[0].tag, heads[0].tail = "h1", None
        whole.insert(0, heads[0])
    return whole


def _is_shown(element: HtmlElement, whole: HtmlElement) -> bool:
    inside = (outer for outer in element.iterancestors() if outer is not whole)
    return not any(is_dropped(outer) for outer in inside if whole in outer.iterancestors())


class _Page:
    """The parts of a page, found by going through its elements in order."""

    def __init__(self, root: HtmlElement) -> None:
        self.parts: list[Part] = []
        self._levels = Levels()
        self._words: list[str] = []
        self._kind = PartKind.PARAGRAPH
        self._walk(root)
        self._end()

    def _walk(self, element: HtmlElement) -> None:
        """One element with all that is in it; `_words` gathers what stands on one line."""
        if not isinstance(element.tag, str) or is_dropped(element):
            return
        tag = element.tag.lower()
        if tag == "table":
            self._end()
            self._table(element)
        elif heading := _HEADING.match(tag):
            self._end()
            self._heading(own_text(element), int(heading[1]))
        elif tag == "br":
            self._break()
        elif tag in BLOCKS:
            self._end()
            self._block(element, tag)
        elif tag == "sup":
            self._words.append(raised(own_text(element)))
        else:
            self._inside(element)

    def _block(self, element: HtmlElement, tag: str) -> None:
        outer, self._kind = self._kind, PartKind.BULLET if tag == "li" else self._kind
        if tag in ("p", "div") and _is_bold(element) and is_heading_like(text := own_text(element)):
            self._heading(text, _BOLD_DEPTH)
        else:
            self._inside(element)
        self._end()
        self._kind = outer

    def _inside(self, element: HtmlElement) -> None:
        self._words.append(element.text or "")
        for child in element:
            self._walk(child)
            self._words.append(child.tail or "")

    def _break(self) -> None:
        """A line break does not end a paragraph; two of them do."""
        if next((word for word in reversed(self._words) if word.strip() or word == "\n"), "") == "\n":
            self._end()
        else:
            self._words.append("\n")

    def _end(self) -> None:
        """The words so far are one paragraph or bullet."""
        text = " ".join("".join(self._words).split())
        self._words = []
        if text:
            self.parts.append(Part(self._kind, text))

    def _heading(self, text: str, depth: int) -> None:
        if not text:
            return
        if depth == 1 and not self.parts:
            self.parts.append(Part(PartKind.TITLE, text))
        else:
            self.parts.append(Part(PartKind.HEADING, text, self._levels.level(depth)))

    def _table(self, element: HtmlElement, title: str = "") -> None:
        """A table of data; the cells of one that only lays out the page are read one after another.

        `title` is what names it where it has no caption: the row of the table that it stands in.
        """
        if is_layout(element):
            for cell in element.iterdescendants("td", "th"):
                if next(cell.iterancestors("table")) is element:
                    self._inside(cell)
                    self._end()
            return
        caption = " ".join(map(own_text, element.findall("caption"))) or title
        self.parts.append(Part(PartKind.TABLE, caption, cells=table_cells(element)))
        for inner in nested_tables(element):
            self._table(inner, row_label(inner))


def _is_bold(element: HtmlElement) -> bool:
    """Whether all of a paragraph's words are bold."""
    outside = [element.text or "", *(child.tail or "" for child in element)]
    children: Sequence[HtmlElement] = list(element)
    return bool(children) and not "".join(outside).strip() and all(c.tag in ("b", "strong") for c in children)
