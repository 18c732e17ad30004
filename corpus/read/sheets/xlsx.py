"""Excel workbooks (.xlsx): their sheets, what the cells show by their number formats and what they hold."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from lxml import etree

from corpus.grid import RawCell
from corpus.read.sheets.formats import format_code, general, is_date, is_percent, shown
from corpus.read.sheets.numbers import decimal_of, exact_under
from corpus.read.sheets.package import Package
from corpus.read.sheets.sheet import Sheet, SheetWriter
from corpus.read.sheets.words import folded, leading_blanks, raised
from corpus.report import UnreadableReport

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d+)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_WIDEST, _LONGEST = 16_384, 1_048_576  # columns and rows that a sheet can have


@dataclass(frozen=True, slots=True)
class _Style:
    """How a cell shows its number, and how far its words are set in."""

    code: str = "General"
    indent: int = 0


@dataclass(slots=True)
class _Book:
    """What the sheets of a workbook share."""

    words: list[str] = field(default_factory=list)
    styles: list[_Style] = field(default_factory=list)
    since_1904: bool = False

    def style(self, number: str | None) -> _Style:
        at = int(number) if number and number.isdigit() else 0
        return self.styles[at] if at < len(self.styles) else _Style()


def xlsx_sheets(package: Package) -> Iterator[Sheet]:
    """The sheets of a workbook, one after another. Raises UnreadableReport."""
    path = _main_part(package)
    book = package.root(path)
    parts = _relations(package, path)
    shared = _shared(package, book, parts)
    for entry in _all(book, "sheet"):
        kind, target = parts.get(_relation(entry), ("", ""))
        if kind != "worksheet":
            continue  # a sheet that is a chart
        is_hidden = entry.get("state", "visible") != "visible"
        writer = SheetWriter(package.name, entry.get("name", ""), is_hidden=is_hidden)
        yield _read_sheet(package, target, shared, writer)


def _main_part(package: Package) -> str:
    if "_rels/.rels" not in package:
        raise UnreadableReport(package.name, "is no Excel workbook; save the report as .xlsx and add that")
    found = [target for kind, target in _relations(package, "").values() if kind == "officeDocument"]
    if not found:
        raise UnreadableReport(package.name, "is no Excel workbook; save the report as .xlsx and add that")
    if found[0].endswith(".bin"):
        raise UnreadableReport(package.name, "is a binary workbook (.xlsb); save it as .xlsx and add that")
    return found[0]


def _relations(package: Package, path: str) -> dict[str, tuple[str, str]]:
    """The parts that a part names: the kind and path of each, by its id."""
    folder, name = posixpath.split(path)
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    if listed not in package:
        return {}
    return {
        one.get("Id", ""): (one.get("Type", "").rpartition("/")[2], _target(folder, one.get("Target", "")))
        for one in _all(package.root(listed), "Relationship")
        if one.get("TargetMode") != "External"
    }


def _target(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _relation(entry: etree._Element) -> str:
    return next((value for name, value in entry.attrib.items() if _local(name) == "id" and "}" in name), "")


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def _all(root: etree._Element, name: str) -> Iterator[etree._Element]:
    yield from root.iter(f"{{*}}{name}")


def _shared(package: Package, book: etree._Element, parts: dict[str, tuple[str, str]]) -> _Book:
    of_kind = dict(parts.values())
    settings = next(_all(book, "workbookPr"), None)
    return _Book(
        words=_shared_words(package, of_kind.get("sharedStrings", "")),
        styles=_styles(package, of_kind.get("styles", "")),
        since_1904=settings is not None and settings.get("date1904") in ("1", "true"),
    )


def _shared_words(package: Package, path: str) -> list[str]:
    found: list[str] = []
    if path in package:
        for _, node in package.walk(path, ("end",), ("{*}si",)):
            found.append(_words(node))
            node.clear()
    return found


def _words(node: etree._Element) -> str:
    """The words of a cell from their runs; raised digits as such, without the readings of Asian words."""
    words: list[str] = []
    for child in node:
        kind = _local(child.tag)
        if kind == "t":
            words.append(child.text or "")
        elif kind == "r":
            text = "".join(part.text or "" for part in _all(child, "t"))
            is_raised = any(part.get("val") == "superscript" for part in _all(child, "vertAlign"))
            words.append(raised(text) if is_raised else text)
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), "".join(words))


def _styles(package: Package, path: str) -> list[_Style]:
    if path not in package:
        return []
    root = package.root(path)
    own = {
        int(one.get("numFmtId", "0")): one.get("formatCode", "")
        for one in _all(root, "numFmt")
        if one.get("numFmtId", "").isdigit()
    }
    formats = next(_all(root, "cellXfs"), None)
    return [_style(one, own) for one in formats] if formats is not None else []


def _style(node: etree._Element, own: dict[int, str]) -> _Style:
    number = node.get("numFmtId", "0")
    indents = [one.get("indent", "0") for one in _all(node, "alignment")]
    indent = int(indents[0]) if indents and indents[0].isdigit() else 0
    return _Style(format_code(int(number) if number.isdigit() else 0, own), indent)


def _read_sheet(package: Package, path: str, book: _Book, writer: SheetWriter) -> Sheet:
    merged: dict[tuple[int, int], tuple[int, int]] = {}
    tags = tuple(f"{{*}}{name}" for name in ("col", "row", "mergeCell"))
    for _, node in package.walk(path, ("end",), tags):
        kind = _local(node.tag)
        if kind == "row":
            _write_row(node, book, writer)
            node.clear()
        elif kind == "mergeCell":
            _add_merged(node.get("ref", ""), merged)
        elif node.get("hidden") in ("1", "true") and node.get("min", "").isdigit():
            first, last = int(node.get("min")), int(node.get("max", node.get("min")))
            writer.hidden_columns.append(range(first - 1, last))
    writer.cells = _spanning(writer.cells, merged)
    return writer.sheet()


def _write_row(row: etree._Element, book: _Book, writer: SheetWriter) -> None:
    if (number := row.get("r", "")).isdigit() and int(number) <= _LONGEST:
        writer.row = int(number) - 1
    column = 0
    for node in row:
        if _local(node.tag) != "c":
            continue
        if match := _ADDRESS.fullmatch(node.get("r", "")):
            column = _column(match[1])
        cell, is_uncomputed = _cell(node, column, book)
        if column < _WIDEST:
            writer.add(cell, is_uncomputed=is_uncomputed)
        column += 1
    writer.end_row(is_hidden=row.get("hidden") in ("1", "true"))


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _cell(node: etree._Element, column: int, book: _Book) -> tuple[RawCell, bool]:
    """A cell (its row is not known yet), and whether it is a formula that no result is stored for."""
    parts = {_local(child.tag): child for child in node}
    style = book.style(node.get("s"))
    kind = node.get("t", "n")
    stored = (parts["v"].text or "") if "v" in parts else ""
    if "f" in parts and not stored and kind != "str":
        return RawCell("", 0, column, (0, 0)), True
    if kind == "inlineStr":
        words = _words(parts["is"]) if "is" in parts else ""
    else:
        words = _shown(stored, kind, style, book)
    text = folded(words)
    indent = style.indent or leading_blanks(words)
    exact = _exact(stored, text, style) if kind == "n" else None
    return RawCell(text, 0, column, (0, 0), indent=indent, exact=exact), False


def _shown(stored: str, kind: str, style: _Style, book: _Book) -> str:
    """What a cell shows of what is stored in it."""
    if kind == "s":
        return book.words[int(stored)] if stored.isdigit() and int(stored) < len(book.words) else ""
    if kind == "b":
        return "TRUE" if stored == "1" else "FALSE"
    if kind != "n" or not stored:
        return stored  # words, an error ("#DIV/0!"), or a day as a standard writes it ("2018-09-30")
    held = decimal_of(stored)
    return stored if held is None else _of_number(held, style, book)


def _of_number(held: Decimal, style: _Style, book: _Book) -> str:
    try:
        return shown(held, style.code, since_1904=book.since_1904)
    except ArithmeticError:
        return general(held)  # more digits than any report has


def _exact(stored: str, text: str, style: _Style) -> Decimal | None:
    held = decimal_of(stored)
    if held is None or is_date(style.code) or is_percent(style.code):
        return None
    return exact_under(text, held)


def _add_merged(reference: str, merged: dict[tuple[int, int], tuple[int, int]]) -> None:
    """How many rows and columns a merged cell spans, by where it begins."""
    ends = [_ADDRESS.fullmatch(end) for end in reference.split(":")]
    if len(ends) != 2 or not ends[0] or not ends[1]:
        return
    (first_row, first), (last_row, last) = ((int(end[2]) - 1, _column(end[1])) for end in ends if end)
    merged[first_row, first] = (max(1, last_row - first_row + 1), max(1, last - first + 1))


def _spanning(cells: list[RawCell], merged: dict[tuple[int, int], tuple[int, int]]) -> list[RawCell]:
    """The cells with how far they span; what stands hidden under a merged cell is left out."""
    wide = {place: span for place, span in merged.items() if span != (1, 1)}
    found: list[RawCell] = []
    spans: list[tuple[int, int, int, int]] = []
    for cell in cells:
        if any(r <= cell.row < r + rows and c <= cell.column < c + columns for r, c, rows, columns in spans):
            continue
        rows, columns = wide.get((cell.row, cell.column), (1, 1))
        if (rows, columns) != (1, 1):
            spans = [span for span in spans if span[0] + span[2] > cell.row]
            spans.append((cell.row, cell.column, rows, columns))
        found.append(replace(cell, rows=rows, columns=columns))
    return found
