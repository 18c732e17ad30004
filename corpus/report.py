"""The records that reading a report gives: frozen, and always with where a thing stands in the source.

Raw words stand beside what was parsed from them. What could not be recognised is `None`, never a guess.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Locator:
    """Where something stands in the source: `lines` are 1-based and inclusive, in the source text."""

    report: str
    lines: tuple[int, int]
    section: tuple[str, ...] = ()
    page: int | None = None
    table: str | None = None
    row: str | None = None
    column: str | None = None


class PeriodKind(StrEnum):
    """What sort of period a figure covers; only figures of one kind and length may be compared."""

    RANGE = "range"
    YEAR = "year"
    QUARTER = "quarter"
    TWELVE_MONTHS = "12 months"
    YEAR_TO_DATE = "year to date"
    AS_AT = "as at"


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days, both ends included; an end that the report does not state is `None`."""

    kind: PeriodKind
    start: date | None
    end: date | None
    raw: str


class Role(StrEnum):
    """What a figure is to its row: the value now, the value before, the change between them, and so on."""

    CURRENT = "current"
    PREVIOUS = "previous"
    CHANGE = "change"
    CHANGE_PERCENT = "change percent"
    TARGET = "target"
    COMPARATOR = "comparator"
    RANK = "rank"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number (or stated absence of one) from one table cell.

    `row_path` and `column_path` are the headers as printed, outermost first. `measure`, `area`,
    `period` and `role` are set where they were recognised. `value` is `None` where the cell says
    "Not previously reported", "N/A" and the like: those are data, not zero. `unit` is "%" or a
    plural noun ("crimes", "days"), or `None` for a plain count. `margin` is the +/- half-width in
    the value's unit.
    """

    id: str
    row_path: tuple[str, ...]
    column_path: tuple[str, ...]
    measure: str | None
    area: str | None
    period: Period | None
    role: Role | None
    value: Decimal | None
    unit: str | None
    margin: Decimal | None
    raw: str
    where: Locator


class PassageKind(StrEnum):
    TEXT = "text"
    BULLET = "bullet"
    ROW = "row"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Passage:
    """What search finds: a run of sentences, a bullet with its lead-in, or a table row with its headers.

    `text` is quoted exactly from the source, but that a line broken by a page is joined with a
    blank. `lead_in` is the sentence that introduces a bullet's list. `heading_path` runs from the
    report's title inwards.
    """

    id: str
    kind: PassageKind
    text: str
    heading_path: tuple[str, ...]
    lead_in: str | None
    where: Locator

    @property
    def embedded_text(self) -> str:
        """What the model and the keyword index read: the passage in its context."""
        return (
            " > ".join((*self.heading_path[-2:],))
            + ". "
            + " ".join(p for p in (self.lead_in, self.text) if p)
        )


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table as read: text with white space folded, and the source lines that it stands on.

    `marks` are those of footnotes that were printed after the text. `exact` is the number that a
    workbook's cell holds, where that is more than what it shows: 3140.62 under "3,141".
    """

    text: str
    lines: tuple[int, int]
    marks: tuple[str, ...] = ()
    exact: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note that marks in a table point at: its mark, its words and where they stand."""

    mark: str
    text: str
    lines: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """A body row: the group rows that head it, its printed number, its label and its cells.

    The cells stand under `Table.columns`. A cell that inherits from above (a merged cell) keeps the
    lines where its words are printed; `lines` are the row's own. A group row itself has no cells.
    `keys` are its labels one a column, where several columns of labels stand before the values.
    """

    group: tuple[str, ...]
    number: str | None
    label: Cell
    cells: tuple[Cell, ...]
    lines: tuple[int, int]
    is_group: bool = False
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table in reading order. `columns` name the cells of every row, without the label column.

    Where headers are stacked, `stacked` has those of each column, outermost first, and `columns`
    the same said in one. `corner` is the header over the labels ("District"), blank where none is printed.
    `keys` are the headers over the columns of labels, where these are several.
    `footnotes` are the notes whose marks its cells carry (`column_marks`: its headers); they stand in
    the report's text, too.
    """

    title: str
    section: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[Cell, ...]
    lines: tuple[int, int]
    stacked: tuple[tuple[str, ...], ...] = ()
    corner: str = ""
    footnotes: tuple[Footnote, ...] = ()
    column_marks: tuple[tuple[str, ...], ...] = ()
    keys: tuple[str, ...] = ()

    def footnotes_of(self, row: Row, column: int) -> tuple[Footnote, ...]:
        """The notes on one cell: those whose marks stand at its row's label, its header or itself."""
        own = row.cells[column].marks if column < len(row.cells) else ()
        head = self.column_marks[column] if column < len(self.column_marks) else ()
        return tuple(note for note in self.footnotes if note.mark in (*row.label.marks, *head, *own))

    @property
    def column_paths(self) -> tuple[tuple[str, ...], ...]:
        """The headers of each column, outermost first; none where the column has no header."""
        return self.stacked or tuple((header,) if header else () for header in self.columns)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and where it stands; `path` runs from the outermost heading to this one."""

    path: tuple[str, ...]
    lines: tuple[int, int]

    @property
    def level(self) -> int:
        return len(self.path)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or a bullet, with the lines it stands on; `lead_in` is set for a bullet."""

    text: str
    section: tuple[str, ...]
    lines: tuple[int, int]
    lead_in: str | None = None
    is_bullet: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a report as a whole, from its sidecar or proposed from its text."""

    title: str
    publisher: str | None = None
    area: str | None = None
    period: Period | None = None
    source: str | None = None


class Format(StrEnum):
    """What a report's file is."""

    TEXT = "text"
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    ODS = "ods"
    CSV = "csv"
    TSV = "tsv"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Report:
    """A report as read. `lines` is the source text, or, of a format without lines, its parts a line each.

    `version` is the SHA-256 of the file's bytes, its facts and the reader's own version: another one
    means that something would be read otherwise. `warnings` say what could not be read, or was not what
    it seemed, in plain English.
    """

    id: str
    version: str
    facts: Facts
    lines: tuple[str, ...]
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Table, ...]
    passages: tuple[Passage, ...]
    figures: tuple[Figure, ...]
    format: Format = Format.TEXT
    warnings: tuple[str, ...] = ()


class FindingKind(StrEnum):
    """What a check of a report against itself found; `DATES` alone is no disagreement."""

    CHANGE = "change"  # a printed change is not the difference of the printed values
    PERCENT = "percentage change"  # nor a printed percentage what they give
    TOTAL = "total"  # parts do not add up to their printed total
    TWICE = "said twice"  # one thing is said with two numbers for one period
    STATUS = "status"  # a status contradicts its value and target
    DATES = "two dates"  # one thing is said with two numbers to two dates, and both may be right


@dataclass(frozen=True, slots=True)
class Finding:
    """Where a report says a thing twice, and the two differ.

    `printed` is what stands there, in its own words; `given` what the other place, or the arithmetic on
    `figures` (their ids), gives. `lines` are the places; `said` is the finding in plain English.
    """

    kind: FindingKind
    printed: str
    given: str
    figures: tuple[str, ...]
    lines: tuple[tuple[int, int], ...]
    said: str


class UnreadableReport(Exception):
    """A file that cannot be read as a report; says which and why, and what to do."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason
