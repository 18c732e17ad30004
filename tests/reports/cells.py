"""What the tables of the bundled report's layout hold, cell by cell, read straight from its tabs.

This is the yardstick that readers are held against, so it shares no code with them. It knows the two
layouts of that report: crime rows (label, this year, last year, change) under an area's name, and
performance rows (number, label, previous, period, current, period, note).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

CRIME = re.compile(
    r"(?P<label>[A-Z][^\t]+)\t(?P<current>[\d,]+)\t(?P<previous>[\d,]+)\t"
    r"(?P<sign>[+-])(?P<gap> ?)(?P<change>[\d,]+)(?P<between>\s)"
    r"(?P<percent_sign>[+-])(?P<percent_gap> ?)(?P<percent>\d+)%(?P<rest>\s*)"
)
PERFORMANCE_HEADER = re.compile(r"\t\t?Previous\tPeriod\tCurrent\tPeriod\t")
FIRST_NUMBER = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?")
NOTES = {
    "comparator": re.compile(r"National rate (\d+)%"),
    "rank": re.compile(r"Placed (\d+) ?(?:st|nd|rd|th)"),
    "target": re.compile(r"Target (\d+)%"),
    "note": re.compile(r"reduced to (\d+)"),
}
CRIMES = re.compile(r", ([+-]\d+) crimes")
LABEL_TARGET = re.compile(r"\bto (\d+)%")


@dataclass(frozen=True, slots=True)
class Truth:
    """One number of a table: `line` is 1-based; `period` is in the report's own words."""

    report: str
    line: int
    row: str
    area: str
    role: str
    value: Decimal
    period: str


def truths(report: str, text: str, force: str) -> tuple[Truth, ...]:
    """Every number of every table of `text`; the force's own rows have `force` as their area."""
    lines = text.split("\n")
    return (*_performance_truths(report, lines, force), *_crime_truths(report, lines, force))


def crime_rows(lines: list[str]) -> Iterator[tuple[int, str, re.Match[str]]]:
    """(index, the name over the table, the row) of every crime row, top to bottom."""
    name = heading = ""
    for index, line in enumerate(lines):
        found = CRIME.fullmatch(line)
        if found:
            yield index, name, found
        elif line.startswith("\t"):
            name = heading
        elif line.strip():
            heading = line.strip()


def _crime_truths(report: str, lines: list[str], force: str) -> Iterator[Truth]:
    force_table = next(name for _, name, _ in crime_rows(lines))
    current = previous = ""
    for index, name, row in crime_rows(lines):
        if lines[index - 1].startswith("\t"):
            current, previous = lines[index - 1].split("\t")[1:3]
        change = signed(row["sign"], row["change"])
        percent = signed(row["percent_sign"], row["percent"])
        for role, value, period in (
            ("current", number(row["current"]), current),
            ("previous", number(row["previous"]), previous),
            ("change", change, f"{previous} to {current}"),
            ("change percent", percent, f"{previous} to {current}"),
        ):
            area = force if name == force_table else name
            yield Truth(report, index + 1, row["label"], area, role, value, period)


def number(words: str) -> Decimal:
    return Decimal(words.replace(",", ""))


def signed(sign: str, words: str) -> Decimal:
    return -number(words) if sign == "-" else number(words)


@dataclass(frozen=True, slots=True)
class PerformanceRow:
    """A performance row and where its cells lie: `current` is the index of the current value's cell.

    Periods are in full: joined where a page cut them, and taken from above where they are left out.
    """

    index: int
    cells: tuple[str, ...]
    current: int
    label: str
    previous_period: str
    current_period: str


def performance_rows(lines: list[str]) -> Iterator[PerformanceRow]:
    """The rows under each performance header that hold a number, top to bottom."""
    above: tuple[str, str] = ("", "")
    inside = False
    for index, line in enumerate(lines):
        if PERFORMANCE_HEADER.match(line):
            inside = True
        elif line.count("\t") < 6:
            inside = inside and not line[:1].isalpha()
        elif inside:
            row = _performance_row(lines, index, above)
            above = row.previous_period, row.current_period
            if any(FIRST_NUMBER.match(row.cells[at]) for at in (2, row.current)):
                yield row


def _performance_row(lines: list[str], index: int, above: tuple[str, str]) -> PerformanceRow:
    cells = tuple(lines[index].split("\t"))
    current = 3 if re.match(r"\d+(\.\d+)?%", cells[3]) else 4
    tail = _continuation(lines, index) if cells[current + 1].endswith(" to") else ("",) * 7
    previous = f"{cells[3]} {tail[3]}".strip() if current == 4 else ""
    now = f"{cells[current + 1]} {tail[current + 1]}".strip()
    label = f"{cells[1]} {tail[1]}".strip()
    return PerformanceRow(index, cells, current, label, previous or above[0], now or above[1])


def _continuation(lines: list[str], index: int) -> tuple[str, ...]:
    """The rest of a row that a page cut: the next row without a value of its own."""
    rest = (tuple(line.split("\t")) for line in lines[index + 1 :] if line.count("\t") >= 6)
    return next(cells for cells in rest if cells[1] and not cells[2] and not cells[4])


def _performance_truths(report: str, lines: list[str], force: str) -> Iterator[Truth]:
    for row in performance_rows(lines):
        for role, match, period in _numbers(row):
            if match:
                value = number(match[1] if match.re.groups else match[0])
                yield Truth(report, row.index + 1, row.label, force, role, value, period)


def _numbers(row: PerformanceRow) -> Iterator[tuple[str, re.Match[str] | None, str]]:
    """(role, where its number may stand, period) of the cells of a performance row."""
    for role, at, period in (
        ("previous", 2, row.previous_period),
        ("current", row.current, row.current_period),
    ):
        crimes = CRIMES.search(row.cells[at])
        yield "change percent" if crimes else role, FIRST_NUMBER.match(row.cells[at]), period
        yield "change", crimes, period
    yield "target", LABEL_TARGET.search(row.label), ""
    note = " ".join(row.cells[row.current + 2 :])
    for role, pattern in NOTES.items():
        yield role, pattern.search(note), ""
