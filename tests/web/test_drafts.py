"""Check a draft as the press office does it: on the page, by the API and by the command line alike."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from lxml import html
from lxml.html import HtmlElement

from index.library import Library
from web import cli
from web.problems import LONGEST_DRAFT

DRAFT = (
    "Robbery in Gateshead rose from 24 to 35, up 35%, while in Newcastle it fell to 54.\r\n\r\n"
    "Shoplifting in Sunderland stood at 600."
)
RIGHT = DRAFT.replace("35,", "32,").replace("600", "547").replace("\r\n", "\n")


def checked(client: FlaskClient, text: str = DRAFT) -> HtmlElement:
    return html.document_fromstring(client.post("/check", data={"text": text}).data)


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_the_page_is_in_the_navigation_and_has_a_form_that_needs_no_script(client: FlaskClient) -> None:
    shown = html.document_fromstring(client.get("/check").data)
    assert shown.xpath("//nav//a[@aria-current='page']/@href") == ["/check"]
    (form,) = shown.xpath("//form[@method='post'][@action='/check']")
    assert form.xpath(".//textarea/@name") == ["text"]


def test_each_figure_is_marked_in_words_with_a_number_that_leads_to_what_was_found(
    client: FlaskClient,
) -> None:
    shown = checked(client)
    marks = shown.xpath("//div[@class='draft']//a")
    assert [words(mark) for mark in marks][:4] == [
        ", figure 1 supported",
        ", figure 2 supported",
        ", figure 3 contradicted",
        ", figure 4 supported",
    ]
    for mark in marks:
        assert shown.xpath(f"//li[@id='{mark.get('href')[1:]}']")
    assert "8 claims checked: 6 supported, 2 contradicted, 0 not found." in words(shown)


def test_a_contradicted_figure_shows_the_right_one_with_a_link_to_its_cell(client: FlaskClient) -> None:
    (item,) = checked(client).xpath("//li[@id='claim-3']")
    assert "“35” contradicted" in words(item)
    assert "32 crimes from 1 April to 15 July 2015, not 35." in words(item)
    address, _, anchor = item.xpath(".//a/@href")[0].partition("#")
    (cell,) = html.document_fromstring(client.get(address).data).xpath(f"//*[@id='{anchor}']")
    assert words(cell) == "32"


def test_the_corrected_text_stands_in_a_field_with_a_copy_button(client: FlaskClient) -> None:
    shown = checked(client)
    (field,) = shown.xpath("//textarea[@id='corrected']")
    assert field.text.strip() == RIGHT
    assert shown.xpath("//button/@data-copy") == ["corrected"]


@pytest.mark.parametrize(
    ("text", "said"),
    [(" \n ", "no words in the draft"), ("a" * (LONGEST_DRAFT + 1), "5,001 characters")],
)
def test_a_draft_that_cannot_be_checked_is_told_at_its_field_and_kept(
    text: str, said: str, client: FlaskClient
) -> None:
    response = client.post("/check", data={"text": text})
    shown = html.document_fromstring(response.data)
    assert response.status_code == 400
    assert said in words(shown.xpath("//*[@id='text-error']")[0])
    assert shown.xpath("//textarea[@id='text']/@aria-invalid") == ["true"]
    assert shown.xpath("//textarea[@id='text']")[0].text.strip() == text.strip()


def test_the_longest_draft_of_the_rarest_characters_is_taken(client: FlaskClient) -> None:
    assert client.post("/check", data={"text": "€" * LONGEST_DRAFT}).status_code == 200


def test_a_larger_request_is_refused(client: FlaskClient) -> None:
    assert client.post("/check", data={"text": "€" * LONGEST_DRAFT * 2}).status_code == 413


def test_words_of_a_draft_are_never_markup(client: FlaskClient) -> None:
    shown = checked(client, "<script>alert()</script> Robbery in Gateshead rose to 32.")
    assert not shown.xpath("//script[not(@src)]")
    assert "<script>alert()</script>" in words(shown.xpath("//div[@class='draft']")[0])


def test_the_api_sends_what_its_document_describes(client: FlaskClient) -> None:
    document: dict[str, Any] = client.get("/api/v1/openapi.json").get_json()
    sent = client.post("/api/v1/check", json={"text": DRAFT})
    described = document["paths"]["/api/v1/check"]["post"]["responses"]["200"]["content"]
    whole = {**described[sent.mimetype]["schema"], "components": document["components"]}
    Draft202012Validator(whole).validate(sent.get_json())
    said = sent.get_json()
    assert (said["supported"], said["contradicted"], said["not_found"]) == (6, 2, 0)
    assert said["corrected"] == RIGHT
    assert all(said["text"][c["start"] : c["end"]] == c["said"] for c in said["claims"])


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({}, "not-text"),
        ({"text": 3}, "not-text"),
        ({"text": ""}, "blank-draft"),
        ({"text": "a" * 5001}, "long-draft"),
    ],
)
def test_the_api_tells_what_is_wrong_with_a_draft(
    body: dict[str, object], kind: str, client: FlaskClient
) -> None:
    response = client.post("/api/v1/check", json=body)
    assert (response.status_code, response.get_json(force=True)["type"]) == (400, f"/problems#{kind}")


def test_the_command_line_prints_the_same(
    library: Library, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(cli, "_library", lambda: library)
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    printed = CliRunner().invoke(cli.main, ["check-draft", str(tmp_path / "draft.txt")])
    assert "3. “35”: contradicted" in printed.output
    assert printed.output.endswith(f"Corrected text:\n{RIGHT}\n")
    assert CliRunner().invoke(cli.main, ["check-draft", "-"], input=DRAFT).output == printed.output
