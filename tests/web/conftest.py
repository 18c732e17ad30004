"""The app over the bundled report, and small reports made for one claim each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from corpus.read import read_report
from index.library import Library, open_library
from web.app import create_app
from web.settings import Settings

from .form_client import send_forms_as_browsers_do

send_forms_as_browsers_do()


@pytest.fixture
def app(library: Library, tmp_path: Path) -> Flask:
    return create_app(Settings(home=tmp_path), library)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def client_over(tmp_path: Path) -> Callable[..., FlaskClient]:
    """A client over texts, each a report by its name; their figures and pages serve, nothing is indexed."""

    def over(**texts: str) -> FlaskClient:
        home = tmp_path / "home"
        library = open_library(home)
        for name, text in texts.items():
            path = tmp_path / f"{name}.txt"
            path.write_text(text, encoding="utf-8")
            library.store.put(read_report(path))
        return create_app(Settings(home=home), library).test_client()

    return over
