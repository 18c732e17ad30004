"""What the press office does in a real browser: check a draft with wrong figures, and have it put right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .states import checks_draft

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("with_scripts", [True, False])
def test_the_press_office_checks_a_draft_and_has_it_put_right(
    request: pytest.FixtureRequest, site: str, width: int, with_scripts: bool
) -> None:
    page: Page = request.getfixturevalue("page" if with_scripts else "scriptless")
    page.set_viewport_size({"width": width, "height": 900})
    checks_draft(page, site)
    shown = page.locator("main").inner_text()
    assert "3 contradicted" in shown
    corrected = page.locator("textarea").first.input_value()
    assert corrected.startswith("Robbery in Gateshead rose from 24 to 32, up 35%, while in Newcastle it fell")
    assert "ease of contact was 98.8%" in corrected
    assert corrected.endswith("There were 12 murders.")
    page.click("a:has-text('row Robbery'), a:has-text('table Gateshead')")
    assert page.locator(":target").count() == 1
