"""What PDFs do to text and tables, each thing in a file made for it."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas
from reports import made_pdf as made

from corpus.read.document import Source
from corpus.read.pdf import read_pdf
from corpus.report import Table, UnreadableReport


def read(*pages: made.Draw) -> Source:
    return read_pdf(made.pdf(*pages), "made.pdf")


def only_table(*pages: made.Draw) -> Table:
    (table,) = read(*pages).outline.tables
    return table


def cells(table: Table) -> dict[str, list[str]]:
    return {row.label.text: [cell.text for cell in row.cells] for row in table.rows}


def unruled(canvas: Canvas) -> None:
    made.heading(canvas, 90, "Recorded crime")
    made.row(canvas, 120, "Offence", "2014/15", "2015/16", "Change")
    made.row(canvas, 140, "Robbery", "24", "32", "+8")
    made.row(canvas, 155, "Burglary", "1,204", "998", "-206")
    made.row(canvas, 170, "Dwelling", "604", "n/a", "-", indent=12)
    made.row(canvas, 185, "Vehicle crime", "2,310", "2,415", "+105")
    made.paragraph(canvas, 230, made.PROSE)


def test_a_table_without_lines_is_read_by_its_columns() -> None:
    table = only_table(unruled)
    assert table.columns == ("2014/15", "2015/16", "Change")
    assert cells(table) == {
        "Robbery": ["24", "32", "+8"],
        "Burglary": ["1,204", "998", "-206"],
        "Dwelling": ["604", "n/a", "-"],
        "Vehicle crime": ["2,310", "2,415", "+105"],
    }
    assert table.title == "Recorded crime"
    assert table.corner == "Offence"


def test_a_label_that_stands_further_in_is_under_the_one_before_it() -> None:
    rows = only_table(unruled).rows
    assert [(row.label.text, row.group) for row in rows][2:] == [
        ("Dwelling", ("Burglary",)),
        ("Vehicle crime", ()),
    ]


def test_text_below_a_table_is_a_paragraph() -> None:
    outline = read(unruled).outline
    assert outline.title == ("Recorded crime",)
    assert [paragraph.text for paragraph in outline.paragraphs] == [made.PROSE.strip()]


def ruled(canvas: Canvas) -> None:
    made.write(canvas, 72, 80, "Table 1: Confidence by district")
    made.box(canvas, [72, 200, 320, 440], [90, 110])
    made.box(canvas, [72, 200, 260, 320, 380, 440], [110, 130, 150, 170])
    made.write(canvas, 245, 104, "2014", 10)
    made.write(canvas, 365, 104, "2015", 10)
    rows = (
        ("District", "Q1", "Q2", "Q1", "Q2"),
        ("Northton", "71%", "72%", "73%", "74%"),
        ("Southton", "61%", "-", "63%", "64%"),
    )
    for at, words in enumerate(rows):
        for place, word in enumerate(words):
            made.write(canvas, (76, 205, 265, 325, 385)[place], 124 + 20 * at, word, 10)


def test_a_header_over_two_columns_heads_both() -> None:
    table = only_table(ruled)
    assert table.title == "Table 1: Confidence by district"
    assert table.stacked == (("2014", "Q1"), ("2014", "Q2"), ("2015", "Q1"), ("2015", "Q2"))
    assert cells(table) == {"Northton": ["71%", "72%", "73%", "74%"], "Southton": ["61%", "-", "63%", "64%"]}


def first_page(canvas: Canvas) -> None:
    made.write(canvas, 72, 40, "Ashvale Police performance report", 9)
    made.paragraph(canvas, 90, made.PROSE * 2)
    made.row(canvas, 600, "District", "2014", "2015")
    for at in range(8):
        made.row(canvas, 620 + 15 * at, f"District {'ABCDEFGH'[at]}", str(100 + at), str(200 + at))
    made.write(canvas, 290, 810, "Page 1 of 2", 9)


def second_page(canvas: Canvas) -> None:
    made.write(canvas, 72, 40, "Ashvale Police performance report", 9)
    made.row(canvas, 80, "District", "2014", "2015")
    for at in range(4):
        made.row(canvas, 100 + 15 * at, f"District {'JKLM'[at]}", str(300 + at), str(400 + at))
    made.paragraph(canvas, 220, made.PROSE)
    made.write(canvas, 290, 810, "Page 2 of 2", 9)


def test_a_table_over_two_pages_is_one_and_its_header_printed_again_is_no_row() -> None:
    table = only_table(first_page, second_page)
    labels = [row.label.text for row in table.rows]
    assert labels == [f"District {letter}" for letter in "ABCDEFGHJKLM"]
    assert cells(table)["District K"] == ["301", "401"]


def test_running_heads_and_page_numbers_are_left_out() -> None:
    lines = read(first_page, second_page).lines
    assert sum("Ashvale Police performance report" in line for line in lines) == 1
    assert not any("Page" in line for line in lines)


def test_every_line_has_its_page() -> None:
    source = read(first_page, second_page)
    pages = dict(zip(source.lines, source.pages, strict=True))
    assert pages[made.PROSE.strip()] == 2
    assert len(source.pages) == len(source.lines)


def two_columns(canvas: Canvas) -> None:
    made.heading(canvas, 70, "The year in the force area", 18)
    left, right = ("Burglary fell. " + made.PROSE * 2, "Robbery rose. " + made.PROSE * 2)
    end = made.paragraph(canvas, 110, left, width=210)
    made.heading(canvas, end + 10, "Victims", 13)
    made.paragraph(canvas, end + 30, "Victims were told more. " + made.PROSE, width=210)
    made.paragraph(canvas, 113, right, x=320, width=210)


def test_two_columns_of_text_are_read_one_after_the_other() -> None:
    source = read(two_columns)
    starts = [paragraph.text.split(".")[0] for paragraph in source.outline.paragraphs]
    assert starts == ["Burglary fell", "Victims were told more", "Robbery rose"]
    assert all(paragraph.text.endswith("than a year ago.") for paragraph in source.outline.paragraphs)
    assert source.outline.tables == ()


def turned_header(canvas: Canvas) -> None:
    made.box(canvas, [72, 200, 240, 280, 320], [90, 190, 210, 230])
    for x, words in ((225, "Northton Central"), (265, "Southton Rural"), (305, "Force total")):
        made.turned(canvas, x, 185, words)
    for top, words in ((204, ("Robbery", "11", "22", "33")), (224, ("Burglary", "44", "55", "99"))):
        for x, word in zip((76, 210, 250, 290), words, strict=True):
            made.write(canvas, x, top, word, 10)


def test_a_header_that_stands_on_its_side_heads_its_column() -> None:
    table = only_table(turned_header)
    assert table.columns == ("Northton Central", "Southton Rural", "Force total")
    assert cells(table) == {"Robbery": ["11", "22", "33"], "Burglary": ["44", "55", "99"]}


def test_a_page_set_on_its_side_is_read_upright() -> None:
    def page(canvas: Canvas) -> None:
        canvas.rotate(90)
        canvas.translate(0, -made.WIDTH)
        canvas.setFont("Helvetica", 10)
        for at, words in enumerate(
            (("Offence", "2014", "2015"), ("Robbery", "24", "32"), ("Arson", "7", "9"))
        ):
            for place, word in enumerate(words):
                canvas.drawString(80 + 120 * place, 500 - 16 * at, word)

    assert cells(only_table(page)) == {"Robbery": ["24", "32"], "Arson": ["7", "9"]}


def test_a_digit_spaced_apart_is_one_number() -> None:
    def page(canvas: Canvas) -> None:
        unruled(canvas)
        made.row(canvas, 200, "Theft", "", "4 ,271", "+12")

    assert cells(only_table(page))["Theft"] == ["", "4,271", "+12"]


def test_letters_set_wide_are_words() -> None:
    def page(canvas: Canvas) -> None:
        text = canvas.beginText(72, 700)
        text.setFont("Helvetica", 11)
        text.setCharSpace(2)
        text.textLine("Robbery rose in the quarter to 4,271 crimes.")
        canvas.drawText(text)

    (paragraph,) = read(page).outline.paragraphs
    assert paragraph.text == "Robbery rose in the quarter to 4,271 crimes."


def test_a_footnote_mark_is_no_digit_of_the_number_before_it() -> None:
    def page(canvas: Canvas) -> None:
        unruled(canvas)
        made.row(canvas, 200, "Theft", "1,234", "1,235", "+1")
        made.write(canvas, 300, 196, "2", 6)

    assert cells(only_table(page))["Theft"] == ["1,234²", "1,235", "+1"]


def test_bold_print_made_of_two_prints_is_printed_once() -> None:
    def page(canvas: Canvas) -> None:
        unruled(canvas)
        for shift in (0, 0.3):
            made.write(canvas, 72 + shift, 300, "Total of 1,155 crimes recorded.")

    assert "Total of 1,155 crimes recorded." in read(page).lines


def outline(canvas: Canvas) -> None:
    made.write(canvas, 72, 80, "Quarterly performance report", 22, bold=True)
    made.heading(canvas, 130, "1 Crime", 16)
    end = made.paragraph(canvas, 155, made.PROSE)
    made.heading(canvas, end + 20, "Robbery", 12)
    end = made.paragraph(canvas, end + 40, made.PROSE + "These are the aims:")
    made.write(canvas, 80, end + 6, "•  Fewer victims")
    made.write(canvas, 80, end + 22, "•  More charges for those who rob, and for those who help them to")
    made.write(canvas, 92, end + 36, "do so")
    made.heading(canvas, end + 80, "2 Trust", 16)
    made.paragraph(canvas, end + 105, made.PROSE)


def test_headings_are_told_by_their_type_and_the_biggest_on_top_is_the_title() -> None:
    source = read(outline)
    assert source.outline.title == ("Quarterly performance report",)
    assert [section.path for section in source.outline.sections] == [
        ("1 Crime",),
        ("1 Crime", "Robbery"),
        ("2 Trust",),
    ]


def test_bullets_are_told_from_paragraphs_and_have_their_lead_in() -> None:
    bullets = [paragraph for paragraph in read(outline).outline.paragraphs if paragraph.is_bullet]
    assert [bullet.text for bullet in bullets] == [
        "Fewer victims",
        "More charges for those who rob, and for those who help them to do so",
    ]
    assert bullets[0].lead_in is not None
    assert bullets[0].lead_in.endswith("These are the aims:")


def test_a_word_cut_at_the_end_of_a_line_is_one_word_and_a_compound_keeps_its_hyphen() -> None:
    def page(canvas: Canvas) -> None:
        made.write(canvas, 72, 100, "The number of crimes that were recorded in the area of the Commis-")
        made.write(canvas, 72, 114, "sioner fell, and that of offences that were re-")
        made.write(canvas, 72, 128, "ported fell with it, as the long-")
        made.write(canvas, 72, 142, "term plan said that it would.")

    text = " ".join(paragraph.text for paragraph in read(page).outline.paragraphs)
    assert "the Commissioner fell" in text
    assert "long-term plan" in text


def test_pages_that_are_pictures_are_said_to_be_so() -> None:
    source = read(unruled, made.picture, made.picture, unruled, made.picture)
    assert source.warnings == ("no text on pages 2 to 3 and 5: they need text recognition (OCR)",)
    assert read(made.picture, unruled).warnings == ("no text on page 1: it needs text recognition (OCR)",)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (made.pdf(made.picture), "text recognition"),
        (made.pdf(unruled, password="secret"), "locked with a password"),  # noqa: S106
        (made.pdf(unruled)[:400], "damaged or cut short"),
        (b"%PDF-1.7\n", "damaged or cut short"),
        (b"", "damaged or cut short"),
        (made.pdf(lambda canvas: None), "no text on any page"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(raw: bytes, reason: str) -> None:
    with pytest.raises(UnreadableReport, match=reason) as refused:
        read_pdf(raw, "made.pdf")
    assert refused.value.path == "made.pdf"


def test_the_marks_along_the_axis_of_a_chart_are_no_table() -> None:
    def page(canvas: Canvas) -> None:
        made.paragraph(canvas, 80, made.PROSE)
        for at in range(7):
            made.write(canvas, 72, 200 + 25 * at, f"{6000 - 1000 * at:,}", 9)
            canvas.line(110, made.HEIGHT - 198 - 25 * at, 500, made.HEIGHT - 198 - 25 * at)
        for at, year in enumerate(("2011", "2012", "2013", "2014", "2015")):
            made.write(canvas, 130 + 75 * at, 365, year, 9)
            made.shade(canvas, 130 + 75 * at, 200 + 20 * at, 30, 150 - 20 * at)

    assert read(page).outline.tables == ()


def broken_cells(canvas: Canvas, *, striped: bool) -> None:
    """Rows whose cells are broken over two lines, between drawn lines or told by stripes."""
    tops = (100, 120, 150, 180)
    if striped:
        made.shade(canvas, 72, 100, 380, 20, grey=0.6)
        made.shade(canvas, 72, 150, 380, 30, grey=0.9)
    else:
        made.box(canvas, [72, 220, 330, 452], [*tops, 210])
    for x, words in ((76, "Measure"), (224, "Before"), (334, "Now")):
        made.write(canvas, x, 114, words, 10)
    for top, label in (
        (120, ("Victims satisfied with", "the time of arrival")),
        (150, ("Callers who were told", "what happens next")),
    ):
        for at in range(2):
            made.write(canvas, 76, top + 12 + 12 * at, label[at], 10)
            made.write(canvas, 224, top + 12 + 12 * at, ("93.7%", "(+/-1.1%)")[at], 10)
            made.write(canvas, 334, top + 12 + 12 * at, ("92.9% (+/-", "1.2%)")[at], 10)


@pytest.mark.parametrize("striped", [False, True])
def test_cells_broken_over_two_lines_are_one_row(striped: bool) -> None:
    table = only_table(lambda canvas: broken_cells(canvas, striped=striped))
    values = ["93.7% (+/-1.1%)", "92.9% (+/- 1.2%)"]
    assert cells(table) == {
        "Victims satisfied with the time of arrival": values,
        "Callers who were told what happens next": values,
    }


def test_rows_of_numbers_in_one_box_are_rows_of_their_own() -> None:
    def page(canvas: Canvas) -> None:
        made.box(canvas, [72, 200, 260, 320], [90, 110, 160])
        for at, words in enumerate(
            (("Offence", "2014", "2015"), ("Robbery", "24", "32"), ("Arson", "7", "9"))
        ):
            for x, word in zip((76, 205, 265), words, strict=True):
                made.write(canvas, x, 104 + 22 * at, word, 10)

    assert cells(only_table(page)) == {"Robbery": ["24", "32"], "Arson": ["7", "9"]}


def test_a_label_over_several_rows_is_the_group_of_each() -> None:
    def page(canvas: Canvas) -> None:
        made.box(canvas, [150, 250, 310, 370], [90, 110, 130, 150])
        made.box(canvas, [72, 150], [90, 110, 150])
        for x, words in ((76, "District"), (154, "Offence"), (254, "2014"), (314, "2015")):
            made.write(canvas, x, 104, words, 10)
        made.write(canvas, 76, 134, "Northton", 10)
        for top, row in ((124, ("Robbery", "24", "32")), (144, ("Arson", "7", "9"))):
            for x, word in zip((154, 254, 314), row, strict=True):
                made.write(canvas, x, top, word, 10)

    rows = only_table(page).rows
    assert [(row.group, row.label.text) for row in rows] == [
        (("Northton",), "Robbery"),
        (("Northton",), "Arson"),
    ]
    assert [cell.text for cell in rows[1].cells] == ["7", "9"]


def test_a_narrow_table_beside_text_is_read_apart_from_it() -> None:
    def page(canvas: Canvas) -> None:
        made.paragraph(canvas, 80, made.PROSE * 3, width=250)
        made.write(canvas, 380, 88, "Offence", 10)
        made.write_right(canvas, 520, 88, "2015", 10)
        for at, (label, value) in enumerate((("Robbery", "32"), ("Arson", "9"), ("Theft", "4,271"))):
            made.write(canvas, 380, 105.5 + 15.5 * at, label, 10)
            made.write_right(canvas, 520, 105.5 + 15.5 * at, value, 10)

    source = read(page)
    (table,) = source.outline.tables
    assert cells(table) == {"Robbery": ["32"], "Arson": ["9"], "Theft": ["4,271"]}
    assert [paragraph.text for paragraph in source.outline.paragraphs] == [(made.PROSE * 3).strip()]
