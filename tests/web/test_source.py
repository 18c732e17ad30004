from __future__ import annotations

import re
from collections import Counter

import pytest

from corpus.report import Report
from index.library import Library
from web.reports.source import Block, BlockKind, Highlight, blocks


@pytest.fixture(scope="module")
def report(library: Library) -> Report:
    return library.store.report("northumbria-pcc-2015-q1")


def anchors(block: Block) -> tuple[int, ...]:
    parts = (*block.items, *block.rows, *block.notes)
    return (*block.anchors, *(line for part in parts for line in part.anchors))


def marked(report: Report, columns: str) -> list[tuple[str, str]]:
    shown = blocks(report, Highlight(293, columns))
    return [(row.label, row.cells[n]) for block in shown for row in block.rows for n in row.highlighted]


def test_every_source_line_is_the_anchor_of_one_place(report: Report) -> None:
    found = Counter(line for block in blocks(report) for line in anchors(block))
    assert found == Counter(range(1, len(report.lines) + 1))


def test_no_word_of_the_source_is_lost(report: Report) -> None:
    shown: set[str] = set()
    for block in blocks(report):
        rows = [text for row in block.rows for text in (row.number or "", row.label, *row.cells)]
        items = [item.text for item in (*block.items, *block.notes)]
        shown.update(" ".join((block.text, *block.columns, *rows, *items)).split())
    plain = [re.sub(r"^- (\w\) )?|\*\*|\.$", "", line) for line in report.lines if line[:1] != "\t"]
    lost = {word for line in plain for word in line.split() if "<" not in line and word not in shown}
    assert not {word for word in lost if f"{word}." not in shown}


def test_blocks_stand_in_the_order_of_the_source(report: Report) -> None:
    begins = [min(anchors(block)) for block in blocks(report) if anchors(block)]
    assert begins == sorted(begins)


def test_a_heading_is_not_said_twice(report: Report) -> None:
    shown = blocks(report)
    headings = {block.at: block.text for block in shown if block.kind is BlockKind.HEADING}
    assert headings[9] == "Objective One – Putting Victims First"
    assert not [b for b in shown if b.kind is BlockKind.PARAGRAPH and b.text in set(headings.values())]


def test_bullets_that_follow_each_other_are_one_list(report: Report) -> None:
    lists = [block for block in blocks(report) if block.kind is BlockKind.LIST]
    assert [item.anchors[0] for item in lists[0].items] == [21, 22, 23]


def test_the_cited_cell_is_highlighted_and_no_other(report: Report) -> None:
    assert marked(report, "2015-16 1.4.– 15.7") == [("Robbery", "32")]


def test_the_cells_of_several_cited_columns_are_highlighted(report: Report) -> None:
    columns = "2014-15 1.4.– 15.7; Change compared to 2014-15"
    assert marked(report, columns) == [("Robbery", "24"), ("Robbery", "+ 8"), ("Robbery", "+ 35%")]


def test_a_row_over_several_lines_is_anchored_by_each_of_them(report: Report) -> None:
    rows = [row for block in blocks(report) for row in block.rows]
    ease = next(row for row in rows if row.label == "Percentage of victims satisfied with ease of contact.")
    assert {36, 37, 38} <= set(ease.anchors)
