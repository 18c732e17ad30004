"""The bundled report's text: its tree of headings, its paragraphs and bullets, and nothing of it lost."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from corpus.read import read_report
from corpus.read.text import Outline, read_text
from corpus.report import Paragraph, PassageKind, Report

REPORT = Path(__file__).parents[2] / "corpus" / "reports" / "northumbria-pcc-2015-q1.txt"
TITLE_LINES = (3, 5, 7)
OBJECTIVES = {
    9: "Objective One – Putting Victims First",
    53: "Objective Two – Dealing with Anti-Social Behaviour (ASB)",
    91: "Objective Three – Domestic and Sexual Abuse (D&SA)",
    127: "Objective Four – Preventing Crime",
    175: "Objective Five – Community Confidence",
    239: "Comparison of crime between 1 Apr 2015 to 15 Jul 2015 and 2014-15",
    348: "Her Majesty's Inspectorate of Constabulary Inspections",
}
UNDER = {
    9: (11, 19, 27, 32),
    53: (55, 69, 75, 83),
    91: (93, 111, 117),
    127: (129, 139, 156, 162, 164),
    175: (177, 187, 191, 197, 205, 216),
    239: (241, 256),
    348: (356, 360, 376, 407, 437),
}
PERFORMANCE_LINES = (32, 83, 117, 164, 216)
AREA_LINES = (258, 273, 288, 303, 318, 333)
CUT_BY_A_PAGE = {
    (57, 59): "is 93.2%. The introduction of increased scheduling appointments",
    (99, 101): "will agree a bespoke set of interventions using a domestic abuse 'toolkit'.",
    (364, 366): "setting out how disability hate crime was dealt with, and made seven recommendations",
}
LED_IN = {
    (21, 23): "We will participate in the Victims’ Hub, ‘Victims First’ by:",
    (65, 67): "For example:",
    (79, 81): "For example:",
    (97, 99): "The Force has been successful in three Police Innovation Fund bids",
    (105, 109): "(VAWG) Strategy includes:",
    (149, 154): "ensuring investigative opportunities as detailed below.",
    (201, 203): "As part of these standards:",
    (384, 395): "The report identifies 12 key findings which focus on:",
    (429, 431): "Northumbria was particularly highlighted in three instances:",
    (445, 448): "The objectives of the inspection activities were to establish if:",
    (454, 457): "efficient and effective information management policies and practice:",
}


@cache
def report() -> Report:
    return read_report(REPORT)


def paragraph_at(line: int) -> Paragraph:
    (found,) = (p for p in report().paragraphs if p.lines[0] <= line <= p.lines[1])
    return found


def outline(text: str) -> Outline:
    return read_text(text.split("\n"))


def test_the_report_opens_its_objectives_its_tables_and_its_inspections() -> None:
    assert {s.lines[0]: s.path[-1] for s in report().sections if s.level == 1} == OBJECTIVES


def test_commitments_performance_and_inspection_reports_stand_under_them() -> None:
    found: dict[int, tuple[int, ...]] = {}
    for section in report().sections:
        if section.level == 1:
            above = section.lines[0]
        elif section.level == 2:
            found[above] = (*found.get(above, ()), section.lines[0])
    assert found == UNDER


def test_the_areas_stand_under_their_kind_at_the_third_level() -> None:
    deepest = [section for section in report().sections if section.level == 3]
    assert tuple(section.lines[0] for section in deepest) == AREA_LINES
    assert {section.path[:2] for section in deepest} == {(OBJECTIVES[239], "Area Commands")}


def test_a_path_runs_from_the_section_inwards_and_ends_in_the_heading_as_printed() -> None:
    for section in report().sections:
        printed = report().lines[section.lines[0] - 1].strip()
        assert section.path[-1] in (printed, printed.rstrip("."))
        assert section.path[0] in OBJECTIVES.values()


def test_performance_with_a_full_stop_is_the_heading_that_it_is_without() -> None:
    lines = [section.lines[0] for section in report().sections if section.path[-1] == "Performance"]
    assert tuple(lines) == PERFORMANCE_LINES
    assert report().lines[216 - 1] == "Performance."


def test_every_line_with_words_is_in_a_heading_a_paragraph_or_a_table() -> None:
    covered: set[int] = set(TITLE_LINES)
    for record in (*report().sections, *report().paragraphs, *report().tables):
        covered.update(range(record.lines[0], record.lines[1] + 1))
    lost = [n for n, line in enumerate(report().lines, 1) if line.strip() and n not in covered]
    assert lost == []


def test_every_word_of_the_text_is_in_a_passage() -> None:
    for paragraph in report().paragraphs:
        pieces = [
            p.text for p in report().passages if p.where.lines == paragraph.lines and p.kind != "heading"
        ]
        assert " ".join(pieces) == paragraph.text


def test_a_paragraph_quotes_its_lines_to_the_letter() -> None:
    for paragraph in report().paragraphs:
        first, last = paragraph.lines
        printed = " ".join(" ".join(report().lines[first - 1 : last]).replace("**", "").split())
        if paragraph.is_bullet:
            assert printed.startswith("- ")
            assert printed.endswith(paragraph.text)
            assert len(printed) - len(paragraph.text) <= len("- a) ")
        else:
            assert printed == paragraph.text


@pytest.mark.parametrize(("lines", "words"), CUT_BY_A_PAGE.items())
def test_a_paragraph_that_a_page_cut_is_one_again(lines: tuple[int, int], words: str) -> None:
    paragraph = paragraph_at(lines[0])
    assert paragraph.lines == lines
    assert words in paragraph.text


def test_no_other_paragraph_is_joined() -> None:
    assert {p.lines for p in report().paragraphs if p.lines[0] != p.lines[1]} == set(CUT_BY_A_PAGE)


@pytest.mark.parametrize(("lines", "words"), LED_IN.items())
def test_a_bullet_keeps_the_sentence_that_leads_to_it(lines: tuple[int, int], words: str) -> None:
    bullets = [p for p in report().paragraphs if p.is_bullet and lines[0] <= p.lines[0] <= lines[1]]
    assert [b.lines[0] for b in bullets] == list(range(lines[0], lines[1] + 1))
    for bullet in bullets:
        assert bullet.lead_in is not None
        assert words in bullet.lead_in


def test_every_bullet_is_one_of_these() -> None:
    bullets = sum(last - first + 1 for first, last in LED_IN)
    assert sum(paragraph.is_bullet for paragraph in report().paragraphs) == bullets


def test_a_footnote_mark_stays_where_it_is_printed() -> None:
    assert paragraph_at(13).text.endswith("the time of arrival is 92.9%¹.")


def test_letters_and_emphasis_of_a_list_are_not_its_words() -> None:
    assert paragraph_at(153).text == "38 taxi driver licences suspended."
    assert paragraph_at(21).text == "Identifying and assessing the specific needs of victims."


def test_a_line_printed_between_two_pages_of_a_table_is_its_note() -> None:
    table = report().tables[0]
    assert table.lines == (35, 51)
    assert [(n.text, n.lines) for n in table.notes] == [
        ("Satisfaction of victims of burglary, violent and vehicle crime (CVF)", (41, 41))
    ]


def test_a_commitment_is_a_paragraph_and_heads_what_follows() -> None:
    assert paragraph_at(27).text.startswith("We will ensure that crimes are recorded properly")
    assert paragraph_at(30).section == (OBJECTIVES[9], paragraph_at(27).text)


def test_every_heading_can_be_found_as_a_passage() -> None:
    found = {p.where.lines for p in report().passages if p.kind is not PassageKind.ROW}
    assert {section.lines for section in report().sections} <= found


def test_passages_come_in_the_order_of_their_lines_with_ids_of_their_own() -> None:
    lines = [p.where.lines[0] for p in report().passages]
    assert lines == sorted(lines)
    assert len({p.id for p in report().passages}) == len(report().passages)


@pytest.mark.parametrize("mark", ["-", "*", "•", "–", "·", "▪", "‣", "a)", "(b)", "iv)", "1)", "(12)"])
def test_lists_have_many_marks(mark: str) -> None:
    (lead, bullet) = outline(f"Part One\n\nThis was done:\n\n{mark} Ten patrols a week.").paragraphs
    assert (bullet.text, bullet.is_bullet, bullet.lead_in) == ("Ten patrols a week.", True, lead.text)


@pytest.mark.parametrize(
    "text",
    [
        "Part One\n\nIt fell.\n\nthe rest is small.",
        "Part One\n\nIt fell to\n\nThe rest is small.",
        "Part One\n\nIt fell:\n\nthe rest is small.",
    ],
)
def test_paragraphs_that_end_or_begin_as_such_stay_two(text: str) -> None:
    assert len(outline(text).paragraphs) + len(outline(text).sections) == 3


def test_lines_of_one_paragraph_are_one_however_they_are_broken() -> None:
    (paragraph,) = outline("Part One\n\nIt fell in every\narea of the   force\nthis year.").paragraphs
    assert paragraph.text == "It fell in every area of the force this year."
    assert paragraph.lines == (3, 5)


def test_a_text_without_headings_is_paragraphs() -> None:
    read = outline("It fell in every area.\n\nIt rose in none.")
    assert (read.title, read.sections, len(read.paragraphs)) == ((), (), 2)
