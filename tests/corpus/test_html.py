"""Web pages: what their readers read, and tables with every span."""

from __future__ import annotations

import pytest

from corpus.read.document import Source
from corpus.read.html import read_html
from corpus.report import Table, UnreadableReport


def page(body: str, head: str = "") -> Source:
    return read_html(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(), "page")


def table(body: str) -> Table:
    (found,) = page(body).outline.tables
    return found


def rows(found: Table) -> list[tuple[str, ...]]:
    return [(*row.group, row.label.text, *(cell.text for cell in row.cells)) for row in found.rows]


def texts(source: Source) -> list[str]:
    return [paragraph.text for paragraph in source.outline.paragraphs]


def sections(source: Source) -> list[tuple[str, ...]]:
    return [section.path for section in source.outline.sections]


# Text


def test_menus_banners_and_scripts_are_left_out() -> None:
    source = page(
        "<header><a href='/'>Home</a></header><nav><ul><li>About us</li></ul></nav>"
        "<div class='cookie-banner'><p>We use cookies.</p></div>"
        "<h1>Crime in Ashvale</h1><p>Robbery fell.</p><div hidden><p>Draft.</p></div>"
        "<p style='display: none'>Unseen.</p><footer><p>Contact us.</p></footer><script>var x = 1;</script>"
    )
    assert [line for line in source.lines if line] == ["Crime in Ashvale", "Robbery fell."]
    assert source.outline.title == ("Crime in Ashvale",)


def test_only_what_a_page_calls_its_main_matter_is_read() -> None:
    source = page("<p>Latest news.</p><main><h1>Crime</h1><p>It fell.</p></main><p>Related pages.</p>")
    assert texts(source) == ["It fell."]


@pytest.mark.parametrize(
    ("body", "head"),
    [
        ("<header><h1>Crime in Ashvale</h1></header><main><p>It fell.</p></main>", ""),
        ("<p>It fell.</p>", "<title>Crime in Ashvale</title>"),
    ],
)
def test_a_page_is_named_by_its_banner_or_its_head_where_its_matter_has_no_name(body: str, head: str) -> None:
    source = page(body, head)
    assert source.outline.title == ("Crime in Ashvale",)
    assert texts(source) == ["It fell."]


def test_headings_stand_in_one_another_without_gaps() -> None:
    source = page("<h1>Report</h1><h2>Crime</h2><h4>Robbery</h4><h3>Theft</h3><h2>Calls</h2><p>Some.</p>")
    assert sections(source) == [("Crime",), ("Crime", "Robbery"), ("Crime", "Theft"), ("Calls",)]


def test_a_short_line_that_is_all_bold_is_a_heading_and_a_bold_sentence_is_none() -> None:
    source = page(
        "<h2>Crime</h2><p><b>Robbery</b></p><p><strong>It fell by half.</strong></p><p>So <b>it</b></p>"
    )
    assert sections(source) == [("Crime",), ("Crime", "Robbery")]
    assert texts(source) == ["It fell by half.", "So it"]


def test_lists_are_bullets_with_what_introduces_them_and_lists_in_them() -> None:
    source = page(
        "<p>We did this:</p><ul><li>A <b>thing</b><ol><li>part of it</li></ol></li><li>A second</li></ul>"
    )
    bullets = [(p.text, p.lead_in) for p in source.outline.paragraphs if p.is_bullet]
    lead = "We did this:"
    assert bullets == [("A thing", lead), ("part of it", lead), ("A second", lead)]


def test_a_line_break_does_not_part_a_sentence_and_two_do() -> None:
    assert texts(page("<p>Robbery fell<br>by half.<br/><br/>Theft rose.</p>")) == [
        "Robbery fell by half.",
        "Theft rose.",
    ]


def test_text_beside_a_heading_and_in_bare_divisions_is_read_once() -> None:
    assert texts(page("Loose text.<div>In a box. <span>Of two.</span></div>More.")) == [
        "Loose text.",
        "In a box. Of two.",
        "More.",
    ]


@pytest.mark.parametrize("coding", ["utf-8", "cp1252", "utf-16"])
def test_a_page_is_the_same_in_every_coding(coding: str) -> None:
    meta = "" if coding == "utf-16" else f"<meta charset='{coding}'>"
    raw = f"<html><head>{meta}</head><body><p>It cost £5 – “less”.</p></body></html>".encode(coding)
    assert texts(read_html(raw, "page")) == ["It cost £5 – “less”."]


def test_a_page_nested_deeper_than_any_report_is_refused() -> None:
    with pytest.raises(UnreadableReport, match="nested deeper than any report"):
        read_html(("<html><body>" + "<div>" * 5000 + "Robbery fell." + "</div>" * 5000).encode(), "page")


# Tables


def test_spans_of_rows_and_columns_head_every_cell_that_they_span() -> None:
    found = table(
        "<table><tr><th rowspan=2>Area</th><th colspan=2>2015</th><th colspan=2>2014</th></tr>"
        "<tr><th>Men</th><th>Women</th><th>Men</th><th>Women</th></tr>"
        "<tr><td>Hart</td><td>1</td><td>2</td><td>3</td><td>4</td></tr></table>"
    )
    assert found.column_paths == (("2015", "Men"), ("2015", "Women"), ("2014", "Men"), ("2014", "Women"))
    assert rows(found) == [("Hart", "1", "2", "3", "4")]


def test_a_label_that_spans_rows_heads_each_of_them() -> None:
    found = table(
        "<table><tr><th>Force</th><th>Sex</th><th>2015</th></tr>"
        "<tr><th rowspan=2>Durham</th><th>Men</th><td>1</td></tr><tr><th>Women</th><td>2</td></tr></table>"
    )
    assert rows(found) == [("Durham", "Men", "1"), ("Durham", "Women", "2")]


def test_a_head_that_is_a_year_is_a_head_where_the_page_says_so() -> None:
    found = table(
        "<table><thead><tr><td>Offence</td><td>12</td></tr></thead>"
        "<tbody><tr><td>Arson</td><td>3</td></tr></table>"
    )
    assert (found.columns, rows(found)) == (("12",), [("Arson", "3")])


def test_row_headers_alone_do_not_say_where_the_columns_heads_are() -> None:
    found = table(
        "<table><tr><td>Area</td><td>Robbery</td></tr><tr><th scope=row>Hart</th><td>3</td></tr></table>"
    )
    assert (found.columns, rows(found)) == (("Robbery",), [("Hart", "3")])


def test_a_caption_names_its_table_alone() -> None:
    found = table(
        "<h2>Crime</h2><table><caption>Robbery by area</caption><tr><th>Area</th><th>2015</th></tr>"
        "<tr><td>Hart</td><td>3</td></tr></table>"
    )
    assert (found.title, found.section) == ("Robbery by area", ("Crime",))


@pytest.mark.parametrize("above", ["Robbery by area", "Table 3: Robbery by area, as the force recorded it."])
def test_a_short_line_or_a_counted_one_right_above_a_table_is_its_caption(above: str) -> None:
    source = page(
        f"<h2>Crime</h2><p>{above}</p><table><tr><td>Area</td><td>2015</td><tr><td>Hart</td><td>3</td></table>"
    )
    assert source.outline.tables[0].title == above
    assert texts(source) == []


def test_a_table_in_a_cell_is_a_table_of_its_own_named_by_its_row() -> None:
    source = page(
        "<table><tr><th>Area</th><th>2015</th><th>Detail</th></tr><tr><td>Hart</td><td>30</td><td>"
        "<table><tr><td>Part</td><td>2015</td></tr><tr><td>North</td><td>10</td></tr></table></td></tr>"
        "<tr><td>Dunmore</td><td>9</td><td></td></tr></table>"
    )
    outer, inner = source.outline.tables
    assert rows(outer) == [("Hart", "30", ""), ("Dunmore", "9", "")]
    assert (inner.title, rows(inner)) == ("Hart", [("North", "10")])


def test_a_table_that_lays_out_the_page_is_read_as_what_is_in_it() -> None:
    source = page(
        "<table role='presentation'><tr><td><p>Robbery fell.</p></td><td>"
        "<table><tr><td>Area</td><td>2015</td></tr><tr><td>Hart</td><td>3</td></tr></table></td></tr></table>"
    )
    assert texts(source) == ["Robbery fell."]
    assert [rows(one) for one in source.outline.tables] == [[("Hart", "3")]]


def test_a_footnotes_digit_is_no_digit_of_the_name_or_number_that_it_stands_on() -> None:
    found = table(
        "<table><tr><th>Area</th><th>2015<sup>1</sup></th></tr>"
        "<tr><td>Hart<sup>2</sup></td><td>32<sup>3</sup></td></tr></table>"
    )
    assert (found.columns, rows(found)) == (("2015¹",), [("Hart²", "32³")])


def test_a_picture_in_a_cell_is_read_by_its_words() -> None:
    found = table(
        "<table><tr><th>Aim</th><th>Value</th><th>Status</th></tr>"
        "<tr><td>Calls</td><td>3</td><td><img src='x.png' alt='Red'></td></tr></table>"
    )
    assert rows(found) == [("Calls", "3", "Red")]


def test_labels_that_stand_in_are_under_those_that_do_not() -> None:
    found = table(
        "<table><tr><th>Offence</th><th>2015</th></tr><tr><td>Theft</td><td>9</td></tr>"
        "<tr><td>&nbsp;&nbsp;of bicycles</td><td>4</td></tr>"
        "<tr><td style='padding-left: 2em'>of cars</td><td>5</td></tr></table>"
    )
    assert rows(found) == [("Theft", "9"), ("Theft", "of bicycles", "4"), ("Theft", "of cars", "5")]


def test_a_span_that_is_absurd_is_held_to_what_browsers_allow() -> None:
    found = table(
        "<table><tr><td colspan=99999999>Area</td><td>2015</td></tr>"
        "<tr><td rowspan=0>Hart</td><td colspan=x>3</td></tr></table>"
    )
    assert len(found.column_paths) <= 1001
