"""Search as staff do it: over three quarters, kept by filters, exported; the same by API and command line."""

from __future__ import annotations

import csv
import io
from itertools import product
from typing import Any

import pytest
from flask.testing import FlaskClient
from lxml import html
from lxml.html import HtmlElement

from index.library import Library
from web.app import create_app
from web.search.searching import FILTERS, MOST, Sought, find
from web.settings import Settings

PERIODS = ("April to June 2015", "January to March 2015", "October to December 2014")
TOPIC = "mental health triage"


@pytest.fixture
def client(quarters: Library, tmp_path: Any) -> FlaskClient:
    return create_app(Settings(home=tmp_path), quarters).test_client()


def page(client: FlaskClient, **asked: Any) -> HtmlElement:
    return html.document_fromstring(client.get("/search", query_string=asked).data)


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def choices(shown: HtmlElement, name: str) -> dict[str, int]:
    """The values of a filter on the page with their counts."""
    found = {}
    for field in shown.xpath(f"//input[@name='{name}']"):
        label = words(shown.xpath(f"//label[@for='{field.get('id')}']")[0])
        found[field.get("value")] = int(label.rpartition("(")[2].rstrip(")").replace(",", ""))
    return found


def records(response: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.data.decode("utf-8-sig"))))


def test_staff_find_what_three_quarters_said_about_a_topic_and_export_it(client: FlaskClient) -> None:
    start = page(client)
    assert start.xpath("//form[@role='search']/@action") == ["/search"]
    found = page(client, q=TOPIC)
    assert set(choices(found, "period")) == set(PERIODS)
    assert choices(found, "words")["all"] == 3
    kept = page(client, q=TOPIC, words="all", period=PERIODS)
    results = kept.xpath("//ol[@class='results']/li")
    places = {words(result.xpath(".//*[@class='path']")[0]).partition(" ›")[0] for result in results}
    assert places == {
        "Delivery of the Police and Crime Plan, April 2015 – June 2015",
        "Delivery of the Police and Crime Plan, January 2015 – March 2015",
        "Delivery of the Police and Crime Plan, October 2014 – December 2014",
    }
    (export,) = [link for link in kept.xpath("//a/@href") if link.startswith("/search.csv")]
    response = client.get(export)
    assert response.headers["Content-Disposition"] == "attachment; filename=search.csv"
    rows = records(response)
    assert {row["period"] for row in rows} == set(PERIODS)
    assert all("Mental Health Triage has commenced" in row["text"] for row in rows)
    for row in rows:
        place, _, anchor = row["address"].removeprefix("http://localhost").partition("#")
        there = html.document_fromstring(client.get(place).data)
        (line,) = there.xpath(f"//*[@id='{anchor}']/..")
        assert words(line) == row["text"]


@pytest.mark.parametrize("name", FILTERS)
@pytest.mark.parametrize(
    "more", [{}, {"kind": ("text",)}, {"period": PERIODS[:2], "words": ("some", "near")}]
)
def test_a_choice_gives_as_many_as_it_says(quarters: Library, name: str, more: dict[str, Any]) -> None:
    listing = find(quarters, Sought("gateshead robbery", **more))
    (facet,) = [one for one in listing.facets if one.name == name]
    assert facet.choices
    for choice in facet.choices:
        chosen = find(quarters, Sought("gateshead robbery", **{**more, name: (choice.value,)}))
        assert len(chosen.results) == choice.count, choice


def test_several_values_of_a_filter_give_the_sum_and_several_filters_all_of_them(quarters: Library) -> None:
    one, other, both = (
        len(find(quarters, Sought("robbery", period=periods)).results)
        for periods in (PERIODS[:1], PERIODS[1:2], PERIODS[:2])
    )
    assert one + other == both
    for result in find(quarters, Sought("robbery", period=PERIODS[:1], kind=("table",))).results:
        assert result.report.id == "northumbria-pcc-2015-q1"
        assert result.passage.where.table


def test_the_title_of_a_report_is_no_word_of_its_passages(quarters: Library) -> None:
    every = sum(stored.passages for stored in quarters.store.reports())
    results = find(quarters, Sought("police")).results
    assert 0 < len(results) < every / 2


def test_a_heading_at_any_depth_keeps_to_its_section(quarters: Library) -> None:
    results = find(quarters, Sought("robbery", section=("Gateshead",), kind=("table",))).results
    assert {result.passage.where.table for result in results} == {"Gateshead"}
    assert {result.report.id[-7:] for result in results} == {"2015-q1", "2014-q4", "2014-q3"}


def test_a_period_is_found_by_some_of_its_words_but_whole_words_come_first(quarters: Library) -> None:
    ids = {result.report.id for result in find(quarters, Sought("robbery", period=("june 2015",))).results}
    assert ids == {"northumbria-pcc-2015-q1"}
    assert not find(quarters, Sought("robbery", period=("2031",))).results


def test_the_newest_reports_come_first_when_asked_for(quarters: Library) -> None:
    ordered = [result.report.id for result in find(quarters, Sought(TOPIC, newest=True)).results]
    assert ordered == sorted(ordered, reverse=True)


def test_no_more_than_the_most_are_listed_and_the_page_says_so(years: Library, tmp_path: Any) -> None:
    listing = find(years, Sought("crime police victims"))
    assert listing.is_cut
    assert len(listing.results) <= MOST
    client = create_app(Settings(home=tmp_path), years).test_client()
    assert "Very many passages have these words" in words(page(client, q="crime police victims"))


def test_pages_turn_and_keep_what_was_asked(client: FlaskClient) -> None:
    seen: list[str] = []
    shown = page(client, q=TOPIC, kind="text")
    while True:
        seen += shown.xpath("//ol[@class='results']/li//h3/a/@href")
        following = shown.xpath("//a[@rel='next']/@href")
        if not following:
            break
        assert "kind=text" in following[0]
        shown = html.document_fromstring(client.get(following[0]).data)
    said = int(words(shown.xpath("//h2[@id='found']")[0]).split()[0])
    assert len(seen) == said
    assert len(set(seen)) == said


def test_a_page_past_the_last_is_the_last(client: FlaskClient) -> None:
    assert page(client, q=TOPIC, page=999).xpath("//ol[@class='results']/li")


def test_a_filter_that_is_on_can_be_taken_off(client: FlaskClient) -> None:
    shown = page(client, q=TOPIC, kind="text", words=("all", "some"))
    links = {words(link): link.get("href") for link in shown.xpath("//ul[@class='chosen']//a")}
    off = links["Take the filter off: Words: All of your words ✕"]
    assert "words=some" in off
    assert "words=all" not in off
    assert "kind=text" in off


def test_empty_pages_say_what_to_do(client: FlaskClient) -> None:
    assert "Ways to begin" in words(page(client))
    none = page(client, q=TOPIC, section="No such heading")
    assert "Nothing was found" in words(none)
    (link,) = [one for one in none.xpath("//a") if words(one) == "Search without filters"]
    assert html.document_fromstring(client.get(link.get("href")).data).xpath("//ol[@class='results']/li")


def test_what_cannot_be_searched_for_is_said_beside_the_field(client: FlaskClient) -> None:
    response = client.get("/search", query_string={"q": "x" * 501})
    shown = html.document_fromstring(response.data)
    assert response.status_code == 400
    assert words(shown.xpath("//*[@role='alert']//a[@href='#q']")[0]).startswith("q has 501 characters")
    assert words(shown.xpath("//title")[0]).startswith("Error: ")


@pytest.mark.parametrize(
    ("asked", "status"), [({"kind": "song"}, 400), ({"words": "few"}, 400), ({"report": "x"}, 404)]
)
def test_a_value_that_a_filter_cannot_have_is_a_problem(
    client: FlaskClient, asked: dict[str, str], status: int
) -> None:
    assert client.get("/api/v1/search", query_string={"q": "robbery", **asked}).status_code == status


def test_the_api_gives_the_pages_counts_and_goes_on(client: FlaskClient) -> None:
    shown = page(client, q=TOPIC, kind="text")
    first = client.get("/api/v1/search", query_string={"q": TOPIC, "kind": "text", "limit": 2}).get_json()
    counts = {one["name"]: {c["value"]: c["count"] for c in one["choices"]} for one in first["filters"]}
    for name in ("period", "section", "words"):
        assert choices(shown, name) == counts[name]
    more = client.get(
        "/api/v1/search",
        query_string={"q": TOPIC, "kind": "text", "limit": 2, "offset": first["next_offset"]},
    ).get_json()
    ids = [passage["id"] for passage in (*first["passages"], *more["passages"])]
    assert len(set(ids)) == 4
    assert first["total"] == int(words(shown.xpath("//h2[@id='found']")[0]).split()[0])


def test_a_word_is_marked_wherever_a_passage_is_said_to_have_it(client: FlaskClient) -> None:
    for number, order in product((1, 2), ("", "newest")):
        shown = page(client, q="victims robberies", words=("all", "some"), page=number, order=order)
        for result in shown.xpath("//ol[@class='results']/li"):
            marked = {words(mark).lower() for mark in result.xpath(".//mark")}
            in_headings = {"victims", "victim", "robbery"} & set(words(result).lower().split())
            assert marked or in_headings


def test_all_words_are_found_in_full_even_where_some_are_too_many(years: Library) -> None:
    some = find(years, Sought("gateshead robbery crime"))
    every = find(years, Sought("gateshead robbery crime", words=("all",)))
    assert some.is_cut
    assert not every.is_cut
    texts = [" ".join((*one.headings, one.passage.text)).lower() for one in every.results]
    assert all("gateshead" in text and "robbery" in text and "crime" in text for text in texts)
    assert len(texts) >= len(years.store.reports())


def test_the_topics_to_begin_with_find_something(client: FlaskClient) -> None:
    links = page(client).xpath("//main//ul//a[contains(@href, '/search?q=')]")
    assert len(links) == 3
    for link in links:
        found = html.document_fromstring(client.get(link.get("href")).data)
        assert choices(found, "words")["all"] > 0
