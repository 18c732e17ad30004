"""What staff do in a real browser: find what three quarters said and export it; look through the figures."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.library import Library
from web.app import create_app
from web.settings import Settings

from .conftest import served
from .test_accessible import check

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture(scope="module")
def three(quarters: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the service over three quarters."""
    with served(create_app(Settings(home=tmp_path_factory.mktemp("three")), quarters)) as address:
        yield address


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("with_scripts", [True, False])
def test_staff_find_what_three_quarters_said_and_export_it(
    request: pytest.FixtureRequest, three: str, width: int, with_scripts: bool, tmp_path: Path
) -> None:
    page: Page = request.getfixturevalue("page" if with_scripts else "scriptless")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(three)
    page.click("nav >> text=Search")
    page.fill("#q", "mental health triage")
    page.press("#q", "Enter")
    if width == 320:
        page.click("summary:has-text('Filters')")
    for label in (
        "April to June 2015",
        "January to March 2015",
        "October to December 2014",
        "All of your words",
    ):
        page.check(f"text={label}")
    page.click("text=Apply filters")
    assert page.locator("#found").inner_text() == "3 passages"
    with page.expect_download() as download:
        page.click("text=Download all 3 as CSV")
    download.value.save_as(tmp_path / "search.csv")
    with (tmp_path / "search.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["period"] for row in rows}) == 3
    assert all("Mental Health Triage has commenced" in row["text"] for row in rows)
    page.click(".results h3 a >> nth=0")
    assert page.locator(".source:has(:target)").inner_text().startswith("Mental Health Triage")


def test_a_figure_of_the_explorer_leads_to_its_cell_in_view(page: Page, site: str) -> None:
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 700})
        page.goto(f"{site}/figures?measure=Robbery&area=Gateshead&view=table")
        page.click("section table td a >> text='32'")
        cell = page.locator("td:target")
        assert cell.inner_text() == "32"
        box = cell.bounding_box()
        assert box
        assert 0 <= box["x"] <= box["x"] + box["width"] <= width
        assert 0 <= box["y"] <= box["y"] + box["height"] <= 700


def test_the_filters_stand_open_where_there_is_room(page: Page, site: str) -> None:
    page.goto(f"{site}/search?q=robbery")
    assert page.locator("label:has-text('Rows of tables')").is_visible()
    page.set_viewport_size({"width": 320, "height": 700})
    assert not page.locator("label:has-text('Rows of tables')").is_visible()
    page.click("summary:has-text('Filters')")
    assert page.locator("label:has-text('Rows of tables')").is_visible()


@pytest.mark.parametrize(("kind", "begins"), [("PNG", b"\x89PNG"), ("SVG", b"<svg")])
def test_a_chart_can_be_taken_away_as_a_file(
    page: Page, site: str, tmp_path: Path, kind: str, begins: bytes
) -> None:
    page.goto(f"{site}/figures?measure=Robbery&view=bar")
    with page.expect_download() as download:
        page.click(f"text=Download the chart ({kind})")
    download.value.save_as(tmp_path / "chart")
    content = (tmp_path / "chart").read_bytes()
    assert content.startswith(begins)
    if kind == "SVG":
        assert b"Source: Delivery of the Police and Crime Plan" in content
        assert b"var(--" not in content, "its colours stand alone"


def test_lines_and_small_charts_pass_the_checks_of_every_page(page: Page, three: str) -> None:
    page.goto(f"{three}/figures?measure=Re-bail+rate&view=line")
    page.locator(".picture svg").first.wait_for()
    check(page)
    page.goto(f"{three}/search?q=mental+health")
    check(page)
    page.goto(f"{three}/reports")
    check(page)
