"""The forty reports as a force would have published them over ten years: not all in one template.

What the tests of courses over time need, and no run of equal reports has:
- five changes of template, each from one report on (the last template is the bundled report's): a measure
  and an area are called otherwise, the columns stand in another order, their headers say the period in
  other words, and the two changes stand in one cell;
- two restatements: a later report prints another value for a period than the one before it did;
- a quarter of which no report was published;
- a note that a measure's definition changed.

Every line keeps its place, so that a truth's line stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from .cells import CRIME, NOTES, Truth
from .forty import Copy, copies
from .quarters import Quarter

MISSING = Quarter(2009, 2)
NOTED = Quarter(2010, 1)
NOTE = "Definition changed in April 2010: not comparable with earlier figures"
NOTED_ROW = "Percentage of time neighbourhood officers"

OLD_MEASURE, MEASURE = "Robbery offences", "Robbery"
OLD_AREA, AREA = "Newcastle upon Tyne", "Newcastle"


@dataclass(frozen=True, slots=True)
class Restatement:
    """From the report `since` on, `row` in `area` for `period` is printed as `after`, not `before`."""

    since: Quarter
    area: str
    row: str
    period: str
    before: Decimal
    after: Decimal


def history(count: int = 40, seed: int = 2015) -> tuple[Copy, ...]:
    """The published reports, oldest first."""
    made = [copy for copy in copies(count, seed) if copy.quarter != MISSING]
    later = restatements(count, seed)
    restated = [_restate(copy, later) for copy in made]
    return tuple(_in_template(_noted(copy)) for copy in restated)


def restatements(count: int = 40, seed: int = 2015) -> tuple[Restatement, ...]:
    """The two: a crime count restated a year on, and a rate restated by the second report that prints it."""
    made = {copy.quarter: copy for copy in copies(count, seed)}
    crime = _previous(made[Quarter(2008, 4)], "Sunderland", "Vehicle crime")
    rate = _previous(made[Quarter(2011, 3)], "Northumbria", "Re-bail rate.")
    return (
        Restatement(Quarter(2008, 4), crime.area, crime.row, crime.period, crime.value, crime.value + 17),
        Restatement(
            Quarter(2011, 3), rate.area, rate.row, rate.period, rate.value, rate.value + Decimal("1.1")
        ),
    )


def _previous(copy: Copy, area: str, row: str) -> Truth:
    return next(t for t in copy.truths if (t.area, t.row, t.role) == (area, row, "previous"))


def _restate(copy: Copy, made: tuple[Restatement, ...]) -> Copy:
    """The copy with the value of before replaced in the report's "previous" column; its change follows."""
    for one in made:
        if copy.quarter.year == one.since.year and copy.quarter.number >= one.since.number:
            truth = _previous(copy, one.area, one.row)
            if (truth.period, truth.value) == (one.period, one.before):
                copy = _with_previous(copy, truth, one.after)
    return copy


def _with_previous(copy: Copy, truth: Truth, value: Decimal) -> Copy:
    lines = copy.text.split("\n")
    line = lines[truth.line - 1]
    row = CRIME.fullmatch(line)
    news = {"previous": value}
    if row:
        now = Decimal(row["current"].replace(",", ""))
        news |= {"change": now - value, "change percent": round((now - value) * 100 / value)}
        change, percent = news["change"], Decimal(news["change percent"])
        lines[truth.line - 1] = (
            f"{row['label']}\t{now:,}\t{value:,}\t{_signed(change)}{row['between']}{_signed(percent)}%{row['rest']}"
        )
    else:
        lines[truth.line - 1] = line.replace(f"\t{truth.value}%", f"\t{value}%", 1)
    truths = tuple(
        replace(t, value=Decimal(news[t.role])) if t.line == truth.line and t.role in news else t
        for t in copy.truths
    )
    return replace(copy, text="\n".join(lines), truths=truths)


def _signed(value: Decimal) -> str:
    return f"{'-' if value < 0 else '+'}{abs(value):,}"


def _noted(copy: Copy) -> Copy:
    """The copy with the note that the definition changed, in the report that says so."""
    if copy.quarter != NOTED:
        return copy
    lines = copy.text.split("\n")
    index = next(i for i, line in enumerate(lines) if NOTED_ROW in line and "\t" in line)
    cells = lines[index].split("\t")
    place = next(i for i, cell in enumerate(cells) if "National" in cell)
    cells[place] = NOTE
    lines[index] = "\t".join(cells)
    assert not any(form.search(NOTE) for form in NOTES.values()), "the note states no figure of its own"
    return replace(copy, text="\n".join(lines))


# Templates

_COLUMN = re.compile(r"(?P<year>\d{4})-\d\d 1\.4\.– (?P<day>\d+)\.(?P<month>\d+)")
_CHANGES = re.compile(r"(?P<first>[+-] ?[\d,]+)\s+(?P<second>[+-] ?\d+%)\s*$")


def _in_template(copy: Copy) -> Copy:
    """The copy in the template of its time."""
    for until, change in TEMPLATES:
        if (copy.quarter.year, copy.quarter.number) < (until.year, until.number):
            copy = change(copy)
    return copy


def _other_measure(copy: Copy) -> Copy:
    return _renamed(copy, MEASURE, OLD_MEASURE, lambda truth: truth.row, "row")


def _other_area(copy: Copy) -> Copy:
    return _renamed(copy, AREA, OLD_AREA, lambda truth: truth.area, "area")


def _renamed(copy: Copy, new: str, old: str, named: Callable[[Truth], str], key: str) -> Copy:
    """The copy with a row's or a table's name put back to the old one."""
    lines = [re.sub(rf"^{new}(?=\t|$)", old, line) for line in copy.text.split("\n")]
    truths = tuple(replace(t, **{key: old}) if named(t) == new else t for t in copy.truths)
    return replace(copy, text="\n".join(lines), truths=truths)


def _older_year_first(copy: Copy) -> Copy:
    """The column of the year before stood first."""
    return _by_line(copy, lambda cells: [cells[0], cells[2], cells[1], *cells[3:]])


def _periods_in_words(copy: Copy) -> Copy:
    """ "1 April to 15 July 2014" for "2014-15 1.4.– 15.7"."""

    def said(cell: str) -> str:
        match = _COLUMN.fullmatch(cell)
        if match is None:
            return cell
        april, month = int(match["year"]), int(match["month"])
        end = date(april + (month < 4), month, int(match["day"]))
        start = f"1 April {april}" if end.year > april else "1 April"
        return f"{start} to {end.day} {end:%B} {end.year}"

    return _by_line(copy, lambda cells: [said(cell) for cell in cells])


def _changes_in_two_cells(copy: Copy) -> Copy:
    """The change in number and the change in per cent each had a column."""

    def parted(cells: list[str]) -> list[str]:
        if cells[0] == "":
            return [*cells[:3], "Change", "% change"]
        match = _CHANGES.search("\t".join(cells[3:]))
        assert match, cells
        return [*cells[:3], match["first"], match["second"]]

    return _by_line(copy, parted)


def _by_line(copy: Copy, change: Callable[[list[str]], list[str]]) -> Copy:
    """The copy with the cells of each header and row of its crime tables changed."""
    lines = copy.text.split("\n")
    inside = False
    for index, line in enumerate(lines):
        is_header = line.startswith("\t") and "hange" in line and line.count("\t") >= 3
        inside = is_header or (inside and "\t" in line)
        if inside:
            lines[index] = "\t".join(change(line.split("\t")))
    return replace(copy, text="\n".join(lines))


# Each template change by the first report that has the newer form.
TEMPLATES: tuple[tuple[Quarter, Callable[[Copy], Copy]], ...] = (
    (Quarter(2007, 1), _changes_in_two_cells),
    (Quarter(2008, 1), _other_measure),
    (Quarter(2010, 1), _older_year_first),
    (Quarter(2011, 3), _other_area),
    (Quarter(2013, 1), _periods_in_words),
)
