"""What answers are held against: the reports' files as published, and their cells as listed by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
import yaml

from corpus.read import report_id, source_lines
from corpus.report import Figure, Role
from index.adding import report_files


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of a report, written down by hand; `period` names one of the list's periods."""

    lines: tuple[int, int]
    row: str
    column: str | None
    area: str | None
    role: Role | None
    value: Decimal | None
    unit: str | None
    margin: Decimal | None
    period: str | None
    raw: str
    table: str | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """A period as listed: its kind, and its first and last day where it states them."""

    kind: str
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Cells:
    """Every cell of the tables of one report."""

    report: str
    periods: Mapping[str, Days]
    figures: tuple[Cell, ...]

    def amiss(self, figure: Figure) -> str:
        """How a figure differs from the cell that it was read from; nothing where it does not."""
        here = [
            cell
            for cell in self.figures
            if (cell.lines, cell.raw, cell.role) == (figure.where.lines, figure.raw, figure.role)
        ]
        if not here:
            return f"no cell of lines {figure.where.lines} is {figure.role} “{figure.raw}”"
        differences = [self._difference(cell, figure) for cell in here]
        return "" if "" in differences else differences[0]

    def _difference(self, cell: Cell, figure: Figure) -> str:
        days = self.periods[cell.period] if cell.period else None
        period = figure.period and Days(figure.period.kind.value, figure.period.start, figure.period.end)
        pairs = {
            "value": (figure.value, cell.value),
            "unit": (figure.unit, cell.unit),
            "margin": (figure.margin, cell.margin),
            "area": (figure.area, cell.area),
            "period": (period, days),
        }
        wrong = (f"{name} {given}, not {right}" for name, (given, right) in pairs.items() if given != right)
        return "; ".join(wrong)


@dataclass(frozen=True, slots=True)
class Originals:
    """The lines of reports' files by the reports' ids, and the cells of those that were listed."""

    lines: Mapping[str, tuple[str, ...]]
    cells: Mapping[str, Cells] = field(default_factory=dict)


class NoOriginal(Exception):
    """A report that is asked about, whose file is not where the originals are."""

    def __init__(self, report: str, folders: Iterable[Path]) -> None:
        looked = ", ".join(map(str, folders))
        super().__init__(f"no file of the report {report} is in {looked}; name its folder with --reports")
        self.report = report


class UnreadableCells(Exception):
    """A file that is no list of cells; says which, why and what to do."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} is no list of cells: {reason}; tests/corpus/cells.yaml shows the form")
        self.path = path
        self.reason = reason


def originals(reports: Iterable[str], folders: Iterable[Path], cells: Iterable[Path] = ()) -> Originals:
    """The originals of the reports with these ids. Raises NoOriginal, UnreadableCells, UnreadableReport."""
    places = tuple(folders)
    files = {report_id(path): path for folder in places for path in report_files(folder)}
    for report in reports:
        if report not in files:
            raise NoOriginal(report, places)
    listed = (_cells(path) for path in cells)
    return Originals(
        {report: source_lines(files[report]) for report in reports}, {c.report: c for c in listed}
    )


def _cells(path: Path) -> Cells:
    try:
        return msgspec.convert(yaml.safe_load(path.read_text("utf-8")), Cells)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, msgspec.ValidationError) as error:
        raise UnreadableCells(path, str(error)) from error
