"""Separated values told apart from plain text, which may hold tables whose cells are parted by tabs."""

from __future__ import annotations

import csv
from collections import Counter
from itertools import islice

from corpus.report import Format

_SAMPLE = 200_000  # characters
_ROWS = 400
_LEAST = 3  # rows before a file that is not named so counts as separated values
_LONGEST = 60  # characters of a cell, on the average: prose runs on
_STOPS = (".", "!", "?")
_ENDINGS = (".csv", ".tsv", ".tab")


def told_apart(text: str, ending: str) -> Format:
    """Whether a text is separated values; `ending` is its name's, which says what the text may leave open.

    Named so, half of its rows must have several cells: there may be titles and notes above and below.
    Not named so, almost all rows must have the same number.
    """
    share = 0.5 if ending in _ENDINGS else 0.9
    shares = {mark: _share(text, mark, same=ending not in _ENDINGS) for mark in "\t,;"}
    mark = max(shares, key=lambda one: shares[one])
    if shares[mark] < share:
        return Format.TEXT
    return Format.TSV if mark == "\t" else Format.CSV


def _share(text: str, mark: str, *, same: bool) -> float:
    """The share of rows with several cells; with `same`, of those that have as many as most have."""
    rows = _rows(text, mark)
    if not rows or (same and len(rows) < _LEAST):
        return 0.0
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not same:
        return 0.0 if _are_sentences(rows) else widths.total() / len(rows)
    width, count = widths.most_common(1)[0] if widths else (0, 0)
    if width < (2 if mark == "\t" else 3) or _is_prose(rows):
        return 0.0
    return count / len(rows)


def _rows(text: str, mark: str) -> list[list[str]]:
    whole = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        whole = whole[: whole.rfind("\n") + 1]
    try:
        read = list(islice(csv.reader(whole.splitlines(keepends=True), delimiter=mark), _ROWS))
    except csv.Error:
        return []
    return [row for row in read if any(cell.strip() for cell in row)]


def _are_sentences(rows: list[list[str]]) -> bool:
    return 2 * sum(row[-1].rstrip()[-1:] in _STOPS for row in rows) > len(rows)


def _is_prose(rows: list[list[str]]) -> bool:
    """Whether cells run on as sentences do, or begin with the blank that follows a comma."""
    cells = [cell for row in rows for cell in row[1:] if cell.strip()]
    spaced = sum(cell[:1] == " " and not cell.strip()[:1].isdigit() for cell in cells)
    return not cells or sum(map(len, cells)) > _LONGEST * len(cells) or 2 * spaced > len(cells)
