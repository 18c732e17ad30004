"""Questions over whole published files, made from what is printed in them by a grammar with a seed.

Look-ups, changes, rankings and sums, in wordings that take turns. The workbooks' cells are those of the
truth files beside them; where editions differ the latest is right. The figures published beside the PDFs are
of later editions still, so the cells of those are the tables' own, which tests/corpus holds against their
averages, percentages and totals.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from random import Random

from corpus.numbers import read_numbers
from corpus.read import read_report

KINDS = ("look-up", "look-up", "change", "rank", "sum")
EDITIONS = ("2016", "2017", "2018")
_REGIONS = frozenset(
    (
        *("North East", "North West", "Yorkshire and the Humber", "East Midlands", "West Midlands region"),
        *("Eastern", "London", "South East", "South West", "Wales"),
    )
)
_NO_FORCES = frozenset(
    ("Total 43 forces", "Central Service Secondments", "British Transport Police", "Total")
)
_CRIMES = {
    "Robbery": ("robberies", "robbery offences", "robbery"),
    "Burglary": ("burglaries", "burglary offences"),
    "Arson": ("arsons", "cases of arson"),
    "Larceny": ("larcenies", "larceny offences"),
    "Rape": ("rapes", "rape offences"),
    "Motor Vehicle Theft": ("motor vehicle thefts", "thefts of motor vehicles"),
    "Aggravated Assault": ("aggravated assaults",),
    "Robbery/Firearm": ("robberies with a firearm", "firearm robberies"),
    "Robbery/Knife": ("robberies with a knife", "knife robberies"),
    "Robbery/Strong-arm": ("strong-arm robberies",),
    "Robbery/Carjacking – 215(a) PC": ("carjackings",),
    "Robbery/Residential robbery – 212.5(a)PC": ("residential robberies",),
    "Burglary/Auto": ("auto burglaries",),
    "Burglary/Residential": ("residential burglaries",),
    "Burglary/Commercial": ("commercial burglaries",),
    "Aggravated Assault/Non-firearm aggravated assaults": ("non-firearm aggravated assaults",),
}
_LOOK_UPS = (
    "How many {what} were there in {area} {at}?",
    "What was the number of {what} in {area} {at}?",
    "{what} in {area} {at}",
    "number of {what} {at}, {area}",
    "Tell me how many {what} {area} had {at}.",
)
_CHANGES = (
    "How did the number of {what} in {area} change between {first} and {last}?",
    "By how much did {what} in {area} change from {first} to {last}?",
    "Change in {what} in {area} from {first} to {last}",
    "What was the change in {what} in {area} between {first} and {last}?",
)
_RANKS = (
    "Which {kind} had the {most} {what} {at}?",
    "What {kind} had the {most} {what} {at}?",
    "Which {count} {kind}s had the {most} {what} {at}?",
    "The {count} {kind}s with the {most} {what} {at}",
)
_SUMS = (
    "How many {what} did {areas} have together {at}?",
    "What was the total number of {what} in {areas} {at}?",
    "How many {what} were there in {areas} combined {at}?",
    "Sum of {what} in {areas} {at}",
)
_COUNTS = {"two": 2, "three": 3, "five": 5}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question; `areas` are told with their `values`, in that order, and `result` is worked out from them.

    Of a change the values are those of its two `periods`, else there is one period.
    """

    kind: str
    text: str
    areas: tuple[str, ...]
    periods: tuple[str, ...]
    values: tuple[Decimal, ...]
    result: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Truth:
    """Printed values by measure, area and period; how areas are said; and the areas that rank by kind."""

    values: Mapping[tuple[str, str, str], Decimal]
    said: Mapping[str, tuple[str, ...]]
    whats: Mapping[str, tuple[str, ...]]
    at: Mapping[str, tuple[str, ...]]
    kinds: Mapping[str, tuple[str, ...]]


def workbooks(folder: Path) -> Truth:
    """The officers of every force and region at each date; "West Midlands" the force and the region apart."""
    values: dict[tuple[str, str, str], Decimal] = {}
    for edition in EDITIONS:
        for area, cells in _force_rows(folder / f"truth_officer_fte_{edition}.csv"):
            for period, cell in cells.items():
                values["officers", area, _day(period)] = Decimal(cell)
    areas = tuple(dict.fromkeys(area for _, area, _ in values))
    forces = tuple(area for area in areas if area not in _REGIONS | _NO_FORCES)
    return Truth(
        values=values,
        said={area: _force_wordings(area) for area in areas if area not in _NO_FORCES},
        whats={
            "officers": ("police officers", "police officers (FTE)", "full-time equivalent police officers")
        },
        at={day: (f"at {day}", f"as at {day}", f"in {day[3:]}") for day in {day for *_, day in values}},
        kinds={"force": forces, "region": tuple(area for area in areas if area in _REGIONS)},
    )


def _force_rows(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows; the first of the two "West Midlands" is the region's."""
    seen: set[str] = set()
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            name = row.pop("Force/Region")
            is_region = name == "West Midlands" and name not in seen
            seen.add(name)
            yield (f"{name} region" if is_region else name), {k: v for k, v in row.items() if v}


def _day(month: str) -> str:
    """The last day of "September 2016"."""
    first = datetime.strptime(month, "%B %Y")  # noqa: DTZ007 (a date)
    return f"{31 if first.month == 3 else 30} {month}"


def _force_wordings(area: str) -> tuple[str, ...]:
    if area == "Metropolitan":
        return ("the Metropolitan Police", "the Metropolitan Police area")
    if area in ("London", "West Midlands region"):
        return (f"the {area.removesuffix(' region')} region",)
    if area in _REGIONS:
        return (area,) if area == "Wales" else (f"the {area}", f"the {area} region")
    if area == "City of London":
        return ("the City of London", "City of London Police")
    return (area, f"{area} Police") if area != "West Midlands" else (f"{area} Police", f"the {area} force")


def reports_in_pdf(folder: Path) -> Truth:
    """The crimes of every area in every year; the later of two editions counts."""
    values: dict[tuple[str, str, str], Decimal] = {}
    for path in sorted(folder.glob("*.pdf"), key=lambda path: ("2022" in path.name, path.name)):
        area = "Oakland" if "Citywide" in path.name else f"Area {path.name.split('Area_')[1][0]}"
        (table,) = read_report(path).tables
        for row in table.rows:
            for year, cell in zip(table.columns, row.cells, strict=False):
                if str(year).strip().isdigit():
                    found = read_numbers(cell.text)
                    values["/".join((*row.group, row.label.text)), area, str(year).strip()] = (
                        found[0].value if found else Decimal(0)
                    )
    areas = tuple(dict.fromkeys(area for _, area, _ in values))
    return Truth(
        values={named: value for named, value in values.items() if named[0] in _CRIMES and value},
        said={area: (area,) if area != "Oakland" else ("Oakland", "the whole city") for area in areas},
        whats=_CRIMES,
        at={year: (f"in {year}", f"during {year}") for year in {year for *_, year in values}},
        kinds={"area": tuple(area for area in areas if area != "Oakland")},
    )


def questions(truth: Truth, count: int, seed: int) -> list[Asked]:
    """So many questions, of the kinds in turn; those that have no one answer are drawn again."""
    draw = Random(seed)  # noqa: S311 (which cells to ask of)
    asked: list[Asked] = []
    while len(asked) < count:
        made = _MAKERS[KINDS[len(asked) % len(KINDS)]](truth, draw)
        asked += [made] if made else []
    return asked


def _look_up(truth: Truth, draw: Random) -> Asked | None:
    (measure, area, period), value = draw.choice(list(truth.values.items()))
    if area not in truth.said:
        return None
    text = draw.choice(_LOOK_UPS).format(
        what=draw.choice(truth.whats[measure]),
        area=draw.choice(truth.said[area]),
        at=draw.choice(truth.at[period]),
    )
    return Asked("look-up", text, (area,), (period,), (value,))


def _change(truth: Truth, draw: Random) -> Asked | None:
    (measure, area, first), before = draw.choice(list(truth.values.items()))
    last = draw.choice(sorted(truth.at))
    after = truth.values.get((measure, area, last))
    # "March" stands before "September" in the alphabet as it does in a year.
    if area not in truth.said or after is None or first.split()[::-1] >= last.split()[::-1]:
        return None
    text = draw.choice(_CHANGES).format(
        what=draw.choice(truth.whats[measure]), area=draw.choice(truth.said[area]), first=first, last=last
    )
    return Asked("change", text, (area,), (first, last), (before, after), after - before)


def _rank(truth: Truth, draw: Random) -> Asked | None:
    measure, _, period = draw.choice(list(truth.values))
    kind = draw.choice(sorted(truth.kinds))
    held = {area: truth.values.get((measure, area, period)) for area in truth.kinds[kind]}
    sizes = {area: value for area, value in held.items() if value is not None}
    most = draw.choice(("most", "fewest"))
    wording, count = draw.choice(_RANKS), draw.choice(sorted(_COUNTS))
    first = _COUNTS[count] if "{count}" in wording else 1
    order = sorted(sizes, key=lambda area: sizes[area], reverse=most == "most")
    if len(sizes) < len(held) or first >= len(order) or len(set(sizes.values())) < len(sizes):
        return None  # an area without the figure, or two that tie
    what, at = draw.choice(truth.whats[measure]), draw.choice(truth.at[period])
    text = wording.format(kind=kind, most=most, what=what, at=at, count=count)
    return Asked("rank", text, tuple(order[:first]), (period,), tuple(sizes[a] for a in order[:first]))


def _sum(truth: Truth, draw: Random) -> Asked | None:
    measure, _, period = draw.choice(list(truth.values))
    kind = sorted(truth.kinds)[0]
    areas = draw.sample(truth.kinds[kind], draw.choice((2, 3)))
    values = [value for area in areas if (value := truth.values.get((measure, area, period))) is not None]
    if len(values) < len(areas):
        return None
    said = _listed([draw.choice(truth.said[area]) for area in areas])
    if kind == "area" and draw.random() < 0.5:
        said = f"Areas {_listed([area.split()[1] for area in areas])}"
    what, at = draw.choice(truth.whats[measure]), draw.choice(truth.at[period])
    text = draw.choice(_SUMS).format(what=what, areas=said, at=at)
    return Asked("sum", text, tuple(areas), (period,), tuple(values), sum(values, Decimal(0)))


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"


_MAKERS = {"look-up": _look_up, "change": _change, "rank": _rank, "sum": _sum}
