"""Whole published files end to end: a part of the benchmark's questions, in every run of the tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import endtoend

SOME = 60


@pytest.mark.parametrize("name", endtoend.SETS)
def test_nearly_all_questions_over_whole_files_are_right_and_none_is_wrong(name: str, tmp_path: Path) -> None:
    if not endtoend.is_there(name):
        pytest.skip("the published files are not on this machine")
    found = endtoend.judged(
        endtoend.asked_of(name, SOME, seed=7), endtoend.files_library(name, tmp_path / "home")
    )
    assert [one.asked.text for one in found if one.verdict == "wrong"] == []
    assert 100 * sum(one.verdict == "right" for one in found) >= endtoend.AT_LEAST * len(found)
