"""The states that the pages can be in, each by how a person gets there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

MAIN_QUESTION = "how did Gateshead robbery change?"

Reach = Callable[["Page", str], None]
"""Brings a page, over the service at an address, into a state."""


def at(path: str) -> Reach:
    return lambda page, site: _go(page, f"{site}{path}")


def _go(page: Page, address: str) -> None:
    page.goto(address, wait_until="load")


def asks(*questions: str) -> Reach:
    """Asked one after the other, each answered before the next."""

    def reach(page: Page, site: str) -> None:
        page.goto(site)
        for count, question in enumerate(questions, start=1):
            page.fill("#question", question)
            page.press("#question", "Enter")
            page.locator("article.turn").nth(count - 1).wait_for()

    return reach


def asks_with_chart(page: Page, site: str) -> None:
    asks("which area had the biggest rise in robbery?")(page, site)
    page.locator(".picture svg").first.wait_for()


def asks_and_opens_all(page: Page, site: str) -> None:
    asks("compare robbery in Gateshead and Sunderland", "What was the figure for robbery in Sunderland?")(
        page, site
    )
    for folded in page.locator("details").all():
        folded.evaluate("one => one.open = true")


def is_refused(page: Page, site: str) -> None:
    page.goto(site)
    page.press("#question", "Enter")
    page.locator("#refused [role=alert]").wait_for()


def waits(page: Page, site: str) -> None:
    """The question is on its way and the answer does not come."""
    page.route("**/ask", _never)
    page.goto(site)
    page.fill("#question", MAIN_QUESTION)
    page.press("#question", "Enter")
    page.locator("#pending:not(:empty)").wait_for()


def _never(route: Route) -> None:
    """Keeps a request waiting: it is neither continued nor refused."""


def answer_page(page: Page, site: str) -> None:
    asks(MAIN_QUESTION)(page, site)
    page.click("text=This answer’s own page")


def says_unhelpful(page: Page, site: str) -> None:
    asks(MAIN_QUESTION)(page, site)
    page.click("button[name=helpful][value=no]")
    page.locator("form.feedback").wait_for()


def has_thanks(page: Page, site: str) -> None:
    says_unhelpful(page, site)
    page.check("text=A figure is wrong")
    page.click("form.feedback button")
    page.locator("text=read what you sent").wait_for()


def lists_conversations(page: Page, site: str) -> None:
    asks(MAIN_QUESTION)(page, site)
    page.click("text=Your conversations")


def deleted_one(page: Page, site: str) -> None:
    lists_conversations(page, site)
    page.locator("button", has_text="Delete").first.click()


def explores(view: str) -> Reach:
    """The figure explorer with its chart drawn and all that folds open."""

    def reach(page: Page, site: str) -> None:
        page.goto(f"{site}/figures?measure=Robbery&view={view}")
        page.locator(".picture svg").first.wait_for()
        for folded in page.locator("details").all():
            folded.evaluate("one => one.open = true")

    return reach


DRAFT = (
    "Robbery in Gateshead rose from 24 to 34, up 35%, while in Newcastle it rose to 54 from 61. "
    "Satisfaction with ease of contact was 97.8% in the 12 months to June 2015. There were 12 murders."
)


def checks_draft(page: Page, site: str) -> None:
    page.goto(f"{site}/check")
    page.fill("textarea", DRAFT)
    page.click("main button[type=submit]")
    page.locator("text=What was found").wait_for()


STATES: dict[str, Reach] = {
    "first visit": at("/"),
    "answer": asks(MAIN_QUESTION),
    "look-up and comparison, all open": asks_and_opens_all,
    "chart": asks_with_chart,
    "text answer": asks("what does the report say about hate crime?"),
    "clarify": asks("percentage of victims"),
    "not found": asks("burglary in London"),
    "refused": is_refused,
    "pending": waits,
    "long question": asks("robbery" * 71),
    "conversation": asks(MAIN_QUESTION, "and in Sunderland?"),
    "answer's own page": answer_page,
    "feedback": says_unhelpful,
    "thanks": has_thanks,
    "conversations": lists_conversations,
    "conversation deleted": deleted_one,
    "no conversations": at("/conversations"),
    "about": at("/about"),
    "accessibility": at("/accessibility"),
    "privacy": at("/privacy"),
    "problems": at("/problems"),
    "nothing here": at("/no-such-page"),
    "reports": at("/reports"),
    "report": at("/reports/northumbria-pcc-2015-q1?line=293&column=Change#L293"),
    "search": at("/search?q=mental+health"),
    "search finds nothing": at("/search?q=zzzzqqqq"),
    "search begins": at("/search"),
    "search with filters": at("/search?q=robbery&kind=table&words=all&words=some"),
    "search is kept to nothing": at("/search?q=robbery&section=No+such+heading"),
    "search is refused": at("/search?q=" + "robbery" * 80),
    "a cell of a report": at("/reports/northumbria-pcc-2015-q1#L293-C2"),
    "measures": at("/figures"),
    "no measures": at("/figures?q=zzzzqqqq"),
    "areas compared": explores("bar"),
    "areas changed": explores("change"),
    "areas ranked": explores("rank"),
    "draft": at("/check"),
    "draft checked": checks_draft,
    "figures in a table": at("/figures?measure=Robbery&view=table&area=Gateshead"),
}
