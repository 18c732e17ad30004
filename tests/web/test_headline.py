"""The figure shown big: as printed, its direction in words, and only where one figure is what was asked."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from web.chat.headline import Headline, headline


def asked(client: FlaskClient, question: str) -> dict[str, Any]:
    return dict(client.post("/api/v1/ask", json={"question": question}).get_json())


def test_a_change_shows_the_value_now_what_it_was_and_the_printed_change(client: FlaskClient) -> None:
    assert headline(asked(client, "how did Gateshead robbery change?")) == Headline(
        value="32",
        unit="crimes",
        of="Robbery in Gateshead, 1 April to 15 July 2015",
        way=1,
        direction="Up from 24 (1 April to 15 July 2014)",
        printed="+8 and +35%",
    )


def test_a_fall_is_said_as_one(client: FlaskClient) -> None:
    found = headline(asked(client, "how did Sunderland robbery change?"))
    assert found is not None
    assert (found.way, found.direction.split(" (")[0]) == (-1, "Down from 23")


def test_a_look_up_has_its_margin_and_no_direction(client: FlaskClient) -> None:
    found = headline(asked(client, "What is the percentage of victims satisfied with ease of contact?"))
    assert found is not None
    assert (found.value, found.unit, found.way, found.direction) == ("98.8% (+/-0.6%)", "", None, "")


def test_a_sum_shows_its_result_and_that_it_is_calculated(client: FlaskClient) -> None:
    found = headline(asked(client, "how many robberies and burglaries in Gateshead together?"))
    assert found == Headline("411", "crimes", "A sum", calculated=True)


@pytest.mark.parametrize(
    "question",
    [
        "which area had the biggest rise in burglary?",
        "compare robbery in Gateshead and Sunderland",
        "what does the report say about hate crime?",
        "burglary in London",
        "percentage of victims",
    ],
)
def test_where_no_one_figure_is_the_answer_none_is_shown_big(client: FlaskClient, question: str) -> None:
    assert headline(asked(client, question)) is None


FIGURE = {"measure": "Robbery", "area": "Ashvale", "period": "2015", "role": "current", "unit": "crimes"}


def made(*figures: dict[str, Any]) -> dict[str, Any]:
    return {
        "status": "answered",
        "read_as": {"wants": "the change"},
        "calculations": [],
        "figures": [{**FIGURE, **figure} for figure in figures],
    }


def test_the_same_value_twice_is_no_change() -> None:
    found = headline(made({"raw": "7", "value": 7}, {"raw": "7", "value": 7, "role": "previous"}))
    assert found is not None
    assert (found.way, found.direction) == (0, "No change from 7 (2015)")


def test_a_cell_that_is_no_number_is_not_shown_big_and_gives_no_direction() -> None:
    assert headline(made({"raw": "N/A", "value": None})) is None
    found = headline(made({"raw": "7", "value": 7}, {"raw": "[c]", "value": None, "role": "previous"}))
    assert found is not None
    assert (found.way, found.direction, found.printed) == (None, "", "")


def test_values_of_different_units_are_not_compared() -> None:
    found = headline(
        made({"raw": "7", "value": 7}, {"raw": "9%", "value": 9, "unit": "%", "role": "previous"})
    )
    assert found is not None
    assert found.direction == ""


def test_two_values_for_now_are_not_chosen_between() -> None:
    assert headline(made({"raw": "7", "value": 7}, {"raw": "8", "value": 8})) is None
