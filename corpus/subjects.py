"""What the figures of a cell are of: its measure, area and period, by the headers of its row and column.

Areas stand in a table's title, in its rows or in its columns, and so do measures and periods. What the
headers do not tell is `None`, never a guess.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from corpus.areas import area_labels, is_whole, table_area
from corpus.columns import Column, area_name, roles_over
from corpus.marks import without_marks, without_stuck_digits
from corpus.measure_names import column_measure, measure_name, of_table, tells_measure, under
from corpus.periods import parse_period
from corpus.records import Records, counts_plainly, find_records
from corpus.report import Facts, Period, Role, Row, Table
from corpus.vocabulary import vocabulary


class Labels(Enum):
    """What the rows of a table are, by their labels or by the groups over them."""

    MEASURES = auto()
    AREAS = auto()
    PERIODS = auto()
    UNDER_AREAS = auto()


@dataclass(frozen=True, slots=True)
class Subject:
    """What one cell is of. `role` is set where the row's period gives it."""

    measure: str | None
    area: str | None
    period: Period | None = None
    role: Role | None = None


class Subjects:
    """The subjects of one table's cells; `tables` are all of its report."""

    def __init__(
        self, table: Table, columns: Sequence[Column], facts: Facts, tables: Sequence[Table]
    ) -> None:
        self._facts = facts
        self._title = table.title
        self._listed = area_labels(tables)
        self._area = table_area(table, facts, tables)
        self._rows = [row for row in table.rows if not row.is_group]
        self._groups = frozenset(row.label.text for row in table.rows if row.is_group)
        self._heads = frozenset(row.group[-1] for row in self._rows if row.group)
        self._records = find_records(table, self._listed, facts.period)
        self._labels = self._read_labels()
        self._record_roles = self._roles_of_records()
        self._row_roles = self._roles() if self._labels is Labels.PERIODS else {}
        self._columns_measure = not table.stacked and _are_of_table_period(columns) and _differ(self._rows)
        recognised = any(c.kind or c.period or c.role for c in columns) and not self._columns_measure
        self._are_measures = not table.stacked and (recognised or len(columns) < 2)
        unsaid = [column for column in columns if not column.kind]
        self._over_time = len({column.period for column in columns} - {None}) > 1
        self._only = unsaid[0] if len(unsaid) == 1 else None  # beside comparators, ranks and targets
        self._now = next((c.period for c in columns if c.role is Role.CURRENT and c.period), None)

    def of(self, row: Row, column: Column) -> Subject:
        """What the cell of a row and a column is of."""
        if self._records and row.keys:
            return self._of_record(self._records, row, column)
        if self._labels is Labels.AREAS:
            return self._of_area(row, column)
        if self._labels is Labels.PERIODS:
            period = self._period_of(row.label.text)
            role = self._row_roles.get(row.label.text)
            return Subject(self._column_measure(column), column.area or self._area, period, role)
        if self._labels is Labels.UNDER_AREAS:
            is_plain = self._are_measures or not column.words
            measure = measure_name(row, row.group[1:]) if is_plain else None
            return Subject(measure, self._area_of(row.group[0]))
        subject = self._of_measure(row, column)
        return replace(subject, measure=subject.measure and of_table(subject.measure, self._title))

    def _of_record(self, records: Records, row: Row, column: Column) -> Subject:
        """A cell of a record: what its keys say, and what its column adds to them."""
        record = records.of(row)
        area = self._area_of(record.area) if record.area else column.area or self._area
        measure: str | None = None
        for part in record.parts:
            measure = under(part, measure) if measure else part
        if measure is None or (column.words and not counts_plainly(column.words[-1])):
            counted = self._column_measure(column)
            measure = under(measure, counted) if measure and counted else measure or counted
        return Subject(measure, area, record.period, self._record_roles.get(record.period))

    def _of_area(self, row: Row, column: Column) -> Subject:
        """A cell in the row of an area: a column that says what it counts has its value now."""
        is_one_of_several = column.period is not None and self._over_time
        is_now = column.words and not (column.kind or column.role or is_one_of_several)
        role = Role.CURRENT if is_now else None
        period = None if column.period else self._now
        area = self._region(row) or self._area_of(row.label.text)
        return Subject(self._measure_in_group(column, row), area, period, role)

    def _column_measure(self, column: Column) -> str | None:
        """What a column counts, by its headers or by the table's title; `None` where neither tells."""
        told = column.words or tells_measure(self._title)
        return column_measure(column, self._title) if told else None

    def _measure_in_group(self, column: Column, row: Row) -> str | None:
        """What a column counts in a row of an area, with the group over it where that is none of an area."""
        measure = self._column_measure(column)
        kinds = [group for group in row.group if group in self._groups and not area_name(group)]
        if not kinds:
            return measure
        return under(measure, kinds[-1]) if measure else kinds[-1]

    def _region(self, row: Row) -> str | None:
        """The region that a row over others is of, where a force is called so, too: "West Midlands"."""
        if row.group or row.label.text not in self._heads:
            return None
        named = vocabulary().areas_named(without_stuck_digits(row.label.text))
        return next((area.name for area in named if len(named) > 1 and area.kind == "region"), None)

    def _of_measure(self, row: Row, column: Column) -> Subject:
        """A cell in the row of a measure, or of a part of what each column counts."""
        if column.is_beside:
            return Subject(f"{measure_name(row, row.group)}: {' '.join(column.words).lower()}", self._area)
        if column is self._only and is_whole(column.header, self._facts):
            role = None if column.role else Role.CURRENT
            return Subject(measure_name(row, row.group), self._facts.area, role=role)
        if self._are_measures or not column.words:
            return Subject(measure_name(row, row.group), column.area or self._area)
        if not self._columns_measure:
            return Subject(None, column.area or self._area)
        measure = f"{self._column_measure(column)}: {row.label.text}"
        return Subject(measure, column.area or self._area, role=Role.CURRENT)

    def _read_labels(self) -> Labels:
        labels = [row.label.text for row in self._rows]
        groups = list(dict.fromkeys(row.group[0] for row in self._rows if row.group))
        if _most(labels, self._area_named):
            return Labels.AREAS
        if _most(labels, self._period_of):
            return Labels.PERIODS
        if _most(groups, area_name) and all(row.group for row in self._rows):
            return Labels.UNDER_AREAS
        return Labels.MEASURES

    def _area_named(self, label: str) -> str | None:
        """The label, where it is an area that is known or that the report's tables list."""
        return area_name(label) or (label if label.casefold() in self._listed else None)

    def _area_of(self, label: str) -> str | None:
        """The area that a label names: the report's own where it means the whole, else as printed."""
        name = without_stuck_digits(label)
        return self._facts.area or name if is_whole(name, self._facts) else name

    def _period_of(self, label: str) -> Period | None:
        return parse_period(without_marks(label), self._facts.period)

    def _roles_of_records(self) -> dict[Period | None, Role | None]:
        """The roles that the periods of records give them: those that end last are current."""
        if self._records is None or not self._records.has_periods:
            return {}
        periods = list(dict.fromkeys(self._records.of(row).period for row in self._rows if row.keys))
        return dict(zip(periods, roles_over(periods, self._facts.period), strict=True))

    def _roles(self) -> dict[str, Role | None]:
        labels = [row.label.text for row in self._rows]
        return dict(
            zip(
                labels,
                roles_over([self._period_of(label) for label in labels], self._facts.period),
                strict=True,
            )
        )


def _are_of_table_period(columns: Sequence[Column]) -> bool:
    """Whether every column is of one period, the title's: then they differ in what they count."""
    periods = {column.period for column in columns}
    return len(periods) == 1 and None not in periods


def _differ(rows: Sequence[Row]) -> bool:
    """Whether some columns hold percentages and others do not, so that they are of different measures."""
    columns = zip(*(row.cells for row in rows), strict=False)
    return len({2 * sum("%" in cell.text for cell in column) > len(column) for column in columns}) > 1


def _most(labels: Sequence[str], reads: Callable[[str], object | None]) -> bool:
    """Whether at least half of several labels can be read so; the rest then are totals and the like."""
    return len(labels) > 1 and 2 * sum(reads(label) is not None for label in labels) >= len(labels)
