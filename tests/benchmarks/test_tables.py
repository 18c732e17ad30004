"""A sample of the public questions over other fields' tables; `python -m tests.benchmarks` asks them all."""

from __future__ import annotations

from pathlib import Path

import pytest

from .table_sets import is_there, questions
from .tables import judged, table_library

# The share of the sample's look-ups that must be right; the whole tuning half is a few points better.
FLOORS = {"aitqa": 0.75, "hitab": 0.75}
_TABLES = 8


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_look_ups_over_tables_of_another_field_come_out_right(name: str, home: Path) -> None:
    if not is_there(name):
        pytest.skip(f"the {name} questions are not on this machine (shared/data beside the project)")
    look_ups = [asked for asked in questions(name) if asked.kind.startswith("look-up")]
    tables = sorted({asked.table for asked in look_ups})[::5][:_TABLES]
    sample = [asked for asked in look_ups if asked.table in tables]
    found = judged(name, table_library(name, home, only=tables), sample)
    right = sum(one.verdict == "right" for one in found)
    assert right >= FLOORS[name] * len(found), f"{right} of {len(found)}"
