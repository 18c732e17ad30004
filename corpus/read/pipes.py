"""Tables drawn with pipes, as in Markdown: "| Robbery | 12 |", with or without the outer ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from corpus.numbers import clean
from corpus.report import Cell

Line = tuple[int, str]

_PIPE = re.compile(r"(?<!\\)\|")
_RULE = frozenset("|+┼:-=─━ \t")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")


def is_piped(line: str) -> bool:
    """Whether a line may be a row of a table that is drawn with pipes."""
    return bool(_PIPE.search(line)) or _is_border(line)


def are_piped(run: Sequence[str]) -> bool:
    """Whether lines one after the other are such a table: a rule in it, or pipes that are the same on all."""
    rows = [line for line in run if not _is_rule(line)]
    if not rows or not all(_PIPE.search(line) for line in rows):
        return False
    outer = all(line.strip().startswith("|") for line in rows)
    even = len({len(_PIPE.findall(line)) for line in rows}) == 1
    return len(run) > 1 and (outer or len(rows) < len(run) or (even and len(rows) > 2))


def piped_grid(run: Sequence[Line]) -> tuple[tuple[Cell, ...], ...]:
    """The cells of such a table, rules left out; in a bordered one a row goes on to the next border."""
    if not any(_is_border(line) for _, line in run):
        return tuple(_cells(*one) for one in run if not _is_rule(one[1]))
    rows = (list(part) for is_rule, part in groupby(run, key=lambda one: _is_rule(one[1])) if not is_rule)
    return tuple(_joined([_cells(*one) for one in part]) for part in rows)


def _is_rule(line: str) -> bool:
    return _RULE.issuperset(line) and re.search(r"[-=─━]{2}", line) is not None


def _is_border(line: str) -> bool:
    return line.strip().startswith("+") and _is_rule(line)


def _cells(number: int, line: str) -> tuple[Cell, ...]:
    text = line.strip()
    text = text[1:] if text.startswith("|") else text
    text = text[:-1] if text.endswith("|") and not text.endswith("\\|") else text
    return tuple(Cell(_words(part), (number, number)) for part in _PIPE.split(text))


def _words(text: str) -> str:
    return clean(_EMPHASIS.sub(r"\2", text).replace("\\|", "|"))


def _joined(rows: Sequence[tuple[Cell, ...]]) -> tuple[Cell, ...]:
    return tuple(_join(column) for column in _columns(rows))


def _columns(rows: Sequence[tuple[Cell, ...]]) -> Iterator[tuple[Cell, ...]]:
    width = max(len(row) for row in rows)
    lines = rows[0][0].lines
    for at in range(width):
        yield tuple(row[at] if at < len(row) else Cell("", lines) for row in rows)


def _join(cells: Sequence[Cell]) -> Cell:
    text = " ".join(cell.text for cell in cells if cell.text)
    return Cell(text, (cells[0].lines[0], cells[-1].lines[1]))
