"""The API's answers, each held against the OpenAPI document by the fixture `send`."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator, FormatChecker
from werkzeug.test import TestResponse

BUNDLED = "northumbria-pcc-2015-q1"
MAIN_QUESTION = "how did Gateshead robbery change?"
ASK = "/api/v1/ask"

Send = Callable[..., tuple[int, Any]]


@pytest.fixture
def openapi(client: FlaskClient) -> dict[str, Any]:
    return dict(client.get("/api/v1/openapi.json").get_json())


@pytest.fixture
def send(client: FlaskClient, openapi: dict[str, Any]) -> Send:
    """Sends a request and returns status and JSON, when the document describes just that response."""

    def sent(method: str, path: str, rule: str | None = None, **how: Any) -> tuple[int, Any]:
        response = client.open(path, method=method, **how)
        operation = openapi["paths"][rule or path.partition("?")[0]][method.lower()]
        check(response, operation["responses"], openapi)
        return response.status_code, response.get_json()

    return sent


def check(response: TestResponse, described: dict[str, Any], openapi: dict[str, Any]) -> None:
    of_status = described.get(str(response.status_code)) or described["default"]
    schema = of_status["content"][response.mimetype]["schema"]
    whole = {**schema, "components": openapi["components"]}
    Draft202012Validator(whole, format_checker=FormatChecker()).validate(json.loads(response.data))


def ask(send: Send, question: object, **more: object) -> Any:
    status, answer = send("POST", ASK, json={"question": question, **more})
    assert status == 200
    return answer


def test_the_document_is_openapi_3_1_and_every_object_is_closed(openapi: dict[str, Any]) -> None:
    assert openapi["openapi"].startswith("3.1")
    schemas = openapi["components"]["schemas"]
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    open_ones = [
        name
        for name, schema in schemas.items()
        if schema.get("type") == "object" and "additionalProperties" not in schema
    ]
    assert open_ones == ["Question"]


def test_every_route_of_the_api_is_in_the_document(client: FlaskClient, openapi: dict[str, Any]) -> None:
    rules = {
        rule.rule.replace("<report_id>", "{id}")
        for rule in client.application.url_map.iter_rules()
        if rule.rule.startswith(("/api/", "/health/"))
    }
    assert rules == set(openapi["paths"])


def test_the_main_question_is_answered_with_its_cell(send: Send) -> None:
    answer = ask(send, MAIN_QUESTION)
    assert answer["status"] == "answered"
    values = {(figure["role"], figure["value"]) for figure in answer["figures"]}
    assert {("current", 32), ("previous", 24), ("change", 8), ("change percent", 35)} <= values
    places = {(c["report"], c["table"], c["row"], *c["lines"], c["url"]) for c in answer["citations"]}
    assert places == {(BUNDLED, "Gateshead", "Robbery", 293, 293, f"/reports/{BUNDLED}#L293")}
    for words in ("24", "32", "35%", "1 April to 15 July 2014", "1 April to 15 July 2015"):
        assert words in answer["answer"]


def test_every_marker_in_an_answer_has_its_citation(send: Send) -> None:
    answer = ask(send, MAIN_QUESTION)
    assert "[1]" in answer["answer"]
    numbers = {citation["number"] for citation in answer["citations"]}
    assert {figure["citation"] for figure in answer["figures"]} <= numbers


def test_what_the_reports_do_not_tell_is_a_status_and_no_error(send: Send) -> None:
    assert ask(send, "What will the weather be tomorrow?")["status"] == "not_found"


def test_a_conversation_is_started_and_gone_on_with(send: Send) -> None:
    first = ask(send, MAIN_QUESTION)
    second = ask(send, "and in Sunderland?", conversation=first["conversation"])
    assert second["conversation"] == first["conversation"]
    assert second["id"] != first["id"]
    assert ask(send, MAIN_QUESTION)["conversation"] != first["conversation"]


def test_what_a_follow_up_takes_over_is_said(send: Send) -> None:
    first = ask(send, MAIN_QUESTION)
    assert first["read_as"]["carried"] == []
    second = ask(send, "and in Sunderland?", conversation=first["conversation"])
    assert second["read_as"]["areas"] == ["Sunderland"]
    assert second["read_as"]["carried"] == ["robbery", "the change"]
    third = ask(send, "and shoplifting?", conversation=first["conversation"])
    assert third["read_as"]["carried"] == ["Sunderland", "the change"]
    fresh = ask(send, "shoplifting in Gateshead", conversation=first["conversation"])
    assert fresh["read_as"]["carried"] == []


def test_a_null_conversation_is_a_new_one(send: Send) -> None:
    assert ask(send, MAIN_QUESTION, conversation=None)["conversation"]


def test_questions_of_500_characters_and_odd_characters_are_answered(send: Send) -> None:
    for question in (
        "robbery " * 62 + "now?",
        "\u202erobbery\u200b 🚓\0?",
        '"robbery" OR (NEAR -x*)',
        "<b>robbery</b>",
    ):
        assert ask(send, question)["status"] in {"answered", "clarify", "not_found"}


@pytest.mark.parametrize(
    ("name", "status", "request_"),
    [
        ("blank-question", 400, {"json": {"question": " \n\t "}}),
        ("long-question", 400, {"json": {"question": "x" * 501}}),
        ("not-text", 400, {"json": {"question": 5}}),
        ("not-text", 400, {"json": {"question": None}}),
        ("not-text", 400, {"json": {}}),
        ("not-text", 400, {"json": {"question": "robbery?", "conversation": ["a"]}}),
        ("not-text", 400, {"data": rb'{"question": "\ud800"}', "content_type": "application/json"}),
        ("bad-json", 400, {"data": "{", "content_type": "application/json"}),
        ("bad-json", 400, {"data": b"\xff\xfe\x00", "content_type": "application/json"}),
        ("bad-json", 400, {"data": "", "content_type": "application/json"}),
        ("bad-json", 400, {"data": "[" * 9000, "content_type": "application/json"}),
        ("not-an-object", 400, {"json": ["robbery?"]}),
        ("not-an-object", 400, {"json": "robbery?"}),
        ("wrong-content-type", 415, {"data": '{"question": "robbery?"}', "content_type": "text/plain"}),
        ("wrong-content-type", 415, {"data": '{"question": "robbery?"}'}),
        ("too-large", 413, {"json": {"question": "x" * 20_000}}),
        ("unknown-conversation", 404, {"json": {"question": "robbery?", "conversation": "no-such"}}),
        ("unknown-conversation", 404, {"json": {"question": "robbery?", "conversation": ""}}),
    ],
)
def test_a_question_that_cannot_be_asked_is_a_problem(
    send: Send, name: str, status: int, request_: dict[str, Any]
) -> None:
    sent, problem = send("POST", ASK, **request_)
    assert (sent, problem["status"], problem["type"]) == (status, status, f"/problems#{name}")
    assert problem["instance"] == ASK
    assert problem["detail"]
    assert problem["action"]


def test_every_problem_type_is_explained_on_its_page(client: FlaskClient, openapi: dict[str, Any]) -> None:
    explained = client.get("/problems").text
    for uri in openapi["components"]["schemas"]["Problem"]["properties"]["type"]["enum"]:
        assert f'id="{uri.partition("#")[2]}"' in explained


def test_an_unknown_path_under_the_api_is_a_problem(client: FlaskClient) -> None:
    response = client.get("/api/v1/nothing")
    assert (response.status_code, response.mimetype) == (404, "application/problem+json")
    assert response.get_json(force=True)["type"] == "/problems#not-found"


def test_a_wrong_method_names_the_right_ones(client: FlaskClient) -> None:
    response = client.get(ASK)
    assert (response.status_code, response.mimetype) == (405, "application/problem+json")
    assert "POST" in response.headers["Allow"]


def test_a_fault_is_logged_under_its_number_and_shows_nothing_of_ours(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def break_(*_: object, **__: object) -> None:
        raise RuntimeError("a secret of ours")

    monkeypatch.setattr("web.chat.conversation.ask", break_)
    response = client.post(ASK, json={"question": "robbery?"})
    problem = response.get_json(force=True)
    assert (response.status_code, response.mimetype) == (500, "application/problem+json")
    assert "secret" not in response.text
    assert "Traceback" not in response.text
    number = problem["detail"].rstrip(".").rpartition(" ")[2]
    assert f"fault {number}" in caplog.text
    assert "a secret of ours" in caplog.text


def test_the_words_of_questions_are_not_logged(send: Send, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO"):
        ask(send, "was Hildegard Xylander robbed?")
        send("GET", "/api/v1/search?q=Xylander")
        send("POST", ASK, json={"question": "Xylander " * 100})
    assert "POST /api/v1/ask 200" in caplog.text
    assert "Xylander" not in caplog.text


def test_the_reports_are_listed_with_what_they_hold(send: Send) -> None:
    _, listed = send("GET", "/api/v1/reports")
    (report,) = [report for report in listed["reports"] if report["id"] == BUNDLED]
    assert report["period"]["end"] == "2015-06-30"
    assert report["tables"] == 12
    assert report["figures"] > 77 * 4
    assert report["url"] == f"/reports/{BUNDLED}"


def test_a_report_has_its_contents(send: Send) -> None:
    _, report = send("GET", f"/api/v1/reports/{BUNDLED}", "/api/v1/reports/{id}")
    gateshead = [table for table in report["contents"]["tables"] if table["title"] == "Gateshead"]
    assert [table["lines"] for table in gateshead] == [[290, 301]]
    assert {"path": ["Objective One – Putting Victims First"], "line": 9} in report["contents"]["sections"]


def test_a_report_says_what_the_checks_found_with_its_figures_and_lines(send: Send) -> None:
    _, report = send("GET", f"/api/v1/reports/{BUNDLED}", "/api/v1/reports/{id}")
    assert report["findings"] == len(report["checks"]) == 31
    (gateshead,) = [one for one in report["checks"] if one["places"][0]["lines"] == [293, 293]]
    assert (gateshead["kind"], gateshead["printed"], gateshead["given"]) == (
        "percentage change",
        "+35%",
        "+33.3%",
    )
    assert gateshead["places"][0]["url"] == f"/reports/{BUNDLED}#L293"
    _, found = send("GET", "/api/v1/figures?measure=robbery&area=gateshead")
    assert set(gateshead["figures"]) <= {figure["id"] for figure in found["figures"]}


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("/api/v1/reports/no-such", "/api/v1/reports/{id}"),
        ("/api/v1/figures?report=no-such", None),
        ("/api/v1/search?q=robbery&report=no-such", None),
    ],
)
def test_an_unknown_report_is_a_problem(send: Send, path: str, rule: str | None) -> None:
    status, problem = send("GET", path, rule)
    assert (status, problem["type"]) == (404, "/problems#unknown-report")


def test_figures_are_found_by_measure_area_and_period_in_any_case(send: Send) -> None:
    _, found = send("GET", "/api/v1/figures?measure=robbery&area=GATESHEAD&period=july%202015")
    assert {(figure["role"], figure["value"], *figure["lines"]) for figure in found["figures"]} >= {
        ("current", 32, 293, 293)
    }
    assert ("previous", 24) not in {(figure["role"], figure["value"]) for figure in found["figures"]}


def test_figures_of_an_unknown_area_are_none(send: Send) -> None:
    assert send("GET", "/api/v1/figures?area=Atlantis")[1] == {"figures": [], "next_offset": None}


@pytest.mark.parametrize("more", ["", "&period=2015"])
def test_pages_of_figures_join_to_the_whole(send: Send, more: str) -> None:
    _, whole = send("GET", f"/api/v1/figures?limit=1000{more}")
    assert whole["next_offset"] is None
    joined, offset = [], 0
    while offset is not None:
        _, part = send("GET", f"/api/v1/figures?limit=97&offset={offset}{more}")
        joined += part["figures"]
        offset = part["next_offset"]
    assert joined == whole["figures"]


@pytest.mark.parametrize(
    "query",
    ["limit=0", "limit=1001", "limit=ten", "limit=1.5", "offset=-1", "limit=٣", "offset=" + "9" * 400],
)
def test_a_parameter_out_of_range_is_a_problem(send: Send, query: str) -> None:
    status, problem = send("GET", f"/api/v1/figures?{query}")
    assert (status, problem["type"]) == (400, "/problems#bad-parameter")
    assert query.partition("=")[0] in problem["detail"]


def test_search_finds_passages_with_their_place(send: Send) -> None:
    _, found = send("GET", "/api/v1/search?q=mental+health+triage&limit=3")
    assert found["query"] == "mental health triage"
    assert found["passages"][0]["lines"] == [17, 17]
    assert found["passages"][0]["url"] == f"/reports/{BUNDLED}#L17"
    assert len(found["passages"]) == 3


@pytest.mark.parametrize("query", ["", "?q=", "?q=+%20", "?q=" + "x" * 501])
def test_a_search_without_words_or_with_too_many_is_a_problem(send: Send, query: str) -> None:
    status, problem = send("GET", f"/api/v1/search{query}", "/api/v1/search")
    assert (status, problem["type"]) == (400, "/problems#bad-parameter")


def test_search_syntax_is_searched_for_as_words(send: Send) -> None:
    for query in ("%22", "NEAR(", "a*+OR+-b", "col:x", "'%3B+drop+table", "%F0%9F%9A%93"):
        assert send("GET", f"/api/v1/search?q={query}", "/api/v1/search")[0] == 200


def test_the_service_lives_and_is_ready(send: Send) -> None:
    assert send("GET", "/health/live") == (200, {"status": "live"})
    assert send("GET", "/health/ready") == (200, {"status": "ready", "problems": []})
