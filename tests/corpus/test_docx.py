"""Word documents made by hand: styles, lists, tables, notes, changes and what hides in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from docx.table import Table as WordTable

from corpus.read.document import Source
from corpus.read.docx import read_docx
from corpus.report import Table, UnreadableReport

W = nsdecls("w")


def read(document: Document) -> Source:
    made = BytesIO()
    document.save(made)
    return read_docx(made.getvalue(), "report.docx")


def of_xml(*elements: str) -> Source:
    """A document whose body is these elements, a namespace put into each."""
    document = docx.Document()
    for element in elements:
        document.element.body.append(parse_xml(element.replace(">", f" {W}>", 1)))
    return read(document)


def filled(document: Document, *lines: str) -> WordTable:
    rows = [line.split("|") for line in lines]
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return table


def texts(source: Source) -> list[str]:
    return [paragraph.text for paragraph in source.outline.paragraphs]


def sections(source: Source) -> list[tuple[str, ...]]:
    return [section.path for section in source.outline.sections]


def rows(found: Table) -> list[tuple[str, ...]]:
    return [(*row.group, row.label.text, *(cell.text for cell in row.cells)) for row in found.rows]


# Headings and lists


def test_headings_stand_where_their_styles_put_them() -> None:
    document = docx.Document()
    document.add_paragraph("Performance report", style="Title")
    document.add_paragraph("April to June 2015", style="Subtitle")
    for text, level in (("Crime", 1), ("Robbery", 3), ("Calls", 1)):
        document.add_heading(text, level)
    source = read(document)
    assert source.outline.title == ("Performance report", "April to June 2015")
    assert sections(source) == [("Crime",), ("Crime", "Robbery"), ("Calls",)]


def test_the_one_outermost_heading_above_all_others_is_the_title() -> None:
    document = docx.Document()
    for text, level in (("Performance report", 1), ("Crime", 2), ("Robbery", 3), ("Calls", 2)):
        document.add_heading(text, level)
    source = read(document)
    assert source.outline.title == ("Performance report",)
    assert sections(source) == [("Crime",), ("Crime", "Robbery"), ("Calls",)]


def test_a_style_that_stands_on_a_heading_or_has_an_outline_level_is_one() -> None:
    document = docx.Document()
    own = document.styles.add_style("Council head", 1)
    own.base_style = document.styles["Heading 1"]
    document.add_paragraph("Crime", style="Council head")
    levelled = document.add_paragraph("Robbery")
    levelled._p.get_or_add_pPr().append(parse_xml(f"<w:outlineLvl {W} w:val='1'/>"))
    document.add_heading("Calls", 1)
    assert sections(read(document)) == [("Crime",), ("Crime", "Robbery"), ("Calls",)]


def test_a_short_paragraph_all_in_bold_is_a_heading_and_a_bold_sentence_is_none() -> None:
    document = docx.Document()
    document.add_heading("Crime", 1)
    document.add_paragraph().add_run("Robbery").bold = True
    document.add_paragraph().add_run("It fell by half.").bold = True
    document.add_heading("Calls", 1)
    source = read(document)
    assert sections(source) == [("Crime",), ("Crime", "Robbery"), ("Calls",)]
    assert texts(source) == ["It fell by half."]


def test_list_items_are_bullets_with_what_introduces_them() -> None:
    document = docx.Document()
    document.add_paragraph("We did this:")
    document.add_paragraph("A first thing", style="List Bullet")
    document.add_paragraph("A second", style="List Number")
    found = [(p.text, p.lead_in, p.is_bullet) for p in read(document).outline.paragraphs]
    assert found[1:] == [("A first thing", "We did this:", True), ("A second", "We did this:", True)]


def test_a_table_of_contents_is_left_out() -> None:
    document = docx.Document()
    document.styles.add_style("toc 1", 1)
    document.add_paragraph("Crime\t3", style="toc 1")
    document.add_paragraph("It fell.")
    assert texts(read(document)) == ["It fell."]


# Text


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<w:ins w:id='1'>{It fell}</w:ins><w:del w:id='2'>{ not}</w:del>{.}", "It fell."),
        ("<w:moveFrom w:id='1'>{Old. }</w:moveFrom><w:moveTo w:id='2'>{New.}</w:moveTo>", "New."),
        ("{Seen.}<w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden.</w:t></w:r>", "Seen."),
        ("<w:r><w:t>One</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t></w:r>", "One two three"),
        ("<w:r><w:t>12</w:t><w:noBreakHyphen/><w:t>15</w:t></w:r>", "12-15"),
        ("<w:hyperlink>{A link}</w:hyperlink>", "A link"),
        ("<w:fldSimple w:instr='DATE'>{June 2015}</w:fldSimple>", "June 2015"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>{See.}", "See."),
        ("{4%}<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>2</w:t></w:r>", "4%²"),
        ("{The 1}<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>st</w:t></w:r>", "The 1st"),
        ("<w:r><w:sym w:font='Wingdings' w:char='F0FC'/></w:r>", "✓"),
        ("<w:sdt><w:sdtContent>{In a control}</w:sdtContent></w:sdt>", "In a control"),
    ],
)
def test_a_paragraph_is_what_is_seen_of_it_once_changes_are_accepted(inside: str, text: str) -> None:
    runs = re.sub(r"\{(.*?)\}", r"<w:r><w:t xml:space='preserve'>\1</w:t></w:r>", inside)
    assert [line for line in of_xml(f"<w:p>{runs}</w:p>").lines if line] == [text]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    first = "<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr><w:r><w:t>Robbery fell</w:t></w:r></w:p>"
    assert texts(of_xml(first, "<w:p><w:r><w:t>by half.</w:t></w:r></w:p>")) == ["Robbery fell by half."]


def test_paragraphs_in_content_controls_are_read() -> None:
    control = "<w:sdt><w:sdtContent><w:p><w:r><w:t>It fell.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    assert texts(of_xml(control)) == ["It fell."]


def test_a_text_box_is_read_once_below_the_paragraph_that_it_is_set_on() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>In the box.</w:t></w:r></w:p></w:txbxContent>"
    compatible = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    drawn = f"<mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
    paragraph = (
        f"<w:p><w:r><w:t>Beside it.</w:t></w:r><w:r><mc:AlternateContent {compatible}>{drawn}"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert texts(of_xml(paragraph)) == ["Beside it.", "In the box."]


def test_headers_and_footers_of_pages_are_left_out() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Running head"
    document.add_paragraph("It fell.").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("It rose.")
    assert texts(read(document)) == ["It fell.", "It rose."]


# Notes


def with_note(document: Document, note: str) -> str:
    """The document with one footnote; gives the XML of a run with its mark."""
    inside = f"<w:footnote w:id='2'><w:p><w:r><w:t>{note}</w:t></w:r></w:p></w:footnote>"
    xml = f"<w:footnotes {W}>{inside}</w:footnotes>"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return f"<w:r {W}><w:footnoteReference w:id='2'/></w:r>"


def test_a_footnote_stands_below_the_paragraph_with_its_mark() -> None:
    document = docx.Document()
    run = with_note(document, "Without fraud.")
    document.add_paragraph("Theft fell")._p.append(parse_xml(run))
    document.add_paragraph("It rose.")
    assert texts(read(document)) == ["Theft fell¹", "¹ Without fraud.", "It rose."]


def test_a_footnote_of_a_cell_stands_below_the_table_and_is_no_digit_of_the_number() -> None:
    document = docx.Document()
    run = with_note(document, "Without fraud.")
    table = filled(document, "Area|2015", "Hart|32", "Dunmore|9")
    table.cell(1, 1).paragraphs[0]._p.append(parse_xml(run))
    source = read(document)
    assert rows(source.outline.tables[0]) == [("Hart", "32¹"), ("Dunmore", "9")]
    assert texts(source) == ["¹ Without fraud."]


# Tables


def test_merged_cells_head_all_that_they_span() -> None:
    document = docx.Document()
    table = filled(document, "Area|2015||2014|", "|Men|Women|Men|Women", "Hart|1|2|3|4", "Dunmore|5|6|7|8")
    for first, last in (((0, 0), (1, 0)), ((0, 1), (0, 2)), ((0, 3), (0, 4))):
        table.cell(*first).merge(table.cell(*last))
    (found,) = read(document).outline.tables
    assert found.column_paths == (("2015", "Men"), ("2015", "Women"), ("2014", "Men"), ("2014", "Women"))
    assert rows(found) == [("Hart", "1", "2", "3", "4"), ("Dunmore", "5", "6", "7", "8")]


def test_a_merged_label_heads_each_row_that_it_spans() -> None:
    document = docx.Document()
    table = filled(document, "Force|Sex|2015", "Durham|Men|1", "|Women|2")
    table.cell(1, 0).merge(table.cell(2, 0))
    assert rows(read(document).outline.tables[0]) == [("Durham", "Men", "1"), ("Durham", "Women", "2")]


def test_a_row_that_every_page_repeats_is_a_header_whatever_is_in_it() -> None:
    document = docx.Document()
    table = filled(document, "Grade|1|2", "Calls|30|40")
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {W}/>"))
    (found,) = read(document).outline.tables
    assert (found.columns, rows(found)) == (("1", "2"), [("Calls", "30", "40")])


def test_a_row_whose_deletion_was_tracked_is_gone() -> None:
    document = docx.Document()
    table = filled(document, "Area|2015", "Hart|3", "Dunmore|4")
    table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f"<w:del {W} w:id='1'/>"))
    assert rows(read(document).outline.tables[0]) == [("Dunmore", "4")]


def test_labels_that_stand_in_are_under_those_that_do_not() -> None:
    document = docx.Document()
    table = filled(document, "Offence|2015", "Theft|9", "of bicycles|4")
    table.cell(2, 0).paragraphs[0].paragraph_format.left_indent = Pt(12)
    assert rows(read(document).outline.tables[0]) == [("Theft", "9"), ("Theft", "of bicycles", "4")]


def test_a_table_in_a_cell_is_a_table_of_its_own_named_by_its_row() -> None:
    document = docx.Document()
    outer = filled(document, "Area|2015|Detail", "Hart|30|", "Dunmore|9|")
    inner = outer.cell(1, 2).add_table(2, 2)
    for (row, column), text in {(0, 0): "Part", (0, 1): "2015", (1, 0): "North", (1, 1): "10"}.items():
        inner.cell(row, column).text = text
    first, second = read(document).outline.tables
    assert rows(first) == [("Hart", "30", ""), ("Dunmore", "9", "")]
    assert (second.title, rows(second)) == ("Hart", [("North", "10")])


def test_a_table_of_one_cell_is_a_box_around_text() -> None:
    document = docx.Document()
    filled(document, "It fell by half.")
    source = read(document)
    assert (texts(source), source.outline.tables) == (["It fell by half."], ())


def test_a_caption_names_its_table_alone() -> None:
    document = docx.Document()
    document.add_heading("Crime", 1)
    document.add_paragraph("Robbery by area, as it was recorded.", style="Caption")
    filled(document, "Area|2015", "Hart|3")
    filled(document, "Area|2015", "Hart|4")
    source = read(document)
    assert [table.title for table in source.outline.tables] == [
        "Robbery by area, as it was recorded.",
        "Crime",
    ]
    assert texts(source) == []


def test_a_pictures_caption_is_a_paragraph() -> None:
    document = docx.Document()
    document.add_paragraph("Figure 1: Robbery by month", style="Caption")
    document.add_paragraph("It fell.")
    assert texts(read(document)) == ["Figure 1: Robbery by month", "It fell."]


def test_every_cell_stands_on_the_line_that_it_is_cited_by() -> None:
    document = docx.Document()
    document.add_paragraph("It fell, as the table shows.")
    filled(document, "Area|2015|2014", "Hart|3|4", "Dunmore|5|6")
    source = read(document)
    cells = [cell for row in source.outline.tables[0].rows for cell in (row.label, *row.cells)]
    assert all(cell.text in source.lines[cell.lines[0] - 1].split("\t") for cell in cells)


# Damage


def without(name: str) -> Callable[[bytes], bytes]:
    def drop(raw: bytes) -> bytes:
        made = BytesIO()
        with ZipFile(BytesIO(raw)) as old, ZipFile(made, "w") as new:
            for member in old.namelist():
                if member != name:
                    new.writestr(member, old.read(member))
        return made.getvalue()

    return drop


@pytest.mark.parametrize(
    "damage",
    [
        without("word/document.xml"),
        without("_rels/.rels"),
        without("[Content_Types].xml"),
        lambda raw: raw[:-200],
    ],
)
def test_a_damaged_document_is_refused(damage: Callable[[bytes], bytes]) -> None:
    made = BytesIO()
    docx.Document().save(made)
    with pytest.raises(UnreadableReport, match="cannot be opened as a Word document; save it again"):
        read_docx(damage(made.getvalue()), "report.docx")


def test_tables_nested_deeper_than_any_reports_are_refused() -> None:
    document = docx.Document()
    cell = document.add_table(1, 2).cell(0, 0)
    for _ in range(25):
        cell = cell.add_table(1, 2).cell(0, 0)
    with pytest.raises(UnreadableReport, match="nested more than 20 deep"):
        read(document)


def test_the_library_makes_no_lists_where_a_document_has_none() -> None:
    document = docx.Document()
    for relation in list(document.part.rels.values()):
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
            document.part.drop_rel(relation.rId)
    document.add_paragraph("It fell.")._p.get_or_add_pPr().append(
        parse_xml(f"<w:numPr {W}><w:ilvl w:val='0'/><w:numId w:val='7'/></w:numPr>")
    )
    source = read(document)
    assert [p.is_bullet for p in source.outline.paragraphs] == [True]
