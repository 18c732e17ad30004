"""The stretch of time that a question is about, in the wordings that people use."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.periods import parse_period
from qa.question import Aim, Span
from qa.reading.when import find_stated

CONTEXT = parse_period("January 2015 to March 2015")


def span(question: str) -> Span | None:
    return find_stated(question, CONTEXT).span


@pytest.mark.parametrize(
    ("question", "count", "unit"),
    [
        ("robbery over the last four quarters", 4, "quarter"),
        ("robbery in the past 5 years", 5, "year"),
        ("robbery over the last ten yrs", 10, "year"),
        ("robbery for the previous three quarters", 3, "quarter"),
        ("robbery over the last couple of years", 2, "year"),
        ("robbery over the last decade", 10, "year"),
        ("robbery over the last few years", None, "year"),
        ("the five-year trend in robbery", 5, "year"),
        ("is robbery at a 5 year high?", 5, "year"),
        ("has robbery fallen three years running?", 4, "year"),
        ("is this the third consecutive quarter of rises in robbery?", 4, "quarter"),
        ("robbery by quarter", None, "quarter"),
        ("robbery quarter by quarter", None, "quarter"),
        ("yearly figures for robbery", None, "year"),
        ("robbery for every financial year", None, "year"),
        ("which year had the most robberies?", None, "year"),
    ],
)
def test_a_count_of_periods_is_read(question: str, count: int | None, unit: str) -> None:
    found = span(question)
    assert found
    assert (found.count, found.unit) == (count, unit)


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("robbery since 2014", date(2014, 1, 1), None),
        ("robbery since 2013/14", date(2013, 4, 1), None),
        ("robbery since the start of 2012", date(2012, 1, 1), None),
        ("robbery from 2012 onwards", date(2012, 1, 1), None),
        ("robbery since April 2013", date(2013, 4, 1), None),
        ("robbery between 2010 and 2013", date(2010, 1, 1), date(2013, 12, 31)),
        ("robbery from 2010 to 2013", date(2010, 1, 1), date(2013, 12, 31)),
        ("robbery 2010-2013", date(2010, 1, 1), date(2013, 12, 31)),
        ("robbery from 2010/11 to 2013/14", date(2010, 4, 1), date(2014, 3, 31)),
        ("robbery between Q1 2013 and Q3 2014", date(2013, 4, 1), date(2014, 12, 31)),
        ("robbery between April 2010 and March 2014", date(2010, 4, 1), date(2014, 3, 31)),
    ],
)
def test_the_ends_of_a_stretch_are_read(question: str, first: date, last: date | None) -> None:
    found = span(question)
    assert found
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize(
    ("question", "aim", "most"),
    [
        ("trend in robbery", Aim.COURSE, 0),
        ("robbery over time", Aim.COURSE, 0),
        ("when was robbery lowest?", Aim.EXTREME, -1),
        ("when did robbery peak?", Aim.EXTREME, 1),
        ("highest robbery on record", Aim.EXTREME, 1),
        ("record low for robbery", Aim.EXTREME, -1),
        ("is robbery at its highest since 2012?", Aim.EXTREME, 1),
        ("the worst quarter for robbery", Aim.EXTREME, 0),
        ("has robbery ever been lower?", Aim.EVER, -1),
        ("has robbery risen every year?", Aim.STEPS, 0),
        ("has robbery gone down quarter after quarter?", Aim.STEPS, 0),
        ("compare 2010 with 2012 for robbery", Aim.PAIR, 0),
        ("was robbery higher in 2010 or 2012?", Aim.PAIR, 0),
        ("robbery against the same quarter last year", Aim.YEAR_BEFORE, 0),
        ("robbery compared with the same period a year earlier", Aim.YEAR_BEFORE, 0),
    ],
)
def test_what_is_asked_of_a_course_is_read(question: str, aim: Aim, most: int) -> None:
    found = span(question)
    assert found
    assert (found.aim, found.most) == (aim, most)


@pytest.mark.parametrize(
    "question",
    [
        "robbery last year",
        "robbery this quarter",
        "robbery in the last 12 months",
        "robbery in the last three months",
        "robbery in 2012",
        "robbery in Q1 2013",
        "robberies from April to June 2014",
        "which area had the most robberies?",
        "is the officer contacting complainants every time like they promised?",
        "how many historic robberies were there?",
        "what is the most recent robbery figure?",
        "at least how many robberies were there?",
        "year on year change in robbery",
    ],
)
def test_one_period_is_no_course(question: str) -> None:
    assert span(question) is None
