"""The distinct rows of figures that reports hold: what a catalogue of measures and areas is made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.report import Figure, Period, Role

_Key = tuple[str, str | None, tuple[str, ...], str | None, str | None]


@dataclass(frozen=True, slots=True)
class Series:
    """One row of one table: its figures' ids in order, with the roles and periods that they have."""

    report: str
    table: str | None
    row_path: tuple[str, ...]
    measure: str | None
    area: str | None
    roles: tuple[Role, ...]
    periods: tuple[Period, ...]
    figures: tuple[str, ...]


def series_of(figures: Iterable[Figure]) -> Iterator[Series]:
    """Group figures by report, table, row, measure and area, in the order in which each first stands."""
    groups: dict[_Key, list[Figure]] = {}
    for figure in figures:
        key = (figure.where.report, figure.where.table, figure.row_path, figure.measure, figure.area)
        groups.setdefault(key, []).append(figure)
    for key, members in groups.items():
        yield Series(
            *key,
            roles=tuple(dict.fromkeys(f.role for f in members if f.role)),
            periods=tuple(dict.fromkeys(f.period for f in members if f.period)),
            figures=tuple(f.id for f in members),
        )
