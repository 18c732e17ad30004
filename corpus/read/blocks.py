"""Source lines -> blocks: the runs of lines that belong together, and what each run is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.numbers import clean
from corpus.report import Cell
from corpus.vocabulary import vocabulary


class Kind(StrEnum):
    HEADING = "heading"
    PLEDGE = "pledge"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Block:
    """A run of source lines that belong together; `grid` is set for a table, `notes` stand inside of it."""

    kind: Kind
    text: str
    lines: tuple[int, int]
    grid: tuple[tuple[Cell, ...], ...] = ()
    notes: tuple[Cell, ...] = ()


_BULLET = re.compile(r"\s*(?:[-*•·▪‣–]|(?:\(?[a-z]\)|\(?[ivx]+\)|\(?\d{1,2}\)))\s+(?=\S)")
_ITEM_LETTER = re.compile(r"^(?:\(?[a-z]\)|\(?[ivx]+\))\s+")
NUMBERED = re.compile(r"(?:\d{1,2}\.)+\d*\s+\S")
SENTENCE_END = re.compile(r"[.?!;:,…][\"'”’)\]¹²³]*$")
_LONGEST_HEADING = 120


def read_blocks(lines: Sequence[str]) -> Iterator[Block]:
    """Runs of lines: tables (lines with tabs), bullets (a line each), and text between blank lines."""
    run: list[tuple[int, str]] = []
    for number, line in enumerate([*lines, ""], 1):
        if run and (not line.strip() or _is_row(line) != _is_row(run[-1][1]) or _BULLET.match(line)):
            yield _block(run)
            run = []
        if line.strip():
            run.append((number, line))


def _is_row(line: str) -> bool:
    return "\t" in line.rstrip(" ")


def _block(run: Sequence[tuple[int, str]]) -> Block:
    lines = (run[0][0], run[-1][0])
    if _is_row(run[0][1]):
        grid = tuple(tuple(Cell(clean(cell), (n, n)) for cell in line.split("\t")) for n, line in run)
        return Block(Kind.TABLE, "", lines, grid)
    text = " ".join(" ".join(line.split()) for _, line in run)
    if bullet := _BULLET.match(text):
        text = _ITEM_LETTER.sub("", text[bullet.end() :], count=1)
        return Block(Kind.BULLET, _plain(text), lines)
    return Block(_kind(text, len(run)), _plain(text), lines)


def _plain(text: str) -> str:
    """The words without Markdown's emphasis."""
    return re.sub(r"\*\*(.+?)\*\*", r"\1", text).strip()


def _kind(text: str, count: int) -> Kind:
    if vocabulary().is_pledge(text):
        return Kind.PLEDGE
    if count == 1 and NUMBERED.match(text) and len(text) <= _LONGEST_HEADING:
        return Kind.HEADING
    short = count == 1 and len(text) <= _LONGEST_HEADING and not text[0].islower()
    return Kind.HEADING if short and not SENTENCE_END.search(text) else Kind.PARAGRAPH
