from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from corpus.report import Figure, Locator, Period, PeriodKind, Role
from qa.question import Answer, Calculation, Citation, CitedFigure, ReadAs, Status
from web.contract import answer_to_json, figure_to_json
from web.numbers import number

PLACE = Locator("a-report", (7, 8), ("Outer", "Inner"), None, "Crimes", "Robbery", "2015-16")
JUNE = Period(PeriodKind.RANGE, date(2015, 4, 1), date(2015, 7, 15), "2015-16 1.4.– 15.7")
FIGURE = Figure(
    "f1",
    ("Robbery",),
    ("2015-16",),
    "Robbery",
    "A Town",
    JUNE,
    Role.CURRENT,
    Decimal(32),
    None,
    None,
    "32",
    PLACE,
)


def said(**parts: object) -> dict[str, object]:
    answer = Answer(Status.ANSWERED, "It was 32 [1].", ReadAs("look-up", ("Robbery",)), **parts)  # type: ignore[arg-type]
    return answer_to_json(answer, id="i", conversation="c", question="q")


@pytest.mark.parametrize(
    ("published", "written"),
    [
        ("93.2", "93.2"),
        ("99.0", "99.0"),
        ("0.1", "0.1"),
        ("-14", "-14"),
        ("23796", "23796"),
        ("0", "0"),
        ("1E+3", "1000"),
        ("12345678901234567890", "12345678901234567890"),
        ("123456789.012345", "123456789.012345"),
    ],
)
def test_a_number_is_written_as_published(published: str, written: str) -> None:
    assert json.dumps(number(Decimal(published))) == written


def test_an_answer_has_the_members_of_the_contract_and_no_others() -> None:
    assert list(said()) == [
        "id",
        "conversation",
        "question",
        "status",
        "answer",
        "read_as",
        "citations",
        "figures",
        "calculations",
        "notes",
        "chart",
        "suggestions",
        "emphasis",
    ]


def test_a_citation_says_where_it_stands() -> None:
    citation = Citation(1, PLACE, "A report", "Robbery\t32", "/reports/a-report#L7")
    assert said(citations=(citation,))["citations"] == [
        {
            "number": 1,
            "report": "a-report",
            "title": "A report",
            "section": ["Outer", "Inner"],
            "page": None,
            "lines": [7, 8],
            "table": "Crimes",
            "row": "Robbery",
            "column": "2015-16",
            "quote": "Robbery\t32",
            "url": "/reports/a-report#L7",
        }
    ]


def test_a_figure_has_its_period_in_words_and_its_printed_form() -> None:
    assert said(figures=(CitedFigure(FIGURE, 1),))["figures"] == [
        {
            "measure": "Robbery",
            "area": "A Town",
            "period": "1 April to 15 July 2015",
            "role": "current",
            "value": 32,
            "unit": None,
            "raw": "32",
            "citation": 1,
        }
    ]


def test_a_calculation_is_said_whole_and_names_its_inputs() -> None:
    calculation = Calculation("(32 - 24) / 24", Decimal("33.3"), "%", (1, 2))
    expected = [{"formula": "(32 - 24) / 24 = 33.3%", "result": 33.3, "inputs": [1, 2]}]
    assert said(calculations=(calculation,))["calculations"] == expected


def test_an_absent_value_is_null_and_its_words_stay() -> None:
    absent = Figure(
        "f2", ("A",), ("Now",), None, None, None, None, None, None, None, "Not previously reported", PLACE
    )
    as_json = figure_to_json(absent)
    assert as_json["value"] is None
    assert as_json["raw"] == "Not previously reported"
    assert as_json["url"] == "/reports/a-report#L7"
