"""Forty more reports like the bundled one, made by seed: other quarters, other numbers, the same wording.

Each copy keeps the bundled report's lines one for one, with all their untidiness. Dates move with the
quarter (`quarters.py`). Every number of a table is drawn anew, but for the targets (a target is policy,
and stays) and the ranks (the text repeats them in words). A number belongs to its row and period, not to
its report, so that this year's "previous" is last year's "current". Printed percentages are taken from
last year's count before it was rounded, as in the original, so that now and then they are off what the
printed counts give, and the force's count of last year is one off its areas' sum.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random

import yaml

from .cells import CRIMES, FIRST_NUMBER, NOTES, PerformanceRow, Truth, crime_rows, performance_rows, truths
from .quarters import ORIGINAL_YEAR, Quarter, move_dates, quarters

ORIGINAL = Path(__file__).parents[2] / "corpus" / "reports" / "northumbria-pcc-2015-q1.txt"
ORIGINAL_DAYS = 106  # 1 April to 15 July
FIRST = Quarter(2005, 1)
MARGIN = re.compile(r"(?<=\+/-)( ?)(\d+\.\d)")
PERCENT = re.compile(r"\d+(?:\.\d+)?%")


@dataclass(frozen=True, slots=True)
class Copy:
    """A made report: its text, its sidecar's text, and every number of its tables."""

    id: str
    quarter: Quarter
    text: str
    sidecar: str
    truths: tuple[Truth, ...]


def copies(count: int = 40, seed: int = 2015, first: Quarter = FIRST) -> tuple[Copy, ...]:
    """`count` copies, one a quarter from `first` on; the same seed gives the same copies to the letter."""
    return tuple(_copy(quarter, seed) for quarter in quarters(first, count))


def write(made: tuple[Copy, ...], folder: Path) -> tuple[Path, ...]:
    """Writes each copy as ID.txt with its sidecar ID.yaml; gives the paths of the texts."""
    folder.mkdir(parents=True, exist_ok=True)
    for copy in made:
        (folder / f"{copy.id}.yaml").write_text(copy.sidecar, encoding="utf-8")
        (folder / f"{copy.id}.txt").write_text(copy.text, encoding="utf-8")
    return tuple(folder / f"{copy.id}.txt" for copy in made)


def original_truths() -> tuple[Truth, ...]:
    """Every number of the bundled report's tables."""
    return truths(ORIGINAL.stem, _original(), _sidecar()["area"])


def _copy(quarter: Quarter, seed: int) -> Copy:
    lines = move_dates(_original(), quarter).split("\n")
    _draw_crimes(lines, quarter, seed)
    _draw_performance(lines, quarter, seed)
    text = "\n".join(lines)
    facts = _sidecar() | {
        "source": "Made from the bundled report by a seeded generator; no number in it is real."
    }
    moved = {key: move_dates(words, quarter) for key, words in facts.items()}
    name = ORIGINAL.stem.removesuffix(f"{ORIGINAL_YEAR}-q1") + quarter.label
    sidecar = yaml.safe_dump(moved, allow_unicode=True, sort_keys=False)
    return Copy(name, quarter, text, sidecar, truths(name, text, facts["area"]))


@cache
def _original() -> str:
    return ORIGINAL.read_text(encoding="utf-8")


@cache
def _sidecar() -> dict[str, str]:
    read: dict[str, str] = yaml.safe_load(ORIGINAL.with_suffix(".yaml").read_text(encoding="utf-8"))
    return read


def _random(*key: object) -> Random:
    return Random("|".join(map(str, key)))  # noqa: S311 (made-up numbers, not secrets)


# Crime tables


@dataclass(frozen=True, slots=True)
class _Counts:
    """This year's and last year's count, and last year's before it was rounded."""

    now: int
    before: int
    exact: float


def _draw_crimes(lines: list[str], quarter: Quarter, seed: int) -> None:
    """New crime rows in place: areas drawn, totals a little over their rows' sum, the force their sum."""
    rows = list(crime_rows(lines))
    force = rows[0][1]
    counts = {
        (name, row["label"]): _area_counts(name, row, quarter, seed) for _, name, row in rows if name != force
    }
    labels = [row["label"] for _, name, row in rows if name == force]
    for area in {name for name, _ in counts}:
        counts[area, labels[0]] = _total(counts, area, labels[1:])
    for label in labels:
        counts[force, label] = _sum([counts[key] for key in counts if key[1] == label])
    for index, name, row in rows:
        lines[index] = _crime_line(row, counts[name, row["label"]])


def _area_counts(area: str, row: re.Match[str], quarter: Quarter, seed: int) -> _Counts:
    base = int(row["previous"].replace(",", ""))
    label = row["label"]
    now = _count(base, area, label, quarter, seed)
    before = _count(base, area, label, Quarter(quarter.year - 1, quarter.number), seed)
    part = _random(seed, area, label, quarter.label, "part").uniform(-0.49, 0.49)
    return _Counts(now, before, before + part)


def _count(base: int, area: str, label: str, quarter: Quarter, seed: int) -> int:
    """Crimes from 1 April on: a level that a year has, and the days that have passed."""
    start, end = quarter.year_to_date
    share = ((end - start).days + 1) / ORIGINAL_DAYS
    level = _random(seed, area, label, quarter.year).lognormvariate(0, 0.15)
    drift = _random(seed, area, label, quarter.label).lognormvariate(0, 0.05)
    return max(2, round(base * share * level * drift))


def _total(counts: dict[tuple[str, str], _Counts], area: str, labels: list[str]) -> _Counts:
    """All crime: its named rows and an eighth more that no row names, as in the original."""
    parts = [counts[area, label] for label in labels]
    now, before = (sum(counted) * 9 // 8 for counted in ([p.now for p in parts], [p.before for p in parts]))
    return _Counts(now, before, before + 0.2)


def _sum(parts: list[_Counts]) -> _Counts:
    """Last year's sum is rounded after adding: as in the original it may be one off its rounded parts."""
    exact = sum(part.exact for part in parts)
    return _Counts(sum(part.now for part in parts), round(exact), exact)


def _crime_line(row: re.Match[str], counts: _Counts) -> str:
    """The row with its own spacing: "+ 415 + 10%" in one cell or two, with a blank after the sign or not."""
    change = counts.now - counts.before
    rate = 100 * (counts.now - counts.exact) / counts.exact
    return (
        f"{row['label']}\t{counts.now:,}\t{counts.before:,}\t{_sign(change)}{row['gap']}{abs(change):,}"
        f"{row['between']}{_sign(rate)}{row['percent_gap']}{abs(rate):.0f}%{row['rest']}"
    )


def _sign(value: float) -> str:
    return "-" if value < 0 else "+"


# Performance tables


def _draw_performance(lines: list[str], quarter: Quarter, seed: int) -> None:
    """New values, margins, crimes and national rates in place, and in the text above that states them too."""
    told: dict[int, dict[str, str]] = {}
    rows = list(performance_rows(lines))
    for row in rows:
        cells = list(row.cells)
        for at, period in ((2, row.previous_period), (row.current, row.current_period)):
            cells[at] = _cell(row, at, _random(seed, row.index, _own(period, quarter)))
        for at in range(row.current + 2, len(cells)):
            cells[at] = _note(cells[at], row, cells[row.current], _random(seed, row.index, quarter.label))
        lines[row.index] = "\t".join(cells)
        told.setdefault(_heading(lines, row.index), {}).update(
            _retold(row.cells[row.current], cells[row.current])
        )
    for heading, said in told.items():
        start = max((row.index for row in rows if row.index < heading), default=0)
        _retell(lines, start, heading, said)


def _own(period: str, quarter: Quarter) -> str:
    """The period as a key: one without a year ("Year to date") is the report's own."""
    return period if re.search(r"\d{4}|'\d\d", period) else f"{period} {quarter.label}"


def _cell(row: PerformanceRow, at: int, draw: Random) -> str:
    """The cell with new numbers, drawn about the row's own level, so that both columns draw alike."""
    cell = row.cells[at]
    printed = [words for words in (row.cells[row.current], row.cells[2]) if FIRST_NUMBER.match(words)]
    if cell not in printed:
        return cell
    if CRIMES.search(cell):
        return _crimes(printed[0], draw)
    old = [Decimal(FIRST_NUMBER.match(words)[0]) for words in printed]  # type: ignore[index]
    new = next(value for value in iter(lambda: _value(old[0], "%" in cell, draw), None) if value not in old)
    return MARGIN.sub(lambda m: f"{m[1]}{_margin(m[2], draw)}", FIRST_NUMBER.sub(str(new), cell, count=1))


def _value(level: Decimal, percent: bool, draw: Random) -> Decimal:
    """A number about `level`, with as many decimals: a percentage stays one, a count stays above zero."""
    if not percent:
        return Decimal(max(1, round(float(level) * draw.lognormvariate(0, 0.25))))
    room = float(min(level, 100 - level))
    reach = max(2.5, room * 0.4)
    value = min(100.0, max(0.0, float(level) + draw.uniform(-reach, reach)))
    return Decimal(value).quantize(level)


def _margin(printed: str, draw: Random) -> str:
    return f"{max(0.1, float(printed) * draw.uniform(0.8, 1.25)):.1f}"


def _crimes(printed: str, draw: Random) -> str:
    """A change in both ways of saying it, "+6%, +47 crimes", scaled alike."""
    scale = draw.uniform(-2, 3)
    percent, crimes = (round(int(words) * scale) for words in re.findall(r"[+-]\d+", printed))
    return f"{percent:+}%, {crimes:+} crimes"


def _note(note: str, row: PerformanceRow, current: str, draw: Random) -> str:
    """The note with a new national rate, and a part of the row's count that is no more than the count."""
    rate, part = NOTES["comparator"].search(note), NOTES["note"].search(note)
    if rate:
        value = next(
            v for v in iter(lambda: _value(Decimal(rate[1]), True, draw), None) if v != Decimal(rate[1])
        )
        return note.replace(f"rate {rate[1]}%", f"rate {value}%")
    if part:
        share = int(part[1]) / int(row.cells[row.current])
        return note.replace(f"to {part[1]}", f"to {round(int(current) * share)}")
    return note


def _heading(lines: list[str], index: int) -> int:
    return max(at for at in range(index) if lines[at].strip(" .") == "Performance")


def _retold(old: str, new: str) -> dict[str, str]:
    """What text may say of a cell: the whole of it, or its percentage alone."""
    if not PERCENT.match(old):
        return {}
    return {old: new, old.partition(" ")[0]: new.partition(" ")[0]}


def _retell(lines: list[str], start: int, end: int, said: dict[str, str]) -> None:
    """Text that states a value of the table below it states the new one; all at once, so that none chains."""
    if not said:
        return
    old = re.compile(r"(?<![\d.])(?:" + "|".join(map(re.escape, sorted(said, key=len, reverse=True))) + ")")
    for index in range(start, end):
        if "\t" not in lines[index]:
            lines[index] = old.sub(lambda found: said[found[0]], lines[index])
