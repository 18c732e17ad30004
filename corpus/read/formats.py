"""What a file is, told by its content and not by its name; and which reader reads it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from types import MappingProxyType

from corpus.read.document import Source
from corpus.read.packages import package_format
from corpus.read.signatures import is_web_page, other_format
from corpus.read.sniff import told_apart
from corpus.read.texts import text_of
from corpus.report import Format, UnreadableReport

Reader = Callable[[bytes, str], Source]

# Where each format's reader is; it is imported when the first file of its format comes.
_READERS = MappingProxyType(
    {
        Format.TEXT: ("corpus.read.texts", "read_plain"),
        Format.PDF: ("corpus.read.pdf", "read_pdf"),
        Format.DOCX: ("corpus.read.docx", "read_docx"),
        Format.XLSX: ("corpus.read.workbook", "read_xlsx"),
        Format.ODS: ("corpus.read.workbook", "read_ods"),
        Format.CSV: ("corpus.read.separated", "read_separated"),
        Format.TSV: ("corpus.read.separated", "read_separated"),
        Format.HTML: ("corpus.read.html", "read_html"),
    }
)
_ENDINGS = MappingProxyType(
    {
        Format.TEXT: (".txt", ".text", ".md", ".markdown"),
        Format.PDF: (".pdf",),
        Format.DOCX: (".docx",),
        Format.XLSX: (".xlsx",),
        Format.ODS: (".ods",),
        Format.CSV: (".csv",),
        Format.TSV: (".tsv", ".tab", ".csv"),
        Format.HTML: (".html", ".htm", ".xhtml"),
    }
)
_OLD_ENDINGS = (".doc", ".docm", ".rtf", ".odt", ".xls", ".xlsm", ".xlsb", ".ppt", ".pptx")
_KNOWN_ENDINGS = frozenset([*_OLD_ENDINGS, *(ending for some in _ENDINGS.values() for ending in some)])
_SAID = MappingProxyType(
    {
        Format.TEXT: "plain text",
        Format.PDF: "a PDF",
        Format.DOCX: "a Word document",
        Format.XLSX: "an Excel workbook",
        Format.ODS: "an OpenDocument spreadsheet",
        Format.CSV: "comma-separated values",
        Format.TSV: "tab-separated values",
        Format.HTML: "a web page",
    }
)


@dataclass(frozen=True, slots=True)
class Told:
    """A file's format; `mismatch` says, in plain English, where its name tells another one."""

    format: Format
    mismatch: str | None = None


def tell_format(raw: bytes, name: str) -> Told:
    """The format of a file's bytes. `name` only decides where the content leaves it open.

    Raises UnreadableReport for an empty file, and for a format that is not read, with what to do.
    """
    found = _format(raw, name)
    ending = PurePath(name).suffix.lower()
    if ending not in _KNOWN_ENDINGS or ending in _ENDINGS[found]:
        return Told(found)
    return Told(found, f"the name ends in {ending}, but the file is {_SAID[found]}: it was read as that")


def reader_of(found: Format) -> Reader:
    """The reader of a format: bytes and a name to a Source."""
    module, name = _READERS[found]
    reader: Reader = getattr(import_module(module), name)
    return reader


def said(found: Format) -> str:
    """The format in words: "a Word document"."""
    return _SAID[found]


def _format(raw: bytes, name: str) -> Format:
    if b"%PDF-" in raw[:1024]:
        return Format.PDF
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return package_format(raw, name)
    if reason := other_format(raw):
        raise UnreadableReport(name, reason)
    text = text_of(raw, name)
    if is_web_page(text):
        return Format.HTML
    return told_apart(text, PurePath(name).suffix.lower())
