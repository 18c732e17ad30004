"""Plain text and Markdown: bytes in any of the usual codings -> lines, and what they say."""

from __future__ import annotations

import codecs
import re

from corpus.read.document import Source
from corpus.read.text import read_text
from corpus.report import UnreadableReport

_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1f]")  # a few stand in text that Word exported


def read_plain(raw: bytes, name: str) -> Source:
    """The source that a plain text makes. Raises UnreadableReport."""
    lines = text_lines(text_of(raw, name))
    return Source(lines, read_text(lines))


def text_of(raw: bytes, name: str) -> str:
    """The characters of a text file: UTF-8, UTF-16 where its mark is on top, else Windows-1252.

    Raises UnreadableReport where the bytes are no text, or there is nothing in it.
    """
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = raw.decode("utf-16", errors="replace")
    elif _is_binary(raw):
        raise UnreadableReport(
            name, "is of no format that is read here; save it as PDF or .docx and add that"
        )
    else:
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = raw.decode("cp1252", errors="replace")
    if not text.strip():
        raise UnreadableReport(name, "is empty; nothing to read")
    return text


def text_lines(text: str) -> tuple[str, ...]:
    """The lines of a text, whatever ends them."""
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n"))


def _is_binary(raw: bytes) -> bool:
    return b"\0" in raw or 100 * len(_CONTROLS.findall(raw)) > len(raw)
