"""The score of tables printed in PDF: its arithmetic, and what is held where the documents are."""

from __future__ import annotations

import pytest

from corpus.grid import RawCell

from . import icdar


def test_a_cell_over_two_columns_is_beside_each_cell_below_it_once() -> None:
    cells = [
        RawCell("2014", 0, 0, (0, 0), columns=2),
        RawCell("Q1", 1, 0, (0, 0)),
        RawCell("Q2", 1, 1, (0, 0)),
        RawCell(" ", 2, 0, (0, 0)),
        RawCell("7%", 3, 0, (0, 0)),
    ]
    assert list(icdar.relations(cells)) == [
        ("2014", "q1", False),
        ("2014", "q2", False),
        ("q1", "q2", True),
        ("q1", "7", False),
    ]


@pytest.mark.skipif(not icdar.documents(), reason="the documents of the competition are not on this machine")
def test_the_mean_over_the_documents_is_held() -> None:
    mean, whole = list(icdar.measure())
    assert mean.ours > 95
    assert whole.ours > 95
