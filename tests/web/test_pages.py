"""What holds of every page: headers, landmarks, labels, and that a report's words are only words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from lxml import html
from lxml.html import HtmlElement

from web.search.marking import highlighted

BUNDLED = "northumbria-pcc-2015-q1"
MAIN_QUESTION = "how did Gateshead robbery change?"
PAGES = (
    "/",
    "/reports",
    f"/reports/{BUNDLED}",
    "/search",
    "/search?q=mental+health",
    "/search?q=mental+health&words=all&kind=table",
    "/figures",
    "/figures?q=no+such+measure",
    "/figures?measure=robbery",
    "/figures?measure=robbery&view=change",
    "/figures?measure=robbery&view=rank",
    "/figures?measure=robbery&view=table&area=Gateshead",
    "/check",
    "/problems",
    "/nothing-here",
    "/reports/no-such",
)
ATTACK = "<script>alert(1)</script>"
HOSTILE = f"""A Report {ATTACK}

Objective One – {ATTACK} First

Robberies {ATTACK} fell to 3 in June 2015 <img src=x onerror=alert(1)>.

- a bullet {ATTACK}

Crime {ATTACK}

\t2015-16\t2014-15\tChange {ATTACK}
Robbery {ATTACK}\t3\t4\t- 1
Burglary\t7\t<b onclick=alert(1)>5</b>\t+ 2
"""


def page(client: FlaskClient, address: str) -> HtmlElement:
    return html.document_fromstring(client.get(address).data)


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.fixture(params=(*PAGES, "answered"))
def any_page(request: pytest.FixtureRequest, client: FlaskClient) -> HtmlElement:
    if request.param == "answered":
        response = client.post("/ask", data={"question": MAIN_QUESTION}, follow_redirects=True)
        return html.document_fromstring(response.data)
    return page(client, request.param)


def test_it_has_a_language_a_title_one_first_heading_and_one_main(any_page: HtmlElement) -> None:
    assert any_page.get("lang") == "en"
    assert words(any_page.xpath("//title")[0]).endswith("Ask the Reports")
    assert len(any_page.xpath("//h1")) == 1
    assert len(any_page.xpath("//main//h1")) == 1
    assert len(any_page.xpath("//body/header//nav[@aria-label] | //body/footer")) == 2


def test_its_headings_leave_no_level_out(any_page: HtmlElement) -> None:
    levels = [int(heading.tag[1]) for heading in any_page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_its_first_link_skips_to_the_main_content(any_page: HtmlElement) -> None:
    first = any_page.xpath("//a")[0]
    assert (first.get("href"), any_page.xpath("//main/@id")) == ("#main", ["main"])


def test_its_ids_are_unique_and_its_own_links_lead_to_them(any_page: HtmlElement) -> None:
    ids = Counter(any_page.xpath("//@id"))
    assert not [name for name, count in ids.items() if count > 1]
    assert {link[1:] for link in any_page.xpath("//a/@href") if link.startswith("#")} <= set(ids)
    for name in ("aria-labelledby", "aria-describedby"):
        assert {one for value in any_page.xpath(f"//@{name}") for one in value.split()} <= set(ids)


def test_every_field_has_a_label_and_every_button_words(any_page: HtmlElement) -> None:
    labelled = set(any_page.xpath("//label/@for"))
    fields = any_page.xpath("//input[not(@type='hidden')] | //select | //textarea")
    assert all(field.get("id") in labelled for field in fields)
    assert all(words(button) for button in any_page.xpath("//button"))
    assert all(words(link) or link.get("aria-label") for link in any_page.xpath("//a"))


def test_its_tables_have_captions_and_scoped_headers(any_page: HtmlElement) -> None:
    for table in any_page.xpath("//table"):
        assert words(table.xpath("./caption")[0])
        assert all(header.get("scope") for header in table.xpath(".//th"))
        assert not [cell for cell in table.xpath("./tbody/tr") if not cell.xpath("./th[@scope]")]


def test_it_has_nothing_inline_and_nothing_from_elsewhere(any_page: HtmlElement) -> None:
    assert not any_page.xpath("//script[not(@src)] | //style | //@style | //@*[starts-with(name(), 'on')]")
    loaded = any_page.xpath("//script/@src | //link/@href | //img/@src | //form/@action")
    assert all(address.startswith("/") and not address.startswith("//") for address in loaded)


@pytest.mark.parametrize("address", [*PAGES, "/static/site.css", "/api/v1/reports", "/api/v1/nothing"])
def test_every_response_has_the_strict_headers(client: FlaskClient, address: str) -> None:
    with client.get(address) as response:
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "*" not in policy
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["X-Frame-Options"] == "DENY"


def test_conversations_and_answers_are_kept_by_no_cache(client: FlaskClient) -> None:
    asked = client.post("/ask", data={"question": MAIN_QUESTION})
    assert asked.headers["Cache-Control"] == "no-store"
    assert client.get(asked.headers["Location"]).headers["Cache-Control"] == "no-store"


def test_each_source_line_of_a_report_is_a_place_to_link_to(client: FlaskClient) -> None:
    shown = page(client, f"/reports/{BUNDLED}")
    source = client.get(f"/reports/{BUNDLED}/source").text
    ids = set(shown.xpath("//@id"))
    assert {f"L{n}" for n in range(1, len(source.rstrip("\n").split("\n")) + 1)} <= ids


def test_a_report_shows_its_tables_with_groups_heading_their_rows(client: FlaskClient) -> None:
    shown = page(client, f"/reports/{BUNDLED}")
    (row,) = shown.xpath("//tr[.//*[@id='L293']]")
    assert [words(cell) for cell in row] == ["Robbery", "32", "24", "+ 8", "+ 35%"]
    assert words(row.xpath("ancestor::table/caption")[0]) == "Gateshead"
    (group,) = shown.xpath("//tr[.//*[@id='L168']]")
    assert group.xpath("./th/@scope") == ["rowgroup"]
    assert int(group.xpath("./th/@colspan")[0]) == len(group.xpath("ancestor::table/thead/tr/*"))


def test_a_report_can_be_downloaded_as_it_was_read(client: FlaskClient) -> None:
    response = client.get(f"/reports/{BUNDLED}/source")
    published = (Path(__file__).parents[2] / "corpus" / "reports" / f"{BUNDLED}.txt").read_text("utf-8")
    assert response.text.rstrip("\n") == published.rstrip("\n")
    assert response.mimetype == "text/plain"
    assert response.headers["Content-Disposition"] == f"attachment; filename={BUNDLED}.txt"


def test_a_citations_column_that_does_not_exist_marks_nothing(client: FlaskClient) -> None:
    for query in (
        "line=293&column=No+such",
        "line=x&column=2015-16",
        "line=999999999999&column=a",
        "line=293",
    ):
        assert not page(client, f"/reports/{BUNDLED}?{query}").xpath("//td[@class='cited']")


def test_search_results_lead_to_their_place_with_the_words_marked(client: FlaskClient) -> None:
    shown = page(client, "/search?q=mental+health+triage")
    first = shown.xpath("//ol[@class='results']/li")[0]
    assert first.xpath(".//h3/a/@href") == [f"/reports/{BUNDLED}#L17"]
    assert {"Mental", "Health", "Triage"} <= {words(mark) for mark in first.xpath(".//mark")}
    assert shown.xpath("//input[@name='q']/@value") == ["mental health triage"]


@pytest.mark.parametrize(
    ("query", "is_said"), [("zeppelins", True), ("triage", False), ("zeppelins triage", False)]
)
def test_a_search_whose_words_stand_nowhere_says_so(client: FlaskClient, query: str, is_said: bool) -> None:
    shown = page(client, f"/search?q={query}")
    assert shown.xpath("//ol[@class='results']/li")
    assert ("No passage found has a word that you typed" in words(shown)) is is_said


def test_a_search_that_is_markup_is_only_words(client: FlaskClient) -> None:
    shown = page(client, "/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert not shown.xpath("//script")
    assert shown.xpath("//input[@name='q']/@value") == ['"><script>alert(1)</script>']


@pytest.fixture
def hostile(client_over: Callable[..., FlaskClient]) -> Iterator[FlaskClient]:
    return client_over(hostile=HOSTILE)


@pytest.mark.parametrize("address", ["/", "/reports", "/reports/hostile"])
def test_markup_in_a_report_is_only_words(hostile: FlaskClient, address: str) -> None:
    shown = page(hostile, address)
    assert not shown.xpath("//script[not(@src)] | //img | //b | //@*[starts-with(name(), 'on')]")


def test_a_reports_words_are_escaped_not_dropped(hostile: FlaskClient) -> None:
    assert "Robberies <script>alert(1)</script> fell to 3" in words(page(hostile, "/reports/hostile"))


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("children and a child", "child", ["child"]),
        ("a robbery, the robberies", "Robbery", ["robbery", "robberies"]),
        ("the café on Grey Street", "cafe", ["café"]),
        ("then the others", "the", ["the"]),
        ("a (b) \\d", "a (b) \\d+", []),
        ("Robbery & <b>robberies</b>", "robbery &lt;b", ["Robbery", "robberies"]),
    ],
)
def test_the_words_of_a_query_are_marked_and_the_rest_is_escaped(
    text: str, query: str, marked: list[str]
) -> None:
    shown = highlighted(text, query)
    fragment = html.fragment_fromstring(shown, create_parent="p")
    assert [words(mark) for mark in fragment.xpath(".//mark")] == marked
    assert fragment.text_content() == text
    assert not fragment.xpath(".//b")


def test_a_reports_page_says_how_much_the_checks_found_and_links_every_line(client: FlaskClient) -> None:
    found = page(client, f"/reports/{BUNDLED}").xpath("//section[@aria-labelledby='findings']")[0]
    assert words(found.xpath("./h2")[0]) == "What the checks found"
    assert [words(summary) for summary in found.xpath(".//summary")] == [
        "24 printed percentage changes are not what the printed counts give",
        "6 printed totals are not what their parts add up to",
        "1 thing is printed with two numbers to two dates, which is no error",
    ]
    (robbery,) = [item for item in found.xpath(".//li") if "Robbery, 1 April" in words(item)]
    assert robbery.xpath(".//a/@href") == [f"#L{line}" for line in (246, 263, 278, 293, 308, 323, 338)]


def test_a_report_in_which_the_checks_find_nothing_says_so(client_over: Callable[..., FlaskClient]) -> None:
    client = client_over(small="A Report\n\nRobberies fell to 3.\n")
    found = page(client, "/reports/small").xpath("//section[@aria-labelledby='findings']")[0]
    assert words(found).startswith("What the checks found Nothing.")
    assert not found.xpath(".//details")


def test_the_list_says_how_much_was_found_in_each_report(client: FlaskClient) -> None:
    link = page(client, "/reports").xpath(f"//a[@href='/reports/{BUNDLED}#findings']")[0]
    assert words(link).endswith(": The checks found 31 things")
