"""A browser's own conversations, and a conversation as a file to hand on."""

from __future__ import annotations

import io

import docx
import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from web.chat import visitor
from web.chat.exporting import Briefing
from web.security import session

QUESTION = "how did Gateshead robbery change?"


def start(client: FlaskClient, question: str = QUESTION) -> str:
    response = client.post("/ask", data={"question": question})
    return str(response.headers["Location"]).removeprefix("/c/").partition("#")[0]


def test_what_is_only_read_sets_no_cookie_and_a_form_one_that_scripts_cannot_read(
    client: FlaskClient,
) -> None:
    for address in ("/about", "/privacy", "/conversations", "/reports"):
        assert "Set-Cookie" not in client.get(address).headers
    sent = client.get("/").headers["Set-Cookie"]
    assert sent.startswith(f"{session.COOKIE}=")
    assert "HttpOnly" in sent
    assert "SameSite=Lax" in sent


def test_a_question_sets_a_cookie_that_scripts_cannot_read(client: FlaskClient) -> None:
    sent = client.post("/ask", data={"question": QUESTION}).headers["Set-Cookie"]
    assert sent.startswith(f"{visitor.COOKIE}=")
    assert "HttpOnly" in sent
    assert "SameSite=Lax" in sent


def test_a_token_that_we_never_gave_out_is_replaced(app: Flask) -> None:
    client = app.test_client()
    client.set_cookie(visitor.COOKIE, "short")
    sent = client.post("/ask", data={"question": QUESTION}).headers["Set-Cookie"]
    assert len(sent.partition(";")[0].partition("=")[2]) == 43


def test_a_conversation_is_listed_renamed_deleted_and_brought_back(client: FlaskClient) -> None:
    conversation = start(client)
    assert QUESTION in client.get("/conversations").text
    client.post(f"/conversations/{conversation}/rename", data={"title": "For the <panel>"})
    assert "For the &lt;panel&gt;" in client.get("/conversations").text
    assert "<h1>For the &lt;panel&gt;</h1>" in client.get(f"/c/{conversation}").text
    gone = client.post(f"/conversations/{conversation}/delete")
    assert client.get(f"/c/{conversation}").status_code == 404
    assert "Undo" in client.get(gone.headers["Location"]).text
    client.post(f"/conversations/{conversation}/restore")
    assert client.get(f"/c/{conversation}").status_code == 200
    assert "Undo" not in client.get(gone.headers["Location"]).text


def test_another_browser_can_do_nothing_to_it(app: Flask, client: FlaskClient) -> None:
    conversation = start(client)
    other = app.test_client()
    start(other)
    for what in ("rename", "delete", "restore"):
        assert other.post(f"/conversations/{conversation}/{what}", data={"title": "x"}).status_code == 404
    assert client.get(f"/c/{conversation}").status_code == 200


def test_a_conversation_of_the_api_belongs_to_no_browser(client: FlaskClient) -> None:
    conversation = client.post("/api/v1/ask", json={"question": QUESTION}).get_json()["conversation"]
    assert client.post(f"/conversations/{conversation}/delete").status_code == 404


def test_a_word_file_holds_every_answer_with_its_figures_and_sources(client: FlaskClient) -> None:
    conversation = start(client)
    client.post("/ask", data={"question": "and in Sunderland?", "conversation": conversation})
    response = client.get(f"/c/{conversation}/conversation.docx")
    assert "filename=how-did-gateshead-robbery-change.docx" in response.headers["Content-Disposition"]
    document = docx.Document(io.BytesIO(response.data))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for wanted in (QUESTION, "and in Sunderland?", "rose from 24", "(32 − 24) ÷ 24 = 33.3%", "line 293"):
        assert wanted in text
    assert "http://localhost/reports/northumbria-pcc-2015-q1?line=293" in text
    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert cells[1] == ["Robbery", "Gateshead", "1 April to 15 July 2015", "current", "32", "[1]"]
    assert len(document.tables) == 2


def test_a_page_to_download_needs_nothing_beside_it(client: FlaskClient) -> None:
    conversation = start(client)
    response = client.get(f"/c/{conversation}/conversation.html")
    assert "attachment" in response.headers["Content-Disposition"]
    page = html.document_fromstring(response.data)
    assert not page.xpath("//script | //link | //img")
    (link,) = page.xpath("//ol/li/a")
    assert link.get("href").startswith("http://localhost/reports/northumbria-pcc-2015-q1?line=293")
    assert "rose from 24" in page.text_content()


def test_a_file_of_no_conversation_is_a_problem(client: FlaskClient) -> None:
    for kind in ("html", "docx"):
        assert client.get(f"/c/no-such/conversation.{kind}").status_code == 404


def test_words_that_no_word_file_can_hold_are_left_out(client: FlaskClient) -> None:
    conversation = start(client, "robbery \x01\x0b\ufffe in Gateshead?")
    response = client.get(f"/c/{conversation}/conversation.docx")
    assert docx.Document(io.BytesIO(response.data)).paragraphs


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Robbery: 2014/15?", "robbery-2014-15"),
        ("Größe", "gr-e"),
        ("???", "conversation"),
        ("x" * 90, "x" * 60),
    ],
)
def test_a_file_is_named_in_plain_letters(title: str, name: str) -> None:
    assert Briefing(title, (), {}, "").filename == name
