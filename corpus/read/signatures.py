"""How files begin: formats that are not read, each with what to do instead, and web pages."""

from __future__ import annotations

import re

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The names of what an old office file holds stand in it as UTF-16; the first that is found tells.
_STREAMS = (
    ("EncryptedPackage", "is protected by a password; save it without one and add that"),
    ("WordDocument", "is a Word 97-2003 document (.doc); save it as .docx or PDF and add that"),
    ("Workbook", "is an Excel 97-2003 workbook (.xls); save it as .xlsx and add that"),
    ("PowerPoint", "is a presentation; save it as PDF and add that"),
)
_OTHERS = (
    (b"{\\rtf", "is a rich text file (.rtf); save it as .docx or PDF and add that"),
    (b"\x89PNG", "is a picture; a picture has no text to read"),
    (b"\xff\xd8\xff", "is a picture; a picture has no text to read"),
    (b"GIF8", "is a picture; a picture has no text to read"),
    (b"II*\0", "is a picture; a picture has no text to read"),
    (b"MM\0*", "is a picture; a picture has no text to read"),
    (b"%!PS", "is a PostScript file; save it as PDF and add that"),
    (b"\x1f\x8b", "is a packed file; unpack it and add what is in it"),
    (b"7z\xbc\xaf", "is a packed file; unpack it and add what is in it"),
    (b"Rar!", "is a packed file; unpack it and add what is in it"),
    (b"BZh", "is a packed file; unpack it and add what is in it"),
    (b"SQLite format 3\0", "is a database, not a report"),
)
_BEFORE_TAGS = re.compile(r"\s*(?:<\?xml[^>]*\?>\s*|<!--.*?-->\s*)*", re.DOTALL)
_WEB_PAGE = re.compile(
    r"<(?:!doctype\s+html|html|head|body|table|div|section|article|main|h1|p)\b", re.IGNORECASE
)


def other_format(raw: bytes) -> str | None:
    """What a file is, and what to do, where it begins as one that is not read; `None` for any other."""
    if raw.startswith(_OLD_OFFICE):
        named = (said for stream, said in _STREAMS if stream.encode("utf-16-le") in raw)
        return next(named, "is an old office file; save it as .docx, .xlsx or PDF and add that")
    return next((reason for start, reason in _OTHERS if raw.startswith(start)), None)


def is_web_page(text: str) -> bool:
    """Whether a text begins as HTML does, after what may stand before it."""
    start = _BEFORE_TAGS.match(text[:20_000])
    return _WEB_PAGE.match(text, start.end() if start else 0) is not None
