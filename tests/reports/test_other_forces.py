"""The reader held against every number of two forces' reports that it was not written for."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from reports.other_forces import Truth, ashvale, dunmore

from corpus.read import read_report
from corpus.report import Figure, Report

FORMS = {
    "ashford-vale-2017-q2": ashvale(),
    "dunmore-2019-20-q3": dunmore(),
    "dunmore-2019-20-q3-pipes": dunmore(),
}
CELLS = [
    pytest.param(name, truth, id=f"{name}-{truth.line}-{truth.column}")
    for name, listed in FORMS.items()
    for truth in listed
]


@cache
def report(name: str) -> Report:
    return read_report(Path(__file__).parent / f"{name}.txt")


@cache
def numbers(name: str) -> dict[tuple[int, str], list[Figure]]:
    """The figures with a value, by their line and column."""
    found: dict[tuple[int, str], list[Figure]] = {}
    for figure in report(name).figures:
        if figure.value is not None:
            found.setdefault((figure.where.lines[0], " ".join(figure.column_path)), []).append(figure)
    return found


def said(figure: Figure) -> Truth:
    days = (figure.period.start, figure.period.end) if figure.period else None
    assert figure.value is not None
    assert figure.area is not None
    return Truth(
        figure.where.lines[0],
        figure.row_path[-1],
        " ".join(figure.column_path),
        figure.area,
        figure.role.value if figure.role else None,
        figure.value,
        figure.unit,
        figure.margin,
        days,
    )


@pytest.mark.parametrize(("name", "truth"), CELLS)
def test_a_number_is_read_with_all_that_it_means(name: str, truth: Truth) -> None:
    assert truth in [said(figure) for figure in numbers(name)[truth.line, truth.column]]


@pytest.mark.parametrize(("name", "listed"), FORMS.items())
def test_no_other_number_is_read(name: str, listed: tuple[Truth, ...]) -> None:
    read = [said(figure) for figures in numbers(name).values() for figure in figures]
    assert sorted((t.line, t.column, t.value) for t in read) == sorted(
        (t.line, t.column, t.value) for t in listed
    )
