"""Pages of a PDF report as printed: what is cited is marked, or said not to be; nothing else is drawn."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.file import ReportFile
from corpus.read import ReadingProcess

from ..reports.made_pdf import heading, paragraph, pdf, row
from .editors import Office, page, words
from .form_client import FormClient

SENTENCE = "Neighbourhood teams met residents in every ward during the quarter."


def _report(canvas: Canvas) -> None:
    heading(canvas, 80, "Crime report for Ashvale, January to March 2015")
    paragraph(canvas, 120, SENTENCE)
    row(canvas, 220, "Crime", "2014", "2015")
    for at, values in enumerate((("Robbery", "24", "32"), ("Arson", "24", "18"), ("Burglary", "99", "80"))):
        row(canvas, 245 + 20 * at, *values)


def _second(canvas: Canvas) -> None:
    heading(canvas, 80, "Notes")
    paragraph(canvas, 120, "Figures are those recorded by the force.")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = Office(tmp_path_factory.mktemp("printed"))
    file = ReportFile("crime.pdf", pdf(_report, _second), described={"period": "January to March 2015"})
    with ReadingProcess() as reading:
        office.store.put(reading.read(file, "crime"), file)
    text = ReportFile("plain.txt", b"A report\n\nNothing here.\n")
    with ReadingProcess() as reading:
        office.store.put(reading.read(text, "plain"), text)
    return office


@pytest.fixture
def client(office: Office) -> FormClient:
    return office.client(None)


def line_of(office: Office, label: str) -> int:
    return next(f.where.lines[0] for f in office.store.figures(report="crime") if f.row_path == (label,))


def test_a_cited_cell_is_marked_and_said_in_words(office: Office, client: FormClient) -> None:
    shown = client.get(f"/reports/crime/pages/1?line={line_of(office, 'Robbery')}&column=2015")
    assert "Marked on the page: Robbery , 2015: 32" in words(shown).replace(" :", ":")
    (source,) = page(shown).xpath("//figure//img/@src")
    drawn = client.get(source)
    assert (drawn.status_code, drawn.content_type) == (200, "image/png")
    assert len(drawn.data) < 300_000
    plain = client.get("/reports/crime/pages/1/picture").data
    assert drawn.data != plain


def test_a_cited_sentence_is_marked(client: FormClient) -> None:
    shown = words(client.get("/reports/crime/pages/1", query_string={"line": 2, "quote": SENTENCE}))
    assert f"Marked on the page: {SENTENCE}" in shown


def test_what_is_not_on_the_page_is_said_not_to_be_marked(office: Office, client: FormClient) -> None:
    shown = words(client.get(f"/reports/crime/pages/2?line={line_of(office, 'Robbery')}&column=2015"))
    assert "could not be made out, so nothing is marked" in shown


def test_a_picture_is_kept_by_the_browser_until_the_report_changes(client: FormClient) -> None:
    (source,) = page(client.get("/reports/crime/pages/1")).xpath("//figure//img/@src")
    drawn = client.get(source)
    assert "max-age" in drawn.headers["Cache-Control"]
    again = client.get(source, headers={"If-None-Match": drawn.headers["ETag"]})
    assert again.status_code == 304


def test_pages_lead_on_and_back_to_the_text(client: FormClient) -> None:
    first = page(client.get("/reports/crime/pages/1"))
    assert first.xpath("//a[@rel='next']/@href") == ["/reports/crime/pages/2"]
    assert first.xpath("//a[@class='govuk-back-link']/@href") == ["/reports/crime"]
    assert "See the pages as printed" in client.get("/reports/crime").text


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/reports/crime/pages/3", "has no page 3"),
        ("/reports/crime/pages/0", "has no page 0"),
        ("/reports/plain/pages/1", "not a PDF"),
        ("/reports/none/pages/1", "no such report"),
        ("/reports/crime/pages/999999999", "nothing at this address"),
    ],
)
def test_a_page_that_is_not_there_is_told(client: FormClient, address: str, said: str) -> None:
    sent = client.get(address)
    assert sent.status_code == 404
    assert said in sent.text
    assert client.get(f"{address}/picture").status_code == 404


def test_an_answer_leads_to_the_page_as_printed(client: FormClient) -> None:
    said = client.post("/ask", data={"question": "how many robberies in 2015?"}, follow_redirects=True)
    (link,) = page(said).xpath("//a[contains(., 'page 1 as printed')]/@href")
    assert "Marked on the page" in words(client.get(link))


def test_a_file_that_is_damaged_is_told_and_no_fault(office: Office, client: FormClient) -> None:
    file = ReportFile("crime.pdf", pdf(_report, _second))
    with ReadingProcess() as reading:
        report = reading.read(file, "damaged")
    office.store.put(report, ReportFile("crime.pdf", b"%PDF-1.7 cut short"))
    sent = client.get("/reports/damaged/pages/1")
    assert sent.status_code == 404
    assert "damaged or cut short" in sent.text
    office.store.remove("damaged")
