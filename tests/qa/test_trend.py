"""Courses over time, over ten years of reports: every figure is its cell, and nothing of it is hidden."""

from __future__ import annotations

import re
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from reports.cells import Truth
from reports.courses import Label, course
from reports.forty import Copy
from sqlalchemy import event

from index.library import Library
from qa.answer import answer
from qa.question import Answer, Status, Wants

QUESTIONS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "questions" / "trends.dev.yaml").read_text("utf-8")
)
ANSWERED = [entry for entry in QUESTIONS if "refused" not in entry]
REFUSED = [entry for entry in QUESTIONS if "refused" in entry]


def named(entry: dict[str, Any]) -> str:
    return str(entry["question"])


def wanted(entry: dict[str, Any], reports: tuple[Copy, ...]) -> dict[Label, Truth]:
    whole = course(reports, *entry["of"])
    if pair := entry.get("pair"):
        return {label: whole[label] for label in pair}
    return {label: truth for label, truth in whole.items() if entry["from"] <= label <= entry["to"]}  # type: ignore[operator]


def everything(given: Answer) -> str:
    return " ".join((given.text, *given.notes))


def printed(value: Decimal) -> str:
    return f"{value:,}"


@pytest.mark.parametrize("entry", ANSWERED, ids=named)
def test_the_course_is_told_figure_by_figure(
    entry: dict[str, Any], years: Library, ten_years: tuple[Copy, ...]
) -> None:
    given = answer(entry["question"], years).answer
    assert given.status is Status.ANSWERED, given.text
    truths = list(wanted(entry, ten_years).values())
    cells = [(c.figure.where.report, c.figure.where.lines[0], c.figure.value) for c in given.figures]
    assert cells[: len(truths)] == [(t.report, t.line, t.value) for t in truths]
    _opens(entry, truths, given)
    for words in entry.get("says", ()):
        assert words in everything(given)


def _opens(entry: dict[str, Any], truths: list[Truth], given: Answer) -> None:
    """The sentences that answer say what the truths give."""
    values = [truth.value for truth in truths]
    top = {"highest": max, "lowest": min}.get(entry.get("tells", ""))
    if "opens" in entry:
        assert given.text.startswith(entry["opens"])
    if top:
        assert re.search(rf"was {entry['tells']} [^.]*, at {re.escape(printed(top(values)))}\b", given.text)
    if verdict := entry.get("verdict"):
        assert top
        holds = (values[-1] == top(values)) is (verdict == "latest")
        assert given.text.startswith("Yes." if holds else "No.")
    if entry.get("tells") in ("course", "steps") or "pair" in entry:
        verb = {1: "rose from", 0: "stayed at", -1: "fell from"}[
            (values[-1] > values[0]) - (values[-1] < values[0])
        ]
        first, last = (values[-1], values[0]) if verb == "stayed at" else (values[0], values[-1])
        assert re.search(rf"{verb} {re.escape(printed(first))}\b.*{re.escape(printed(last))}\b", given.text)
    if entry.get("tells") in ("average", "total"):
        total = sum(values, Decimal(0))
        result = total if entry["tells"] == "total" else (total / len(values)).quantize(Decimal("0.1"))
        assert (
            f"{entry['tells']} is {printed(result.normalize() if result % 1 == 0 else result)} " in given.text
        )


@pytest.mark.parametrize("entry", REFUSED, ids=named)
def test_what_the_reports_do_not_tell_is_refused_and_said(
    entry: dict[str, Any], years: Library, ten_years: tuple[Copy, ...]
) -> None:
    given = answer(entry["question"], years).answer
    assert given.status is Status.NOT_FOUND, given.text
    for words in entry["refused"]:
        assert words in everything(given)


def test_there_are_questions_enough() -> None:
    assert len(ANSWERED) >= 55
    assert len(REFUSED) >= 8


def test_a_restated_figure_is_given_as_it_stands_with_what_was_published_before(years: Library) -> None:
    given = answer("vehicle crime in Sunderland in 2007/08 compared with 2009/10", years).answer
    notes = [note for note in given.notes if "restated" in note]
    assert len(notes) == 1
    assert "1,521 crimes as published in the report for January to March 2008" in notes[0]
    assert "1,538 crimes as restated in the report for January to March 2009" in notes[0]
    assert "from 1,538 (" in given.text


def test_no_step_is_counted_over_the_missing_quarter(years: Library) -> None:
    given = answer("re-bail rate by quarter", years).answer
    steps = [
        int(number) for number in re.findall(r"(?:rose|fell|stayed level) in (\d+) of 37 steps", given.text)
    ]
    assert sum(steps) == 37, "39 quarters in a run of 40, one inside missing, are 37 neighbours"


def test_kinds_of_period_are_not_mixed(years: Library) -> None:
    given = answer("robbery in Gateshead since 2010", years).answer
    kinds = {(c.figure.period.kind, c.figure.period.start.month) for c in given.figures if c.figure.period}  # type: ignore[union-attr]
    assert len(kinds) == 1
    assert any("other kinds of period" in note for note in given.notes)


def test_an_old_wording_is_joined_and_said(years: Library) -> None:
    given = answer("robbery in Gateshead over time", years).answer
    assert any(
        "Up to 2007/08 (April 2007 to March 2008)" in n and "“Robbery offences”" in n for n in given.notes
    )


def test_without_a_period_the_latest_answers_and_is_said_to(years: Library) -> None:
    given = answer("robbery in Newcastle", years).answer
    assert [c.figure.where.report for c in given.figures] == ["northumbria-pcc-2014-q4"]
    assert any("latest that the reports hold" in note for note in given.notes)


def test_areas_are_ranked_by_how_they_went_over_the_time_asked_for(
    years: Library, ten_years: tuple[Copy, ...]
) -> None:
    given = answer("which area has had the biggest rise in robbery since 2010?", years).answer
    areas = ("Newcastle", "Gateshead", "Sunderland", "North Tyneside", "South Tyneside", "Northumberland")
    courses = {area: course(ten_years, "Robbery", area, "year") for area in areas}
    moved = {area: own[2014].value - own[2010].value for area, own in courses.items()}
    assert given.text.startswith(f"Robbery in {max(areas, key=lambda area: moved[area])} rose from")
    assert given.text.count("\n") + 1 == sum(move > 0 for move in moved.values())


def test_a_follow_up_keeps_the_stretch_of_time(years: Library) -> None:
    first = answer("robbery in Gateshead since 2010", years)
    then = answer("and in Sunderland?", years, first.query)
    assert then.query.wants is Wants.TREND
    assert [c.figure.period.start.year for c in then.answer.figures if c.figure.period] == [
        2010,
        2011,
        2012,
        2013,
        2014,
    ]  # type: ignore[union-attr]
    assert {c.figure.area for c in then.answer.figures} == {"Sunderland"}


def test_with_one_report_what_little_there_is_is_given_and_said(library: Library) -> None:
    given = answer("how has robbery in Gateshead changed over the last five years?", library).answer
    assert "rose from 24 (1 April to 15 July 2014) to 32 (1 April to 15 July 2015)" in given.text
    said = (
        "The reports hold robbery in Gateshead for 1 April to 15 July 2014 and 1 April to 15 July 2015 only."
    )
    assert any(said in note for note in given.notes)


def test_with_one_report_no_record_is_claimed_for_years_that_it_does_not_hold(library: Library) -> None:
    given = answer("is robbery in Gateshead at its highest since 2005?", library).answer
    assert not given.text.startswith("Yes")
    assert "only for 1 April to 15 July 2014 and later" in given.text


@pytest.mark.parametrize(
    "question",
    [
        "are we meeting the magistrates conviction target every quarter?",
        "what share of Northumbria's robbery was in Gateshead since 2010?",
    ],
)
def test_what_is_not_followed_over_time_says_so(question: str, years: Library) -> None:
    given = answer(question, years).answer
    assert given.status is Status.ANSWERED
    assert any("one period only" in note for note in given.notes)
    assert {c.figure.where.report for c in given.figures} == {"northumbria-pcc-2014-q4"}


def test_a_course_is_read_with_one_query_of_figures(years: Library) -> None:
    asked: list[str] = []
    engine = years.store._engine
    answer("robbery in Gateshead over time", years)
    event.listen(engine, "before_cursor_execute", lambda *sent: asked.append(sent[2]))
    answer("robbery in Gateshead over time", years)
    assert sum("FROM figures" in statement for statement in asked) <= 2
    assert all("figures.measure IN" in statement for statement in asked if "FROM figures" in statement)


def test_a_course_over_forty_reports_is_quick(years: Library) -> None:
    answer("re-bail rate by quarter", years)
    best = min(_seconds("re-bail rate by quarter", years) for _ in range(5))
    assert best < 1, "a loaded machine may be ten times slower than an idle one"


def _seconds(question: str, library: Library) -> float:
    start = time.perf_counter()
    answer(question, library)
    return time.perf_counter() - start


def test_a_look_up_of_a_restated_period_gives_both_with_their_reports(years: Library) -> None:
    given = answer("how many vehicle crimes were there in Sunderland in 2007/08?", years).answer
    (note,) = [note for note in given.notes if "restated" in note]
    assert "1,521 crimes as published in the report for January to March 2008" in note
    assert "1,538 crimes" in given.text
