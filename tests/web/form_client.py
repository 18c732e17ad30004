"""A client that sends forms as a browser does: with the token that stood on the page."""

from __future__ import annotations

import re
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class FormClient(FlaskClient):
    """Adds the token to what `post` sends, unless it is JSON or has one already."""

    def post(self, *args: Any, **given: Any) -> TestResponse:
        if "json" not in given and isinstance(given.get("data", {}), dict):
            given["data"] = {"csrf_token": self.token(), **given.get("data", {})}
        return super().post(*args, **given)

    def token(self, page: str = "/sign-in") -> str:
        """The token of a page with a form."""
        found = _TOKEN.search(self.get(page).get_data(as_text=True))
        assert found, f"{page} has no form"
        return found[1]


def send_forms_as_browsers_do() -> None:
    """Every app's test client is such a one from now on."""
    Flask.test_client_class = FormClient
