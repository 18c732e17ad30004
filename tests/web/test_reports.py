"""Reports as published: every cell with its place, long ones in parts, their figures to download."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from lxml import html
from lxml.html import HtmlElement
from openpyxl import load_workbook

from corpus.read import read_report
from index.build import bundled
from index.library import Library, open_library
from web.app import create_app
from web.places import PART_LINES, cell_url
from web.reports.source import MOST_ROWS
from web.settings import Settings

BUNDLED = "northumbria-pcc-2015-q1"
ROWS = 3 * PART_LINES


def page(client: FlaskClient, address: str) -> HtmlElement:
    return html.document_fromstring(client.get(address).data)


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A client over a report with a table of very many rows, and a sentence after it."""
    home = tmp_path_factory.mktemp("long")
    rows = (f"| Beat {n} | {n} | {n + 1} |" for n in range(1, ROWS + 1))
    text = (
        *("A Long Report", "", "Objective One – What was planned", "", "Officers stayed in.", ""),
        *("Crime by beat", "", "| Beat | April 2015 | May 2015 |", "|---|---|---|", *rows, ""),
        *("Objective Two – What was done", "", "Officers went out.", ""),
    )
    path = home / "long.txt"
    path.write_text("\n".join(text), encoding="utf-8")
    library = open_library(home)
    library.store.put(read_report(path))
    return create_app(Settings(home=home), library).test_client()


def test_every_figures_address_leads_to_the_cell_that_holds_it(client: FlaskClient, library: Library) -> None:
    shown = page(client, f"/reports/{BUNDLED}")
    ids = {one.get("id"): one for one in shown.xpath("//*[@id]")}
    cells = 0
    for figure in library.store.figures(report=BUNDLED):
        anchor = urlsplit(cell_url(figure)).fragment
        if "-C" in anchor:
            assert figure.raw.replace(" ", "") in words(ids[anchor]).replace(" ", "")
            cells += 1
        else:
            assert anchor in ids
    assert cells > 400


def test_each_cell_of_a_report_is_a_place_to_link_to(client: FlaskClient) -> None:
    shown = page(client, f"/reports/{BUNDLED}")
    assert [cell.get("id") for cell in shown.xpath("//tr[.//*[@id='L293']]/td")] == [
        f"L293-C{n}" for n in (1, 2, 3, 4)
    ]
    cells = shown.xpath("//article//tbody//td")
    assert all(cell.get("id") for cell in cells)


def test_a_cited_sentence_is_marked_and_no_other(client: FlaskClient) -> None:
    quote = "Mental Health Triage has commenced in the north of the Force area"
    shown = page(client, f"/reports/{BUNDLED}?line=17&quote={quote.replace(' ', '+')}#L17")
    assert [words(mark) for mark in shown.xpath("//article//mark")] == [quote]
    other = page(client, f"/reports/{BUNDLED}?line=17&quote=Nobody+said+this")
    assert not other.xpath("//article//mark")


def test_the_citation_of_a_sentence_leads_to_it_marked(client: FlaskClient) -> None:
    answered = client.post("/ask", data={"question": "what is mental health triage?"}, follow_redirects=True)
    links = html.document_fromstring(answered.data).xpath("//ol[contains(@class, 'citations')]//a/@href")
    assert links
    for link in links:
        marks = page(client, link).xpath("//article//mark")
        assert len(marks) == 1, link
        assert "Mental Health Triage" in words(marks[0])


def test_a_long_report_comes_in_parts_that_hold_all_of_it_once(long: FlaskClient) -> None:
    anchors: Counter[str] = Counter()
    address, numbers = "/reports/long", []
    while True:
        shown = page(long, address)
        anchors.update(one for one in shown.xpath("//article//@id") if one.startswith("L") and "-" not in one)
        numbers.append(len(shown.xpath("//article//tbody/tr")))
        following = shown.xpath("//a[@rel='next']/@href")
        if not following:
            break
        address = following[0]
    assert set(anchors.values()) == {1}
    lines = long.get("/reports/long/source").text.rstrip("\n").count("\n") + 1
    assert {f"L{n}" for n in range(1, lines + 1)} <= set(anchors)
    assert len(numbers) > 2
    assert max(numbers) <= PART_LINES + MOST_ROWS


def test_each_line_of_a_long_report_is_on_the_page_that_its_address_names(long: FlaskClient) -> None:
    figures = long.get("/api/v1/figures?report=long&limit=1000&offset=3900").get_json()["figures"]
    assert figures
    for figure in figures[:: len(figures) // 7]:
        shown = page(long, figure["url"])
        (row,) = shown.xpath(f"//tr[.//*[@id='{urlsplit(figure['url']).fragment}']]")
        assert figure["raw"] in [words(cell) for cell in row]


def test_a_table_that_goes_on_says_from_which_row_and_keeps_its_headers(long: FlaskClient) -> None:
    tables = page(long, "/reports/long?part=2").xpath("//article//table")
    assert [words(cell) for cell in tables[0].xpath("./thead//th")] == ["April 2015", "May 2015"]
    assert f"(from row {MOST_ROWS * 4 + 1:,} on)" in words(tables[0].xpath("./caption")[0])


def test_contents_and_findings_lead_to_the_part_that_has_them(long: FlaskClient) -> None:
    links = {
        words(a): a.get("href")
        for a in page(long, "/reports/long").xpath("//nav[@aria-label='Contents of the report']//a")
    }
    assert links["Objective One – What was planned"] == "#L3"
    assert links["Objective Two – What was done"].startswith("/reports/long?line=")
    there = page(long, links["Objective Two – What was done"])
    assert (
        words(there.xpath(f"//*[@id='{urlsplit(links['Objective Two – What was done']).fragment}']/..")[0])
        == "Objective Two – What was done"
    )


def test_a_part_that_there_is_not_is_the_last(long: FlaskClient) -> None:
    assert "This is part 4 of 4" in words(page(long, "/reports/long?part=99"))


def test_a_reports_figures_go_out_with_where_each_stands(client: FlaskClient, library: Library) -> None:
    held = library.store.figures(report=BUNDLED)
    text = client.get(f"/reports/{BUNDLED}/figures.csv").data.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == len(held)
    (row,) = [r for r in rows if r["first line"] == "293" and r["role"] == "current"]
    assert (row["measure"], row["area"], row["value"], row["as published"]) == (
        "Robbery",
        "Gateshead",
        "32",
        "32",
    )
    assert row["section"].endswith("Area Commands > Gateshead")
    assert (row["table"], row["row"], row["column"]) == ("Gateshead", "Robbery", "2015-16 1.4.– 15.7")
    assert row["address"] == f"http://localhost/reports/{BUNDLED}#L293-C1"


def test_the_workbook_has_the_same_figures_as_numbers_and_links(
    client: FlaskClient, library: Library
) -> None:
    held = library.store.figures(report=BUNDLED)
    response = client.get(f"/reports/{BUNDLED}/figures.xlsx")
    assert response.headers["Content-Disposition"] == f"attachment; filename={BUNDLED}-figures.xlsx"
    sheet = load_workbook(io.BytesIO(response.data))["Figures"]
    names = [cell.value for cell in sheet[1]]
    for n, figure in enumerate(held, start=2):
        value = sheet.cell(n, names.index("value") + 1).value
        assert value == (None if figure.value is None else pytest.approx(float(figure.value)))
        assert sheet.cell(n, names.index("address") + 1).hyperlink.target.endswith(cell_url(figure))
        assert sheet.cell(n, names.index("as published") + 1).data_type == "s"


def test_reports_are_listed_newest_first_a_page_at_a_time(years: Library, tmp_path: Any) -> None:
    client = create_app(Settings(home=tmp_path), years).test_client()
    shown = page(client, "/reports")
    listed = shown.xpath("//ul[@class='reports']//h2/a/@href")
    (following,) = shown.xpath("//a[@rel='next']/@href")
    listed += page(client, following).xpath("//ul[@class='reports']//h2/a/@href")
    assert len(listed) == len(years.store.reports())
    assert listed == sorted(listed, reverse=True)


def test_reports_of_several_forces_can_be_kept_to_some(client_over: Callable[..., FlaskClient]) -> None:
    client = client_over(
        a="Police and Crime Commissioner for Cleveland\n\nA Report\n\nRobberies fell to 3.\n",
        b="Police and Crime Commissioner for Durham\n\nAnother Report\n\nRobberies fell to 4.\n",
    )
    shown = page(client, "/reports")
    forces = shown.xpath("//input[@name='force']/@value")
    assert sorted(forces) == ["Cleveland", "Durham"]
    kept = client.get("/reports", query_string={"force": forces[0]})
    assert len(html.document_fromstring(kept.data).xpath("//ul[@class='reports']/li")) == 1


def test_there_is_no_file_of_the_figures_of_a_report_that_is_not_here(client: FlaskClient) -> None:
    for name in ("figures.csv", "figures.xlsx", "source", "original"):
        assert client.get(f"/reports/no-such/{name}").status_code == 404


def test_the_original_comes_back_to_the_byte_and_only_to_be_saved(client: FlaskClient) -> None:
    response = client.get(f"/reports/{BUNDLED}/original")
    assert response.data == (bundled() / f"{BUNDLED}.txt").read_bytes()
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.mimetype == "application/octet-stream"


def test_what_could_not_be_read_is_said_on_the_reports_page(library: Library, tmp_path: Any) -> None:
    warned = replace(library.store.report(BUNDLED), warnings=("Page 3 is a picture.",), version="w" * 64)
    home = tmp_path / "warned"
    other = open_library(home)
    other.store.put(warned)
    client = create_app(Settings(home=home), other).test_client()
    assert "Page 3 is a picture." in words(
        page(client, f"/reports/{BUNDLED}").xpath("//*[@class='note warning']")[0]
    )
    assert "1 warning" in words(page(client, "/reports").xpath("//ul[@class='reports']/li")[0])
    assert "The original" not in words(page(client, f"/reports/{BUNDLED}"))
    assert client.get(f"/reports/{BUNDLED}/original").status_code == 404
