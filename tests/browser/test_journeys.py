"""What people come to do, start to end, in a real browser: with a mouse, with keys alone, without scripts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from .states import MAIN_QUESTION, asks

if TYPE_CHECKING:
    from playwright.sync_api import Page

expect = pytest.importorskip("playwright.sync_api", reason="needs Playwright: see the README").expect


def test_a_councillor_asks_follows_up_and_copies_the_answer(page: Page, site: str) -> None:
    page.goto(site)
    page.locator("#examples button").first.wait_for()
    page.fill("#question", MAIN_QUESTION)
    page.get_by_role("button", name="Ask", exact=True).click()
    turn = page.locator("article.turn").first
    expect(turn.locator(".headline .value")).to_have_text("32")
    expect(turn.locator(".headline")).to_contain_text("Up from 24")
    assert re.search(r"/c/[\w-]+$", page.url)

    turn.locator("summary", has_text="Change the area").click()
    turn.get_by_role("button", name="Sunderland").click()
    second = page.locator("article.turn").nth(1)
    expect(second.locator("h2")).to_contain_text("and in Sunderland?")
    expect(second.locator(".read-as")).to_contain_text("Sunderland")
    expect(second).to_be_focused()

    second.get_by_role("button", name="Copy answer").click()
    expect(second.get_by_role("status")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "Robbery in Sunderland" in copied
    assert "Source\nDelivery of the Police and Crime Plan" in copied
    assert re.search(r"http://\S+/answers/[0-9a-f]{32}$", copied.strip())

    second.locator("ol.citations a").first.click()
    expect(page.locator("td.cited").first).to_be_in_viewport()


def test_a_change_of_an_earlier_answer_goes_on_from_that_one(page: Page, site: str) -> None:
    asks(MAIN_QUESTION, "which area had the biggest rise in burglary?")(page, site)
    first = page.locator("article.turn").first
    first.locator("summary", has_text="Change the area").click()
    first.get_by_role("button", name="Newcastle").click()
    third = page.locator("article.turn").nth(2)
    expect(third.locator(".said")).to_contain_text("Robbery in Newcastle")


def test_keys_alone_ask_open_change_and_copy_and_focus_is_always_seen(page: Page, site: str) -> None:
    page.goto(f"{site}/")
    page.keyboard.press("Tab")
    expect(page.locator(".govuk-skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, "#question")
    page.keyboard.type(MAIN_QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator("article.turn").first).to_be_focused()
    tab_to(page, "article .marker")
    page.keyboard.press("Enter")
    expect(page.locator("ol.citations li").first).to_be_in_viewport()
    tab_to(page, "article button[data-copy^=plain]")
    page.keyboard.press("Enter")
    expect(page.locator("article .copied").first).to_have_text("Copied")
    tab_to(page, "article .change summary")
    page.keyboard.press("Enter")
    tab_to(page, "article .change button")
    page.keyboard.press("Space")
    expect(page.locator("article.turn").nth(1)).to_be_focused()


def tab_to(page: Page, wanted: str) -> None:
    """Presses Tab until what is wanted has the focus; each stop on the way must be seen, and look focused."""
    for _ in range(60):
        page.keyboard.press("Tab")
        focus = page.evaluate(_FOCUS, wanted)
        assert focus["seen"], focus
        assert focus["marked"], focus
        if focus["found"]:
            return
    raise AssertionError(f"no key leads to {wanted}")


_FOCUS = """wanted => {
  const one = document.activeElement, box = one.getBoundingClientRect(), look = getComputedStyle(one);
  const x = Math.min(Math.max(box.left + 3, 1), innerWidth - 1), y = Math.min(box.top + 3, innerHeight - 1);
  const top = document.elementFromPoint(x, Math.max(y, 1));
  return {
    what: one.outerHTML.slice(0, 100), found: one.matches(wanted),
    seen: box.bottom > 0 && box.top < innerHeight && !!top && (one.contains(top) || top.contains(one)),
    marked: look.outlineStyle !== "none" || look.boxShadow !== "none",
  };
}"""


def test_without_scripts_everything_can_be_done(scriptless: Page, site: str) -> None:
    page = scriptless
    page.goto(site)
    page.fill("#question", MAIN_QUESTION)
    page.press("#question", "Enter")
    turn = page.locator("article.turn").first
    expect(turn.locator(".headline .value")).to_have_text("32")
    expect(turn.get_by_role("button", name="Copy answer")).to_be_hidden()

    turn.locator("summary", has_text="Words to copy").click()
    expect(turn.get_by_label("Plain text")).to_have_value(re.compile("Robbery in Gateshead"))
    turn.locator("summary", has_text="Change the area").click()
    turn.get_by_role("button", name="Sunderland").click()
    expect(page.locator("article.turn")).to_have_count(2)

    page.locator("button[name=helpful][value=no]").last.click()
    page.get_by_label("Something is missing").check()
    page.get_by_label("Anything else? (optional)").fill("The year before")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("status")).to_contain_text("Thank you")

    page.goto(f"{site}/conversations")
    page.locator("summary", has_text="Rename").click()
    page.get_by_label("New name").fill("Robberies for the panel")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".conversations h2")).to_have_text("Robberies for the panel")
    page.get_by_role("button", name="Delete").click()
    expect(page.locator(".conversations")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".conversations h2")).to_have_text("Robberies for the panel")


def test_another_browser_neither_lists_nor_deletes_a_conversation(
    page: Page, scriptless: Page, site: str
) -> None:
    asks(MAIN_QUESTION)(page, site)
    conversation = page.url.rpartition("/")[2]
    scriptless.goto(f"{site}/conversations")
    expect(scriptless.locator("main")).to_contain_text("There are none yet")
    scriptless.goto(site)
    token = str(scriptless.locator("input[name=csrf_token]").first.get_attribute("value"))
    address = f"{site}/conversations/{conversation}/delete"
    assert scriptless.request.post(address, form={"csrf_token": token}).status == 404
    assert scriptless.request.post(address).status == 400
    page.reload()
    expect(page.locator("article.turn")).to_have_count(1)


def test_a_service_that_cannot_be_reached_is_said_and_the_question_kept(page: Page, site: str) -> None:
    page.goto(site)
    page.route("**/ask", lambda route: route.abort())
    page.fill("#question", MAIN_QUESTION)
    page.press("#question", "Enter")
    expect(page.locator("#refused")).to_contain_text("cannot be reached")
    expect(page.locator("#question")).to_have_value(MAIN_QUESTION)


def test_print_leaves_out_what_paper_cannot_do(page: Page, site: str) -> None:
    asks(MAIN_QUESTION)(page, site)
    page.emulate_media(media="print")
    expect(page.locator(".headline .value")).to_be_visible()
    for screen_only in ("nav >> nth=0", "#ask", ".helpful", ".copying"):
        expect(page.locator(screen_only)).to_be_hidden()


def test_a_page_without_charts_weighs_under_200_kilobytes(page: Page, site: str) -> None:
    weights: list[int] = []
    page.on("response", lambda response: weights.append(len(response.body())))
    page.goto(site, wait_until="networkidle")
    assert len(weights) > 3
    assert sum(weights) < 200_000
