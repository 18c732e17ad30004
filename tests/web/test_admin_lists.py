"""Unanswered questions, feedback, people, settings and the audit trail, as editors and admins see them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from index.account import AccountRole
from index.feedback import Reason
from index.unanswered import Gap

from .editors import PASSWORD, Office, page, report, words
from .form_client import FormClient

NEW_PASSWORD = "another four random words"  # noqa: S105


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office(tmp_path)
    client = office.client()
    address = office.upload(client, q1=report()).headers["Location"]
    client.post(f"{address}/publish")
    office.rest()
    return office


@pytest.fixture
def editor(office: Office) -> FormClient:
    return office.client()


@pytest.fixture
def admin(office: Office) -> FormClient:
    return office.client(AccountRole.ADMIN)


def ask(office: Office, *questions: str) -> list[str]:
    client = office.client(None)
    return [client.post("/api/v1/ask", json={"question": one}).get_json()["id"] for one in questions]


def gaps(office: Office) -> list[tuple[str, str, int]]:
    return [(gap.measure, gap.area, len(gap.questions)) for gap in office.store.unanswered.gaps()]


def first_gap(office: Office) -> Gap:
    return office.store.unanswered.gaps()[0]


# Unanswered questions


def test_questions_of_one_kind_stand_together_and_answered_ones_nowhere(office: Office) -> None:
    ask(office, "how many robberies?", "robbery in London", "how many robberies in london?", "ROBBERY london")
    ask(office, "how many cycle thefts?", "cycle theft", "what is the weather?")
    assert gaps(office) == [("Robbery", "London", 3), ("cycle theft", "", 2), ("", "", 1)]


def test_what_its_owner_deletes_is_not_listed(office: Office) -> None:
    client = office.client(None)
    sent = client.post("/ask", data={"question": "robbery in London"})
    conversation = str(sent.headers["Location"]).removeprefix("/c/").partition("#")[0]
    assert gaps(office) == [("Robbery", "London", 1)]
    client.post(f"/conversations/{conversation}/delete")
    assert gaps(office) == []


def test_a_group_that_is_dealt_with_is_open_again_when_it_is_asked_again(
    office: Office, editor: FormClient
) -> None:
    ask(office, "robbery in London")
    settled = editor.post(
        "/admin/questions/settle", data={"name": first_gap(office).name}, follow_redirects=True
    )
    assert "These questions are dealt with" in words(settled)
    assert "There are none of this kind" in words(settled)
    assert "dealt with by editor" in words(editor.get("/admin/questions?state=settled"))
    (undo,) = page(settled).xpath("//form[contains(., 'Undo')]/@action")
    editor.post(undo, data={"name": first_gap(office).name})
    assert first_gap(office).settled is None
    editor.post("/admin/questions/settle", data={"name": first_gap(office).name})
    ask(office, "robberies in london")
    assert first_gap(office).settled is None


def test_unanswered_questions_are_downloaded_safe_for_spreadsheets(
    office: Office, editor: FormClient
) -> None:
    ask(office, "=cmd robbery in London")
    text = editor.get("/admin/questions/questions.csv").get_data(as_text=True)
    (row,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    assert row["Question"] == "'=cmd robbery in London"
    assert (row["Measure"], row["Area"]) == ("Robbery", "London")


def test_questions_are_found_by_words_and_led_to_their_answers(office: Office, editor: FormClient) -> None:
    (first, _) = ask(office, "robbery in London", "cycle theft")
    found = editor.get("/admin/questions?q=london")
    assert page(found).xpath(f"//a[@href='/answers/{first}']")
    assert "cycle theft" not in words(found)


def test_no_questions_is_said(office: Office, editor: FormClient) -> None:
    assert "All questions so far were answered" in words(editor.get("/admin/questions"))


# Feedback


def say(office: Office, comment: str = "=1+1", *, helpful: bool = False) -> str:
    answer = {"id": "7", "question": "how many?", "answer": "There were 3. [1]", "status": "answered"}
    given = office.store.feedback.add(answer, helpful=helpful)
    office.store.feedback.explain(given, Reason.WRONG_FIGURE, comment)
    return given


def test_feedback_is_listed_dealt_with_and_opened_again(office: Office, editor: FormClient) -> None:
    given = say(office, "the figure is old")
    assert "the figure is old" in words(editor.get("/admin/feedback"))
    assert "There is none of this kind" in words(editor.get("/admin/feedback?helpful=yes"))
    settled = editor.post(f"/admin/feedback/{given}/settle", follow_redirects=True)
    assert "the figure is old" not in words(settled)
    (undo,) = page(settled).xpath("//form[contains(., 'Undo')]/@action")
    editor.post(undo)
    assert "the figure is old" in words(editor.get("/admin/feedback"))


def test_feedback_is_removed_for_good_after_it_is_confirmed(office: Office, editor: FormClient) -> None:
    given = say(office, "my name is Ann")
    assert "cannot be undone" in words(editor.get(f"/admin/feedback/{given}/remove"))
    assert office.store.feedback.all()
    editor.post(f"/admin/feedback/{given}/remove")
    assert office.store.feedback.all() == ()
    assert "my name is Ann" not in editor.get("/admin/reports").text
    assert all("Ann" not in deed.what + deed.detail for deed in office.store.audit.listed())
    assert editor.get(f"/admin/feedback/{given}/remove").status_code == 404


def test_feedback_is_downloaded_as_it_is_filtered(office: Office, editor: FormClient) -> None:
    say(office)
    say(office, "good", helpful=True)
    text = editor.get("/admin/feedback/feedback.csv?helpful=no").get_data(as_text=True)
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["Comment"] for row in rows] == ["'=1+1"]
    found = json.loads(editor.get("/admin/feedback/feedback.json").data)["feedback"]
    assert len(found) == 2


# People


def test_an_admin_adds_an_account_that_can_sign_in(office: Office, admin: FormClient) -> None:
    given = {"name": "Ann.Smith", "role": "editor", "password": NEW_PASSWORD, "again": NEW_PASSWORD}
    done = admin.post("/admin/people", data=given, follow_redirects=True)
    assert "The account ann.smith can sign in now" in words(done)
    sent = FormClient(office.app).post("/sign-in", data={"name": "ann.smith", "password": NEW_PASSWORD})
    assert sent.status_code == 303


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": ""}, "A name is needed."),
        ({"name": "ann smith"}, "letters, digits"),
        ({"name": "<b>"}, "letters, digits"),
        ({"name": "editor"}, "already"),
        ({"password": "short", "again": "short"}, "12 to 200 characters"),
        ({"password": "passwordpassword", "again": "passwordpassword"}, "easy to guess"),
        ({"again": "other"}, "not the same"),
        ({"role": "queen"}, "Choose a role"),
    ],
)
def test_an_account_that_cannot_be_made_is_refused_beside_its_field(
    office: Office, admin: FormClient, changed: dict[str, str], said: str
) -> None:
    given = {"name": "ann", "role": "editor", "password": NEW_PASSWORD, "again": NEW_PASSWORD, **changed}
    office.employ(AccountRole.EDITOR)
    refused = admin.post("/admin/people", data=given)
    assert refused.status_code == 400
    assert said in refused.text
    assert NEW_PASSWORD not in refused.text
    assert [account.name for account in office.store.accounts.all()] == ["admin", "editor"]


def test_the_last_admin_stays(office: Office, admin: FormClient) -> None:
    for address, given in (("role", {"role": "editor"}), ("remove", {})):
        refused = admin.post(f"/admin/people/admin/{address}", data=given)
        assert refused.status_code == 400
        assert "the last admin" in refused.text
    assert office.store.accounts.one("admin").role is AccountRole.ADMIN


def test_a_new_password_and_a_removal_end_sessions(office: Office, admin: FormClient) -> None:
    editor = office.client()
    given = {"password": NEW_PASSWORD, "again": NEW_PASSWORD}
    admin.post("/admin/people/editor/password", data=given)
    assert editor.get("/admin/reports").status_code == 303
    again = FormClient(office.app)
    again.post("/sign-in", data={"name": "editor", "password": NEW_PASSWORD})
    assert again.get("/admin/reports").status_code == 200
    admin.post("/admin/people/editor/remove")
    assert again.get("/admin/reports").status_code == 303


def test_a_role_that_is_taken_away_counts_at_once(office: Office, admin: FormClient) -> None:
    editor = office.client()
    admin.post("/admin/people/editor/role", data={"role": "reader"})
    assert editor.get("/admin/reports").status_code == 403


# Settings


def settings(office: Office, admin: FormClient, **changed: str) -> dict[str, str]:
    form = page(admin.get("/admin/settings")).forms[0]
    return {**{name: value or "" for name, value in form.fields.items()}, **changed}


def test_a_setting_that_is_changed_counts_at_once_and_can_be_taken_back(
    office: Office, admin: FormClient
) -> None:
    admin.post("/admin/settings", data=settings(office, admin, REPORTS_CONTACT="press@ashvale.example"))
    assert "press@ashvale.example" in office.client(None).get("/privacy").text
    assert office.store.options.all() == {"REPORTS_CONTACT": "press@ashvale.example"}
    admin.post("/admin/settings/REPORTS_CONTACT/reset")
    assert "press@ashvale.example" not in office.client(None).get("/privacy").text
    assert [deed.did for deed in office.store.audit.listed()][:2] == [
        "took a setting back",
        "changed a setting",
    ]


def test_reading_can_be_put_behind_a_sign_in(office: Office, admin: FormClient) -> None:
    nobody = office.client(None)
    assert nobody.get("/reports").status_code == 200
    admin.post("/admin/settings", data=settings(office, admin, REPORTS_SIGN_IN="yes"))
    assert nobody.get("/reports").headers["Location"] == "/sign-in?next=/reports"
    assert office.client(AccountRole.READER).get("/reports").status_code == 200


def test_a_setting_that_cannot_be_used_changes_nothing(office: Office, admin: FormClient) -> None:
    given = settings(office, admin, REPORTS_KEEP_DAYS="soon", REPORTS_CONTACT="me")
    refused = admin.post("/admin/settings", data=given)
    assert refused.status_code == 400
    assert "This must be a whole number from 0 to 36500" in refused.text
    assert office.store.options.all() == {}


def test_the_secret_is_shown_nowhere(office: Office, admin: FormClient) -> None:
    secret = office.app.config["SECRET_KEY"]
    for address in ("/admin/settings", "/admin/trail", "/health/ready"):
        assert secret not in admin.get(address).text


# Audit trail


def test_the_trail_is_listed_found_by_words_and_downloaded(office: Office, admin: FormClient) -> None:
    office.store.audit.add("=ann", "published", "Spring", "q1")
    assert "Spring" in words(admin.get("/admin/trail"))
    assert "There is nothing with these words" in words(admin.get("/admin/trail?q=zzz"))
    text = admin.get("/admin/trail/trail.csv?q=spring").get_data(as_text=True)
    (row,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    assert (row["Who"], row["What"]) == ("'=ann", "Spring")


def test_a_long_trail_has_pages_that_keep_the_words(office: Office, admin: FormClient) -> None:
    for number in range(60):
        office.store.audit.add("ann", "published", f"Report {number}")
    first = page(admin.get("/admin/trail?q=report"))
    (following,) = first.xpath("//a[@rel='next']/@href")
    assert "q=report" in following
    assert "Report 34" in words(admin.get(following))


def test_no_password_is_on_the_trail(office: Office, admin: FormClient) -> None:
    FormClient(office.app).post("/sign-in", data={"name": "admin", "password": "wrong guess"})
    said = repr(office.store.audit.listed())
    assert "failed to sign in" in said
    assert "wrong guess" not in said
    assert PASSWORD not in said
