"""A page's picture is marked where the cited words stand, or not at all."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from corpus.file import ReportFile
from corpus.picture import Sought
from corpus.read.pdf.locate import locate
from corpus.read.pdf.pages import page_glyphs
from corpus.read.pdf.picture import WIDTH
from corpus.read.pdf.view import View
from corpus.read.process import ReadingProcess
from corpus.report import UnreadableReport

OAKLAND = Path(__file__).parents[3] / "shared" / "data" / "oakland"
ROWS = (("Burglary", "24", "31"), ("Robbery", "24", "18"), ("Arson", "7", "24"))


@pytest.fixture(scope="module")
def raw() -> bytes:
    made = BytesIO()
    canvas = Canvas(made)
    for down, row in enumerate(ROWS):
        for across, text in enumerate(row):
            canvas.drawString(72 + 150 * across, 700 - 30 * down, text)
    canvas.drawString(72, 500, "Patrols were doubled in the town centre.")
    canvas.save()
    return made.getvalue()


def marked(raw: bytes, sought: Sought) -> list[str]:
    """The text that the page itself holds inside of each box."""
    with pdfium.PdfDocument(raw) as document:
        page = document[0]
        view = View.of(page)
        text, high = page.get_textpage(), page.get_height()
        boxes = locate(list(page_glyphs(page, view)), sought)
        return [
            text.get_text_bounded(left - 1, high - bottom - 1, right + 1, high - top + 1).strip()
            for left, top, right, bottom in boxes
        ]


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("cell", [0, 1])
def test_a_value_that_stands_many_times_is_marked_in_its_own_row(
    raw: bytes, row: tuple[str, ...], cell: int
) -> None:
    label, *cells = row
    assert marked(raw, Sought(label=label, cells=tuple(cells), cell=cell)) == [label, cells[cell]]


def test_a_row_that_the_page_does_not_print_is_not_marked(raw: bytes) -> None:
    assert marked(raw, Sought(label="Arson", cells=("24", "18"), cell=0)) == []


def test_a_sentence_is_marked_and_another_is_not(raw: bytes) -> None:
    sentence = "Patrols were doubled in the town centre."
    assert marked(raw, Sought(quote=sentence)) == [sentence.removesuffix(".")]
    assert marked(raw, Sought(quote="Patrols were halved in the town centre.")) == []


@pytest.mark.skipif(not OAKLAND.is_dir(), reason="needs the police PDFs in ../shared/data/oakland")
def test_every_row_of_a_published_table_is_marked_with_its_own_label_and_value() -> None:
    path = sorted(OAKLAND.glob("*2022_Area_1*.pdf"))[0]
    raw = path.read_bytes()
    with ReadingProcess() as process:
        report = process.read(ReportFile(path.name, raw), "oakland")
    rows = [row for table in report.tables for row in table.rows if row.cells and not row.is_group]
    assert len(rows) >= 25
    for row in rows:
        cells = tuple(cell.text for cell in row.cells)
        for at in (0, len(cells) - 1):
            *_, found = marked(raw, Sought(label=row.label.text, cells=cells, cell=at))
            assert "".join(found.split()) == "".join(cells[at].split())


def test_a_picture_is_small_and_says_whether_it_is_marked(raw: bytes) -> None:
    with ReadingProcess() as process:
        drawn = process.draw(ReportFile("a.pdf", raw), 1, Sought(label="Arson", cells=("7", "24"), cell=1))
    assert (drawn.is_marked, drawn.width, drawn.pages) == (True, WIDTH, 1)
    assert len(drawn.content) < 300_000
    assert Image.open(BytesIO(drawn.content)).size == (drawn.width, drawn.height)


@pytest.mark.parametrize("content", [b"%PDF-1.7\nnot a report", b"plain words"])
def test_a_file_that_cannot_be_drawn_is_refused(content: bytes) -> None:
    with ReadingProcess() as process, pytest.raises(UnreadableReport):
        process.draw(ReportFile("a.pdf", content), 1, Sought())


def test_a_page_that_is_not_there_is_refused(raw: bytes) -> None:
    with ReadingProcess() as process, pytest.raises(UnreadableReport, match="has no page 2"):
        process.draw(ReportFile("a.pdf", raw), 2, Sought())
