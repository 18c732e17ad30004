"""A chart as the API sends it, as the page shows it without a script, and as CSV."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import altair as alt
import pytest
from flask.testing import FlaskClient
from lxml import html
from lxml.html import HtmlElement

from corpus.report import Figure, Role
from qa.question import CitedFigure
from qa.telling.chart import chart_of
from web.figures.charts import CSV_COLUMNS, chart_csv, chart_grid
from web.figures.vega import specification

from ..qa.made import NOW, THEN, figure

RANKING = "which area had the biggest rise in robbery?"
SINGLE = "how did Gateshead robbery change?"
QUESTIONS = (RANKING, "summarise Gateshead", "robbery in Gateshead, Sunderland and Newcastle")
VENDOR = Path(__file__).parents[2] / "web" / "static" / "vendor"


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def asked(client: FlaskClient, question: str) -> dict[str, Any]:
    answer = client.post("/api/v1/ask", json={"question": question}).get_json()
    assert answer["status"] == "answered"
    return dict(answer)


def page_of(client: FlaskClient, question: str) -> HtmlElement:
    return html.document_fromstring(
        client.post("/ask", data={"question": question}, follow_redirects=True).data
    )


def spec(figures: list[Figure]) -> dict[str, Any]:
    cited = [CitedFigure(one, one.where.lines[0]) for one in figures]
    made = chart_of(cited, {"made": "A made report"}, lambda _: date(2015, 7, 15))
    assert made
    return specification(made)


def bars(*values: str, role: Role = Role.CURRENT, when: str = NOW, **more: Any) -> list[Figure]:
    return [
        figure(role, value, area=f"Area {'abcdefgh'[at]}", line=at + 1, when=when, **more)
        for at, value in enumerate(values)
    ]


def line(*values: str) -> list[Figure]:
    return [
        figure(Role.CURRENT, value, when=f"12 months to June {2010 + at}", line=at + 1)
        for at, value in enumerate(values)
    ]


def layers(made: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each encoding channel of each layer: the mark, the channel's name, and what it says."""
    for layer in made["layer"]:
        for name, channel in layer["encoding"].items():
            yield layer["mark"]["type"], name, channel


KINDS = {
    "bars": bars("3", "4", "5"),
    "bars and last year's": [*bars("3", "4", "5"), *bars("6", "7", "8", role=Role.PREVIOUS, when=THEN)],
    "bars with margins": bars("90", "80", "70", unit="%", margin="1.5"),
    "bars of changes": bars("-3", "4", "5", role=Role.CHANGE),
    "a line": line("3", "4", "5"),
}


# The specification.


@pytest.fixture(params=KINDS)
def made(request: pytest.FixtureRequest) -> dict[str, Any]:
    return spec(KINDS[request.param])


def test_it_is_what_vega_lite_describes(made: dict[str, Any]) -> None:
    assert made["$schema"].startswith("https://vega.github.io/schema/vega-lite/v6")
    alt.Chart.from_dict(made, validate=True)
    json.dumps(made, allow_nan=False)


def test_its_axis_of_values_begins_at_zero_and_is_cut_nowhere(made: dict[str, Any]) -> None:
    channels = list(layers(made))
    axes = [
        channel for _, name, channel in channels if name in ("x", "y") and channel.get("field") == "value"
    ]
    assert axes
    assert all(channel["scale"] == {"zero": True} for channel in axes)
    assert not [channel for _, _, channel in channels if "domain" in channel.get("scale", {})]


def test_it_says_its_title_period_source_and_unit(made: dict[str, Any]) -> None:
    assert made["title"]["text"].startswith("Arson")
    assert made["title"]["subtitle"][1] == "Source: A made report"
    titles = {
        channel.get("axis", {}).get("title")
        for _, name, channel in layers(made)
        if name in ("x", "y") and channel.get("axis")
    }
    assert made["usermeta"]["value_title"] in titles
    assert made["title"]["text"] in made["description"]
    assert made["title"]["subtitle"][0] in made["description"]


def test_groups_are_told_by_more_than_colour() -> None:
    in_bars = {
        name
        for _, name, channel in layers(spec(KINDS["bars and last year's"]))
        if channel.get("field") == "group"
    }
    in_lines = {name for _, name, channel in layers(spec(KINDS["a line"])) if channel.get("field") == "group"}
    assert {"fill", "yOffset"} <= in_bars
    assert {"color", "strokeDash", "shape"} <= in_lines


def test_a_line_is_marked_at_the_last_day_of_each_period() -> None:
    made = spec(line("3", "4", "5"))
    marks = made["layer"][0]["encoding"]["x"]["axis"]["values"]
    days = [record["end"] for record in made["data"]["values"]]
    assert days == ["2010-06-30", "2011-06-30", "2012-06-30"]
    assert [date(mark["year"], mark["month"], mark["date"]).isoformat() for mark in marks] == days
    assert all(mark["utc"] for mark in marks)


def test_a_published_number_keeps_its_digits() -> None:
    records = spec(bars("99.0", "0.1", "1234"))["data"]["values"]
    assert [json.dumps(record["value"]) for record in records] == ["99.0", "0.1", "1234"]
    assert [record["shown"] for record in records] == ["99.0", "0.1", "1,234"]


def test_one_charts_data_are_not_anothers() -> None:
    first, second = spec(bars("3", "4", "5")), spec(bars("6", "7", "8"))
    assert [record["value"] for record in first["data"]["values"]] == [3, 4, 5]
    assert [record["value"] for record in second["data"]["values"]] == [6, 7, 8]


# In the contract.


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_charts_data_are_figures_of_the_answer(client: FlaskClient, question: str) -> None:
    answer = asked(client, question)
    shared = ("measure", "area", "period", "role", "value", "unit", "raw", "citation")
    figures = [[one[name] for name in shared] for one in answer["figures"]]
    records = answer["chart"]["data"]["values"]
    assert len(records) >= 3
    assert all([record[name] for name in shared] in figures for record in records)


def test_an_answer_of_one_figure_has_no_chart(client: FlaskClient) -> None:
    assert asked(client, SINGLE)["chart"] is None


# On the page.


def test_the_page_has_the_same_figures_as_a_table_that_leads_to_their_cells(client: FlaskClient) -> None:
    shown = page_of(client, RANKING)
    (picture,) = shown.xpath("//*[@data-chart]")
    chart = json.loads(picture.get("data-chart"))
    (table,) = shown.xpath("//figure//table")
    assert words(table.xpath("./caption")[0])
    assert set(table.xpath(".//th/@scope")) == {"row", "col"}
    cells = table.xpath("./tbody/tr/td")
    assert sorted(map(words, cells)) == sorted(one["shown"] for one in chart["data"]["values"])
    for cell in cells:
        link = urlsplit(cell.xpath("./a/@href")[0])
        (cited,) = html.document_fromstring(client.get(f"{link.path}?{link.query}").data).xpath(
            "//td[@class='cited']"
        )
        assert words(cited) == words(cell)


def test_without_a_script_the_table_is_open_and_the_picture_is_not_there(client: FlaskClient) -> None:
    shown = page_of(client, RANKING)
    (details,) = shown.xpath("//figure/details")
    assert details.get("open") is not None
    (picture,) = shown.xpath("//*[@data-chart]")
    assert picture.get("hidden") is not None
    assert (picture.get("role"), picture.text_content()) == ("img", "")
    assert "The highest of them is Gateshead, 32 crimes." in picture.get("aria-label")


@pytest.mark.parametrize("question", [RANKING, SINGLE])
def test_no_page_asks_for_the_drawing_code_by_itself(client: FlaskClient, question: str) -> None:
    (script,) = page_of(client, question).xpath("//script/@src")
    assert script.partition("?")[0] == "/static/chat.js"


def test_a_page_without_a_chart_has_no_picture(client: FlaskClient) -> None:
    assert not page_of(client, SINGLE).xpath("//figure | //*[@data-chart]")


def test_markup_in_a_chart_is_only_words(client: FlaskClient) -> None:
    attack = "'><script>alert(1)</script>"
    made = spec([figure(Role.CURRENT, "3", area=f"{attack} {at}", line=at) for at in (1, 2, 3)])
    citations = [
        {"number": at, "url": "/reports/made#L1", "lines": [1, 1], "column": None} for at in (1, 2, 3)
    ]
    answer = {"id": "i", "conversation": "c", "chart": made, "citations": citations}
    with client.application.test_request_context():
        text = client.application.jinja_env.get_template("chart.html").render(answer=answer)
    shown = html.fragment_fromstring(text)
    assert not shown.xpath("//script")
    assert json.loads(shown.xpath("//*[@data-chart]")[0].get("data-chart")) == made


def test_the_rows_of_a_lines_table_are_its_periods_in_order() -> None:
    two = [
        *line("3", "4", "5"),
        *(
            figure(Role.CURRENT, "7", area="Dee", when=f"12 months to June {y}", line=y)
            for y in (2009, 2010, 2011)
        ),
    ]
    grid = chart_grid(spec(two))
    assert grid.groups == ("Erewhon", "Dee")
    found = [(row.label, [one and one["value"] for one in row.figures]) for row in grid.rows]
    assert found == [
        ("12 months to June 2009", [None, 7]),
        ("12 months to June 2010", [3, 7]),
        ("12 months to June 2011", [4, 7]),
        ("12 months to June 2012", [5, None]),
    ]


# As CSV.


def test_the_csv_has_every_figure_of_the_chart_with_where_it_stands(client: FlaskClient) -> None:
    shown = page_of(client, RANKING)
    (address,) = shown.xpath("//figure//a[@download]/@href")
    response = client.get(address)
    assert response.mimetype == "text/csv"
    assert response.headers["Content-Disposition"].startswith("attachment; filename=figures-")
    rows = list(csv.DictReader(io.StringIO(response.data.decode("utf-8-sig"))))
    chart = json.loads(shown.xpath("//@data-chart")[0])
    assert [row["value"] for row in rows] == [str(one["value"]) for one in chart["data"]["values"]]
    first = next(row for row in rows if row["area"] == "Gateshead" and row["role"] == "current")
    assert {
        name: first[name] for name in ("value", "as published", "table", "row", "first line", "column")
    } == {
        **{"value": "32", "as published": "32", "table": "Gateshead", "row": "Robbery"},
        **{"first line": "293", "column": "2015-16 1.4.– 15.7"},
    }
    assert tuple(first) == CSV_COLUMNS


def test_words_that_a_spreadsheet_would_calculate_are_kept_words() -> None:
    attack = '=HYPERLINK("http://example.org")'
    made = spec(bars("-3", "4", "5", role=Role.CHANGE, raw="- 3", measure=attack))
    place = {"report": "made", "title": "@SUM(A1)", "table": None, "row": attack, "page": None}
    citations = [{**place, "number": at, "lines": [at, at], "url": "/reports/made"} for at in (1, 2, 3)]
    text = chart_csv({"chart": made, "citations": citations})
    first = next(csv.DictReader(io.StringIO(text)))
    assert (first["measure"], first["row"], first["title"]) == (f"'{attack}", f"'{attack}", "'@SUM(A1)")
    assert (first["value"], first["as published"]) == ("-3", "'- 3")


def test_there_is_no_csv_of_an_answer_without_a_chart_or_of_none(client: FlaskClient) -> None:
    answer = asked(client, SINGLE)
    charted = asked(client, RANKING)
    for conversation, one in (
        (answer["conversation"], answer["id"]),
        (answer["conversation"], charted["id"]),
        ("no-such", charted["id"]),
    ):
        assert client.get(f"/c/{conversation}/{one}.csv").status_code == 404


# The code of others.


def test_the_code_of_others_is_what_was_checked() -> None:
    listed = dict(line.split()[::-1] for line in (VENDOR / "SHA256SUMS").read_text("utf-8").splitlines())
    files = (*VENDOR.glob("*.js"), *VENDOR.glob("*.css"))
    assert {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files} == listed
    assert all(name in (VENDOR / "README.md").read_text("utf-8") for name in listed)
