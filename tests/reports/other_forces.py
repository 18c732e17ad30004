"""What the tables of the two fictional forces' reports hold, cell by cell, read straight from their lines.

This is the yardstick that the reader is held against, so it shares no code with it: the tables' lines, their
columns and what these mean are listed here by hand, and only the cells' words are taken from the files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

FOLDER = Path(__file__).parent
Days = tuple[date | None, date | None] | None

_NUMBER = re.compile(r"(?P<sign>[+-]?)(?P<open>\(?)(?P<digits>\d[\d,]*(?:\.\d+)?)")
_MARGIN = re.compile(r"\((?:±|\+/-)([\d.]+)%\)")


@dataclass(frozen=True, slots=True)
class Column:
    """A value column: its header as it should be read, what its cells are, and their first and last day."""

    header: str
    role: str | None
    days: Days = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """A table: the lines of its first and last row, its columns, the cells before them, and its area."""

    rows: tuple[int, int]
    columns: tuple[Column, ...]
    lead: int = 1
    area: str | None = None  # None: each row is an area
    unit: str | None = None
    skipped: frozenset[int] = frozenset()
    units: Mapping[int, str | None] = field(default_factory=dict)
    cells: Mapping[int, tuple[str, ...]] = field(default_factory=dict)  # of rows whose blanks do not show


@dataclass(frozen=True, slots=True)
class Truth:
    """One number of a table."""

    line: int
    label: str
    column: str
    area: str
    role: str | None
    value: Decimal
    unit: str | None
    margin: Decimal | None
    days: Days


def truths(name: str, tables: Sequence[Printed], whole: Sequence[str], own: str) -> Iterator[Truth]:
    """Every number of the tables of a file; rows labelled as `whole` are of the force's `own` area."""
    lines = (FOLDER / f"{name}.txt").read_text("utf-8").split("\n")
    for table in tables:
        for line in range(table.rows[0], table.rows[1] + 1):
            if line not in table.skipped:
                yield from _row(table, line, lines[line - 1], whole, own)


def _row(table: Printed, line: int, printed: str, whole: Sequence[str], own: str) -> Iterator[Truth]:
    cells = table.cells.get(line) or tuple(re.split(r"\t| {2,}", printed))
    label = re.sub(r"\s*[¹²³⁴⁵⁶]$|\s\(\d\)$", "", cells[table.lead - 1])
    area = table.area or (own if label in whole else label)
    for column, cell in zip(table.columns, cells[table.lead :], strict=False):
        if number := _numeric(cell, column):
            margin = _MARGIN.search(cell)
            yield Truth(
                line,
                label,
                column.header,
                area,
                column.role,
                _value(number),
                _unit(cell, column, table, line),
                Decimal(margin[1]) if margin else None,
                column.days,
            )


def _numeric(cell: str, column: Column) -> re.Match[str] | None:
    """The number of a cell; a cell of words has none, but for a target's bound ("No more than 28%")."""
    if column.role == "target":
        cell = re.sub(
            r"^(?:no more than|fewer than|at least|below|under|[Nn]o more than)\s", "", cell, flags=re.I
        )
    cell = cell.removeprefix("[p] ")
    return None if re.match(r"\d+:\d\d", cell) else _NUMBER.match(cell)


def _value(number: re.Match[str]) -> Decimal:
    value = Decimal(number["digits"].replace(",", ""))
    return -value if number["sign"] == "-" or number["open"] else value


def _unit(cell: str, column: Column, table: Printed, line: int) -> str | None:
    if column.role == "rank":
        return None
    if cell.endswith("pts"):
        return "percentage points"
    if "%" in cell:
        return "%"
    return table.units.get(line, column.unit or table.unit)


def _days(start: tuple[int, int, int] | None, end: tuple[int, int, int]) -> Days:
    return (date(*start) if start else None, date(*end))


_Q2_16, _Q2_17 = _days((2016, 7, 1), (2016, 9, 30)), _days((2017, 7, 1), (2017, 9, 30))
_YEAR_16, _YEAR_17 = _days((2015, 10, 1), (2016, 9, 30)), _days((2016, 10, 1), (2017, 9, 30))

_INDICATORS = (
    Column("Baseline", None),
    Column("Last year (Q2 2016/17)", "previous", _Q2_16),
    Column("This quarter (Q2 2017/18)", "current", _Q2_17),
    Column("Target", "target"),
)
_YEARS = (
    Column("12 months to Sept 2016", "previous", _YEAR_16),
    Column("12 months to Sept 2017", "current", _YEAR_17),
)
_CHANGES = (Column("Change", "change", _YEAR_17), Column("% change", "change percent", _YEAR_17))
_SATISFACTION = (
    *_YEARS,
    Column("Target", "target"),
    Column("MSG average", "comparator"),
    Column("Position in MSG (of 8)", "rank"),
)
_A = "Ashvale"

ASHVALE = (
    Printed((37, 44), _INDICATORS, 2, _A),
    Printed(
        (51, 56),
        (
            Column("Q2 2016/17", "previous", _Q2_16),
            Column("Q2 2017/18", "current", _Q2_17),
            Column("Change", "change", _Q2_17),
            Column("% change", "change percent", _Q2_17),
        ),
        area=_A,
        unit="crimes",
    ),
    Printed((72, 76), _SATISFACTION, area=_A),
    Printed((80, 84), _SATISFACTION, area=_A),
    Printed((91, 94), _INDICATORS, 2, _A),
    Printed((107, 118), (*_YEARS, *_CHANGES), area=_A, unit="crimes"),
    Printed((121, 130), (*_YEARS, *_CHANGES), area=_A, unit="crimes"),
    Printed(
        (135, 142),
        tuple(
            Column(header, "current", _YEAR_17, "crimes")
            for header in (
                "Violence against the person",
                "Sexual offences",
                "Robbery",
                "Residential burglary",
                "Vehicle offences",
                "Shoplifting",
                "Criminal damage and arson",
                "All recorded crime",
            )
        ),
    ),
    Printed(
        (149, 155),
        (
            *_YEARS,
            Column("% change", "change percent", _YEAR_17),
            Column("Crimes per 1,000 people", "current", _YEAR_17, "per 1,000 people"),
            Column("MSG average per 1,000", "comparator", _YEAR_17, "per 1,000"),
        ),
        unit="crimes",
    ),
    Printed((162, 167), (*_YEARS, *_CHANGES), unit="incidents"),
    Printed((170, 170), (*_YEARS, *_CHANGES), unit="incidents"),
    Printed(
        (177, 183),
        (*_YEARS, Column("Change", "change", _YEAR_17), Column("National average", "comparator")),
        area=_A,
    ),
    Printed(
        (196, 206),
        (
            Column("July to Sept 2016", "previous", _Q2_16),
            Column("July to Sept 2017", "current", _Q2_17),
            Column("April to Sept 2016", "previous", _days((2016, 4, 1), (2016, 9, 30))),
            Column("April to Sept 2017", "current", _days((2017, 4, 1), (2017, 9, 30))),
        ),
        area=_A,
    ),
    Printed((211, 213), _INDICATORS, 2, _A),
    Printed((216, 217), _INDICATORS, 2, _A, units={216: "minutes"}),
    Printed(
        (229, 235),
        (
            Column("July 2017", None, _days((2017, 7, 1), (2017, 7, 31))),
            Column("August 2017", None, _days((2017, 8, 1), (2017, 8, 31))),
            Column("September 2017", None, _days((2017, 9, 1), (2017, 9, 30))),
            Column("Q2 2017/18", "current", _Q2_17),
            Column("Q2 2016/17", "previous", _Q2_16),
            Column("Target", "target"),
        ),
        area=_A,
    ),
    Printed(
        (242, 248),
        (
            Column("Searches", "current", _Q2_17),
            Column("Share of searches", "current", _Q2_17),
            Column("Led to arrest", "current", _Q2_17),
            Column("Arrest rate", "current", _Q2_17),
            Column("Searches per 1,000 people", "current", _Q2_17, "per 1,000 people"),
        ),
        area=_A,
    ),
    Printed((255, 262), _INDICATORS, 2, _A, units={256: "per 1,000 employees"}),
)


def ashvale() -> tuple[Truth, ...]:
    """Every number of the tables of Ashvale's report."""
    found = truths("ashford-vale-2017-q2", ASHVALE, (_A,), _A)
    labels = {217: "Fixed penalties for using a phone at the wheel"}
    return tuple(_relabelled(truth, labels) for truth in found)


def _relabelled(truth: Truth, labels: Mapping[int, str]) -> Truth:
    """The truth with the whole of a label that is broken over two lines."""
    return Truth(
        truth.line,
        labels.get(truth.line, truth.label),
        truth.column,
        truth.area,
        truth.role,
        truth.value,
        truth.unit,
        truth.margin,
        truth.days,
    )


_D = "Dunmore City Region"
_QUARTERS = (
    Column("Q3 18/19", "previous", _days((2018, 10, 1), (2018, 12, 31))),
    Column("Q4 18/19", None, _days((2019, 1, 1), (2019, 3, 31))),
    Column("Q1 19/20", None, _days((2019, 4, 1), (2019, 6, 30))),
    Column("Q2 19/20", None, _days((2019, 7, 1), (2019, 9, 30))),
    Column("Q3 19/20", "current", _days((2019, 10, 1), (2019, 12, 31))),
)
_NOW, _BEFORE = _QUARTERS[-1], _QUARTERS[0]
_ON_Q3 = Column("Change on Q3 18/19", "change percent", _NOW.days)
_TO_DEC = _days((2019, 1, 1), (2019, 12, 31))
_DEC_18, _DEC_19 = _days((2018, 12, 1), (2018, 12, 31)), _days((2019, 12, 1), (2019, 12, 31))
_AT_18, _AT_19 = _days(None, (2018, 12, 31)), _days(None, (2019, 12, 31))

DUNMORE = (
    Printed((35, 46), (*_QUARTERS, _ON_Q3), area=_D, unit="crimes", skipped=frozenset({35, 40})),
    Printed((53, 57), (*_QUARTERS, _ON_Q3), area=_D, unit="crimes", skipped=frozenset({56})),
    Printed((65, 70), (*_QUARTERS, _ON_Q3)),
    Printed((76, 81), _QUARTERS, unit="crimes"),
    Printed(
        (90, 97),
        (
            Column("City Region", "current", _TO_DEC),
            Column("England and Wales", "comparator", _TO_DEC),
            Column("Rank (of 43)", "rank", _TO_DEC),
            Column("Rank last year", "rank"),
        ),
        area=_D,
        unit="per 1,000 people",
        units={94: "per 1,000 homes", 96: "per 100,000"},
        cells={97: ("Anti-social behaviour incidents", "21.4", "", "17", "")},
    ),
    Printed((112, 120), _QUARTERS, area=_D),
    Printed(
        (128, 135),
        (
            _BEFORE,
            Column("Share", "previous", _BEFORE.days),
            _NOW,
            Column("Share", "current", _NOW.days),
        ),
        area=_D,
        skipped=frozenset({131}),
    ),
    Printed(
        (148, 155),
        (*_QUARTERS, Column("Target", "target")),
        area=_D,
        units={152: "seconds"},
    ),
    Printed(
        (161, 166),
        (
            Column("Confident in police, Dec 2018", "previous", _DEC_18),
            Column("Confident in police, Dec 2019", "current", _DEC_19),
            Column("Feel safe after dark, Dec 2019", "current", _DEC_19),
        ),
    ),
    Printed((174, 179), _QUARTERS, area=_D),
    Printed(
        (191, 196),
        (
            Column("2018", "previous", _BEFORE.days),
            Column("2019", "current", _NOW.days),
            Column("Change", "change", _NOW.days),
            Column("Change %", "change percent", _NOW.days),
        ),
    ),
    Printed(
        (204, 209),
        (
            _BEFORE,
            _NOW,
            Column("Change", "change", _NOW.days),
            Column("Change %", "change percent", _NOW.days),
        ),
        unit="incidents",
    ),
    Printed(
        (221, 226),
        (
            Column("Establishment", None),
            Column("31 Dec 2018", "previous", _AT_18),
            Column("31 Dec 2019", "current", _AT_19),
            Column("Change in year", "change", _AT_19),
            Column("Over or (under)", None),
        ),
        area=_D,
    ),
    Printed(
        (232, 234),
        (
            Column("31 Dec 2018", "previous", _AT_18),
            Column("31 Dec 2019", "current", _AT_19),
            Column("Population", None),
        ),
        area=_D,
    ),
    Printed(
        (244, 251),
        (
            Column("Budget for the year", None),
            Column("Spent to 31 Dec 2019", "current", _AT_19),
            Column("Forecast for the year", None),
            Column("Variance", "change", _AT_19),
        ),
        area=_D,
        unit="£000s",
    ),
    Printed(
        (261, 268),
        (
            Column("Baseline 2017/18", "previous", _days((2017, 4, 1), (2018, 3, 31))),
            Column("Latest", "current"),
            Column("Target for March 2021", "target", _days((2021, 3, 1), (2021, 3, 31))),
        ),
        2,
        _D,
        cells={
            267: (
                "P7",
                "Young people helped by the Violence Reduction Unit",
                "",
                "338",
                "at least 300",
                "Green",
            )
        },
    ),
)


def dunmore() -> tuple[Truth, ...]:
    """Every number of the tables of Dunmore's report; the same in both of its forms."""
    found = truths("dunmore-2019-20-q3", DUNMORE, ("City Region",), _D)
    labels = {130: "Victim supports action, but there is not enough evidence"}
    return tuple(_relabelled(truth, labels) for truth in found)
