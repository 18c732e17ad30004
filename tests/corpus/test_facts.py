"""A report's title, publisher, area and period, from what it says of itself on top."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.read.facts import propose_facts
from corpus.read.text import read_text
from corpus.report import Facts

REPORTS = Path(__file__).parents[1] / "reports"


def facts(text: str) -> Facts:
    lines = text.split("\n")
    return propose_facts(lines, read_text(lines), "report")


def front(*heads: str, body: str = "Burglary fell.") -> Facts:
    """The facts of a report with these lines on top."""
    return facts("\n\n".join((*heads, "1. Summary", body, "2. Detail", "More.")))


def days(found: Facts) -> tuple[date | None, date | None] | None:
    return (found.period.start, found.period.end) if found.period else None


JULY_TO_SEPTEMBER = (date(2017, 7, 1), date(2017, 9, 30))


@pytest.mark.parametrize(
    "line",
    [
        "July to September 2017",
        "Quarter 2 2017/18",
        "Quarter 2 2017/18 (1 July to 30 September 2017)",
        "Q2 2017-18",
        "Second quarter of 2017/18",
        "1 July 2017 – 30 September 2017",
        "Performance Report: July to September 2017",
        "Performance Report, Quarter 2 2017/18",
        "Quarter ending 30 September 2017",
        "Q3 2017 (July to September 2017)",
        "2017/18 Quarter 2",
    ],
)
def test_a_period_in_the_heading_is_the_reports(line: str) -> None:
    assert days(front("Ashvale Police", "Performance Report", line)) == JULY_TO_SEPTEMBER


def test_the_years_of_the_plan_are_not_the_reports_period() -> None:
    found = front("Ashvale Police", "Police and Crime Plan 2016–2021", "Quarter 2 2017/18")
    assert days(found) == JULY_TO_SEPTEMBER
    assert front("Ashvale Police", "Police and Crime Plan 2016–2021").period is None
    assert front("Ashvale Police", "Police and Crime Plan 2016 to 2021").period is None


@pytest.mark.parametrize(
    "line",
    [
        "Date of meeting: 12 February 2020",
        "12 February 2020",
        "Report to the Police and Crime Panel, 16 November 2017. Agenda item 7.",
        "Published 3 May 2018",
    ],
)
def test_the_day_of_a_meeting_is_not_the_reports_period(line: str) -> None:
    assert front("Ashvale Police", "Performance Report", line).period is None
    assert days(front("Ashvale Police", line, "Performance Report", "Q2 2017/18")) == JULY_TO_SEPTEMBER


def test_a_day_that_is_said_to_be_the_reports_own_is_its_period() -> None:
    found = front("Ashvale Police", "Workforce Statistics as at 31 March 2018")
    assert days(found) == (None, date(2018, 3, 31))


def test_a_period_is_taken_from_a_sentence_on_what_the_report_covers() -> None:
    body = "This report covers July to September 2017. Crime fell against July to September 2016."
    assert days(front("Ashvale Police", "Performance Report", body=body)) == JULY_TO_SEPTEMBER
    assert front("Ashvale Police", "Performance Report", body="Crime fell in July 2017.").period is None


def test_a_period_is_taken_from_the_running_head_of_its_pages() -> None:
    pages = "\n\n".join(
        f"Text of page {n}.\n\nAshvale Police: performance, Q2 2017/18     Page {n} of 3" for n in (1, 2, 3)
    )
    assert days(front("Ashvale Police", "Performance Report", body=pages)) == JULY_TO_SEPTEMBER


@pytest.mark.parametrize(
    ("line", "area"),
    [
        ("Office of the Police and Crime Commissioner for Ashvale", "Ashvale"),
        ("Police, Fire and Crime Commissioner for North Ashvale", "North Ashvale"),
        ("Police and Crime Commissioner for Ashvale and the Wolds", "Ashvale and the Wolds"),
        ("Ashvale Police", "Ashvale"),
        ("Upper Ashvale Constabulary", "Upper Ashvale"),
        ("Ashvale Police and Crime Panel", "Ashvale"),
        ("ASHVALE POLICE", "Ashvale"),
        ("Northumbria Police", "Northumbria"),
        ("Office of the Police and Crime Commissioner for Avon & Somerset", "Avon and Somerset"),
        ("Police and Crime Commissioner", None),
        ("Deputy Mayor for Policing and Crime", None),
        ("Community Safety Partnership", None),
        ("Anytown Council", None),
    ],
)
def test_the_area_is_the_one_that_the_publisher_is_named_after(line: str, area: str | None) -> None:
    assert front(line, "Performance Report").area == area


def test_a_body_that_is_not_the_police_gives_the_area_that_the_text_names_too() -> None:
    body = "Crime fell in Dunmore City Region."
    found = front("DUNMORE CITY REGION COMBINED AUTHORITY", "Performance Report", body=body)
    assert found.area == "Dunmore City Region"
    assert front("DUNMORE CITY REGION COMBINED AUTHORITY", "Performance Report").area is None


@pytest.mark.parametrize(
    ("heads", "title", "publisher"),
    [
        (("Ashvale Police", "Performance Report"), "Performance Report", "Ashvale Police"),
        (
            ("Performance Report", "Ashvale Police", "Quarter 2 2017/18"),
            "Performance Report, Quarter 2 2017/18",
            "Ashvale Police",
        ),
        (
            (
                "Crime Committee      Date of meeting: 12 February 2020",
                "Review of the Year",
                "Report of the Chief",
            ),
            "Review of the Year",
            "Crime Committee",
        ),
        (("Performance Report",), "Performance Report", None),
    ],
)
def test_title_and_publisher_are_told_apart(
    heads: tuple[str, ...], title: str, publisher: str | None
) -> None:
    found = front(*heads)
    assert (found.title, found.publisher) == (title, publisher)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "ashford-vale-2017-q2",
            Facts(
                "Police and Crime Plan 2016–2021: Quarterly Performance Report, "
                "Quarter 2 2017/18 (1 July to 30 September 2017)",
                "Office of the Police and Crime Commissioner for Ashvale",
                "Ashvale",
            ),
        ),
        (
            "dunmore-2019-20-q3",
            Facts(
                "Policing and Crime Performance Report, Quarter 3 2019/20 (October to December 2019)",
                "DUNMORE CITY REGION COMBINED AUTHORITY",
                "Dunmore City Region",
            ),
        ),
    ],
)
def test_the_fictional_reports_say_what_they_are(name: str, expected: Facts) -> None:
    found = facts((REPORTS / f"{name}.txt").read_text("utf-8"))
    assert (found.title, found.publisher, found.area) == (expected.title, expected.publisher, expected.area)
    quarters = {
        "ashford-vale-2017-q2": JULY_TO_SEPTEMBER,
        "dunmore-2019-20-q3": (date(2019, 10, 1), date(2019, 12, 31)),
    }
    assert days(found) == quarters[name]
