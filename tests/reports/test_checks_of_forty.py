"""Over the made reports the checks find what their numbers give, worked out apart from them, and no more."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest
from reports.cells import Truth
from reports.forty import Copy, copies, write

from corpus.checks import check
from corpus.read import read_report
from corpus.report import FindingKind

CRIME_ROLES = ("current", "previous", "change", "change percent")


def crime_rows(truths: tuple[Truth, ...]) -> dict[int, dict[str, Truth]]:
    """The numbers of every crime row by its line and their roles."""
    lines: dict[int, dict[str, Truth]] = defaultdict(dict)
    for truth in truths:
        lines[truth.line][truth.role] = truth
    return {line: roles for line, roles in lines.items() if tuple(roles) == CRIME_ROLES}


def odd_percentages(rows: dict[int, dict[str, Truth]]) -> set[int]:
    """The lines whose printed percentage is more than half a point from what their counts give."""
    return {
        line
        for line, roles in rows.items()
        if abs((roles["current"].value / roles["previous"].value - 1) * 100 - roles["change percent"].value)
        > Decimal("0.5")
    }


def odd_totals(rows: dict[int, dict[str, Truth]]) -> set[int]:
    """The force's lines whose counts, of either year, are not the sums of the areas'."""
    force = next(iter(rows.values()))["current"].area
    odd = set()
    for line, roles in rows.items():
        for role in ("current", "previous"):
            parts = (r[role] for r in rows.values() if r[role].row == roles[role].row)
            added = sum(part.value for part in parts if part.area != force)
            if roles[role].area == force and added != roles[role].value:
                odd.add(line)
    return odd


@pytest.fixture(scope="module", params=[0, 1, 2, 3, 17, 39])
def copy(request: pytest.FixtureRequest) -> Copy:
    return copies()[request.param]


def test_the_checks_find_every_odd_percentage_and_total_of_a_made_report_and_no_other(
    copy: Copy, tmp_path: Path
) -> None:
    (path,) = write((copy,), tmp_path)
    found, rows = check(read_report(path)), crime_rows(copy.truths)
    assert len(rows) == 77
    for kind, lines in (
        (FindingKind.PERCENT, odd_percentages(rows)),
        (FindingKind.TOTAL, odd_totals(rows)),
    ):
        assert {f.lines[0][0] for f in found if f.kind is kind} == lines
    assert {f.kind for f in found} <= {FindingKind.PERCENT, FindingKind.TOTAL, FindingKind.DATES}
    assert sum(f.kind is FindingKind.DATES for f in found) <= 1
