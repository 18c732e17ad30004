"""Table -> Figures: every cell with its headers, and what of its meaning is recognised."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from corpus.columns import Column, read_columns
from corpus.notes import aimed_at, stated_in_note
from corpus.numbers import Reading, read_numbers
from corpus.periods import parse_period
from corpus.report import Cell, Facts, Figure, Locator, Period, Role, Row, Table
from corpus.subjects import Subjects
from corpus.units import PERCENT, unit_of_title
from corpus.vocabulary import ColumnKind

_COUNTED = re.compile(r"\bnumber of ((?:[a-z-]+ ){0,2}?(?:[a-z-]+s|people))\b", re.IGNORECASE)
# As in "Average time to answer (seconds)".
_UNIT_IN_LABEL = re.compile(
    r"\((seconds|minutes|hours|days|weeks|months|years|miles|£(?:m|k|0{3}s?)?)\)",
    re.IGNORECASE,
)
_COUNTED_IN_TITLE = re.compile(
    r"\b(?:(?:recorded|comparison of)\s+(crime|offence|incident)s?"
    r"|(crime|offence|incident)s?\s+(?:by|between))\b",
    re.IGNORECASE,
)
_PER = re.compile(r"\bper [\d,]+(?: [a-z]+)?", re.IGNORECASE)
_MONEY = re.compile(r"\((£(?:m|bn|k|0{3}s?)?)\)", re.IGNORECASE)
_BOUND = re.compile(
    r"(?:at least|at most|no (?:more|less|fewer) than|(?:more|less|fewer) than|up to|over|above|under|below"
    r"|minimum(?: of)?|maximum(?: of)?|[<>]=?|[≤≥])\s*",
    re.IGNORECASE,
)
_CHANGES = (ColumnKind.CHANGE, ColumnKind.CHANGE_PERCENT)
_MINUS = ("-", "−", "–")
_BLANK = Cell("", (0, 0))
_YEAR = re.compile(r"(?:19|20)\d\d")
_LABEL = Column("", None, None, None, None)


def table_figures(
    table: Table, number: int, report_id: str, facts: Facts, tables: Sequence[Table]
) -> Iterator[Figure]:
    """Every figure of one table. `number` counts the report's tables from 1; `tables` are all of them."""
    columns = read_columns(table, facts.period)
    maker = _Maker(table, number, report_id, facts, columns, Subjects(table, columns, facts, tables))
    for row in table.rows:
        if not row.is_group:
            yield from maker.row_figures(row)


@dataclass(frozen=True, slots=True)
class _Said:
    """What one cell says: `count` tells the figures of a cell apart in their ids."""

    role: Role | None
    reading: Reading | None
    raw: str
    period: Period | None
    count: int = 0


@dataclass(frozen=True)
class _Maker:
    """Makes the figures of one table's rows."""

    table: Table
    number: int
    report_id: str
    facts: Facts
    columns: tuple[Column, ...]
    subjects: Subjects

    def row_figures(self, row: Row) -> Iterator[Figure]:
        for index, column in enumerate(self.columns):
            cell = row.cells[index] if index < len(row.cells) else _BLANK
            if not cell.text or column.kind is ColumnKind.PERIOD:
                continue
            if column.kind is ColumnKind.NOTE:
                yield from self._note(row, index, cell.text)
            else:
                yield from self._values(row, index, cell)
        for said in aimed_at(row.label.text):
            yield self._figure(row, len(self.columns), _Said(said.role, said.reading, said.reading.raw, None))

    def _values(self, row: Row, index: int, cell: Cell) -> Iterator[Figure]:
        readings = () if self._is_period(index, cell.text) else self._readings(index, cell)
        period = self._period(row, index)
        if not readings:
            yield self._figure(row, index, _Said(self.columns[index].role, None, cell.text, period))
        for count, reading in enumerate(readings):
            role = (
                self._reading_role(index, reading)
                if not count or self._tells_change(index, reading)
                else None
            )
            said = _Said(role, reading, reading.raw, period, count)
            yield self._figure(row, index, said)

    def _is_period(self, index: int, text: str) -> bool:
        """Whether a cell is a period; 2000 is a number, but where most of its column are years."""
        if _YEAR.fullmatch(text):
            return index in self._of_years
        return parse_period(text, self.facts.period) is not None

    @cached_property
    def _of_years(self) -> frozenset[int]:
        """The columns in which most cells are bare years."""
        columns = zip(*(row.cells for row in self.table.rows if not row.is_group), strict=False)
        filled = ([cell.text for cell in column if cell.text] for column in columns)
        return frozenset(
            index
            for index, texts in enumerate(filled)
            if 2 * sum(_YEAR.fullmatch(text) is not None for text in texts) > len(texts)
        )

    def _readings(self, index: int, cell: Cell) -> tuple[Reading, ...]:
        """The numbers of a cell; a target may be a bound ("at least 90%"), any other bound is no number.

        Where a workbook's cell holds more than it shows, that is its value, and what it shows its words.
        """
        text = cell.text
        bound = _BOUND.match(text) if self.columns[index].role is Role.TARGET else None
        if bound:
            return tuple(replace(reading, raw=text) for reading in read_numbers(text[bound.end() :]))
        found = read_numbers(text)
        if cell.exact is None or len(found) > 1:
            return found
        first = found[0] if found else Reading(cell.exact, None, None, signed=False, raw=text)
        return (replace(first, value=cell.exact),)

    def _reading_role(self, index: int, reading: Reading) -> Role | None:
        """A signed number is a change, whatever column it stands in; "%" tells which of the two changes."""
        column = self.columns[index]
        if self._tells_change(index, reading):
            percent = reading.unit == "%" or column.kind is ColumnKind.CHANGE_PERCENT
            return Role.CHANGE_PERCENT if percent else Role.CHANGE
        return column.role

    def _tells_change(self, index: int, reading: Reading) -> bool:
        column = self.columns[index]
        if column.kind in _CHANGES or not (reading.signed and column.role in (Role.CURRENT, Role.PREVIOUS)):
            return column.kind in _CHANGES
        # A plain minus is the value's own where no column tells changes: 28 days behind a timetable.
        is_plain = reading.raw.startswith(_MINUS) and reading.unit is None
        if is_plain and not any(one.kind in _CHANGES for one in self.columns):
            return False
        return not (reading.value < 0 and index in self._below_zero)

    @cached_property
    def _below_zero(self) -> frozenset[int]:
        """The columns whose numbers may be less than nought: a plus stands at none, and most have no sign."""
        return frozenset(
            index for index in range(len(self.columns)) if self.table.stacked and self._is_plain(index)
        )

    def _is_plain(self, index: int) -> bool:
        cells = [row.cells[index].text for row in self.table.rows if index < len(row.cells)]
        first = [numbers[0] for text in cells if (numbers := read_numbers(text))]
        pluses = any(reading.signed and reading.value >= 0 for reading in first)
        return not pluses and 2 * sum(reading.signed for reading in first) < len(first)

    def _note(self, row: Row, index: int, cell: str) -> Iterator[Figure]:
        yield self._figure(row, index, _Said(Role.NOTE, None, cell, None))
        for noted in stated_in_note(cell, self.facts.period):
            count = list(Role).index(noted.role)
            yield self._figure(
                row, index, _Said(noted.role, noted.reading, noted.reading.raw, noted.period, count)
            )

    def _period(self, row: Row, index: int) -> Period | None:
        column = self.columns[index]
        if column.period_column is not None and column.period_column < len(row.cells):
            return parse_period(row.cells[column.period_column].text, self.facts.period)
        if column.period or column.kind not in (ColumnKind.CHANGE, ColumnKind.CHANGE_PERCENT):
            return column.period
        return next((c.period for c in self.columns if c.role is Role.CURRENT and c.period), None)

    def _figure(self, row: Row, index: int, said: _Said) -> Figure:
        of_row = index == len(self.columns)  # stated in the row's label, under no column
        column = _LABEL if of_row else self.columns[index]
        subject = self.subjects.of(row, column)
        reading = said.reading
        return Figure(
            id=f"{self.report_id}:{row.lines[0]}:{index}:{said.count}",
            row_path=(*row.group, row.label.text),
            column_path=() if of_row else self.table.column_paths[index],
            measure=subject.measure,
            area=subject.area,
            period=said.period or subject.period,
            role=said.role or subject.role,
            value=reading.value if reading else None,
            unit=self._unit(row, column.header, said.role, reading),
            margin=reading.margin if reading else None,
            raw=said.raw,
            where=Locator(
                self.report_id,
                row.lines,
                self.table.section,
                table=self.table.title,
                row=row.label.text,
                column=column.header or None,
            ),
        )

    def _unit(self, row: Row, header: str, role: Role | None, reading: Reading | None) -> str | None:
        """The printed unit; else a percentage, by the header's or label's words; else the noun counted."""
        if reading is None or reading.unit or role is Role.RANK:
            return reading.unit if reading else None
        if role is Role.CHANGE_PERCENT or PERCENT.search(header):
            return "%"
        if PERCENT.search(row.label.text) and role is not Role.CHANGE:
            return "%"
        return self._unit_in_words(row, header)

    def _unit_in_words(self, row: Row, header: str) -> str | None:
        """The unit that the label, the header, the corner or the title names."""
        if stated := _UNIT_IN_LABEL.search(row.label.text):
            return stated.group(1).lower()
        for words in (row.label.text, header, self.table.corner):
            if per := _PER.search(words):
                return per.group().lower()
        counting = (row.label.text, header) if self.table.keys else (row.label.text,)
        if counted := next(filter(None, map(_COUNTED.search, counting)), _MONEY.search(self.table.title)):
            return counted.group(1).lower()
        if of_title := unit_of_title(self.table.title):
            return of_title.lower()
        section = next((m for s in reversed(self.table.section) if (m := _COUNTED_IN_TITLE.search(s))), None)
        return f"{(section.group(1) or section.group(2)).lower()}s" if section else None
