"""Reports that are one table, made from its cells, for tests of tables of no format that is read yet."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from corpus.grid import RawCell
from corpus.outline import Outline
from corpus.read.report import report_from
from corpus.report import Facts, Report
from corpus.stacks import read_grid

Spans = Mapping[tuple[int, int], tuple[int, int]]


def drawn(text: str, spans: Spans | None = None) -> list[RawCell]:
    """The cells of lines of text, "|" between them; blanks before a label are its indent.

    `spans` are how many rows and columns the cell at a place takes.
    """
    spans = spans or {}
    inside = {place for start, size in spans.items() for place in _taken(start, size)} - spans.keys()
    found = []
    for row, line in enumerate(text.strip("\n").split("\n")):
        for column, part in enumerate(line.split("|")):
            words, place = part.strip(), (row, column)
            if (words or place in spans) and place not in inside:
                rows, columns = spans.get(place, (1, 1))
                indent = 0 if column else len(part) - len(part.lstrip())
                found.append(RawCell(words, *place, (row + 1, row + 1), rows, columns, indent=indent))
    return found


def report_of(name: str, title: str, cells: Sequence[RawCell]) -> Report:
    """A report of the one table that the cells make."""
    table = read_grid(cells, title, ())
    version = hashlib.sha256(repr((cells, table)).encode()).hexdigest()
    outline = Outline((title,), (), (), (table,))
    return report_from(outline, name, version, Facts(title), tuple(_source(cells)))


def _taken(start: tuple[int, int], size: tuple[int, int]) -> Iterator[tuple[int, int]]:
    return ((start[0] + down, start[1] + right) for down in range(size[0]) for right in range(size[1]))


def _source(cells: Iterable[RawCell]) -> Iterator[str]:
    """The table as lines of text, a row a line."""
    rows: dict[int, list[str]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell.text)
    for row in range(max(rows) + 1):
        yield "\t".join(rows.get(row, ()))
