"""A service with its editors: accounts, clients signed in as them, and files to upload."""

from __future__ import annotations

import io
from pathlib import Path

from flask import Flask
from lxml import html
from lxml.html import HtmlElement
from werkzeug.test import TestResponse

from index.account import AccountRole
from index.library import Library, open_library
from web.app import create_app
from web.settings import Settings

from .form_client import FormClient

PASSWORD = "three random words"  # noqa: S105 (of these tests)

REPORT = """Police and Crime Plan Report, {period}

Police and Crime Commissioner for {force}

Recorded crime

Crime\t2015\t2014
Robbery\t{robberies}\t24
Burglary\t80\t99
"""


def report(robberies: int = 32, period: str = "January to March 2015", force: str = "Ashvale") -> str:
    return REPORT.format(robberies=robberies, period=period, force=force)


class Office:
    """The service over an empty data folder."""

    def __init__(self, home: Path) -> None:
        self.library: Library = open_library(home, model=home / "no model")
        self.store = self.library.store
        self.app: Flask = create_app(Settings(home=home), self.library)

    def employ(self, role: AccountRole) -> None:
        """An account of that role, named after it."""
        if role.value not in {account.name for account in self.store.accounts.all()}:
            self.store.accounts.add(role.value, PASSWORD, role)

    def client(self, role: AccountRole | None = AccountRole.EDITOR) -> FormClient:
        """A client signed in as somebody of that role, or as nobody."""
        client = FormClient(self.app)
        if role:
            self.employ(role)
            sent = client.post("/sign-in", data={"name": role.value, "password": PASSWORD})
            assert sent.status_code == 303, sent.text
        return client

    def upload(self, client: FormClient, **texts: str | bytes) -> TestResponse:
        """Each text a file by its name."""
        files = [
            (io.BytesIO(text.encode() if isinstance(text, str) else text), f"{name}.txt")
            for name, text in texts.items()
        ]
        form = "multipart/form-data"
        sent = client.post("/admin/reports/upload", data={"files": files}, content_type=form)
        sent.request.environ["wsgi.input"].close()  # the client keeps a large body in a file
        return sent

    def rest(self) -> None:
        """Waits until all that was laid on the desk is done."""
        self.app.extensions["worker"].wake(60)


def page(response: TestResponse) -> HtmlElement:
    assert response.status_code == 200, response.text
    return html.document_fromstring(response.data)


def words(response: TestResponse) -> str:
    return " ".join(" ".join(page(response).itertext()).split())
