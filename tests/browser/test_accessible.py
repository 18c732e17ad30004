"""Every page in every state: no failure of WCAG 2.2 A and AA that axe can see, and no sideways scrolling."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from corpus.file import ReportFile
from corpus.read import ReadingProcess

from ..reports.made_pdf import pdf, row
from ..web.ashvale import Site
from .conftest import served
from .states import STATES

if TYPE_CHECKING:
    from playwright.sync_api import Page

WIDTHS = (320, 1280)
OF_COLOUR = ["color-contrast", "link-in-text-block"]  # all that dark can change: it has the same elements
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@cache
def axe() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


def violations(page: Page, only: list[str] | None = None) -> list[str]:
    """What axe finds, each with where; of all rules, or of those named."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe())
    what = {"type": "rule", "values": only} if only else {"type": "tag", "values": TAGS}
    how = {"runOnly": what, "resultTypes": ["violations"], "iframes": False}
    found: dict[str, Any] = page.evaluate("how => axe.run(document, how)", how)
    return [f"{one['id']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"]]


def check(page: Page) -> None:
    """The page as it stands, wide and narrow (which is also a wide one at 400%), in light and dark."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="light")
        assert violations(page) == [], (width, "light")
        page.emulate_media(color_scheme="dark")
        assert violations(page, OF_COLOUR) == [], (width, "dark")
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, width


@pytest.mark.parametrize("state", STATES)
def test_no_state_of_a_page_fails_axe_or_scrolls_sideways(page: Page, site: str, state: str) -> None:
    STATES[state](page, site)
    check(page)


def test_nor_does_any_page_that_the_header_leads_to(page: Page, site: str) -> None:
    page.goto(site)
    addresses = page.locator("header nav a").evaluate_all("links => links.map(one => one.href)")
    assert len(addresses) >= 3
    for address in addresses:
        page.goto(address)
        check(page)


def test_nor_does_an_answer_whose_report_was_replaced_and_followed(page: Page, tmp_path: Path) -> None:
    made = Site(tmp_path)
    made.put("spring")
    answer = made.ask()
    made.put("spring", robberies=33)
    made.put("summer", period="April to June 2015")
    with served(made.client.application) as address:
        page.goto(f"{address}/answers/{answer}")
        assert page.locator(".note.warning").count() == 1
        check(page)


def test_nor_does_a_page_as_printed(page: Page, tmp_path: Path) -> None:
    made = Site(tmp_path)
    file = ReportFile("crime.pdf", pdf(lambda canvas: row(canvas, 200, "Robbery", "24", "32")))
    with ReadingProcess() as reading:
        made.library.store.put(reading.read(file, "crime"), file)
    with served(made.client.application) as address:
        for path in ("/reports/crime/pages/1", "/reports/crime/pages/1?line=1&quote=Robbery+was+rare+here"):
            page.goto(f"{address}{path}")
            assert page.locator("figure img").evaluate("image => image.naturalWidth") > 1000
            check(page)


def test_nor_does_a_service_without_reports(page: Page, tmp_path: Path) -> None:
    with served(Site(tmp_path).client.application) as address:
        for path in ("/", "/reports", "/search?q=robbery", "/about"):
            page.goto(f"{address}{path}")
            check(page)


def test_the_check_sees_what_fails(page: Page, site: str) -> None:
    page.goto(f"{site}/about")
    page.evaluate("document.querySelector('main p').style.color = '#ccc'")
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    found = violations(page)
    assert any(one.startswith("color-contrast") for one in found)
    assert any(one.startswith("button-name") for one in found)
