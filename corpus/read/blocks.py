"""Source lines -> blocks: the runs of lines that belong together, and what each run is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from corpus.numbers import clean
from corpus.read import markdown
from corpus.read.aligned import Grid, Line, find_aligned
from corpus.read.layout import Stretch, is_line, stretches
from corpus.read.pipes import are_piped, is_piped, piped_grid
from corpus.read.running import running_lines
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
    """A run of source lines that belong together; `grid` is set for a table, `notes` stand inside of it.

    `depth` is that of a heading that says it, as in Markdown (1 is outermost), else 0.
    """

    kind: Kind
    text: str
    lines: tuple[int, int]
    grid: Grid = ()
    notes: tuple[Cell, ...] = ()
    depth: int = 0


_BULLET = re.compile(r"\s*(?:[-*•·▪‣–]|(?:\(?[a-z]\)|\(?[ivx]+\)|\(?\d{1,2}\)))\s+(?=\S)")
_ITEM_LETTER = re.compile(r"^(?:\(?[a-z]\)|\(?[ivx]+\))\s+")
NUMBERED = re.compile(r"(?:\d{1,2}\.)+\d*\s+\S")
SENTENCE_END = re.compile(r"[.?!;:,…][\"'”’)\]¹²³]*$")
_LONGEST_HEADING = 120


def read_blocks(lines: Sequence[str]) -> Iterator[Block]:
    """The blocks of a report's source lines, in order; what pages print besides the text is left out."""
    reader = _Reader()
    for run in _runs(lines, running_lines(lines)):
        yield from reader.read(run)


def _runs(lines: Sequence[str], running: frozenset[int]) -> Iterator[list[Line]]:
    """The lines between blank ones. A header line of a table is not parted from the rows by a blank line."""
    run: list[Line] = []
    for number, line in enumerate([*lines, ""], 1):
        if line.strip() and number not in running:
            run.append((number, line))
        elif run and not (_is_lone_header(run) and _goes_on(lines[number : number + 2])):
            yield run
            run = []
    if run:
        yield run


def _is_lone_header(run: Sequence[Line]) -> bool:
    *above, last = [len(stretches(line)) for _, line in run if not is_line(line)] or [0]
    return last > 2 and max(above, default=1) == 1 and "\t" not in run[-1][1]


def _goes_on(following: Sequence[str]) -> bool:
    return bool(following) and (is_line(following[0]) or len(stretches(following[0])) > 2)


class _Reader:
    """Reads runs of lines that are not blank; it remembers how the last table's columns were aligned."""

    def __init__(self) -> None:
        self._layout: tuple[Stretch, ...] = ()

    def read(self, run: Sequence[Line]) -> Iterator[Block]:
        """The blocks of one run: tables by their tabs, pipes or aligned columns, and the text between."""
        for is_tabbed, part in groupby(run, key=lambda line: _is_row(line[1])):
            lines = list(part)
            if is_tabbed:
                self._layout = ()
                yield _table(lines, tuple(_tab_cells(*line) for line in lines))
            else:
                yield from self._piped(lines)

    def _piped(self, run: Sequence[Line]) -> Iterator[Block]:
        for may_be, part in groupby(run, key=lambda line: is_piped(line[1])):
            lines = list(part)
            if may_be and are_piped([line for _, line in lines]):
                self._layout = ()
                yield _table(lines, piped_grid(lines))
            else:
                yield from self._aligned(lines)

    def _aligned(self, run: Sequence[Line]) -> Iterator[Block]:
        found = find_aligned(run, self._layout)
        if found is None:
            yield from _texts(run)
            return
        self._layout = found.layout
        yield from _texts(run[: found.start])
        yield _table(run[found.start : found.end], found.grid)
        yield from self._aligned(run[found.end :])


def _is_row(line: str) -> bool:
    return "\t" in line.rstrip(" ")


def _tab_cells(number: int, line: str) -> tuple[Cell, ...]:
    return tuple(Cell(clean(cell), (number, number)) for cell in line.split("\t"))


def _table(run: Sequence[Line], grid: Grid) -> Block:
    return Block(Kind.TABLE, "", (run[0][0], run[-1][0]), grid)


def _texts(run: Sequence[Line]) -> Iterator[Block]:
    """The paragraphs, headings and bullets of lines without a table; a drawn line parts them."""
    part: list[Line] = []
    items = markdown.item_lines([line for _, line in run])
    for at, (number, line) in enumerate(run):
        heading = markdown.heading(line)
        is_drawn = is_line(line) or markdown.is_mark(line)
        if part and (is_drawn or heading or at in items or _BULLET.match(line)):
            yield _text(part, markdown.underlined(line))
            part = []
        if heading:
            yield Block(Kind.HEADING, markdown.plain(heading[1]), (number, number), depth=heading[0])
        elif at in items:
            part.append((number, f"- {markdown.without_count(line)}"))
        elif not is_drawn:
            part.append((number, markdown.unquoted(line)))
    if part:
        yield _text(part)


def _text(run: Sequence[Line], underlined: int = 0) -> Block:
    """A paragraph, heading or bullet; `underlined` is the depth that a rule under it gives."""
    lines = (run[0][0], run[-1][0])
    text = " ".join(" ".join(line.split()) for _, line in run)
    if bullet := _BULLET.match(text):
        text = _ITEM_LETTER.sub("", text[bullet.end() :], count=1)
        return Block(Kind.BULLET, markdown.plain(text), lines)
    kind = _kind(text, len(run))
    return Block(kind, markdown.plain(text), lines, depth=underlined if kind is Kind.HEADING else 0)


def _kind(text: str, count: int) -> Kind:
    if vocabulary().is_pledge(text):
        return Kind.PLEDGE
    if count == 1 and NUMBERED.match(text) and len(text) <= _LONGEST_HEADING:
        return Kind.HEADING
    short = count == 1 and len(text) <= _LONGEST_HEADING and not text[0].islower() and "@" not in text
    return Kind.HEADING if short and not SENTENCE_END.search(text) else Kind.PARAGRAPH
