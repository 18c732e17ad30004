"""The made reports are what the tests and the benchmark take them for."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from reports.cells import Truth
from reports.forty import ORIGINAL, Copy, copies, original_truths, write
from reports.quarters import Quarter, move_dates, quarters

LINES = ORIGINAL.read_text(encoding="utf-8").split("\n")
CRIME_ROLES = ("current", "previous", "change", "change percent")


@pytest.fixture(scope="module")
def forty() -> tuple[Copy, ...]:
    return copies()


def crimes(copy_truths: tuple[Truth, ...]) -> dict[tuple[str, str], dict[str, Decimal]]:
    """(area, row) -> role -> value, of the rows that print a change."""
    rows: dict[tuple[str, str], dict[str, Decimal]] = defaultdict(dict)
    for truth in copy_truths:
        rows[truth.area, truth.row][truth.role] = truth.value
    return {key: roles for key, roles in rows.items() if tuple(roles) == CRIME_ROLES}


def values_at(line: int, found: tuple[Truth, ...]) -> list[tuple[str, Decimal]]:
    return [(truth.role, truth.value) for truth in found if truth.line == line]


def test_the_same_seed_gives_the_same_reports_to_the_letter(forty: tuple[Copy, ...]) -> None:
    assert copies() == forty


def test_another_seed_gives_other_numbers_in_the_same_quarters(forty: tuple[Copy, ...]) -> None:
    other = copies(2, seed=7)
    assert [copy.id for copy in other] == [copy.id for copy in forty[:2]]
    assert all(a.text != b.text for a, b in zip(other, forty, strict=False))


def test_there_are_forty_different_quarters_in_order(forty: tuple[Copy, ...]) -> None:
    starts = [copy.quarter.start for copy in forty]
    assert len(set(starts)) == 40
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (36, [("previous", "99.0"), ("current", "98.8"), ("rank", "1")]),
        (50, [("current", "87"), ("target", "90")]),
        (124, [("previous", "66"), ("current", "68"), ("target", "75"), ("comparator", "74")]),
        (125, [("current", "4")]),
        (
            167,
            [
                ("change percent", "7"),
                ("change", "36"),
                ("change percent", "6"),
                ("change", "47"),
                ("rank", "1"),
            ],
        ),
        (170, [("previous", "29"), ("current", "35")]),
        (224, [("previous", "68"), ("current", "68"), ("target", "70")]),
        (235, [("previous", "270"), ("current", "178"), ("note", "101")]),
        (246, [("current", "149"), ("previous", "143"), ("change", "6"), ("change percent", "4")]),
        (293, [("current", "32"), ("previous", "24"), ("change", "8"), ("change percent", "35")]),
        (345, [("current", "30"), ("previous", "10"), ("change", "20"), ("change percent", "205")]),
    ],
)
def test_the_truths_of_the_original_are_its_printed_numbers(
    line: int, expected: list[tuple[str, str]]
) -> None:
    found = values_at(line, original_truths())
    assert [(role, str(value)) for role, value in found] == expected


def test_the_original_has_four_numbers_in_each_of_its_77_crime_rows() -> None:
    assert len(crimes(original_truths())) == 77


def test_a_row_cut_by_a_page_has_its_whole_period() -> None:
    periods = [truth.period for truth in original_truths() if truth.line == 224]
    assert periods[:2] == ["July 2014 to March 2015", "April to May 2015"]


def test_every_copy_has_a_truth_for_every_number_of_the_original(forty: tuple[Copy, ...]) -> None:
    wanted = [(truth.line, truth.row, truth.area, truth.role) for truth in original_truths()]
    for copy in forty:
        assert [(truth.line, truth.row, truth.area, truth.role) for truth in copy.truths] == wanted
        assert {truth.report for truth in copy.truths} == {copy.id}


def test_the_lines_hold_the_truths_values(forty: tuple[Copy, ...]) -> None:
    for copy in forty:
        lines = copy.text.split("\n")
        for truth in copy.truths:
            printed = re.findall(
                r"\d+(?:\.\d+)?", re.sub(r"(?<=\d),(?=\d)", "", "".join(lines[truth.line - 1 :][:4]))
            )
            assert str(abs(truth.value)) in printed, truth


def test_printed_changes_are_the_difference_of_the_printed_counts(forty: tuple[Copy, ...]) -> None:
    for copy in forty:
        for roles in crimes(copy.truths).values():
            assert roles["current"] - roles["previous"] == roles["change"]


def test_printed_percentages_fit_a_count_that_rounds_to_the_printed_one(forty: tuple[Copy, ...]) -> None:
    off = 0
    for copy in forty:
        for roles in crimes(copy.truths).values():
            current, previous, printed = (
                float(roles[role]) for role in ("current", "previous", "change percent")
            )
            highest, lowest = (100 * (current / (previous + part) - 1) for part in (-0.5, 0.5))
            assert lowest - 0.5 <= printed <= highest + 0.5
            off += abs(printed - 100 * (current / previous - 1)) > 0.5
    assert 0.02 < off / (77 * 40) < 0.4, "some printed percentages are off the printed counts, most are not"


def test_the_force_is_the_sum_of_its_areas_but_for_rounding(forty: tuple[Copy, ...]) -> None:
    off = 0
    for copy in forty:
        rows = crimes(copy.truths)
        force = next(area for area, _ in rows)
        for label in {row for _, row in rows}:
            parts = [roles for (area, row), roles in rows.items() if row == label and area != force]
            assert sum(part["current"] for part in parts) == rows[force, label]["current"]
            gap = abs(sum(part["previous"] for part in parts) - rows[force, label]["previous"])
            assert gap <= 2
            off += gap > 0
    assert off > 0


def test_last_years_count_is_what_the_report_of_a_year_before_printed(forty: tuple[Copy, ...]) -> None:
    for before, after in zip(forty, forty[4:], strict=False):
        old, new = crimes(before.truths), crimes(after.truths)
        force = next(area for area, _ in old)
        areas = [key for key in old if key[0] != force]
        assert areas
        assert [old[key]["current"] for key in areas] == [new[key]["previous"] for key in areas]


def test_a_performance_rows_dated_period_has_one_value_in_all_reports(forty: tuple[Copy, ...]) -> None:
    values: dict[tuple[int, str], dict[str, Decimal]] = defaultdict(dict)
    for truth in (truth for copy in forty for truth in copy.truths):
        dated = re.search(r"\d{4}|'\d\d", truth.period)
        if dated and truth.line < 236 and truth.line != 167:
            values[truth.line, truth.period][truth.report] = truth.value
    assert {len(set(found.values())) for found in values.values()} == {1}
    assert max(len(found) for found in values.values()) == 4, "a financial year stands in four reports"


def test_no_number_of_a_performance_table_stays_but_targets_and_ranks(forty: tuple[Copy, ...]) -> None:
    original = [
        truth for truth in original_truths() if truth.line < 236 and truth.role not in ("target", "rank")
    ]
    for copy in forty:
        drawn = [truth for truth in copy.truths if truth.line < 236 and truth.role not in ("target", "rank")]
        stayed = [new for old, new in zip(original, drawn, strict=True) if old.value == new.value]
        assert [truth.line for truth in stayed if truth.role != "note" and truth.line != 167] == []


def test_text_states_the_new_values_of_its_table(forty: tuple[Copy, ...]) -> None:
    for copy in forty:
        lines = copy.text.split("\n")
        for told, row in ((13, 36), (13, 39), (25, 50), (30, 51), (57, 86)):
            value = next(value for role, value in values_at(row, copy.truths) if role == "current")
            assert f"{value}%" in lines[told - 1]


def test_lines_stay_one_for_one_and_only_numbers_and_months_change(forty: tuple[Copy, ...]) -> None:
    months = r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b"
    for copy in forty:
        made = copy.text.split("\n")
        assert len(made) == len(LINES)
        for old, new in zip(LINES, made, strict=True):
            bare = [re.sub(rf"{months}|[\d,+-]+|quarter \w+", "#", line) for line in (old, new)]
            assert bare[0] == bare[1]


def test_a_whole_number_of_years_moves_every_year_by_that_number(forty: tuple[Copy, ...]) -> None:
    for copy in (copy for copy in forty if copy.quarter.number == 1):
        years = 2015 - copy.quarter.year
        for line, (old, new) in enumerate(zip(LINES, copy.text.split("\n"), strict=True), start=1):
            wanted = [str(int(year) - years) for year in re.findall(r"\b20\d\d\b", old)]
            assert re.findall(r"\b20\d\d\b", new) == wanted, line


def test_no_year_of_the_original_leaks(forty: tuple[Copy, ...]) -> None:
    for copy in forty:
        latest = copy.quarter.end.year + 1
        earliest = copy.quarter.year - 3
        words = copy.text + copy.sidecar
        years = {int(year) for year in re.findall(r"\b20\d\d\b", words)}
        short = {2000 + int(year) for year in re.findall(r"'(\d\d)\b", words)}
        assert years | short <= set(range(earliest, latest + 1)), copy.id


@pytest.mark.parametrize(
    ("quarter", "words", "expected"),
    [
        (Quarter(2011, 1), "April 2015 – June 2015", "April 2011 – June 2011"),
        (Quarter(2009, 3), "April 2015 – June 2015", "October 2009 – December 2009"),
        (Quarter(2009, 3), "2015-16 1.4.– 15.7", "2009-10 1.4.– 15.1"),
        (Quarter(2009, 4), "1 Apr 2015 to 15 Jul 2015 and 2014-15", "1 Apr 2009 to 31 Mar 2010 and 2008-09"),
        (Quarter(2011, 2), "12 months to May 2015", "12 months to August 2011"),
        (Quarter(2011, 2), "12 months to March\n\n\t\t2015)", "12 months to June\n\n\t\t2011)"),
        (Quarter(2014, 4), "Sept '14 to March '15", "Jun '14 to December '14"),
        (Quarter(2014, 4), "As at 30 June 2015", "As at 31 March 2015"),
        (Quarter(2014, 4), "On the 15th June 2015", "On the 15th March 2015"),
        (Quarter(2013, 2), "1 st April to 12 th May", "1 st July to 12 th August"),
        (Quarter(2010, 1), "As at 6 July 2015", "As at 6 July 2010"),
        (Quarter(2010, 4), "2014/15", "2009/10"),
        (Quarter(2010, 4), "In quarter one", "In quarter four"),
        (Quarter(2010, 4), "by end 2015", "by end 2011"),
    ],
)
def test_dates_move_with_the_quarter(quarter: Quarter, words: str, expected: str) -> None:
    assert move_dates(words, quarter) == expected


@pytest.mark.parametrize(
    "words", ["family may be vulnerable", "90% of 28 days", "14 sites", "Rule 2 (march on)"]
)
def test_what_is_no_date_stays(words: str) -> None:
    assert move_dates(words, Quarter(2009, 3)) == words


def test_quarters_follow_one_another_over_the_years_end() -> None:
    assert [quarter.label for quarter in quarters(Quarter(2011, 3), 3)] == ["2011-q3", "2011-q4", "2012-q1"]


def test_a_written_copy_is_a_text_with_a_sidecar_of_the_same_facts(tmp_path: Path) -> None:
    made = copies(2, first=Quarter(2011, 1))
    paths = write(made, tmp_path)
    assert [path.name for path in paths] == ["northumbria-pcc-2011-q1.txt", "northumbria-pcc-2011-q2.txt"]
    assert paths[1].read_text(encoding="utf-8") == made[1].text
    facts = yaml.safe_load(paths[1].with_suffix(".yaml").read_text(encoding="utf-8"))
    assert facts["period"] == "July 2011 – September 2011"
    assert set(facts) == set(yaml.safe_load(ORIGINAL.with_suffix(".yaml").read_text(encoding="utf-8")))
