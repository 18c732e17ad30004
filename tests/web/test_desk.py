"""The editors' pages of reports: uploaded, looked over, corrected, published, taken back, deleted."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml.html import HtmlElement

from index.entry import State

from .editors import Office, page, report, words
from .form_client import FormClient


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


@pytest.fixture
def editor(office: Office) -> FormClient:
    return office.client()


def buttons(shown: HtmlElement, words: str) -> list[str]:
    """Where the forms lead whose only button has these words."""
    forms = shown.xpath("//main//form[.//button]")
    return [form.get("action") for form in forms if form.text_content().split() == words.split()]


def asked(office: Office, question: str = "how many robberies?") -> str:
    sent = office.client(None).post("/api/v1/ask", json={"question": question})
    return str(sent.get_json()["answer"])


def test_one_file_is_uploaded_looked_over_and_published(office: Office, editor: FormClient) -> None:
    sent = office.upload(editor, q1=report())
    review = editor.get(sent.headers["Location"])
    shown = words(review)
    assert "What was understood" in shown
    assert "Figures 4" in shown
    assert page(review).xpath("string(//input[@name='period']/@value)") == "January to March 2015"
    assert "32" not in asked(office)
    given = {
        name: page(review).xpath(f"string(//input[@name='{name}']/@value)")
        for name in ("title", "publisher", "area", "period")
    }
    done = editor.post(sent.headers["Location"], data={**given, "action": "publish"}, follow_redirects=True)
    assert "The report is published" in words(done)
    assert "32" in asked(office)


def test_several_files_are_read_and_a_bad_one_keeps_none_back(office: Office, editor: FormClient) -> None:
    sent = office.upload(editor, q1=report(), q2=report(period="April to June 2015"), bad=b"\0\1\2\3" * 9)
    office.rest()
    listed = words(editor.get(sent.headers["Location"]))
    assert "Look each one over" in listed
    assert listed.count(" Read ") == 2
    assert "Cannot be read" in listed


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({}, "Choose a file"),
        ({"q1": ""}, "q1.txt is empty"),
        ({"q1": b"x" * 50_000_001}, "the limit is 50 MB"),
    ],
)
def test_what_cannot_be_taken_is_refused_beside_the_field(
    office: Office, editor: FormClient, texts: dict[str, str | bytes], said: str
) -> None:
    sent = office.upload(editor, **texts)
    assert sent.status_code == 400
    assert said in sent.text
    assert office.store.desk.listed() == ()


def test_facts_are_corrected_before_publishing(office: Office, editor: FormClient) -> None:
    address = office.upload(editor, q1=report()).headers["Location"]
    facts = {"title": "Spring", "publisher": "PCC", "area": "Ashvale", "period": "2014/15"}
    done = editor.post(address, data={**facts, "action": "publish"}, follow_redirects=True)
    assert "The report is published" in words(done)
    (stored,) = office.store.reports()
    assert (stored.facts.title, stored.facts.publisher, stored.facts.area) == ("Spring", "PCC", "Ashvale")
    assert stored.facts.period
    assert stored.facts.period.raw == "2014/15"


def test_a_period_that_cannot_be_read_is_refused_beside_its_field(office: Office, editor: FormClient) -> None:
    address = office.upload(editor, q1=report()).headers["Location"]
    sent = editor.post(address, data={"title": "Spring", "period": "soon", "action": "publish"})
    assert sent.status_code == 400
    assert "Write the period as" in sent.text
    assert 'value="soon"' in sent.text
    assert office.store.reports() == ()


def test_saved_facts_wait_until_the_report_is_published(office: Office, editor: FormClient) -> None:
    address = office.upload(editor, q1=report()).headers["Location"]
    sent = editor.post(address, data={"title": "Spring", "action": "save"}, follow_redirects=True)
    assert "Your changes are saved" in words(sent)
    assert page(sent).xpath("string(//h1)") == "Spring"
    assert office.store.reports() == ()


def publish(office: Office, editor: FormClient, **texts: str) -> None:
    for name, text in texts.items():
        address = office.upload(editor, **{name: text}).headers["Location"]
        assert editor.post(f"{address}/publish").status_code == 303


def test_publishing_is_undone_by_a_button(office: Office, editor: FormClient) -> None:
    address = office.upload(editor, q1=report()).headers["Location"]
    done = editor.post(f"{address}/publish", follow_redirects=True)
    (undo,) = buttons(page(done), "Undo")
    done = editor.post(undo, follow_redirects=True)
    assert "taken back" in words(done)
    assert office.store.reports() == ()
    (undo,) = buttons(page(done), "Undo")
    editor.post(undo)
    assert len(office.store.reports()) == 1


def test_a_newer_version_replaces_the_old_one_and_undo_brings_that_back(
    office: Office, editor: FormClient
) -> None:
    publish(office, editor, q1=report())
    address = office.upload(editor, q1=report(robberies=33)).headers["Location"]
    review = page(editor.get(address))
    assert review.xpath("//option[@selected]/@value") == ["q1"]
    done = editor.post(f"{address}/publish", follow_redirects=True)
    assert "33" in asked(office)
    (undo,) = buttons(page(done), "Undo")
    editor.post(undo)
    assert "32" in asked(office)


def test_a_file_of_any_name_can_be_chosen_as_a_newer_version(office: Office, editor: FormClient) -> None:
    publish(office, editor, q1=report())
    address = office.upload(editor, corrected=report(robberies=33)).headers["Location"]
    given = {"title": "Spring", "period": "January to March 2015", "replaces": "q1", "action": "publish"}
    done = editor.post(address, data=given, follow_redirects=True)
    assert [stored.id for stored in office.store.reports()] == ["q1"]
    assert "33" in asked(office)
    (undo,) = buttons(page(done), "Undo")
    editor.post(undo)
    assert "32" in asked(office)


def test_a_published_report_is_corrected_in_place(office: Office, editor: FormClient) -> None:
    publish(office, editor, q1=report())
    sent = editor.post(
        "/admin/reports/published/q1",
        data={"title": "Spring", "period": "January to March 2015"},
        follow_redirects=True,
    )
    assert "saved" in words(sent)
    assert office.store.reports()[0].facts.title == "Spring"
    (undo,) = buttons(page(sent), "Undo")
    editor.post(undo)
    assert office.store.reports()[0].facts.title.startswith("Police and Crime Plan Report")


def test_a_deleted_report_is_brought_back_published(office: Office, editor: FormClient) -> None:
    publish(office, editor, q1=report())
    editor.post("/admin/reports/published/q1/delete")
    assert office.store.reports() == ()
    removed = editor.get("/admin/reports/bin")
    assert "Deleted" in words(removed)
    (back,) = page(removed).xpath("//main//form/@action")
    editor.post(back)
    assert len(office.store.reports()) == 1


def test_what_is_on_the_desk_is_deleted_and_brought_back(office: Office, editor: FormClient) -> None:
    address = office.upload(editor, q1=report()).headers["Location"]
    done = editor.post(f"{address}/delete", follow_redirects=True)
    assert "is deleted" in words(done)
    (undo,) = buttons(page(done), "Undo")
    editor.post(undo)
    (entry,) = office.store.desk.listed()
    assert entry.state is State.READY


def test_what_somebody_else_published_meanwhile_is_told_and_not_a_fault(
    office: Office, editor: FormClient
) -> None:
    address = office.upload(editor, q1=report()).headers["Location"]
    editor.post(f"{address}/publish")
    for sent in (editor.get(address), editor.post(f"{address}/publish"), editor.post(f"{address}/delete")):
        assert sent.status_code == 404
        assert "no longer on the desk" in sent.text


def test_the_text_and_tables_are_shown_as_they_were_read(office: Office, editor: FormClient) -> None:
    address = office.upload(editor, q1=report()).headers["Location"]
    shown = page(editor.get(f"{address}/text"))
    assert shown.xpath("//table//td/text()") == ["32", "24", "80", "99"]


def test_who_did_what_is_on_the_trail(office: Office, editor: FormClient) -> None:
    publish(office, editor, q1=report())
    editor.post("/admin/reports/published/q1/withdraw")
    done = [(deed.who, deed.did) for deed in office.store.audit.listed()]
    assert done == [
        ("editor", "took back"),
        ("editor", "published"),
        ("editor", "uploaded"),
        ("editor", "signed in"),
    ]


def test_a_file_s_name_cannot_carry_markup(office: Office, editor: FormClient) -> None:
    office.upload(editor, **{"<img src=x>": report()})
    office.rest()
    listed = editor.get("/admin/reports").text
    assert "<img src=x>" not in listed
    assert "&lt;img src=x&gt;" in listed


def test_published_reports_are_found_by_their_words(office: Office, editor: FormClient) -> None:
    publish(office, editor, q1=report(), d1=report(force="Dunmore"))
    found = words(editor.get("/admin/reports?q=dunmore"))
    assert "1 report with “dunmore”" in found
    assert "Nothing" not in found
    assert "0 reports" in words(editor.get("/admin/reports?q=zzz"))


def test_editors_are_led_from_a_report_to_its_correction_and_readers_are_not(
    office: Office, editor: FormClient
) -> None:
    publish(office, editor, q1=report())
    assert "Correct, take back or delete" in editor.get("/reports/q1").text
    assert "Correct, take back or delete" not in office.client(None).get("/reports/q1").text
