"""Table -> Figures: every cell with its headers, and its measure, area, period and role where they can be recognised."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.numbers import Reading, as_decimal, join_ordinals, read_numbers
from corpus.periods import find_period, parse_period
from corpus.report import Facts, Figure, Locator, Period, Role, Row, Table
from corpus.vocabulary import ColumnKind, vocabulary

_PERCENT_WORDS = re.compile(r"%|\bper\s?cent(?:age)?\b|\bproportion\b", re.IGNORECASE)
_QUANTITY_WORDS = re.compile(
    r"%|\b(?:percentage|number|rate|proportion|length|average|total|compliance)\b", re.IGNORECASE
)
_COUNTED = re.compile(r"\bnumber of ((?:[a-z-]+ ){0,2}?[a-z-]+s)\b", re.IGNORECASE)
_COUNTED_IN_TITLE = re.compile(
    r"\b(crime|offence|incident|complaint|call|arrest|victim|officer)s?\b", re.IGNORECASE
)
_TARGET_IN_LABEL = re.compile(
    r"\b(?:to|ensure|with|at least|achieve)\s+(?P<digits>\d+(?:\.\d+)?)\s?(?P<unit>%)", re.IGNORECASE
)
_TARGET_IN_NOTE = re.compile(
    r"\btarget(?:\s+(?:is|of))?:?\s*(?P<digits>[\d,]+(?:\.\d+)?)\s?(?P<unit>%)?", re.IGNORECASE
)
_COMPARATOR = re.compile(
    r"\b(?:national|england and wales|regional|similar (?:force|family group)s?)(?:\s+(?:rate|average|figure|mean))?"
    r"(?:\s+(?:is|was|of))?:?\s*(?P<digits>[\d,]+(?:\.\d+)?)\s?(?P<unit>%)?(?:\s*\((?P<period>[^)]*)\))?",
    re.IGNORECASE,
)
_RANK = re.compile(
    r"\b(?:placed|ranked)\s+(?P<digits>\d+)\s?(?:st|nd|rd|th)\b[^(]*(?:\((?P<period>[^)]*)\))?", re.IGNORECASE
)
_AIM_END = re.compile(r"(?:\s+to\s+\d+(?:\.\d+)?\s?%.*)?[.\s]*$")


@dataclass(frozen=True, slots=True)
class _Column:
    """A value column: what its cells are, the period in its header, or the column that holds its periods."""

    header: str
    kind: ColumnKind | None
    role: Role | None
    period: Period | None
    period_column: int | None


def table_figures(
    table: Table, number: int, report_id: str, facts: Facts, tables: Sequence[Table]
) -> Iterator[Figure]:
    """Every figure of one table. `number` counts the report's tables from 1; `tables` are all of them."""
    columns = _columns(table, facts)
    maker = _Maker(table, number, report_id, facts, columns, _table_area(table, facts, tables))
    for row in table.rows:
        if not row.is_group:
            yield from maker.row_figures(row)


def measure_name(row: Row) -> str:
    """A row's measure in its own words: the aim and its target taken off, its group's words added where it needs them."""
    name = _without_aim(row.label.text)
    if not row.group or _QUANTITY_WORDS.search(row.label.text):
        return name
    group = _without_aim(row.group[-1])
    return f"{name}: {group[:1].lower()}{group[1:]}"


def _without_aim(label: str) -> str:
    words = _AIM_END.sub("", join_ordinals(label), count=1) if vocabulary().aim(label) else label
    first, _, rest = words.partition(" ")
    if vocabulary().aim(label) and rest and not rest[0].isdigit():
        words = re.sub(r"^(?:the|a|an)\s+", "", rest)
    words = words.rstrip(". ")
    return f"{words[:1].upper()}{words[1:]}"


def _columns(table: Table, facts: Facts) -> tuple[_Column, ...]:
    periods = [parse_period(header, facts.period) for header in table.columns]
    roles = _period_roles(periods)
    kinds = [
        vocabulary().column_kind(header) if not period else None
        for header, period in zip(table.columns, periods, strict=True)
    ]
    return tuple(
        _Column(header, kind, role or _role(kind), period, _period_column(kinds, index))
        for index, (header, kind, period, role) in enumerate(
            zip(table.columns, kinds, periods, roles, strict=True)
        )
    )


def _role(kind: ColumnKind | None) -> Role | None:
    return Role(kind.value) if kind and kind is not ColumnKind.PERIOD else None


def _period_column(kinds: Sequence[ColumnKind | None], index: int) -> int | None:
    after = index + 1
    return after if after < len(kinds) and kinds[after] is ColumnKind.PERIOD else None


def _period_roles(periods: Sequence[Period | None]) -> list[Role | None]:
    """Columns headed by periods: the latest is current; the one before it, if alike in kind, previous."""
    ends = sorted({period.end for period in periods if period and period.end}, reverse=True)
    roles: dict[date, Role] = dict(zip(ends, (Role.CURRENT, Role.PREVIOUS), strict=False))
    kinds = {period.kind for period in periods if period}
    if len(kinds) != 1:
        return [None for _ in periods]
    return [roles.get(period.end) if period and period.end else None for period in periods]


def _table_area(table: Table, facts: Facts, tables: Sequence[Table]) -> str | None:
    """The area that a table's title names; the report's own where the title names none."""
    words = vocabulary()
    if words.is_force_wide(table.title):
        return facts.area or table.title
    if words.areas_named(table.title):
        return table.title
    alike = [
        t for t in tables if t.columns and t.columns == table.columns and t.section[:1] == table.section[:1]
    ]
    if len(alike) > 1 and any(words.areas_named(t.title) or words.is_force_wide(t.title) for t in alike):
        return table.title
    return facts.area


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the figures of one table's rows."""

    table: Table
    number: int
    report_id: str
    facts: Facts
    columns: tuple[_Column, ...]
    area: str | None

    def row_figures(self, row: Row) -> Iterator[Figure]:
        for index, column in enumerate(self.columns):
            cell = row.cells[index].text if index < len(row.cells) else ""
            if not cell or column.kind is ColumnKind.PERIOD:
                continue
            if column.kind is ColumnKind.NOTE:
                yield from self._note(row, index, cell)
            else:
                yield from self._values(row, index, cell)
        if (target := _TARGET_IN_LABEL.search(row.label.text)) and vocabulary().aim(row.label.text):
            yield self._matched(row, len(self.columns), target, Role.TARGET, None)

    def _values(self, row: Row, index: int, cell: str) -> Iterator[Figure]:
        readings = () if parse_period(cell, self.facts.period) else read_numbers(cell)
        period = self._period(row, index)
        if not readings:
            yield self._figure(row, index, 0, self.columns[index].role, None, cell, period)
        for count, reading in enumerate(readings):
            role = self._reading_role(index, reading)
            yield self._figure(row, index, count, role, reading, reading.raw, period)

    def _reading_role(self, index: int, reading: Reading) -> Role | None:
        """A signed number is a change, whatever column it stands in; "%" tells which of the two changes."""
        column = self.columns[index]
        in_change = column.kind in (ColumnKind.CHANGE, ColumnKind.CHANGE_PERCENT)
        if in_change or (reading.signed and column.role in (Role.CURRENT, Role.PREVIOUS)):
            percent = reading.unit == "%" or column.kind is ColumnKind.CHANGE_PERCENT
            return Role.CHANGE_PERCENT if percent else Role.CHANGE
        return column.role

    def _note(self, row: Row, index: int, cell: str) -> Iterator[Figure]:
        yield self._figure(row, index, 0, Role.NOTE, None, cell, None)
        for form, role in (
            (_TARGET_IN_NOTE, Role.TARGET),
            (_COMPARATOR, Role.COMPARATOR),
            (_RANK, Role.RANK),
        ):
            if match := form.search(cell):
                printed = match.groupdict().get("period")
                period = find_period(printed, self.facts.period) if printed else None
                yield self._matched(row, index, match, role, period.period if period else None)

    def _matched(
        self, row: Row, index: int, match: re.Match[str], role: Role, period: Period | None
    ) -> Figure:
        unit = match.groupdict().get("unit")
        reading = Reading(as_decimal(match["digits"]), unit, None, False, match.group().strip())
        count = list(Role).index(role)
        return self._figure(row, index, count, role, reading, match.group().strip(), period)

    def _period(self, row: Row, index: int) -> Period | None:
        column = self.columns[index]
        if column.period_column is not None and column.period_column < len(row.cells):
            return parse_period(row.cells[column.period_column].text, self.facts.period)
        if column.period or column.kind not in (ColumnKind.CHANGE, ColumnKind.CHANGE_PERCENT):
            return column.period
        return next((c.period for c in self.columns if c.role is Role.CURRENT and c.period), None)

    def _figure(
        self,
        row: Row,
        index: int,
        count: int,
        role: Role | None,
        reading: Reading | None,
        raw: str,
        period: Period | None,
    ) -> Figure:
        header = self.columns[index].header if index < len(self.columns) else ""
        return Figure(
            id=f"{self.report_id}:{row.lines[0]}:{index}:{count}",
            row_path=(*row.group, row.label.text),
            column_path=(header,) if header else (),
            measure=measure_name(row),
            area=self.area,
            period=period,
            role=role,
            value=reading.value if reading else None,
            unit=self._unit(row, header, role, reading),
            margin=reading.margin if reading else None,
            raw=raw,
            where=Locator(
                self.report_id,
                row.lines,
                self.table.section,
                table=self.table.title,
                row=row.label.text,
                column=header or None,
            ),
        )

    def _unit(self, row: Row, header: str, role: Role | None, reading: Reading | None) -> str | None:
        """The printed unit; else a percentage by the header's or label's words; else the noun that is counted."""
        if reading is None or reading.unit or role is Role.RANK:
            return reading.unit if reading else None
        if role is Role.CHANGE_PERCENT or _PERCENT_WORDS.search(header):
            return "%"
        if _PERCENT_WORDS.search(row.label.text) and role is not Role.CHANGE:
            return "%"
        if counted := _COUNTED.search(row.label.text):
            return counted.group(1).lower()
        section = next((m for s in reversed(self.table.section) if (m := _COUNTED_IN_TITLE.search(s))), None)
        return f"{section.group(1).lower()}s" if section else None
