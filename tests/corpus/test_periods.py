"""Periods in the forms that reports print: read to the day, said in words, and read from those words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.periods import find_period, find_periods, in_words, parse_period
from corpus.report import Period, PeriodKind

QUARTER_ONE = Period(PeriodKind.QUARTER, date(2015, 4, 1), date(2015, 6, 30), "April to June 2015")
WHOLE_YEAR = Period(PeriodKind.YEAR, date(2015, 4, 1), date(2016, 3, 31), "2015/16")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

APRIL_TO_JUNE_2015 = """
Q1 2015/16|Q1 2015-16|Q1 15/16|Q1-2015/16|Q1 (2015/16)|Q1, 2015/16|Q1 of 2015/16|Q1 FY15/16|q1 2015/16
Quarter 1 2015/16|Quarter one 2015/16|quarter 1 of 2015/16|Qtr 1 2015/16|Qtr1 2015/16|2015/16 Q1
2015-16 Q1|first quarter 2015/16|First quarter of 2015/16|1st quarter 2015/16|2015/16 first quarter
Q1 2015/2016|Apr-Jun 15|Apr-Jun '15|Apr – Jun 15|Apr to Jun 2015|Apr-15 to Jun-15|April-June 2015
April to June 2015|April – June 2015|April — June 2015|April 2015 – June 2015|Apr 2015 to Jun 2015
from April to June 2015|between April and June 2015|April to June 2015/16|April - June 2015/16
Apr-Jun 15/16|April to June, 2015|1 April to 30 June 2015|1st April to 30th June 2015
1 Apr 2015 - 30 Jun 2015|01/04/2015 to 30/06/2015|01/04/15-30/06/15|1.4.15 – 30.6.15
2015-04-01 to 2015-06-30|between 1 April and 30 June 2015|Quarter ending June 2015
quarter ended 30 June 2015|quarter to June 2015|3 months to June 2015|three months to 30 June 2015
3 months ending June 2015|Quarter 1 (April to June 2015)|Q1 (Apr-Jun 2015)|2015-16 1.4.– 30.6
2015-16 1.4.-30.6.|2015/16 1.4 - 30.6|1.4.-30.6.15|01.04.15 - 30.06.15
"""
YEAR_2014_15 = """
2014/15|2014-15|2014–15|2014—15|2014/2015|2014-2015|14/15|2014 / 15|2014 - 2015|FY 2014/15|FY14/15
FY2014/15|F/Y 2014/15|Financial Year 2014/15|financial year 2014-15|Financial year: 2014/15|year 2014/15
Full year 2014/15|April 2014 to March 2015|Apr 14 - Mar 15|Apr 14-Mar 15|Apr-14 to Mar-15
1 April 2014 to 31 March 2015|01/04/2014 - 31/03/2015|1/4/14-31/3/15|1.4.14 – 31.3.15|(2014/15)
2014/15 (April 2014 to March 2015)|April 2014 – March 2015|1st April 2014 to 31st March 2015
2014-04-01 to 2015-03-31|during 2014/15|in 2014/15
"""
TWELVE_MONTHS_TO_JUNE_2015 = """
12 months to June 2015|12 months to Jun 2015|12 months to Jun-15|12 months to June '15
12 month to June 2015|12 months to 30 June 2015|12 months to 30/06/2015|12 months to 30/06/15
12 months to 30.06.2015|12 months to end of June 2015|12 months to the end of June 2015
12 months ending June 2015|12 months ended 30 June 2015|12 months up to June 2015
twelve months to June 2015|Twelve months ending 30th June 2015|12-month period to June 2015
12 mths to June 2015|12m to Jun-15|Rolling 12 months to June 2015|year ending June 2015
Year ending 30 June 2015|year ended June 2015|Year to June 2015|Rolling year to June 2015|YE June 2015
Y/E June 2015|yr to June 2015|(12 months to June 2015)
"""
AS_AT_31_MARCH_2015 = """
as at 31 March 2015|As at 31 March 2015|as at 31st March 2015|as of 31 March 2015|at 31 March 2015
31 March 2015|31st March 2015|31st of March 2015|31 Mar 15|31 Mar 2015|31-Mar-15|31-Mar-2015|31/03/2015
31/3/15|31.03.2015|31-03-2015|2015-03-31|March 31, 2015|March 31 2015|Tuesday 31 March 2015
As at 31/03/2015|as at end March 2015|as at the end of March 2015|end of March 2015|End March 2015
position at 31 March 2015|as at March 2015|31 March '15|31 st March 2015|As at 31.3.15
"""
OTHERS = {
    "June 2015|Jun 2015|Jun-15|Jun 15|Jun'15|June '15|Jun 2015.|month of June 2015|June 2015/16": (
        PeriodKind.RANGE,
        (2015, 6, 1),
        (2015, 6, 30),
    ),
    "2015|calendar year 2015|in 2015": (PeriodKind.YEAR, (2015, 1, 1), (2015, 12, 31)),
    "Jan to Dec 2015|Jan-Dec 15|January – December 2015": (PeriodKind.RANGE, (2015, 1, 1), (2015, 12, 31)),
    "Sept '14 to March '15|Sep 14 - Mar 15|September 2014 to March 2015": (
        PeriodKind.RANGE,
        (2014, 9, 1),
        (2015, 3, 31),
    ),
    "Q4 2014/15|Jan-Mar 15|2014/15 Q4|quarter 4 2014/15|Fourth quarter 2014/15|Jan-Mar 14/15": (
        PeriodKind.QUARTER,
        (2015, 1, 1),
        (2015, 3, 31),
    ),
    "Q2 2014/15|July to September 2014": (PeriodKind.QUARTER, (2014, 7, 1), (2014, 9, 30)),
    "Q3 2019/20|Oct-Dec 19|Oct – Dec 2019": (PeriodKind.QUARTER, (2019, 10, 1), (2019, 12, 31)),
    "6 months to September 2015|H1 2015/16|first half of 2015/16|April to September 2015/16": (
        PeriodKind.RANGE,
        (2015, 4, 1),
        (2015, 9, 30),
    ),
    "H2 2014/15|Second half 2014/15": (PeriodKind.RANGE, (2014, 10, 1), (2015, 3, 31)),
    "2012/13 to 2014/15|2012-13 – 2014-15": (PeriodKind.RANGE, (2012, 4, 1), (2015, 3, 31)),
    "24 months to March 2015": (PeriodKind.RANGE, (2013, 4, 1), (2015, 3, 31)),
    "1 April 2015 to 15 July 2015|1 Apr to 15 Jul 2015|01/04/15-15/07/15|2015-16 1.4.– 15.7": (
        PeriodKind.RANGE,
        (2015, 4, 1),
        (2015, 7, 15),
    ),
    "1-15 July 2015|1 to 15 July 2015|1st – 15th July 2015": (PeriodKind.RANGE, (2015, 7, 1), (2015, 7, 15)),
    "week ending 5 July 2015|w/e 5 July 2015": (PeriodKind.RANGE, (2015, 6, 29), (2015, 7, 5)),
    "Dec 2014 to Feb 2015|December to February 2015": (PeriodKind.QUARTER, (2014, 12, 1), (2015, 2, 28)),
    "12 months to 15 July 2015": (PeriodKind.TWELVE_MONTHS, (2014, 7, 16), (2015, 7, 15)),
    "12 months to February 2016": (PeriodKind.TWELVE_MONTHS, (2015, 3, 1), (2016, 2, 29)),
    "1999/00|1999/2000|FY 1999-00": (PeriodKind.YEAR, (1999, 4, 1), (2000, 3, 31)),
    "98/99": (PeriodKind.YEAR, (1998, 4, 1), (1999, 3, 31)),
}
WITHOUT_A_YEAR = {
    "Q1|quarter one|Quarter 1|first quarter|Apr-Jun|April to June|1 April to 30 June|1.4.-30.6": (
        PeriodKind.QUARTER,
        (2015, 4, 1),
        (2015, 6, 30),
    ),
    "1 st April to 12 th May": (PeriodKind.RANGE, (2015, 4, 1), (2015, 5, 12)),
    "1.4.-15.7|1.4. - 15.7.|1 April to 15 July": (PeriodKind.RANGE, (2015, 4, 1), (2015, 7, 15)),
    "as at 31 March|31 March|end of March": (PeriodKind.AS_AT, None, (2015, 3, 31)),
    "as at 6 July|6th July": (PeriodKind.AS_AT, None, (2015, 7, 6)),
    "May": (PeriodKind.RANGE, (2015, 5, 1), (2015, 5, 31)),
    "Q4|Jan-Mar|January to March": (PeriodKind.QUARTER, (2015, 1, 1), (2015, 3, 31)),
    "Q3|Oct-Dec": (PeriodKind.QUARTER, (2014, 10, 1), (2014, 12, 31)),
    "12 months to March": (PeriodKind.TWELVE_MONTHS, (2014, 4, 1), (2015, 3, 31)),
    "April 2014 to March": (PeriodKind.YEAR, (2014, 4, 1), (2015, 3, 31)),
}
YEAR_TO_DATE = """
year to date|Year to date|YTD|FYTD|financial year to date|year-to-date|2015/16 year to date|YTD 2015/16
2015-16 YTD|Year to date 2015/16|2015/16 (YTD)|FYTD 2015/16
"""
NONE_AT_ALL = """
|N/A|-|24|1,204|98.8%|+ 8|Robbery|Change|Total|1.4 - 15.7|1.2 to 3.4|3 of 2015 cases|2014/16|2013-2015
13/15|Q5 2015/16|Q2 2015|2015 Q2|first quarter 2015|31 June 2015|30 Feb 2015|29 February 2015|99/99/2015
1/13/2015|0 April 2015|32/01/2015|last 12 months|by summer|dismay|since April 2015|up to 30 June 2015
to March 2015|10:30|£2015|2,015|20150|2015%|2014/15 outturn|Change compared to 2014-15
0 months to June 2015|2015.5|Sunday|7 days a week|28 days
"""


def rows(lines: str) -> list[str]:
    return [words for line in lines.strip("\n").split("\n") for words in line.split("|")]


def spread(table: dict[str, tuple[PeriodKind, tuple[int, ...] | None, tuple[int, ...]]]) -> list[object]:
    return [
        pytest.param(words, kind, start and date(*start), date(*end), id=words)
        for forms, (kind, start, end) in table.items()
        for words in forms.split("|")
    ]


def assert_reads(text: str, kind: PeriodKind, start: date | None, end: date | None) -> None:
    for context in (None, QUARTER_ONE, WHOLE_YEAR):
        period = parse_period(text, context)
        assert period is not None
        assert (period.kind, period.start, period.end) == (kind, start, end)


@pytest.mark.parametrize("text", rows(APRIL_TO_JUNE_2015))
def test_a_quarter_is_read_in_every_form(text: str) -> None:
    assert_reads(text, PeriodKind.QUARTER, date(2015, 4, 1), date(2015, 6, 30))


@pytest.mark.parametrize("text", rows(YEAR_2014_15))
def test_a_financial_year_is_read_in_every_form(text: str) -> None:
    assert_reads(text, PeriodKind.YEAR, date(2014, 4, 1), date(2015, 3, 31))


@pytest.mark.parametrize("text", rows(TWELVE_MONTHS_TO_JUNE_2015))
def test_twelve_months_are_read_in_every_form(text: str) -> None:
    assert_reads(text, PeriodKind.TWELVE_MONTHS, date(2014, 7, 1), date(2015, 6, 30))


@pytest.mark.parametrize("text", rows(AS_AT_31_MARCH_2015))
def test_a_day_is_read_in_every_form(text: str) -> None:
    assert_reads(text, PeriodKind.AS_AT, None, date(2015, 3, 31))


@pytest.mark.parametrize(("text", "kind", "start", "end"), spread(OTHERS))
def test_other_periods_are_read_to_the_day(
    text: str, kind: PeriodKind, start: date | None, end: date
) -> None:
    assert_reads(text, kind, start, end)


@pytest.mark.parametrize(("text", "kind", "start", "end"), spread(WITHOUT_A_YEAR))
def test_a_missing_year_is_the_reports_and_never_one_to_come(
    text: str, kind: PeriodKind, start: date | None, end: date
) -> None:
    period = parse_period(text, QUARTER_ONE)
    assert period is not None
    assert (period.kind, period.start, period.end) == (kind, start, end)


@pytest.mark.parametrize("text", [w for forms in list(WITHOUT_A_YEAR)[:-1] for w in forms.split("|")])
def test_without_a_report_a_missing_year_is_not_guessed(text: str) -> None:
    assert parse_period(text) is None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("May", (2015, 5, 1), (2015, 5, 31)),
        ("January", (2016, 1, 1), (2016, 1, 31)),
        ("Q4", (2016, 1, 1), (2016, 3, 31)),
        ("Oct-Dec", (2015, 10, 1), (2015, 12, 31)),
    ],
)
def test_a_month_of_the_year_that_the_report_covers_is_that_years(
    text: str, start: tuple[int, int, int], end: tuple[int, int, int]
) -> None:
    period = parse_period(text, WHOLE_YEAR)
    assert period is not None
    assert (period.start, period.end) == (date(*start), date(*end))


@pytest.mark.parametrize("text", rows(YEAR_TO_DATE))
def test_year_to_date_begins_in_april_and_has_no_end_of_its_own(text: str) -> None:
    period = parse_period(text, QUARTER_ONE)
    assert period is not None
    assert (period.kind, period.start, period.end) == (PeriodKind.YEAR_TO_DATE, date(2015, 4, 1), None)


@pytest.mark.parametrize("text", rows(NONE_AT_ALL))
def test_what_is_no_period_or_could_be_two_is_none(text: str) -> None:
    assert parse_period(text) is None
    assert parse_period(text, QUARTER_ONE) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("how did robbery change from 2013/14 to 2014/15?", ["2013/14 to 2014/15"]),
        ("compare May 2014 and May 2015", ["May 2014", "May 2015"]),
        ("Q2 2012 against Q1 2015/16", ["Q1 2015/16"]),
        ("in 31 June 2015 and 30 June 2015", ["30 June 2015"]),
        ("2014/15, 2015/16 Q1", ["2014/15", "2015/16 Q1"]),
        ("Comparison of crime between 1 Apr 2015 to 15 Jul 2015 and 2014-15", None),
        ("12 months to March 2015) and 12 months to June 2015", None),
        ("nothing of the kind, 24 to 32", []),
    ],
)
def test_the_periods_in_a_text_are_found_in_order(text: str, found: list[str] | None) -> None:
    printed = [hit.period.raw for hit in find_periods(text, QUARTER_ONE)]
    assert all(text[slice(*hit.span)] == hit.period.raw for hit in find_periods(text, QUARTER_ONE))
    if found is None:
        assert len(printed) == 2
    else:
        assert printed == found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2015-16 1.4.– 15.7", "1 April to 15 July 2015"),
        ("12 months to Jun 15", "12 months to June 2015"),
        ("12 months to 15/7/15", "12 months to 15 July 2015"),
        ("6/7/15", "as at 6 July 2015"),
        ("Q3 2019/20", "October to December 2019"),
        ("2014-15", "2014/15 (April 2014 to March 2015)"),
        ("2014", "2014"),
        ("Sept '14 to March '15", "September 2014 to March 2015"),
        ("Jun-15", "June 2015"),
        ("YTD", "year to date"),
        ("2015-16 YTD", "2015/16 year to date"),
        ("YTD 2021", "YTD 2021"),
    ],
)
def test_a_period_is_said_in_plain_words(text: str, words: str) -> None:
    period = parse_period(text)
    assert period is not None
    assert in_words(period) == words


@pytest.mark.parametrize("text", ["YTD 2021", "2021 YTD", "Year to date 2021"])
def test_a_calendar_year_to_date_ends_where_the_report_does(text: str) -> None:
    report = parse_period("1 January to 4 December 2022")
    assert parse_period(text, report) == Period(
        PeriodKind.YEAR_TO_DATE, date(2021, 1, 1), date(2021, 12, 4), text
    )
    of_april = parse_period("April to June 2015")
    assert parse_period(text, of_april) == Period(PeriodKind.YEAR_TO_DATE, None, None, text)


days = st.dates(date(1975, 1, 1), date(2068, 12, 31))


def printed_periods() -> st.SearchStrategy[str]:
    """Periods of any time, printed in any of the common ways."""
    return st.one_of(
        st.builds(
            lambda a, n, d: f"{a:{d}} to {a + timedelta(days=n):{d}}",
            days,
            st.integers(0, 900),
            st.sampled_from(("%d/%m/%Y", "%d.%m.%y", "%d %B %Y", "%d %b %y", "%Y-%m-%d", "%d-%b-%y")),
        ),
        st.builds(lambda a, n: f"{n} months to {a:%B %Y}", days, st.integers(1, 48)),
        st.builds(lambda a, n: f"{n} months to {a:%d %B %Y}", days, st.integers(1, 48)),
        st.builds(lambda q, y: f"Q{q} {y}/{(y + 1) % 100:02d}", st.integers(1, 4), st.integers(1975, 2068)),
        st.builds(lambda y: f"{y}-{(y + 1) % 100:02d}", st.integers(1975, 2068)),
        st.builds(lambda a: f"as at {a:%d %B %Y}", days),
        st.builds(lambda m, y: f"{m}-{y:02d}", st.sampled_from(MONTHS), st.integers(0, 68)),
        st.builds(lambda y: f"{y}/{(y + 1) % 100:02d} YTD", st.integers(1975, 2068)),
        st.integers(1975, 2068).map(str),
    )


@settings(deadline=None)
@given(printed_periods())
def test_the_words_for_a_period_are_read_as_the_same_period(text: str) -> None:
    period = parse_period(text)
    assert period is not None, text
    again = parse_period(in_words(period))
    assert again is not None, in_words(period)
    assert (again.start, again.end) == (period.start, period.end)


@settings(deadline=None)
@given(days, st.integers(0, 900))
def test_a_range_of_days_is_read_to_the_day(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    period = parse_period(f"{first.day} {first:%b} {first.year} – {last:%d/%m/%Y}")
    assert period is not None
    assert (period.start, period.end) == (first, last)


FRAGMENTS = [
    "2014",
    "/",
    "15",
    "-",
    "Q1",
    "to",
    "April",
    "31",
    "months",
    "12",
    ".",
    "year",
    "end",
    "(",
    ")",
    "’",
    "é",
]


@settings(deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(FRAGMENTS), max_size=12).map(" ".join)))
def test_no_text_makes_the_reading_of_periods_raise(text: str) -> None:
    for context in (None, QUARTER_ONE):
        parse_period(text, context)
        found = find_periods(text, context)
        assert list(found[:1]) == list(filter(None, [find_period(text, context)]))
        for hit in found:
            assert in_words(hit.period)
            start, end = hit.period.start, hit.period.end
            assert start is None or end is None or start <= end
