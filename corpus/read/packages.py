"""Files that are ZIP packages of XML (Word, Excel, OpenDocument): what they are, and whether they are safe.

Before any reader opens one, all of its parts are unpacked once and counted: what is said of their size
inside of the package may be a lie.
"""

from __future__ import annotations

import codecs
import re
import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from corpus.read.limits import UNPACKED_MOST, in_bytes
from corpus.report import Format, UnreadableReport

_MEMBERS_MOST = 10_000
_MARKUP = (".xml", ".rels", ".vml")
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_FIRST_TAG = re.compile(rb"<[A-Za-z_:]")
_DAMAGED = "is damaged (the packed file cannot be opened); save it again and add that"
# The main part's content type tells what a package is; `None` says that the format is not read.
_OFFICE: tuple[tuple[bytes, Format | None, str], ...] = (
    (b"wordprocessingml.document.main+xml", Format.DOCX, ""),
    (b"spreadsheetml.sheet.main+xml", Format.XLSX, ""),
    (b"wordprocessingml", None, "is a Word template; save it as a document (.docx) and add that"),
    (b"ms-word", None, "is a Word document with macros; save it as .docx without them and add that"),
    (b"ms-excel.sheet.binary", None, "is a binary workbook (.xlsb); save it as .xlsx and add that"),
    (b"ms-excel", None, "is a workbook with macros; save it as .xlsx without them and add that"),
    (b"presentationml", None, "is a presentation; save it as PDF and add that"),
)
_OPEN: tuple[tuple[bytes, Format | None, str], ...] = (
    (b"opendocument.spreadsheet", Format.ODS, ""),
    (b"opendocument.text", None, "is an OpenDocument text (.odt); save it as .docx or PDF and add that"),
    (b"opendocument.presentation", None, "is a presentation; save it as PDF and add that"),
    (b"epub", None, "is a book (.epub); save it as PDF and add that"),
)


def package_format(raw: bytes, name: str) -> Format:
    """The format of a package. Raises UnreadableReport where it is damaged, or of a format not read."""
    try:
        with ZipFile(BytesIO(raw)) as package:
            members = package.namelist()
            kinds, table = (
                (_OFFICE, "[Content_Types].xml") if "[Content_Types].xml" in members else (_OPEN, "mimetype")
            )
            said = _start(package, table) if table in members else b""
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise UnreadableReport(name, _DAMAGED) from error
    found = next((kind for kind in kinds if kind[0] in said), None)
    if found is None:
        raise UnreadableReport(name, "is a packed file; unpack it and add what is in it")
    if found[1] is None:
        raise UnreadableReport(name, found[2])
    return found[1]


def check_package(raw: bytes, name: str, noun: str) -> None:
    """Raises UnreadableReport where a package unpacks to too much, is damaged, or declares entities.

    `noun` is what it is called: "the workbook unpacks to 2.1 GB; the limit is 200 MB".
    """
    try:
        with ZipFile(BytesIO(raw)) as package:
            members = package.infolist()
            _check_sizes(members, name, noun)
            for member in members:
                _check_member(package, member, name, noun)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise UnreadableReport(name, _DAMAGED) from error
    except RuntimeError as error:  # how the library says that a part is locked
        raise UnreadableReport(
            name, "is protected by a password; save it without one and add that"
        ) from error


def _check_sizes(members: list[ZipInfo], name: str, noun: str) -> None:
    if len(members) > _MEMBERS_MOST:
        raise UnreadableReport(name, f"{noun} has {len(members):,} parts; the limit is {_MEMBERS_MOST:,}")
    unpacked = sum(member.file_size for member in members)
    if unpacked > UNPACKED_MOST:
        limit = in_bytes(UNPACKED_MOST)
        raise UnreadableReport(name, f"{noun} unpacks to {in_bytes(unpacked)}; the limit is {limit}")


def _check_member(package: ZipFile, member: ZipInfo, name: str, noun: str) -> None:
    """Unpack one part to its end, so that damage shows, and look at what stands before its first tag."""
    with package.open(member) as part:
        start = part.read(65_536)
        while part.read(1_048_576):
            pass
    if member.filename.lower().endswith(_MARKUP) and declares(start):
        raise UnreadableReport(
            name, f"{noun} declares a document type or entities, which no office program writes; not opened"
        )


def declares(markup: bytes) -> bool:
    """Whether XML declares a document type or entities before its first tag."""
    if markup.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in markup[:4]:
        markup = markup.replace(b"\0", b"")
    first = _FIRST_TAG.search(markup)
    return _DOCTYPE.search(markup[: first.start()] if first else markup) is not None


def _start(package: ZipFile, member: str) -> bytes:
    with package.open(member) as part:
        return part.read(1_000_000)
