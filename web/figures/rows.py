"""Figures as rows of a spreadsheet, each with where it stands in the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from corpus.periods import in_words
from web.places import cell_url

if TYPE_CHECKING:
    from datetime import date

    from corpus.report import Figure, Period

FIGURE_COLUMNS = (
    *("measure", "area", "period", "from", "to", "role", "value", "unit", "margin", "as published"),
    *("report", "title", "section", "table", "row", "column", "first line", "last line", "page", "address"),
)


def figure_rows(
    figures: Iterable[Figure], titles: Mapping[str, str], root: str = ""
) -> Iterator[list[object]]:
    """A row a figure; `titles` are those of the reports, `root` is put before the addresses."""
    for figure in figures:
        where, period = figure.where, figure.period
        yield [
            *(figure.measure, figure.area, in_words(period) if period else None, *_ends(period)),
            *(figure.role and figure.role.value, figure.value, figure.unit, figure.margin, figure.raw),
            *(where.report, titles.get(where.report), " > ".join(where.section), where.table),
            *(" > ".join(figure.row_path), " > ".join(figure.column_path)),
            *(*where.lines, where.page, root.rstrip("/") + cell_url(figure)),
        ]


def _ends(period: Period | None) -> tuple[str | None, str | None]:
    return (_day(period.start), _day(period.end)) if period else (None, None)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
