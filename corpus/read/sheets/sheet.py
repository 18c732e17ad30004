"""A sheet of a workbook: what its cells show, with what is hidden and what was never worked out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from corpus.grid import RawCell
from corpus.report import UnreadableReport

_UNCOMPUTED = "not available (no result stored)"  # stands where a formula's result should
_MOST = 1_000_000  # filled cells of a sheet


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its filled cells in reading order, their places counted from 0.

    `uncomputed` are the addresses of formulas that no result is stored for. Hidden rows and columns
    (numbered from 0) are among the cells; only those with something in them are listed.
    """

    title: str
    cells: tuple[RawCell, ...]
    is_hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    uncomputed: tuple[str, ...] = ()


@dataclass(slots=True)
class SheetWriter:
    """Takes a sheet's rows one after another; blank ones cost nothing, however many there are."""

    file: str
    title: str
    is_hidden: bool = False
    cells: list[RawCell] = field(default_factory=list)
    uncomputed: list[str] = field(default_factory=list)
    row: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[range] = field(default_factory=list)
    column: int = 0

    def add(self, cell: RawCell, *, is_uncomputed: bool = False) -> None:
        """A cell of the row that is being written, in its own column."""
        if is_uncomputed:
            self.uncomputed.append(address(self.row, cell.column))
            cell = replace(cell, text=_UNCOMPUTED)
        if not cell.text:
            return
        if len(self.cells) == _MOST:
            raise UnreadableReport(
                self.file,
                f"the sheet “{self.title}” has more than {_MOST:,} filled cells; "
                "leave out the sheets that hold raw data",
            )
        self.cells.append(replace(cell, row=self.row))

    def end_row(self, *, is_hidden: bool = False) -> None:
        if is_hidden:
            self.hidden_rows.add(self.row)
        self.row += 1

    def skip_rows(self, count: int) -> None:
        self.row += count

    def skip_columns(self, count: int, *, is_hidden: bool) -> None:
        """So many columns are described at once, all alike."""
        if is_hidden:
            self.hidden_columns.append(range(self.column, self.column + count))
        self.column += count

    def sheet(self) -> Sheet:
        """The sheet as written, with no merged cell reaching past the last filled one."""
        cells = _inside(self.cells)
        rows, columns = {cell.row for cell in cells}, {cell.column for cell in cells}
        return Sheet(
            title=self.title,
            cells=tuple(cells),
            is_hidden=self.is_hidden,
            hidden_rows=tuple(sorted(self.hidden_rows & rows)),
            hidden_columns=tuple(
                sorted(c for c in columns if any(c in span for span in self.hidden_columns))
            ),
            uncomputed=tuple(self.uncomputed),
        )


def _inside(cells: Sequence[RawCell]) -> list[RawCell]:
    """The cells, those that span rows and columns beyond all others cut short."""
    last_row = max((cell.row for cell in cells), default=0)
    last_column = max((cell.column for cell in cells), default=0)
    return [
        replace(
            cell,
            rows=max(1, min(cell.rows, last_row + 1 - cell.row)),
            columns=max(1, min(cell.columns, last_column + 1 - cell.column)),
        )
        if cell.rows > 1 or cell.columns > 1
        else cell
        for cell in cells
    ]


def address(row: int, column: int) -> str:
    """The address of a cell as spreadsheet programs say it: "B4"."""
    letters, left = "", column + 1
    while left:
        left, letter = divmod(left - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


def listed(places: Iterable[str], most: int = 5) -> str:
    """The first places in words: "B4, B5, B6 and 3 more"."""
    found = list(places)
    rest = len(found) - most
    return ", ".join(found[:most]) + (f" and {rest:,} more" if rest > 0 else "")
