"""Markdown: text whose headings say their level, and whose marks are no part of the words."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.outline import Outline
from corpus.read import read_report
from corpus.read.markdown import plain
from corpus.read.text import read_text


def outline(text: str) -> Outline:
    return read_text(text.split("\n"))


def sections(text: str) -> list[tuple[str, ...]]:
    return [section.path for section in outline(text).sections]


def texts(text: str) -> list[str]:
    return [paragraph.text for paragraph in outline(text).paragraphs]


def test_headings_stand_at_the_level_that_their_marks_say() -> None:
    text = "# Report\n\n## Crime\n\n#### Robbery ####\n\nIt fell.\n\n## Calls\nThey rose."
    assert outline(text).title == ("Report",)
    assert sections(text) == [("Crime",), ("Crime", "Robbery"), ("Calls",)]
    assert [(p.text, p.section) for p in outline(text).paragraphs] == [
        ("It fell.", ("Crime", "Robbery")),
        ("They rose.", ("Calls",)),
    ]


def test_underlined_headings_stand_among_marked_ones() -> None:
    text = "Report\n======\n\nCrime\n-----\n\n### Robbery\n\nIt fell.\n\nCalls\n-----\n\nThey rose."
    assert (outline(text).title, sections(text)) == (
        ("Report",),
        [("Crime",), ("Crime", "Robbery"), ("Calls",)],
    )


def test_a_short_line_is_no_heading_where_headings_are_marked() -> None:
    assert sections("# Report\n\n## Crime\n\nApril to June 2015\n\nIt fell.") == [("Crime",)]


def test_a_short_line_above_a_table_names_it_and_a_bold_one_is_a_heading() -> None:
    text = "# A\n\n## Crime\n\n**Robbery**\n\nIt fell.\n\nBy area\n\n| Area | 2015 |\n|---|---|\n| Hart | 3 |"
    assert sections(text)[:2] == [("Crime",), ("Crime", "Robbery")]
    assert outline(text).tables[0].title == "By area"


def test_a_text_without_marks_has_the_headings_that_it_had() -> None:
    assert sections("Report\n\nPart One\n\nIt fell by half.\n\nPart Two\n\nIt rose.") == [
        ("Part One",),
        ("Part Two",),
    ]


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("Robbery **fell** by *half*, _it says_.", "Robbery fell by half, it says."),
        ("See [the bulletin](https://example.org/a 'b').", "See [the bulletin](https://example.org/a 'b')."),
        ("See [the bulletin](https://example.org/a).", "See the bulletin."),
        ("![A chart](chart.png) of `code`", "A chart of code"),
        ("snake_case_name and 2*3*4", "snake_case_name and 2*3*4"),
        ("12* of 30*", "12* of 30*"),
        ("* Too few to show. * Revised", "* Too few to show. * Revised"),
        ("Calls [1] (see below)", "Calls [1] (see below)"),
    ],
)
def test_marks_about_words_are_dropped_and_others_stay(marked: str, words: str) -> None:
    assert plain(marked) == words


def test_a_numbered_list_is_bullets_and_a_numbered_heading_is_none() -> None:
    text = "# A\n\nWe will:\n\n1. Act\n2. Report\n   on it\n\n1. Purpose"
    assert [(p.text, p.is_bullet) for p in outline(text).paragraphs][1:3] == [
        ("Act", True),
        ("Report on it", True),
    ]
    assert not outline(text).paragraphs[-1].is_bullet


def test_quotations_rules_and_fences_are_no_words() -> None:
    assert texts("# A\n\n> It fell, he\n> said.\n\n***\n\n```\ncode\n```\n\n---\n\nIt rose.") == [
        "It fell, he said.",
        "code",
        "It rose.",
    ]


def test_what_stands_inside_of_a_line_is_no_mark_of_its_beginning() -> None:
    assert texts("It fell (2014 > later years).") == ["It fell (2014 > later years)."]
    assert texts("A value >a or 3. more stands.") == ["A value >a or 3. more stands."]


def test_a_report_is_named_without_its_marks(tmp_path: Path) -> None:
    path = tmp_path / "q1.md"
    path.write_text(
        "# Ashvale Police performance report\n\nApril to June 2015\n\n## Crime\n\nIt fell.\n", "utf-8"
    )
    facts = read_report(path).facts
    assert facts.title == "Ashvale Police performance report, April to June 2015"
