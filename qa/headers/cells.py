"""The cells of a table by how well their row and column answer to a question's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.report import Figure, Role
from qa.headers.heading_fit import Fit, fit
from qa.headers.headings import HeadedTable, Heading
from qa.headers.hearing import Heard

_UNSAID_ROW, _UNSAID_COLUMN, _UNSAID_OUTER = 1.35, 0.8, 0.3  # against headers that say more than was asked
_NAMED = 0.5  # a row is named where no more than this part of its header is left unsaid
_WHOLE = 1.35  # for the total, where no row is named
_WHOLE_COLUMN = 0.5
_CHANGE = 1.7  # for a change where one is asked for, and against it where none is
_PERCENT, _NO_PERCENT = 1.5, -0.8
_RATE, _NO_RATE = 0.75, -0.3
_BOUNDS = -2.0  # against the ends of an interval that was not asked for
_MONEY = 0.7
_NO_NUMBER, _TEXT, _NO_TEXT = -12.0, 1.5, -2.0
_LATEST = 0.15  # where no period is asked for, the latest
_DENIAL = 1.5


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its score; `said` are the question's stems (by place) that its headers or title have."""

    table: HeadedTable
    row: int
    column: int
    score: float
    said: frozenset[int]
    row_fit: Fit
    column_fit: Fit

    @property
    def figure(self) -> Figure:
        return self.table.cells[self.row, self.column]

    @property
    def row_heading(self) -> Heading:
        return self.table.rows.headings[self.row]

    @property
    def column_heading(self) -> Heading:
        return self.table.columns.headings[self.column]


def rank_cells(table: HeadedTable, heard: Heard) -> list[Cell]:
    """Every cell of a table, the best first."""
    rows = [fit(heading, table.rows, heard, table.title_words) for heading in table.rows.headings]
    columns = [fit(heading, table.columns, heard, table.title_words) for heading in table.columns.headings]
    of_rows = _row_scores(table, rows, columns, heard)
    of_columns = _column_scores(table.columns.headings, columns, heard)
    money = _of_money(table)
    title = frozenset(at for at, word in enumerate(heard.stems) if word in table.title_words)
    cells = []
    for (row, column), figure in table.cells.items():
        both = zip(rows[row].worth, columns[column].worth, strict=True)
        score = of_rows[row] + of_columns[column] + sum(map(max, both)) + _figure_score(figure, heard)
        score += _MONEY if heard.asks_money and column in money else 0.0
        said = rows[row].said | columns[column].said | title
        cells.append(Cell(table, row, column, score, said, rows[row], columns[column]))
    return sorted(cells, key=lambda cell: -cell.score)


def _of_money(table: HeadedTable) -> frozenset[int]:
    """The columns of money: one cell that says so speaks for its column, as accounts are printed."""
    return frozenset(
        column for (_, column), figure in table.cells.items() if (figure.unit or "")[:1] in ("$", "£", "€")
    )


def _row_scores(table: HeadedTable, rows: Sequence[Fit], columns: Sequence[Fit], heard: Heard) -> list[float]:
    headings = table.rows.headings
    is_named = any(
        found.unsaid <= _NAMED and sum(found.worth) > _NAMED for found in rows
    ) or _some_row_is_meant(table, columns, heard)
    scores = []
    for heading, found in zip(headings, rows, strict=True):
        whole = 0.0 if is_named else heading.whole
        unsaid = _UNSAID_ROW * found.unsaid * (1 - 0.7 * whole) + _UNSAID_OUTER * found.unsaid_outer
        scores.append(_WHOLE * whole + _denial(heading, heard) - unsaid)
    return scores


def _some_row_is_meant(table: HeadedTable, columns: Sequence[Fit], heard: Heard) -> bool:
    """Whether the question has a word of some rows that neither the title, the columns nor the total have."""
    elsewhere = {heard.stems[at] for found in columns for at in found.said} | table.title_words
    parts = [heading for heading in table.rows.headings if not heading.whole]
    of_wholes = {stem for heading in table.rows.headings if heading.whole for stem in heading.own}
    own = {stem for heading in parts for stem in heading.core} - elsewhere - of_wholes
    return any(stem in own for stem in heard.stems)


def _column_scores(headings: Sequence[Heading], fits: Sequence[Fit], heard: Heard) -> list[float]:
    has_change = any("change" in heading.kinds for heading in headings)
    scores = []
    for heading, found in zip(headings, fits, strict=True):
        unsaid = 0.0 if heading.whole else _UNSAID_COLUMN * found.unsaid
        score = _denial(heading, heard) - unsaid - _UNSAID_OUTER * found.unsaid_outer
        score += _WHOLE_COLUMN * bool(heading.whole) + _kind_score(heading, heard)
        if has_change and "change" in heard.kinds and "change" not in heading.kinds:
            score -= _CHANGE * (2 if heard.years > 1 else 1)  # two years name the change, not a column
        scores.append(score)
    return scores


def _kind_score(heading: Heading, heard: Heard) -> float:
    score = 0.0
    if "change" in heading.kinds:
        score += _CHANGE if "change" in heard.kinds else -_CHANGE
    if "rate" in heading.kinds:
        score += _RATE if "rate" in heard.kinds else _NO_RATE
    if "bounds" in heading.kinds and "bounds" not in heard.kinds:
        score += _BOUNDS
    return score


def _figure_score(figure: Figure, heard: Heard) -> float:
    """For the kind of number that is asked for."""
    score = _LATEST if figure.role is Role.CURRENT else 0.0
    if figure.value is None:
        return _NO_NUMBER if heard.asks_number else _TEXT if heard.asks_text else _NO_TEXT
    if figure.unit == "%":
        score += _PERCENT if "percent" in heard.kinds else _NO_PERCENT
    return score


def _denial(heading: Heading, heard: Heard) -> float:
    """A header that denies ("Non-GAAP", "did not") is meant where the question denies, and only there."""
    if not heading.denies:
        return 0.0
    return _DENIAL if heard.denies else -_DENIAL
