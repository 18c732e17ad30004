"""What an editor does in a real browser: upload, correct, publish, see it answered, take back, bring back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from corpus.file import ReportFile
from index.account import AccountRole
from index.feedback import Reason

from ..web.editors import PASSWORD, Office, report
from .conftest import served
from .test_accessible import check

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload, Page

QUESTION = "how many robberies in Ashvale?"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office(tmp_path / "home")
    office.employ(AccountRole.EDITOR)
    return office


def sign_in(page: Page, address: str) -> None:
    page.goto(f"{address}/admin/reports")
    page.fill("#name", "editor")
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.locator("h1", has_text="Reports").wait_for()


def file(name: str, content: str | bytes) -> FilePayload:
    body = content.encode() if isinstance(content, str) else content
    return {"name": name, "mimeType": "text/plain", "buffer": body}


def answer(page: Page, address: str) -> str:
    page.goto(address)
    page.fill("#question", QUESTION)
    page.press("#question", "Enter")
    return page.locator("article.turn").last.inner_text()


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("with_scripts", [True, False])
def test_an_editor_uploads_corrects_publishes_and_takes_back(
    request: pytest.FixtureRequest, office: Office, width: int, with_scripts: bool
) -> None:
    page: Page = request.getfixturevalue("page" if with_scripts else "scriptless")
    page.set_viewport_size({"width": width, "height": 900})
    with served(office.app) as address:
        sign_in(page, address)
        page.set_input_files("#files", [file("q1.txt", report()), file("bad.pdf", b"%PDF-1.7 cut short")])
        page.click("#upload button")
        page.locator("#work", has_text="All files are read").wait_for()
        assert "damaged or cut short" in page.locator("#work").inner_text()
        page.click("#work a:has-text('Police and Crime Plan Report')")
        page.fill("#title", "Spring in Ashvale")
        page.fill("#period", "April to June 2015")
        page.click("button[value=publish]")
        page.locator("text=Readers can see it now").wait_for()
        assert "32" in answer(page, address)
        assert "Spring in Ashvale" in page.locator("main").inner_text()
        page.goto(f"{address}/admin/reports")
        page.click("a:has-text('Spring in Ashvale')")
        page.click("button:has-text('Take it back')")
        page.locator("text=Readers do not see it any more").wait_for()
        assert "32" not in answer(page, address)
        page.goto(f"{address}/admin/reports")
        page.click("a:has-text('Spring in Ashvale')")
        page.click("button[value=publish]")
        assert "32" in answer(page, address)


def test_files_can_be_dropped_on_the_page(page: Page, office: Office) -> None:
    with served(office.app) as address:
        sign_in(page, address)
        page.evaluate(
            """text => {
                const files = new DataTransfer();
                files.items.add(new File([text], "q1.txt"));
                document.querySelector(".drop").dispatchEvent(new DragEvent("drop", { dataTransfer: files }));
            }""",
            report(),
        )
        page.locator("#work", has_text="All files are read").wait_for()
        assert page.locator("#sending-status").inner_text() == "1 of 1 sent."
        assert "q1.txt" in page.locator("#work").inner_text()


def test_what_is_not_taken_is_told_without_leaving_the_page(page: Page, office: Office) -> None:
    with served(office.app) as address:
        sign_in(page, address)
        page.set_input_files("#files", [file("empty.txt", ""), file("q1.txt", report())])
        page.click("#upload button")
        page.locator("#work", has_text="All files are read").wait_for()
        said = page.locator("#sending-status").inner_text()
        assert said == "1 of 2 sent. empty.txt is empty. Choose another file."


def test_a_question_whose_cookie_is_gone_is_refused_in_place_and_says_what_to_do(
    page: Page, office: Office
) -> None:
    with served(office.app) as address:
        page.goto(address)
        page.context.clear_cookies()
        page.fill("#question", QUESTION)
        page.press("#question", "Enter")
        page.locator("#refused [role=alert]").wait_for()
        assert "load the page again" in page.locator("#refused").inner_text()
        assert page.locator("header").count() == 1


def test_no_state_of_the_desk_fails_axe_or_scrolls_sideways(page: Page, office: Office) -> None:
    editor = office.client()
    review = office.upload(editor, q1=report()).headers["Location"]
    published = office.upload(editor, q2=report(period="April to June 2015")).headers["Location"]
    editor.post(f"{published}/publish")
    deleted = office.upload(editor, q3=report(period="July to September 2015")).headers["Location"]
    editor.post(f"{deleted}/delete")
    refused = office.store.desk.put(_broken(), "bad", "editor")
    office.rest()
    with served(office.app) as address:
        page.goto(f"{address}/sign-in")
        check(page)
        page.fill("#name", "editor")
        page.press("#name", "Enter")
        page.locator("#error-summary").wait_for()
        check(page)
        sign_in(page, address)
        for path in (
            *("/admin/reports", "/admin/reports?q=zzz", "/admin/reports/bin", "/admin/reports/published/q2"),
            *(review, f"{review}/text", deleted, f"/admin/reports/desk/{refused}", "/account"),
        ):
            page.goto(f"{address}{path}")
            check(page)
        page.goto(f"{address}{review}")
        page.fill("#period", "soon")
        page.click("button[value=publish]")
        page.locator("#error-summary").wait_for()
        check(page)
        page.goto(f"{address}{review}")
        page.click("button[value=publish]")
        page.locator("text=Readers can see it now").wait_for()
        check(page)


def test_no_other_page_of_the_editors_fails_axe_or_scrolls_sideways(page: Page, office: Office) -> None:
    office.employ(AccountRole.ADMIN)
    asker = office.client(None)
    for number in range(5):
        asker.post("/ask", data={"question": f"robbery in London {number}"})
    answer = {"id": "7", "question": "how many?", "answer": "There were 3. [1]", "status": "answered"}
    given = office.store.feedback.add(answer, helpful=False)
    office.store.feedback.explain(given, Reason.WRONG_FIGURE, "the figure is old")
    office.store.options.set({"REPORTS_CONTACT": "press@ashvale.example"})
    with served(office.app) as address:
        page.goto(f"{address}/sign-in")
        page.fill("#name", "admin")
        page.fill("#password", PASSWORD)
        page.press("#password", "Enter")
        for path in ("questions", "questions?state=settled", "feedback", f"feedback/{given}/remove"):
            page.goto(f"{address}/admin/{path}")
            check(page)
        page.goto(f"{address}/admin/questions")
        page.locator("button:has-text('Dealt with')").first.click()
        check(page)
        for path in ("people", "people/editor", "people/editor/remove", "settings", "trail", "trail?q=zzz"):
            page.goto(f"{address}/admin/{path}")
            check(page)
        page.goto(f"{address}/admin/people")
        page.fill("#name", "two words")
        page.click("button:has-text('Add the account')")
        page.locator("#error-summary").wait_for()
        check(page)


def _broken() -> ReportFile:
    return ReportFile("bad.pdf", b"%PDF-1.7 cut short")
