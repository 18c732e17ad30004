"""An answer's words to paste: everything that it says, with where each figure stands."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from web.chat.citing import markdown, plain

PUBLISHERS = {"northumbria-pcc-2015-q1": "Police and Crime Commissioner for Northumbria"}


@pytest.fixture
def robbery(client: FlaskClient) -> dict[str, Any]:
    question = {"question": "how did Gateshead robbery change?"}
    return dict(client.post("/api/v1/ask", json=question).get_json())


def test_plain_words_hold_answer_calculation_note_and_source(robbery: dict[str, Any]) -> None:
    assert plain(robbery, "https://reports.example/answers/1", PUBLISHERS).splitlines() == [
        "Robbery in Gateshead rose from 24 (1 April to 15 July 2014) to 32 (1 April to 15 July 2015), "
        "a rise of 8 crimes; the report prints +8 and +35%.",
        "Calculated: (32 − 24) ÷ 24 = 33.3%",
        "Note: The report prints +35%; the printed counts give 33.3%, calculated from 24 and 32.",
        "Note: These are small numbers: a few more or fewer make the percentage jump, so go by the counts.",
        "",
        "Source",
        "Delivery of the Police and Crime Plan, April 2015 – June 2015, "
        "Police and Crime Commissioner for Northumbria, table Gateshead, row Robbery, line 293, "
        "column 2015-16 1.4.– 15.7; 2014-15 1.4.– 15.7; Change compared to 2014-15",
        "",
        "Answer from Ask the Reports: https://reports.example/answers/1",
    ]


def test_several_sources_keep_their_numbers(client: FlaskClient) -> None:
    question = {"question": "compare robbery in Gateshead and Sunderland"}
    said = plain(client.post("/api/v1/ask", json=question).get_json(), "x", {})
    assert "1 April to 15 July 2015. [1]" in said
    assert "\nSources\n[1] Delivery" in said
    assert "\n[2] Delivery" in said


def test_a_sentence_is_cited_with_its_words(client: FlaskClient) -> None:
    question = {"question": "what does the report say about hate crime?"}
    said = plain(client.post("/api/v1/ask", json=question).get_json(), "x", {})
    assert "line 362: “The Joint Review of Disability Hate Crime Follow-up report was published" in said


def test_markdown_has_a_list_of_sources_and_takes_words_for_words(robbery: dict[str, Any]) -> None:
    said = markdown({**robbery, "answer": "A *star* and a [link](x). [1]"}, "x", PUBLISHERS)
    assert said.startswith("A \\*star\\* and a \\[link\\](x).\n")
    assert "**Source**\nDelivery of" in said
    several = {**robbery, "citations": [robbery["citations"][0], {**robbery["citations"][0], "number": 2}]}
    assert "**Sources**\n1. Delivery" in markdown(several, "x", PUBLISHERS)
