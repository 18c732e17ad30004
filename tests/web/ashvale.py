"""A service over small reports that a test writes, replaces and takes out."""

from __future__ import annotations

from pathlib import Path

from flask.testing import FlaskClient
from lxml import html
from lxml.html import HtmlElement

from corpus.read import read_report
from index.library import Library, open_library
from web.app import create_app
from web.settings import Settings

REPORT = """Police and Crime Plan Report, {period}

Police and Crime Commissioner for Ashvale

Recorded crime

Crime\t2015\t2014
Robbery\t{robberies}\t24
Burglary\t{burglaries}\t99
"""


class Site:
    """The service with its client; `put` adds or replaces a report, `ask` returns the answer's id."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self.library: Library = open_library(home / "home")
        self.client: FlaskClient = create_app(Settings(home=home / "home"), self.library).test_client()

    def put(self, name: str, **facts: object) -> None:
        path = self._home / f"{name}.txt"
        values = {"period": "January to March 2015", "robberies": 32, "burglaries": 80, **facts}
        path.write_text(REPORT.format(**values), encoding="utf-8")
        sidecar = f"publisher: PCC for Ashvale\narea: Ashvale\nperiod: {values['period']}\n"
        path.with_suffix(".yaml").write_text(sidecar, encoding="utf-8")
        self.library.store.put(read_report(path))

    def ask(self, question: str = "how many robberies?") -> str:
        said = self.client.post("/api/v1/ask", json={"question": question}).get_json()
        assert said["status"] == "answered", said
        return str(said["id"])

    def page(self, address: str) -> HtmlElement:
        response = self.client.get(address)
        assert response.status_code == 200, response.text
        return html.document_fromstring(response.data)
