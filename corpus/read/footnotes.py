"""Footnotes under tables: the notes of a report by their marks, and cells without the marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from corpus.read.aligned import Grid
from corpus.report import Cell, Footnote

_SUPERSCRIPTS = "¹²³⁴⁵⁶⁷⁸⁹⁰"
_MARK = rf"[{_SUPERSCRIPTS}]+|\(\d{{1,2}}\)|\[(?:\d{{1,2}}|note \d{{1,2}})\]|[†‡]+|\*{{1,3}}"
_NOTE = re.compile(rf"\s*(?P<mark>{_MARK})\s*(?=[A-Z\d‘“\"'(£])")
_INSIDE = re.compile(rf"(?<=[.!?])\s+(?P<mark>{_MARK})\s+(?=[A-Z])")
_NEAR = 8  # lines below a table; only there is a bullet's mark ("*", "(1)") a note's
_MARKED = re.compile(rf"(?P<text>.*?\S)\s*(?P<mark>{_MARK})$", re.DOTALL)


def find_footnotes(runs: Sequence[tuple[tuple[int, int], str]]) -> tuple[Footnote, ...]:
    """The notes among a report's texts, each given with its source lines and as printed, marks and all."""
    return tuple(note for lines, text in runs for note in _notes(lines, text))


def _notes(lines: tuple[int, int], text: str) -> Iterator[Footnote]:
    """The notes of one text, which may hold several: "² They overlap. * Too few to show"."""
    first = _NOTE.match(text)
    if first is None:
        return
    starts = [first, *_INSIDE.finditer(text, first.end())]
    for at, start in enumerate(starts):
        end = starts[at + 1].start() if at + 1 < len(starts) else len(text)
        yield Footnote(start["mark"], text[start.end() : end].strip(), lines)


def unmarked(grid: Grid, notes: Sequence[Footnote]) -> tuple[Grid, tuple[Footnote, ...]]:
    """A table's cells without the marks of notes, and the notes that these point at.

    A note under the table counts before one under an earlier table. Raised digits are marks in any case.
    """
    last = max(cell.lines[1] for row in grid for cell in row)
    known = _nearest(notes, last)
    found: dict[str, Footnote] = {}
    cleaned = tuple(tuple(_unmarked(cell, known, found) for cell in row) for row in grid)
    return cleaned, tuple(found.values())


def _nearest(notes: Sequence[Footnote], last: int) -> dict[str, Footnote]:
    """The notes by their marks: one right below the table, else the last above it, else the next below."""
    near = [note for note in notes if 0 < note.lines[0] - last <= _NEAR]
    raised = [note for note in notes if note.mark[0] in _SUPERSCRIPTS]
    above = [note for note in raised if note.lines[0] <= last]
    below = [note for note in raised if note.lines[0] > last]
    return {note.mark: note for note in (*reversed(below), *above, *reversed(near))}


def _unmarked(cell: Cell, known: Mapping[str, Footnote], found: dict[str, Footnote]) -> Cell:
    marked = _MARKED.fullmatch(cell.text)
    while marked and (marked["mark"] in known or marked["mark"][0] in _SUPERSCRIPTS):
        if marked["mark"] in known:
            found[marked["mark"]] = known[marked["mark"]]
        cell = replace(cell, text=marked["text"], marks=(marked["mark"], *cell.marks))
        marked = _MARKED.fullmatch(cell.text)
    if cell.text in known:  # a mark in place of a number
        found[cell.text] = known[cell.text]
        cell = replace(cell, marks=(cell.text,))
    return cell
