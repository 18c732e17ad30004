"""What the figures of a cell are of: its measure, area and period, by the headers of its row and column.

Areas stand in a table's title, in its rows or in its columns, and so do measures and periods. What the
headers do not tell is `None`, never a guess.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from corpus.areas import is_whole, table_area
from corpus.columns import Column, area_name, roles_over
from corpus.marks import without_marks, without_stuck_digits
from corpus.measure_names import column_measure, measure_name
from corpus.periods import parse_period
from corpus.report import Facts, Period, Role, Row, Table


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
        self._area = table_area(table, facts, tables)
        self._rows = [row for row in table.rows if not row.is_group]
        self._labels = self._read_labels()
        self._row_roles = self._roles() if self._labels is Labels.PERIODS else {}
        recognised = any(column.kind or column.period or column.role for column in columns)
        self._are_measures = not table.stacked and (recognised or len(columns) < 2)

    def of(self, row: Row, column: Column) -> Subject:
        """What the cell of a row and a column is of."""
        if self._labels is Labels.AREAS:
            return Subject(column_measure(column, self._title), self._area_of(row.label.text))
        if self._labels is Labels.PERIODS:
            period = self._period_of(row.label.text)
            role = self._row_roles.get(row.label.text)
            return Subject(column_measure(column, self._title), column.area or self._area, period, role)
        is_plain = self._are_measures or not column.words
        if self._labels is Labels.UNDER_AREAS:
            return Subject(
                measure_name(row, row.group[1:]) if is_plain else None, self._area_of(row.group[0])
            )
        return Subject(measure_name(row, row.group) if is_plain else None, column.area or self._area)

    def _read_labels(self) -> Labels:
        labels = [row.label.text for row in self._rows]
        groups = list(dict.fromkeys(row.group[0] for row in self._rows if row.group))
        if _most(labels, area_name):
            return Labels.AREAS
        if _most(labels, self._period_of):
            return Labels.PERIODS
        if _most(groups, area_name) and all(row.group for row in self._rows):
            return Labels.UNDER_AREAS
        return Labels.MEASURES

    def _area_of(self, label: str) -> str | None:
        """The area that a label names: the report's own where it means the whole, else as printed."""
        name = without_stuck_digits(label)
        return self._facts.area or name if is_whole(name, self._facts) else name

    def _period_of(self, label: str) -> Period | None:
        return parse_period(without_marks(label), self._facts.period)

    def _roles(self) -> dict[str, Role | None]:
        labels = [row.label.text for row in self._rows]
        return dict(zip(labels, roles_over([self._period_of(label) for label in labels]), strict=True))


def _most(labels: Sequence[str], reads: Callable[[str], object | None]) -> bool:
    """Whether at least half of several labels can be read so; the rest then are totals and the like."""
    return len(labels) > 1 and 2 * sum(reads(label) is not None for label in labels) >= len(labels)
