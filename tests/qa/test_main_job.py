"""The main job on the real report: one right answer with its cell by every door, none where there is none."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from index.library import Library
from qa.answer import answer
from qa.catalogue import catalogue
from qa.question import Status
from web.app import create_app
from web.contract import answer_to_json
from web.settings import Settings

QUESTION = "how did Gateshead robbery change?"
NOT_TOLD = (
    "how many robberies were there in Durham?",
    "how many murders were there in Gateshead?",
    "how much is the precept?",
    "what is the weather like today?",
)

Said = dict[str, Any]


@pytest.fixture(scope="module")
def from_code(library: Library) -> Said:
    return answer_to_json(answer(QUESTION, library).answer, id="", conversation="", question=QUESTION)


@pytest.fixture(scope="module")
def from_api(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Said:
    client = create_app(Settings(home=tmp_path_factory.mktemp("api")), library).test_client()
    return dict(client.post("/api/v1/ask", json={"question": QUESTION}).get_json())


@pytest.fixture(scope="module")
def from_command(model_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Said:
    """What `reports ask --json` prints on an empty data folder, in a process whose network is refused too."""
    home = tmp_path_factory.mktemp("command")
    (home / "model").symlink_to(model_home / "model")
    done = subprocess.run(
        [sys.executable, "-m", "web.cli", "ask", QUESTION, "--json"],
        env={**os.environ, "REPORTS_HOME": str(home)},
        capture_output=True,
        check=True,
        timeout=120,
    )
    return dict(json.loads(done.stdout))


@pytest.fixture(params=["from_code", "from_api", "from_command"])
def said(request: pytest.FixtureRequest) -> Said:
    return dict(request.getfixturevalue(request.param))


def test_the_network_is_refused() -> None:
    with pytest.raises(RuntimeError, match="was attempted"):
        socket.create_connection(("192.0.2.1", 443), timeout=1)


def test_both_counts_and_both_printed_changes_are_given(said: Said) -> None:
    assert said["status"] == "answered"
    given = {one["role"]: (float(one["value"]), one["unit"]) for one in said["figures"]}
    assert given == {
        "previous": (24, "crimes"),
        "current": (32, "crimes"),
        "change": (8, "crimes"),
        "change percent": (35, "%"),
    }
    for words in ("rose from 24", "to 32", "+8", "+35%"):
        assert words in said["answer"]


def test_both_periods_are_in_words(said: Said) -> None:
    assert "24 (1 April to 15 July 2014)" in said["answer"]
    assert "32 (1 April to 15 July 2015)" in said["answer"]


def test_the_printed_percentage_is_held_against_the_printed_counts(said: Said) -> None:
    note = next(note for note in said["notes"] if "33.3%" in note)
    assert "prints +35%" in note
    assert "33.3%, calculated from 24 and 32" in note
    assert [float(one["result"]) for one in said["calculations"]] == [33.3]
    assert said["calculations"][0]["inputs"] == [1]


def test_the_cell_is_cited(said: Said) -> None:
    (cited,) = said["citations"]
    assert cited["lines"] == [293, 293]
    assert (cited["row"], cited["table"]) == ("Robbery", "Gateshead")
    assert cited["url"].endswith("#L293")
    assert "32 24 + 8 + 35%" in cited["quote"]
    assert "[1]" in said["answer"]


def test_every_door_says_the_same(from_code: Said, from_api: Said, from_command: Said) -> None:
    own = ("id", "conversation", "question")
    code, api, command = (
        {name: json.loads(json.dumps(value, default=float)) for name, value in one.items() if name not in own}
        for one in (from_code, from_api, from_command)
    )
    assert code == api == command


@pytest.mark.parametrize("question", NOT_TOLD)
def test_what_the_report_does_not_tell_is_not_found_and_carries_no_figure(
    library: Library, question: str
) -> None:
    given = answer(question, library).answer
    assert given.status is Status.NOT_FOUND
    assert given.figures == ()
    assert given.calculations == ()


@pytest.mark.parametrize("question", NOT_TOLD)
def test_the_nearest_that_the_report_tells_is_offered_and_answered(library: Library, question: str) -> None:
    suggestions = answer(question, library).answer.suggestions
    assert suggestions
    for offered in suggestions:
        assert answer(offered, library).answer.status is Status.ANSWERED, offered


def test_a_place_that_is_not_reported_is_told_which_are(library: Library) -> None:
    given = answer(NOT_TOLD[0], library).answer
    assert "not for Durham" in given.text
    for area in catalogue(library).areas:
        assert area in given.text
