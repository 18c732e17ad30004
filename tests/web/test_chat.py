"""The chat page as a browser without JavaScript uses it, and the fragment that its script asks for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from lxml import html
from lxml.html import HtmlElement

from web.app import create_app
from web.settings import Settings

BUNDLED = "northumbria-pcc-2015-q1"
MAIN_QUESTION = "how did Gateshead robbery change?"


def page(client: FlaskClient, address: str, status: int = 200) -> HtmlElement:
    response = client.get(address)
    assert response.status_code == status, response.text
    return html.document_fromstring(response.data)


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def asked(client: FlaskClient, question: str, **more: str) -> str:
    """Sends the form, and returns the address that it leads to."""
    response = client.post("/ask", data={"question": question, **more})
    assert response.status_code == 303
    return str(response.headers["Location"])


def test_a_form_leads_to_the_whole_conversation_at_its_latest_answer(client: FlaskClient) -> None:
    first = asked(client, MAIN_QUESTION)
    assert first.startswith("/c/")
    assert first.endswith("#latest")
    conversation = page(client, first).xpath("//form[@id='ask']//input[@name='conversation']/@value")[0]
    second = page(client, asked(client, "and in Sunderland?", conversation=conversation))
    questions = [words(heading) for heading in second.xpath("//article//h2")]
    assert questions == [f"You asked {MAIN_QUESTION}", "You asked and in Sunderland?"]
    latest = second.xpath("//*[@id='latest']/following::article[1]//h2")
    assert words(latest[0]) == "You asked and in Sunderland?"


def test_the_answer_its_reading_and_its_sources_are_on_the_page(client: FlaskClient) -> None:
    shown = words(page(client, asked(client, MAIN_QUESTION)).xpath("//article")[0])
    for wanted in ("24", "32", "35%", "How I read this", "Sources", "row Robbery", "line 293", "33.3%"):
        assert wanted in shown


def test_every_citation_leads_to_its_row_with_its_cells_marked(client: FlaskClient) -> None:
    links = page(client, asked(client, MAIN_QUESTION)).xpath("//ol[@class='citations']/li/a/@href")
    assert links
    for link in links:
        parts = urlsplit(link)
        assert (parts.path, parts.fragment) == (f"/reports/{BUNDLED}", "L293")
        report = page(client, f"{parts.path}?{parts.query}")
        (row,) = report.xpath("//tr[.//*[@id='L293']]")
        assert words(row).startswith("Robbery")
        assert [words(cell) for cell in row.xpath(".//td[@class='cited']")] == ["32", "24", "+ 8", "+ 35%"]


def test_every_marker_leads_to_a_source_on_the_page(client: FlaskClient) -> None:
    shown = page(client, asked(client, MAIN_QUESTION))
    markers = shown.xpath("//a[@class='marker']/@href")
    assert markers
    assert {marker[1:] for marker in markers} <= set(shown.xpath("//@id"))


def test_several_figures_are_shown_as_a_table(client: FlaskClient) -> None:
    rows = page(client, asked(client, MAIN_QUESTION)).xpath("//article//table/tbody/tr")
    assert len(rows) > 1
    cells = [[words(cell) for cell in row][:5] for row in rows]
    assert ["Robbery", "32", "current", "Gateshead", "1 April to 15 July 2015"] in cells


def test_suggestions_ask_within_the_conversation(client: FlaskClient) -> None:
    shown = page(client, asked(client, MAIN_QUESTION))
    buttons = shown.xpath("//article//form//button[@name='question']")
    assert buttons
    form = buttons[0].xpath("ancestor::form")[0]
    hidden = form.xpath(".//input[@name='conversation']/@value")[0]
    lead = asked(client, buttons[0].get("value"), conversation=hidden)
    assert lead == f"/c/{hidden}#latest"


def test_what_a_follow_up_takes_over_is_on_the_page(client: FlaskClient) -> None:
    first = asked(client, MAIN_QUESTION)
    conversation = page(client, first).xpath("//form[@id='ask']//input[@name='conversation']/@value")[0]
    shown = page(client, asked(client, "and in Sunderland?", conversation=conversation))
    one, two = shown.xpath("//div[@class='read-as']")
    assert "Carried over" not in words(one)
    assert "robbery, the change (from your last question)" in words(two)


def test_the_choices_of_a_question_back_are_buttons_that_ask_in_the_same_conversation(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qa.from_figures._TOO_MANY", 1)
    shown = page(client, asked(client, "burglary in Gateshead"))
    (form,) = shown.xpath("//article//form[@aria-label='What you may mean']")
    choices = form.xpath(".//button[@name='question']/@value")
    assert len(choices) == 2
    assert not form.xpath("preceding-sibling::div[@class='read-as']")
    conversation = form.xpath(".//input[@name='conversation']/@value")[0]
    assert form.get("action") == "/ask"
    for at, choice in enumerate(choices, start=2):
        lead = asked(client, choice, conversation=conversation)
        assert lead == f"/c/{conversation}#latest"
        turns = page(client, lead).xpath("//article[.//div[contains(@class, 'answered')]]")
        assert len(turns) == at - 1


def test_the_script_gets_the_new_turn_alone(client: FlaskClient) -> None:
    response = client.post("/ask", data={"question": MAIN_QUESTION}, headers={"X-Fragment": "1"})
    assert response.status_code == 200
    assert response.text.lstrip().startswith("<article")
    assert page(client, f"/c/{response.headers['X-Conversation']}").xpath("//article")


@pytest.mark.parametrize(("question", "said"), [(" ", "blank"), ("x" * 501, "too long")])
def test_a_refused_question_is_said_at_the_field_and_kept(
    client: FlaskClient, question: str, said: str
) -> None:
    response = client.post("/ask", data={"question": question})
    assert response.status_code == 400
    shown = html.document_fromstring(response.data)
    assert said in words(shown.xpath("//*[@role='alert']")[0])
    field = shown.xpath("//input[@id='question']")[0]
    assert field.get("aria-invalid") == "true"
    assert field.get("value") == question
    assert "autofocus" in field.attrib, "without scripts the browser scrolls there"
    described = field.get("aria-describedby").split()
    assert set(described) <= set(shown.xpath("//@id"))
    assert shown.xpath("//title")[0].text.startswith("Error: ")


def test_a_refused_question_is_told_to_the_script_without_a_page(client: FlaskClient) -> None:
    response = client.post("/ask", data={"question": ""}, headers={"X-Fragment": "1"})
    assert response.status_code == 400
    assert response.text.lstrip().startswith('<div class="refusal" role="alert"')


def test_an_unknown_conversation_is_said_and_a_new_one_offered(client: FlaskClient) -> None:
    assert "no such conversation" in words(page(client, "/c/no-such", 404))
    response = client.post("/ask", data={"question": MAIN_QUESTION, "conversation": "no-such"})
    assert response.status_code == 404
    assert not html.document_fromstring(response.data).xpath("//input[@name='conversation']")


def test_the_first_visit_says_what_is_here_and_offers_questions_that_are_answered(
    client: FlaskClient,
) -> None:
    first = page(client, "/")
    assert "Delivery of the Police and Crime Plan" in words(first)
    assert "30 June 2015" in words(first)
    examples = [button.get("value") for button in first.xpath("//*[@id='examples']//button")]
    assert len(set(examples)) == 4
    for example in examples:
        answer = client.post("/api/v1/ask", json={"question": example}).get_json()
        assert (example, answer["status"]) == (example, "answered")


def test_without_reports_the_page_says_so(tmp_path: Path) -> None:
    empty = create_app(Settings(home=tmp_path)).test_client()
    assert "No reports are here yet" in words(page(empty, "/"))
    assert "No reports are here yet" in words(page(empty, "/reports"))
    answered = empty.post("/ask", data={"question": MAIN_QUESTION}, follow_redirects=True)
    assert "No reports are here yet" in words(html.document_fromstring(answered.data))


def test_reports_that_state_no_period_are_counted_all_the_same(
    client_over: Callable[..., FlaskClient],
) -> None:
    client = client_over(one="A Report\n\nRobberies fell.\n", two="Another Report\n\nRobberies rose.\n")
    assert "2 reports are here." in words(page(client, "/"))


def test_a_poorer_search_is_said(client_over: Callable[..., FlaskClient]) -> None:
    client = client_over(small="A Report\n\nRobberies fell to 3 in June 2015.\n")
    assert "Search is not at its best" in words(page(client, "/"))


def test_words_of_a_question_never_become_markup(client: FlaskClient) -> None:
    attack = '"><script>alert(1)</script><img src=x onerror=alert(2)> robbery [1]'
    shown = page(client, asked(client, attack))
    assert not shown.xpath("//script[not(@src)] | //img | //*[@onerror]")
    assert "<script>alert(1)</script>" in words(shown.xpath("//article//h2")[0])
    refused = client.post("/ask", data={"question": attack + "x" * 500})
    assert not html.document_fromstring(refused.data).xpath("//script[not(@src)] | //img | //*[@onerror]")


def test_the_words_that_were_asked_for_are_set_strong(client: FlaskClient) -> None:
    answer = client.post(
        "/ask", data={"question": "when did Operation Flux take place?"}, follow_redirects=True
    )
    assert "<strong>July</strong>" in answer.text or "<strong>July 2015</strong>" in answer.text
