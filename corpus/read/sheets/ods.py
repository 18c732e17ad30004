"""OpenDocument spreadsheets (.ods): the sheets of content.xml, what their cells show and what they hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from corpus.grid import RawCell
from corpus.read.sheets.formats import general
from corpus.read.sheets.numbers import decimal_of, exact_under
from corpus.read.sheets.package import Package
from corpus.read.sheets.sheet import Sheet, SheetWriter
from corpus.read.sheets.words import folded, leading_blanks, raised

_SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
}
_CENTIMETRES = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72}
_WIDEST = 16_384  # columns that a sheet can have
_INDENT = 0.35  # centimetres that one step of a cell's indent takes


def _name(prefixed: str) -> str:
    prefix, local = prefixed.split(":")
    return f"{{{_SPACES[prefix]}}}{local}"


_STYLE, _TABLE, _ROW, _COLUMN = map(
    _name, ("style:style", "table:table", "table:table-row", "table:table-column")
)
_CELL, _COVERED = _name("table:table-cell"), _name("table:covered-table-cell")
_PARAGRAPH, _SPAN, _BLANKS = _name("text:p"), _name("text:span"), _name("text:s")
_BREAKS = (_name("text:line-break"), _name("text:tab"))
_VALUE, _TYPE = _name("office:value"), _name("office:value-type")
_OTHER_VALUES = tuple(
    map(_name, ("office:string-value", "office:date-value", "office:time-value", "office:boolean-value"))
)
_FORMULA, _SHEET_NAME, _STYLE_NAME = _name("table:formula"), _name("table:name"), _name("table:style-name")
_VISIBILITY = _name("table:visibility")


@dataclass(slots=True)
class _Styles:
    """What the names of styles stand for, as far as it matters here."""

    raised: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)
    indents: dict[str, int] = field(default_factory=dict)

    def add(self, style: etree._Element) -> None:
        name = style.get(_name("style:name"), "")
        for part in style:
            position = part.get(_name("style:text-position"), "")
            if position.startswith("super") or (position[:1].isdigit() and not position.startswith("0%")):
                self.raised.add(name)
            if part.get(_name("table:display")) == "false":
                self.hidden.add(name)
            if indent := _indent(part.get(_name("fo:margin-left"), "")):
                self.indents[name] = indent


def ods_sheets(package: Package) -> Iterator[Sheet]:
    """The sheets of a spreadsheet, one after another. Raises UnreadableReport."""
    styles, writer = _Styles(), None
    wanted = (_STYLE, _TABLE, _ROW, _COLUMN)
    for event, node in package.walk("content.xml", ("start", "end"), wanted):
        if node.tag == _STYLE and event == "end":
            styles.add(node)
        elif node.tag == _TABLE and event == "start" and node.getparent().tag != _CELL:
            writer = SheetWriter(
                package.name, node.get(_SHEET_NAME, ""), is_hidden=node.get(_STYLE_NAME) in styles.hidden
            )
        elif writer is None or event == "start":
            continue
        elif node.tag == _TABLE:
            if not writer.title.startswith("'file:"):  # what it keeps of another file is not its own
                yield writer.sheet()
            writer = None
        elif node.tag == _COLUMN:
            writer.skip_columns(
                _count(node, "table:number-columns-repeated"), is_hidden=bool(node.get(_VISIBILITY))
            )
        else:
            _write_row(node, writer, styles)
            node.clear()


def _write_row(row: etree._Element, writer: SheetWriter, styles: _Styles) -> None:
    cells = tuple(_row_cells(row, styles))
    hidden = row.get(_VISIBILITY, "visible") != "visible"
    repeated = _count(row, "table:number-rows-repeated")
    for _ in range(repeated if cells else 0):
        for cell, is_uncomputed in cells:
            writer.add(cell, is_uncomputed=is_uncomputed)
        writer.end_row(is_hidden=hidden)
    if not cells:
        writer.skip_rows(repeated)


def _row_cells(row: etree._Element, styles: _Styles) -> Iterator[tuple[RawCell, bool]]:
    """The filled cells of a row (row 0 in each), and whether each is a formula without a stored value."""
    column = 0
    for node in row:
        if node.tag not in (_CELL, _COVERED):
            continue
        repeated = _count(node, "table:number-columns-repeated")
        cell, is_uncomputed = _cell(node, styles) if node.tag == _CELL else (None, False)
        if cell:
            for place in range(column, min(column + repeated, _WIDEST)):
                yield replace(cell, column=place), is_uncomputed
        column += repeated


def _cell(node: etree._Element, styles: _Styles) -> tuple[RawCell | None, bool]:
    """A filled cell (its place is not known yet), and whether it is a formula without a stored result."""
    paragraphs = [_text(child, styles) for child in node if child.tag == _PARAGRAPH]
    shown = folded(" ".join(paragraphs)) or folded(_unshown(node))
    is_uncomputed = node.get(_FORMULA) is not None and not shown and node.get(_TYPE) in (None, "float")
    if not shown and not is_uncomputed:
        return None, False
    rows, columns = (_count(node, f"table:number-{axis}-spanned") for axis in ("rows", "columns"))
    stored = node.get(_VALUE)
    held = decimal_of(stored) if stored and node.get(_TYPE) != "percentage" else None
    indent = styles.indents.get(node.get(_STYLE_NAME), 0) or leading_blanks("".join(paragraphs[:1]))
    exact = exact_under(shown, held) if held is not None else None
    return RawCell(shown, 0, 0, (0, 0), rows, columns, indent=indent, exact=exact), is_uncomputed


def _unshown(node: etree._Element) -> str:
    """A cell's value where no text is stored with it, as some programs leave it."""
    if node.get(_TYPE) is None:
        return ""
    if stored := node.get(_VALUE):
        held = decimal_of(stored)
        if held is None:
            return str(stored)
        return f"{general(held * 100)}%" if node.get(_TYPE) == "percentage" else general(held)
    return next((str(text) for name in _OTHER_VALUES if (text := node.get(name))), "")


def _text(node: etree._Element, styles: _Styles) -> str:
    """The words of a paragraph; raised digits as such, blanks as they are counted."""
    words = [node.text or ""]
    for child in node:
        if child.tag == _BLANKS:
            words.append(" " * min(_count(child, "text:c"), 40))
        elif child.tag in _BREAKS:
            words.append(" ")
        elif isinstance(child.tag, str):
            inner = _text(child, styles)
            is_raised = child.tag == _SPAN and child.get(_name("text:style-name")) in styles.raised
            words.append(raised(inner) if is_raised else inner)
        words.append(child.tail or "")
    return "".join(map(str, words))


def _count(node: etree._Element, attribute: str) -> int:
    stored = node.get(_name(attribute), "1")
    return max(1, int(stored)) if stored.isdigit() else 1


def _indent(margin: str) -> int:
    """How many steps a left margin sets a cell's text in."""
    try:
        return round(float(margin[:-2]) * _CENTIMETRES.get(margin[-2:], 0.0) / _INDENT)
    except ValueError:
        return 0
