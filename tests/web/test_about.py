"""The pages about the service say what it does, what it keeps, and only link to pages that are there."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import yaml
from flask.testing import FlaskClient
from lxml import html

import web
from index.library import Library
from web.app import create_app
from web.settings import Settings

PAGES = ("/", "/about", "/accessibility", "/privacy", "/conversations", "/reports", "/search", "/problems")


@pytest.mark.parametrize("address", PAGES)
def test_every_link_of_the_frame_leads_somewhere(client: FlaskClient, address: str) -> None:
    page = html.document_fromstring(client.get(address).data)
    links = page.xpath("//header//a/@href | //footer//a/@href")
    assert len(links) >= 8
    assert all(client.get(link).status_code == 200 for link in links)


def test_the_section_that_a_page_belongs_to_is_marked(client: FlaskClient) -> None:
    def marked(address: str) -> list[tuple[str, str]]:
        page = html.document_fromstring(client.get(address).data)
        return [(a.text, a.get("aria-current")) for a in page.xpath("//header//a[@aria-current]")]

    assert marked("/") == [("Ask", "page")]
    assert marked("/conversations") == [("Ask", "true")]
    assert marked("/reports/northumbria-pcc-2015-q1") == [("Reports", "true")]
    assert marked("/about") == []


def test_styles_and_scripts_have_addresses_that_change_with_their_words(client: FlaskClient) -> None:
    page = html.document_fromstring(client.get("/").data)
    addresses = page.xpath("//head/link/@href | //head/script/@src")
    assert len(addresses) >= 4
    for address in addresses:
        path, _, version = address.partition("?v=")
        with client.get(path) as response:
            assert hashlib.sha256(response.data).hexdigest().startswith(version)
        assert len(version) == 12


def test_accuracy_is_told_with_its_date(client: FlaskClient) -> None:
    text = client.get("/about").text
    assert "Measured in November 2026" in text
    listed = yaml.safe_load((Path(web.__path__[0]) / "accuracy.yaml").read_text("utf-8"))["sets"]
    assert len(listed) >= 4
    assert all(one[name] in text for one in listed for name in ("right", "wrong", "figures"))


def test_the_privacy_page_tells_the_days_that_are_set(tmp_path: Path, library: Library) -> None:
    def told(days: int) -> str:
        settings = Settings(home=tmp_path, keep_days=days, contact="reports@ashvale.example")
        return str(create_app(settings, library).test_client().get("/privacy").text)

    assert "until 30 days after you last used the conversation" in told(30)
    assert "until you delete the conversation" in told(0)
    assert "write to reports@ashvale.example" in told(0)


def test_an_hour_lies_between_two_sweeps(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    swept: list[int] = []
    monkeypatch.setattr("index.owned.OwnedConversations.erase", lambda _, days: swept.append(days) or 0)
    for _ in range(3):
        client.get("/conversations")
    assert swept == [730]
