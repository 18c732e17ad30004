from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from flask.testing import FlaskClient

from web.app import create_app
from web.settings import Settings


def test_without_a_report_the_service_is_not_ready_and_says_what_to_do(tmp_path: Path) -> None:
    response = create_app(Settings(home=tmp_path)).test_client().get("/health/ready")
    assert response.status_code == 503
    assert response.get_json()["problems"] == ["No report is in: add one with `reports add FILE`."]


def test_with_a_report_that_is_not_indexed_the_service_is_not_ready(
    client_over: Callable[..., FlaskClient],
) -> None:
    client = client_over(small="A Report\n\nRobberies fell to 3 in June 2015.\n")
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert "rebuild" in response.get_json()["problems"][0]
    assert client.get("/search?q=robberies").status_code == 503
    assert client.get("/reports/small").status_code == 200


def test_a_database_that_cannot_be_used_is_said(
    tmp_path: Path, client_over: Callable[..., FlaskClient]
) -> None:
    client = client_over(small="A Report\n\nRobberies fell to 3 in June 2015.\n")
    for database in (tmp_path / "home").glob("*.db*"):
        database.write_bytes(b"not a database" * 1000)
    client.application.extensions["library"].store.close()
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert "database" in response.get_json()["problems"][0]
