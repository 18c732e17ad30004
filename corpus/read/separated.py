"""Separated values (CSV, TSV) -> their lines and outline, whatever the encoding and the separator."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from io import StringIO

from corpus.grid import RawCell
from corpus.read.document import Part, PartKind, Source, source_of
from corpus.read.sheets.parts import first_title, parts_of
from corpus.read.sheets.words import folded, leading_blanks
from corpus.report import UnreadableReport

_MOST = 1_000_000  # filled cells
_SEPARATORS = ("\t", ";", "|", ",")  # one that is rare in prose is believed before one that is not
_SAMPLE = 500  # lines by which the separator is told
_NUMBER = re.compile(r"\s*[-+(−]?\s*[£$€]?\s*[\d.,]*\d\s*%?\)?\s*")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HINT = re.compile(r"sep=(?P<separator>[^\r\n])\r?\n", re.IGNORECASE)
_GUESSED = "the file says nothing of its encoding and is no UTF-8: it was read as Windows-1252"

Record = list[str]


def read_separated(raw: bytes, name: str) -> Source:
    """What a file of separated values says. Raises UnreadableReport with the reason and what to do."""
    text, warnings = _decoded(raw, name)
    records = _records(text, name)
    cells = _cells(records, name)
    if not cells:
        raise UnreadableReport(name, "is empty; nothing to read")
    title = first_title(cells)
    parts = [Part(PartKind.TITLE, title)] if title else []
    for part in parts_of(cells, None):
        is_titled = part.kind is PartKind.TABLE and part.text == title  # the line stands there already
        parts.append(replace(part, text="") if is_titled else part)
    return source_of(parts, warnings)


def _decoded(raw: bytes, name: str) -> tuple[str, list[str]]:
    """The text of a file, and what had to be taken for granted."""
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return _strictly(raw[len(mark) :], encoding, name), []
    if b"\0" in raw:
        return _strictly(raw, _wide(raw), name), []
    try:
        return raw.decode("utf-8"), []
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace"), [_GUESSED]


def _strictly(raw: bytes, encoding: str, name: str) -> str:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        reason = f"is damaged: it is no {encoding.upper()} throughout; save it again as CSV (UTF-8)"
        raise UnreadableReport(name, reason) from error
    if "\0" in text:
        raise UnreadableReport(name, "is not a text file; save the table as CSV (UTF-8) and add that")
    return text


def _wide(raw: bytes) -> str:
    """The order of UTF-16 that a file without a mark is in, by which bytes of its pairs are nought."""
    return "utf-16-le" if raw[1::2].count(0) >= raw[::2].count(0) else "utf-16-be"


def _records(text: str, name: str) -> list[Record]:
    """The records of a file, its titles and notes put together where the separator stood in their words."""
    hint = _HINT.match(text)
    body = text[hint.end() :] if hint else text
    separator = hint["separator"] if hint else _separator(body)
    try:
        records = _parsed(body, separator)
    except csv.Error as error:
        raise UnreadableReport(
            name, f"cannot be read as separated values ({error}); save it again"
        ) from error
    return _with_whole_lines(records, separator)


def _parsed(text: str, separator: str) -> list[Record]:
    """The records; white space of a cell's own is kept, since labels are set in with it."""
    csv.field_size_limit(1_000_000)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, skipinitialspace=False)
    return [_without_blanks(record) for record in reader]


def _without_blanks(record: Record) -> Record:
    """A record without the blank cells at its end."""
    end = len(record)
    while end and not record[end - 1].strip():
        end -= 1
    return record[:end]


def _separator(text: str) -> str:
    """The separator that makes most numbers, then most records of one width."""
    sample = "\n".join(text.splitlines()[:_SAMPLE])
    return max(_SEPARATORS, key=lambda separator: _fit(sample, separator))


def _fit(sample: str, separator: str) -> tuple[int, int, int]:
    try:
        records = [record for record in _parsed(sample, separator) if len(record) > 1]
    except csv.Error:
        return 0, 0, 0
    numbers = sum(_NUMBER.fullmatch(cell) is not None for record in records for cell in record)
    widths = Counter(map(len, records))
    return numbers, max(widths.values(), default=0), sample.count(separator)


def _with_whole_lines(records: list[Record], separator: str) -> list[Record]:
    """Titles and notes in one cell: those records before and after the table that are full but too short.

    "Recorded crime, April to June 2015" is one line of words, not two cells.
    """
    width = _usual_width(records)
    first = next((at for at, record in enumerate(records) if len(record) >= width), 0)
    last = next((at for at in reversed(range(len(records))) if len(records[at]) >= width), len(records))
    return [
        [_joined(record, separator)] if not first <= at <= last and _is_sentence(record, width) else record
        for at, record in enumerate(records)
    ]


def _usual_width(records: Sequence[Record]) -> int:
    """The width that most records with several cells have; of those that come as often, the widest."""
    widths = Counter(len(record) for record in records if len(record) > 1)
    return max(widths, key=lambda width: (widths[width], width), default=1)


def _is_sentence(record: Record, width: int) -> bool:
    """Whether a short record is words that the separator parted."""
    is_short = 1 < len(record) < width
    return is_short and all(map(str.strip, record)) and not any(map(_NUMBER.fullmatch, record[1:]))


def _joined(record: Record, separator: str) -> str:
    return separator.join(record)


def _cells(records: Sequence[Record], name: str) -> list[RawCell]:
    cells = [
        RawCell(words, row, column, (0, 0), indent=0 if column else leading_blanks(text))
        for row, record in enumerate(records)
        for column, text in enumerate(record)
        if (words := folded(text))
    ]
    if len(cells) > _MOST:
        reason = f"has {len(cells):,} filled cells; the limit is {_MOST:,}; split the file"
        raise UnreadableReport(name, reason)
    return cells
