"""Every page in every state: no failure of WCAG 2.2 A and AA that axe can see, and no sideways scrolling."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest
from browser.states import STATES

if TYPE_CHECKING:
    from playwright.sync_api import Page

WIDTHS = (320, 1280)
SCHEMES = ("light", "dark")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@cache
def axe() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


def violations(page: Page) -> list[str]:
    """What axe finds, each with where; the page's own rules on scripts do not bind the browser's tester."""
    page.evaluate(axe())
    how = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"], "iframes": False}
    found: dict[str, Any] = page.evaluate("how => axe.run(document, how)", how)
    return [f"{one['id']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"]]


@pytest.mark.parametrize("state", STATES)
def test_no_state_of_a_page_fails_axe_or_scrolls_sideways(page: Page, site: str, state: str) -> None:
    STATES[state](page, site)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            assert violations(page) == [], (width, scheme)
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, width
