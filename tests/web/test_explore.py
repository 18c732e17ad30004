"""The figure explorer: like with like, each number with its cell, every view with its table."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from lxml import html
from lxml.html import HtmlElement
from openpyxl import load_workbook

from index.library import Library
from web.app import create_app
from web.figures.explorer import View, look, measures
from web.settings import Settings

BUNDLED = "northumbria-pcc-2015-q1"
VIEWS = [view.value for view in View]
EASE = "Percentage of victims satisfied with ease of contact"


@pytest.fixture
def over_years(years: Library, tmp_path: Any) -> FlaskClient:
    return create_app(Settings(home=tmp_path), years).test_client()


def page(client: FlaskClient, **asked: Any) -> HtmlElement:
    return html.document_fromstring(client.get("/figures", query_string=asked).data)


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def table(shown: HtmlElement) -> dict[str, list[str]]:
    """The rows of the page's table by their heading."""
    rows = shown.xpath("//section//table/tbody/tr")
    return {words(row[0]): [words(cell) for cell in row[1:]] for row in rows}


def specifications(shown: HtmlElement) -> list[dict[str, Any]]:
    return [json.loads(one) for one in shown.xpath("//@data-chart")]


def test_a_measure_is_chosen_from_all_that_there_are(client: FlaskClient, library: Library) -> None:
    shown = page(client)
    listed = [words(link) for link in shown.xpath("//ul[@class='measures']//a")]
    assert listed == list(measures(library))
    assert "Robbery" in listed
    found = page(client, q="victims ease")
    assert [words(link) for link in found.xpath("//ul[@class='measures']//a")] == [EASE]


def test_the_choice_of_an_area_leaves_the_measures_that_it_has(client: FlaskClient) -> None:
    shown = page(client, area="Gateshead")
    links = shown.xpath("//ul[@class='measures']//a")
    assert "Robbery" in map(words, links)
    assert EASE not in map(words, links)
    assert all("area=Gateshead" in link.get("href") for link in links)


def test_areas_are_compared_with_both_periods_and_each_number_leads_to_its_cell(client: FlaskClient) -> None:
    shown = page(client, measure="robbery")
    assert table(shown)["Gateshead"] == ["24", "32"]
    headers = [words(cell) for cell in shown.xpath("//section//table/thead//th")]
    assert headers == ["Area", "1 April to 15 July 2014", "1 April to 15 July 2015"]
    (row,) = [r for r in shown.xpath("//section//table/tbody/tr") if words(r[0]) == "Gateshead"]
    links = row.xpath(".//a/@href")
    assert links == [f"/reports/{BUNDLED}#L293-C2", f"/reports/{BUNDLED}#L293-C1"]


def test_every_number_of_every_view_is_what_stands_in_the_cell_that_it_leads_to(client: FlaskClient) -> None:
    report = html.document_fromstring(client.get(f"/reports/{BUNDLED}").data)
    cells = {cell.get("id"): words(cell) for cell in report.xpath("//td[@id]")}
    followed = 0
    for measure, view in (("Robbery", view) for view in VIEWS):
        for link in page(client, measure=measure, view=view).xpath("//section//table//td//a"):
            anchor = link.get("href").partition("#")[2]
            assert words(link).lstrip("+-").removesuffix("%") in cells[anchor].replace(" ", "")
            followed += 1
    assert followed > 50


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("measure", ["Robbery", EASE, "Total crime"])
def test_a_chart_never_stands_without_its_figures_in_the_table_and_its_words(
    over_years: FlaskClient, measure: str, view: str
) -> None:
    shown = page(over_years, measure=measure, view=view)
    in_table = {
        cell for cells in table(shown).values() for part in cells for cell in part.replace(",", "").split()
    }
    charts = specifications(shown)
    for chart in charts:
        drawn = {record["shown"].replace(",", "").split()[0] for record in chart["data"]["values"]}
        assert drawn <= in_table
        assert chart["description"] in words(shown.xpath("//details[contains(., 'in words')]")[0])
    assert len(shown.xpath("//*[@role='img'][@aria-label]")) == len(charts)
    shows = words(shown.xpath("//nav[@class='views']//a[@aria-current]")[0])
    is_printed = measure != EASE  # which reports print no change of
    assert bool(charts) is (shows != "Table" and (shows != "Change" or is_printed))


def test_unlike_periods_are_never_in_one_table_or_chart(years: Library) -> None:
    for measure in measures(years):
        groups = look(years, measure)
        for group in groups.groups if groups else ():
            spans = {
                (point.period.kind, point.period.start and (point.end - point.period.start).days // 4)
                for course in group.courses
                for point in course.points
            }
            assert len({kind for kind, _ in spans}) == 1
            lengths = [days for _, days in spans if days is not None]
            assert max(lengths, default=0) - min(lengths, default=0) <= 1
            assert len({point.figure.unit for course in group.courses for point in course.points}) == 1


def test_no_period_stands_twice_in_a_course_and_none_is_lost(years: Library) -> None:
    seen = look(years, EASE)
    assert seen
    for group in seen.groups:
        for course in group.courses:
            said = [point.words for point in course.points]
            assert len(said) == len(set(said))
    shown = {
        figure.id
        for group in seen.groups
        for course in group.courses
        for p in course.points
        for figure in (*p.earlier, p.figure)
    }
    periods = {point.words for group in seen.groups for course in group.courses for point in course.points}
    assert len(shown) >= len(periods) == 78


def test_a_filter_keeps_its_areas_and_periods_and_the_address_holds_them(over_years: FlaskClient) -> None:
    shown = page(
        over_years,
        measure="Robbery",
        view="table",
        area=["Gateshead", "Newcastle"],
        period="1 April to 15 July 2014",
        kind="range-4-1-7-15-crimes",
    )
    assert set(table(shown)) == {"Gateshead", "Newcastle"}
    assert {len(cells) for cells in table(shown).values()} == {1}
    chosen = {field.get("value") for field in shown.xpath("//input[@type='checkbox'][@checked]")}
    assert chosen == {"Gateshead", "Newcastle", "1 April to 15 July 2014"}
    for link in shown.xpath("//nav[@class='views']//a/@href"):
        assert "area=Gateshead" in link
        assert "kind=range-4-1-7-15-crimes" in link


def test_areas_are_ranked_highest_first_and_the_whole_is_not_among_them(client: FlaskClient) -> None:
    shown = page(client, measure="Robbery", view="rank")
    rows = list(table(shown).items())
    values = [int(cells[1]) for _, cells in rows]
    assert values == sorted(values, reverse=True)
    assert [int(cells[0]) for _, cells in rows] == [values.index(value) + 1 for value in values]
    assert "Northumbria" not in dict(rows)
    assert "Northumbria: the whole is not held against its parts" in words(shown)


def test_a_change_says_what_is_printed_and_what_the_printed_values_give(client: FlaskClient) -> None:
    shown = page(client, measure="Robbery", view="change")
    before, after, difference, printed = table(shown)["Gateshead"]
    assert (before, after, difference) == ("24", "32", "+8")
    assert printed == "+8, +35% (the printed values give 33.3%)"
    assert "Small numbers make percentages jump" in words(shown)


def test_a_number_below_zero_has_room_before_its_bar(client: FlaskClient) -> None:
    (change,) = specifications(page(client, measure="Burglary dwelling", view="change"))
    shown = [record["shown"] for record in change["data"]["values"] if record["value"] < 0]
    assert shown
    assert change["padding"]["left"] >= 7 * max(map(len, shown)), "a minus that is cut off is a wrong figure"
    (bars,) = specifications(page(client, measure="Burglary dwelling", view="bar"))
    assert bars["padding"]["left"] == 5


def test_between_percentages_the_difference_is_in_points(over_years: FlaskClient) -> None:
    for cells in table(page(over_years, measure="Re-bail rate", view="change")).values():
        assert cells[2] == "no change" or cells[2].endswith(("percentage points", "percentage point"))


def test_a_restated_figure_is_marked_with_what_was_said_before(over_years: FlaskClient) -> None:
    shown = page(over_years, measure="Vehicle crime", area="Sunderland", view="table", kind="year-4-crimes")
    assert shown.xpath("//section//table//abbr[@title='restated']")
    said = words(shown.xpath("//details[contains(., 'Restated figures')]")[0])
    assert "Sunderland, 2007/08" in said


@pytest.mark.parametrize("view", ["line", "multiples"])
def test_lines_are_of_one_scale_and_parted_at_gaps(over_years: FlaskClient, view: str) -> None:
    charts = (
        specifications(page(over_years, measure=EASE, view=view))
        if view == "line"
        else specifications(page(over_years, measure="Robbery", view=view))
    )
    if view == "multiples":
        domains = {tuple(layer["encoding"]["y"]["scale"]["domain"]) for c in charts for layer in c["layer"]}
        assert len(charts) == 6
        assert len(domains) == 1
    else:
        assert {record["run"] for record in charts[0]["data"]["values"]} == {1, 2}, (
            "a quarter was not published"
        )


@pytest.mark.parametrize("view", ["nonsense", "line"])
def test_a_view_that_cannot_be_shown_gives_one_that_can(client: FlaskClient, view: str) -> None:
    shown = page(client, measure="Robbery", view=view)
    assert words(shown.xpath("//nav[@class='views']//a[@aria-current]")[0]) == "Compare areas"


def test_what_is_shown_goes_out_as_csv_and_workbook_with_its_source(client: FlaskClient) -> None:
    asked = {"measure": "Robbery", "view": "table", "area": "Gateshead"}
    rows = list(
        csv.DictReader(io.StringIO(client.get("/figures.csv", query_string=asked).data.decode("utf-8-sig")))
    )
    assert [(row["area"], row["period"], row["value"]) for row in rows] == [
        ("Gateshead", "1 April to 15 July 2014", "24"),
        ("Gateshead", "1 April to 15 July 2015", "32"),
    ]
    assert rows[1]["address"] == f"http://localhost/reports/{BUNDLED}#L293-C1"
    assert (rows[1]["table"], rows[1]["row"], rows[1]["first line"]) == ("Gateshead", "Robbery", "293")
    book = load_workbook(io.BytesIO(client.get("/figures.xlsx", query_string=asked).data))
    header, *body = book["Figures"].iter_rows(values_only=True)
    assert [dict(zip(header, row, strict=True))["value"] for row in body] == [24, 32]


def test_all_of_a_measure_has_its_changes_too(client: FlaskClient) -> None:
    text = client.get("/figures.csv", query_string={"measure": "Robbery", "all": 1}).data.decode("utf-8-sig")
    roles = {row["role"] for row in csv.DictReader(io.StringIO(text))}
    assert {"current", "previous", "change", "change percent"} <= roles


def test_a_measure_that_no_report_has_is_not_found(client: FlaskClient) -> None:
    for address in ("/figures?measure=Zeppelins", "/figures.csv?measure=Zeppelins", "/figures.csv"):
        assert client.get(address).status_code == 404


def test_without_reports_the_pages_say_so(client_over: Callable[..., FlaskClient]) -> None:
    client = client_over()
    assert "There are no figures here yet" in words(page(client))
    for address in ("/search", "/search?q=robbery", "/reports"):
        assert "No reports are here yet" in words(html.document_fromstring(client.get(address).data))


def test_a_cell_without_a_number_is_shown_as_printed(client_over: Callable[..., FlaskClient]) -> None:
    client = client_over(
        a="A Report\n\nApril to June 2015\n\nCrime\n\n\tApril to June 2015\tApril to June 2014\n"
        "Robbery\t12\tNot previously reported\nBurglary\t7\t5\n"
    )
    shown = page(client, measure="Robbery", view="table")
    assert table(shown) == {"Area not stated": ["“Not previously reported”", "12"]}
