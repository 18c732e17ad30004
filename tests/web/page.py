"""Pages parsed, as a browser would, so that tests can look at what is on them."""

from __future__ import annotations

from collections import Counter

from flask.testing import FlaskClient
from lxml import html
from lxml.html import HtmlElement


def page(client: FlaskClient, address: str, status: int = 200) -> HtmlElement:
    response = client.get(address)
    assert response.status_code == status, response.text
    return html.document_fromstring(response.data)


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def ids(root: HtmlElement) -> Counter[str]:
    return Counter(root.xpath("//@id"))
