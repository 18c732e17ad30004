"""Who may see and send what: every address of the app, not those alone that somebody thought of."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.routing import Rule

from index import accounts
from index.account import AccountRole
from web.app import create_app
from web.security import guard, limits, session, signing_in
from web.settings import Settings

from .editors import PASSWORD, Office, page
from .form_client import FormClient

ADMINS = ("/admin/people", "/admin/settings", "/admin/trail")
OPEN_ALWAYS = ("/static/", "/health/", "/sign-in", "/accessibility")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def rules(app: Flask) -> list[Rule]:
    return list(app.url_map.iter_rules())


def address(rule: Rule) -> str:
    """An address that the rule matches."""
    _, built = rule.build({name: 1 if name == "number" else "x" for name in rule.arguments}) or ("", "")
    return str(built) or rule.rule


def tried(client: FormClient, rule: Rule) -> int:
    if "GET" in (rule.methods or ()):
        return client.get(address(rule)).status_code
    return client.post(address(rule), data={}).status_code


def test_nobody_and_no_reader_gets_to_any_page_of_the_editors(office: Office) -> None:
    nobody, reader = office.client(None), office.client(AccountRole.READER)
    found = [rule for rule in rules(office.app) if rule.rule.startswith("/admin")]
    assert len(found) > 25
    for rule in found:
        assert tried(nobody, rule) == 303, rule
        assert tried(reader, rule) == 403, rule


def test_no_editor_gets_to_the_admins_pages(office: Office) -> None:
    editor = office.client()
    found = [rule for rule in rules(office.app) if rule.rule.startswith(ADMINS)]
    assert len(found) >= 9
    for rule in found:
        assert tried(editor, rule) == 403, rule


def test_where_reading_needs_a_sign_in_every_page_does(office: Office) -> None:
    office.store.options.set({"REPORTS_SIGN_IN": "yes"})
    nobody, reader = office.client(None), office.client(AccountRole.READER)
    for rule in rules(office.app):
        if rule.rule.startswith(OPEN_ALWAYS):
            assert tried(nobody, rule) not in (303, 401), rule
        elif rule.rule.startswith("/api/"):
            assert tried(nobody, rule) == 401, rule
        else:
            assert tried(nobody, rule) == 303, rule
            if not rule.rule.startswith(("/admin", "/sign-out")) and rule.endpoint != "account.sign_out":
                assert tried(reader, rule) not in (401, 403), rule


def test_the_api_takes_a_name_and_a_password_where_reading_needs_a_sign_in(office: Office) -> None:
    office.store.options.set({"REPORTS_SIGN_IN": "yes"})
    office.employ(AccountRole.READER)
    client = office.client(None)
    refused = client.get("/api/v1/reports")
    assert refused.content_type == "application/problem+json"
    assert refused.headers["WWW-Authenticate"].startswith("Basic ")
    assert client.get("/api/v1/reports", auth=("reader", PASSWORD)).status_code == 200
    assert client.get("/api/v1/reports", auth=("reader", "wrong")).status_code == 401
    assert client.get("/reports", auth=("reader", PASSWORD)).status_code == 303


def test_every_form_is_refused_without_its_token(office: Office) -> None:
    editor = office.client(AccountRole.ADMIN)
    found = [
        rule
        for rule in rules(office.app)
        if "POST" in (rule.methods or ()) and not rule.rule.startswith("/api/")
    ]
    assert len(found) > 20
    for rule in found:
        for token in ({}, {"csrf_token": "made up"}):
            sent = super(FormClient, editor).post(address(rule), data=token)
            assert sent.status_code == 400, rule
            assert "load the page again" in sent.text, rule


def test_a_token_of_another_session_is_refused(office: Office) -> None:
    editor, other = office.client(), office.client(None)
    sent = editor.post("/admin/questions/settle", data={"csrf_token": other.token()})
    assert sent.status_code == 400


def test_every_form_on_every_page_holds_a_token(office: Office) -> None:
    admin = office.client(AccountRole.ADMIN)
    client = office.client(None)
    client.post("/ask", data={"question": "robbery in London"})
    for visitor in (admin, client):
        for rule in rules(office.app):
            if "GET" not in (rule.methods or ()) or rule.arguments:
                continue
            sent = visitor.get(rule.rule, follow_redirects=True)
            if sent.status_code == 200 and sent.mimetype == "text/html" and sent.data:
                for form in page(sent).xpath("//form[@method='post']"):
                    assert form.xpath(".//input[@name='csrf_token']"), (rule, form.get("action"))


@pytest.mark.parametrize(
    "elsewhere",
    [
        *(
            "https://evil.example/",
            "//evil.example/",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
        ),
        *("javascript:alert(1)", "/%0d%0aSet-Cookie:x=y\r\n", " //evil.example", "evil.example"),
    ],
)
def test_signing_in_never_leads_to_another_site(office: Office, elsewhere: str) -> None:
    office.employ(AccountRole.EDITOR)
    client = office.client(None)
    given = {"name": "editor", "password": PASSWORD, "next": elsewhere}
    assert client.post("/sign-in", data=given).headers["Location"] == "/admin/reports"


def test_signing_in_leads_on_to_what_was_asked_for(office: Office) -> None:
    office.employ(AccountRole.EDITOR)
    client = office.client(None)
    asked = client.get("/admin/questions?state=all").headers["Location"]
    (kept,) = page(client.get(asked)).xpath("//input[@name='next']/@value")
    given = {"name": "editor", "password": PASSWORD, "next": kept}
    assert client.post("/sign-in", data=given).headers["Location"] == "/admin/questions?state=all"


def test_a_password_cannot_be_found_by_trying(office: Office) -> None:
    office.employ(AccountRole.EDITOR)
    client = office.client(None)
    for _ in range(limits.TRIES.amount):
        assert client.post("/sign-in", data={"name": "editor", "password": "guess"}).status_code == 403
    stopped = client.post("/sign-in", data={"name": "editor", "password": PASSWORD})
    assert stopped.status_code == 429
    assert "Wait a quarter of an hour" in stopped.text
    elsewhere = {"REMOTE_ADDR": "203.0.113.9"}
    again = client.post(
        "/sign-in", data={"name": "EDITOR ", "password": PASSWORD}, environ_overrides=elsewhere
    )
    assert again.status_code == 429
    other = client.post("/sign-in", data={"name": "reader", "password": "guess"}, environ_overrides=elsewhere)
    assert other.status_code == 403


def test_an_unknown_name_costs_the_same_check_as_a_known_one(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.employ(AccountRole.EDITOR)
    checked: list[str] = []
    real = accounts._hasher()

    class Counting:
        def verify(self, kept: str, given: str) -> bool:
            checked.append(given)
            return real.verify(kept, given)

    monkeypatch.setattr(accounts, "_hasher", Counting)
    for name in ("editor", "nobody-of-that-name"):
        assert office.store.accounts.signed_in(name, "guess") is None
    assert checked == ["guess", "guess"]


def test_a_sign_in_ends_after_its_hours(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = office.client()
    assert editor.get("/admin/reports").status_code == 200
    now = time.time()
    monkeypatch.setattr(signing_in.time, "time", lambda: now + signing_in.HOURS * 3600 + 5)
    assert editor.get("/admin/reports").status_code == 303


def test_a_sign_in_ends_by_signing_out(office: Office) -> None:
    editor = office.client()
    kept = editor.get_cookie(session.COOKIE)
    assert "You are signed out" in editor.post("/sign-out", follow_redirects=True).text
    assert editor.get("/admin/reports").status_code == 303
    assert kept != editor.get_cookie(session.COOKIE)


def test_a_changed_password_ends_all_other_sessions_and_keeps_ones_own(office: Office) -> None:
    here, elsewhere = office.client(), office.client()
    new = "another four random words"
    wrong = here.post("/account", data={"old": "guess", "new": new, "again": new})
    assert (wrong.status_code, "present password is not right" in wrong.text) == (400, True)
    here.post("/account", data={"old": PASSWORD, "new": new, "again": new})
    assert here.get("/admin/reports").status_code == 200
    assert elsewhere.get("/admin/reports").status_code == 303


def test_cookies_are_kept_from_scripts_and_other_sites_and_over_https_from_http(office: Office) -> None:
    sent = office.client(None).get("/sign-in").headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=Lax"} <= set(sent.split("; "))
    assert "Secure" not in sent
    secure = office.client(None).get("/sign-in", base_url="https://reports.example")
    assert "Secure" in secure.headers["Set-Cookie"].split("; ")


def test_https_is_asked_for_again_only_where_it_is_used(office: Office) -> None:
    client = office.client(None)
    assert "Strict-Transport-Security" not in client.get("/about").headers
    assert "Strict-Transport-Security" in client.get("/about", base_url="https://reports.example").headers


def test_the_secret_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    first = session.kept_secret(tmp_path / "home")
    assert (len(first), session.kept_secret(tmp_path / "home")) == (64, first)
    assert (tmp_path / "home" / "secret").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["secret"]


def app(home: Path, **settings: object) -> Flask:
    return create_app(Settings(home=home, **settings))  # type: ignore[arg-type]


def test_one_address_may_ask_so_often_and_another_still_may(tmp_path: Path) -> None:
    client = FormClient(app(tmp_path, rate=3))
    statuses = [client.post("/api/v1/ask", json={"question": "how many?"}).status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
    refused = client.get("/api/v1/figures")
    assert refused.content_type == "application/problem+json"
    assert int(refused.headers["Retry-After"]) > 0
    assert client.post("/ask", data={"question": "how many?"}).status_code == 429
    assert client.get("/reports").status_code == 200
    elsewhere = {"REMOTE_ADDR": "203.0.113.9"}
    assert client.get("/api/v1/figures", environ_overrides=elsewhere).status_code == 200


def test_no_rate_sets_no_limit(tmp_path: Path) -> None:
    client = FormClient(app(tmp_path, rate=0))
    assert {client.get("/api/v1/reports").status_code for _ in range(20)} == {200}


def test_the_client_s_address_is_told_by_a_proxy_only_where_one_is_set(tmp_path: Path) -> None:
    def asked(proxies: int, client_address: str) -> int:
        client = clients[proxies]
        return client.get("/api/v1/reports", headers={"X-Forwarded-For": client_address}).status_code

    clients = {number: FormClient(app(tmp_path / str(number), rate=1, proxies=number)) for number in (0, 1)}
    assert [asked(1, "203.0.113.1"), asked(1, "203.0.113.2"), asked(1, "203.0.113.1")] == [200, 200, 429]
    assert [asked(0, "203.0.113.1"), asked(0, "203.0.113.2")] == [200, 429]


def test_a_larger_body_is_taken_only_where_it_is_needed(office: Office) -> None:
    client = office.client()
    assert client.post("/ask", data={"question": "x" * 20_000}).status_code == 413
    assert client.post("/admin/questions/settle", data={"name": "x" * 20_000}).status_code == 413
    assert office.upload(client, long="word " * 50_000).status_code == 303
    assert office.client(None).post("/admin/reports/upload", data={"files": "x"}).status_code == 303


def test_the_places_that_need_a_role_are_said_once() -> None:
    assert {place for place, role in guard._NEEDS if role is AccountRole.ADMIN} == set(ADMINS)
