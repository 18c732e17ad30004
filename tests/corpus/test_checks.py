"""What a report says twice is held together: every disagreement is found, and nothing is that is none."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from corpus.checks import check
from corpus.checks.changes import disagrees, percent_given
from corpus.read import read_report
from corpus.report import Figure, Finding, FindingKind, Locator, Report, Role

REPORTS = Path(__file__).parents[2]
BUNDLED = REPORTS / "corpus" / "reports" / "northumbria-pcc-2015-q1.txt"
WESTMARCH = REPORTS / "tests" / "reports" / "westmarch-2019-q3.txt"

# Line, what the report prints, and what the two counts on the line give: worked out by hand.
PERCENTAGES = (
    (252, "+9%", "+8.49%"),
    (263, "-14%", "-13.0%"),
    (267, "-0%", "-0.6%"),
    (270, "+85%", "+83.3%"),
    (271, "+52%", "+51.4%"),
    (278, "+7%", "+7.7%"),
    (279, "+27%", "+27.8%"),
    (282, "+9%", "+9.5%"),
    (284, "+15%", "+15.6%"),
    (285, "+62%", "+66.7%"),
    (286, "+3%", "+3.6%"),
    (292, "+28%", "+27.49%"),
    (293, "+35%", "+33.3%"),
    (299, "+15%", "+14.4%"),
    (307, "+6%", "+6.5%"),
    (308, "+13%", "+14.3%"),
    (309, "+8%", "+9.2%"),
    (313, "-27%", "-26.4%"),
    (315, "+2%", "0.0%"),
    (324, "+21%", "+20.4%"),
    (327, "+21%", "+20.4%"),
    (329, "+9%", "+9.5%"),
    (338, "+50%", "+44.4%"),
    (345, "+205%", "+200.0%"),
)
# The force's line, last year's total there, and the sum of last year's counts on the areas' lines.
TOTALS = (
    (244, "21,060", "21,061"),
    (245, "3,969", "3,970"),
    (246, "143", "144"),
    (248, "1,519", "1,518"),
    (250, "855", "856"),
    (252, "2,746", "2,745"),
)


def of_kind(found: tuple[Finding, ...], kind: FindingKind) -> list[Finding]:
    return [finding for finding in found if finding.kind is kind]


@pytest.fixture(scope="module")
def bundled() -> Report:
    return read_report(BUNDLED)


@pytest.fixture
def checked(tmp_path: Path) -> Callable[..., tuple[Finding, ...]]:
    """What is found in a text, of a report about Erewhon."""

    def found(text: str) -> tuple[Finding, ...]:
        path = tmp_path / "made.txt"
        path.write_text(text, encoding="utf-8")
        path.with_suffix(".yaml").write_text("area: Erewhon\nperiod: April to June 2015\n", encoding="utf-8")
        return check(read_report(path))

    return found


def test_the_bundled_report_has_just_these_24_percentages_that_its_counts_do_not_give(
    bundled: Report,
) -> None:
    found = of_kind(check(bundled), FindingKind.PERCENT)
    assert tuple((f.lines[0][0], f.printed, f.given) for f in found) == PERCENTAGES
    printed = [f for f in bundled.figures if f.role is Role.CHANGE_PERCENT and f.where.lines[0] > 240]
    assert len(printed) == 77


def test_the_bundled_report_has_just_these_six_totals_that_its_areas_do_not_add_up_to(
    bundled: Report,
) -> None:
    found = of_kind(check(bundled), FindingKind.TOTAL)
    assert tuple((f.lines[0][0], f.printed, f.given) for f in found) == TOTALS
    assert all(len(f.lines) == len(f.figures) == 7 for f in found)


def test_two_cut_off_dates_are_told_and_called_no_error(bundled: Report) -> None:
    (dates,) = of_kind(check(bundled), FindingKind.DATES)
    assert (dates.printed, dates.given) == ("+6% and +47 crimes", "+62 and +7%")
    assert dates.lines == ((167, 167), (250, 250))
    for wanted in ("as at 6 July 2015", "1 April to 15 July 2015", "both can be right", "no error"):
        assert wanted in dates.said


def test_nothing_else_is_found_in_the_bundled_report_and_nothing_at_all_in_westmarchs(
    bundled: Report,
) -> None:
    assert len(check(bundled)) == 24 + 6 + 1
    assert check(read_report(WESTMARCH)) == ()


def test_a_finding_names_figures_of_the_report_that_stand_on_its_lines(bundled: Report) -> None:
    lines = {figure.id: figure.where.lines for figure in bundled.figures}
    for finding in check(bundled):
        assert {lines[figure] for figure in finding.figures} == set(finding.lines)


# Changes

CHANGES = """Crime

\t2015\t2014\tChange\t% change
Arson\t{arson}
Fraud\t10\t12\t-2\t-16.7%
"""


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("32\t24\t+8\t33.3%", None),
        ("32\t24\t+8\t+33%", None),
        (
            "32\t24\t+9\t+33%",
            "Arson in Erewhon: the report prints +9; the printed counts, 24 and 32, give +8.",
        ),
        (
            "32\t24\t8\t+35%",
            "Arson in Erewhon: the report prints +35%; the printed counts, 24 and 32, give +33.3%.",
        ),
        (
            "32\t24\t8\t33.0%",
            "Arson in Erewhon: the report prints 33.0%; the printed counts, 24 and 32, give +33.3%.",
        ),
        ("24\t32\t8\t-25%", "Arson in Erewhon: the report prints 8; the printed counts, 32 and 24, give -8."),
        ("8\t0\t+8\t100%", None),  # from nought no percentage is defined, and none is wrong
        ("2,001\t2,000\t+1\t0%", None),
        ("1,005\t1,000\t+5\t+1%", None),  # 0.5 rounds to either
        ("N/A\t24\t-\t-", None),
    ],
)
def test_a_printed_change_is_held_against_its_counts(
    checked: Callable[..., tuple[Finding, ...]], row: str, said: str | None
) -> None:
    assert [finding.said for finding in checked(CHANGES.format(arson=row))] == ([said] if said else [])


@pytest.mark.parametrize(
    ("row", "given"),
    [
        ("45.6%\t43.2%\t+2.4", None),
        ("45.6%\t43.2%\t+2.5", None),  # 45.64 and 43.16 round to these, and differ by 2.48
        ("45.6%\t43.2%\t+2.7", "+2.4 percentage points"),
        ("45.6%\t43.2%\t+2.4pp", None),
        ("45.6%\t43.2%\t+2.4 pts", None),
        ("45.6%\t43.2%\t-2.4 pts", "+2.4 percentage points"),
        ("45.6%\t43.2%\t+5.6%", None),  # of 43.2, it is that
        ("45.6%\t43.2%\t+9.9%", "+2.4 percentage points"),
    ],
)
def test_between_percentages_the_change_is_in_points(
    checked: Callable[..., tuple[Finding, ...]], row: str, given: str | None
) -> None:
    found = checked(f"Outcomes\n\n\t2015\t2014\tChange\nSolved\t{row}\nCharged\t10.0%\t12.0%\t-2.0\n")
    assert [finding.given for finding in found] == ([given] if given else [])


def test_a_column_without_signs_prints_how_much_and_not_which_way(
    checked: Callable[..., tuple[Finding, ...]],
) -> None:
    assert not checked("Crime\n\n\t2015\t2014\tDecrease\nArson\t24\t32\t8\nFraud\t10\t12\t2\n")


def test_values_that_were_rounded_may_give_a_change_that_is_off_by_their_rounding(
    checked: Callable[..., tuple[Finding, ...]],
) -> None:
    table = (
        "Calls\n\n\t2015\t2014\tChange\nAverage time to answer (seconds)\t8.5\t9.0\t{}\nCalls\t10\t12\t-2\n"
    )
    assert not checked(table.format("-0.6"))
    assert [finding.given for finding in checked(table.format("-0.8"))] == ["-0.5"]


def test_a_change_from_one_of_several_earlier_columns_is_not_guessed_at(
    checked: Callable[..., tuple[Finding, ...]],
) -> None:
    assert not checked("Crime\n\n\t2013\t2014\t2015\tChange\nArson\t20\t24\t32\t+12\nFraud\t10\t12\t9\t-1\n")


def figure(value: Decimal, role: Role, unit: str | None = "crimes") -> Figure:
    where = Locator("made", (1, 1))
    return Figure(
        f"1:{role}", ("Arson",), (), "Arson", None, None, role, value, unit, None, f"{value:+f}", where
    )


counts = st.integers(1, 10**6).map(Decimal)


@given(counts, counts, st.integers(0, 2), st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN]))
def test_a_percentage_that_is_rounded_rightly_is_never_found(
    before: Decimal, after: Decimal, decimals: int, how: str
) -> None:
    exact = (after - before) / before * 100
    said = exact.quantize(Decimal(1).scaleb(-decimals), how)
    assert not disagrees(
        figure(said, Role.CHANGE_PERCENT, "%"), figure(before, Role.PREVIOUS), figure(after, Role.CURRENT)
    )


@given(counts, counts, st.integers(1, 50), st.booleans())
def test_a_whole_percentage_a_point_or_more_off_is_always_found_and_shown_to_be_off(
    before: Decimal, after: Decimal, off: int, up: bool
) -> None:
    exact = (after - before) / before * 100
    said = figure(
        (exact + (off if up else -off)).quantize(Decimal(1), ROUND_HALF_UP), Role.CHANGE_PERCENT, "%"
    )
    old, new = figure(before, Role.PREVIOUS), figure(after, Role.CURRENT)
    if abs(exact - said.value) > Decimal("0.5"):  # type: ignore[operator]
        assert disagrees(said, old, new)
        given_ = percent_given(old, new, said)
        assert given_ is not None
        assert given_.quantize(Decimal(1), ROUND_HALF_UP) != said.value  # 9.5 beside 9 shows it


@given(counts, counts, counts)
def test_a_count_change_is_found_just_where_it_is_not_the_difference(
    before: Decimal, after: Decimal, change: Decimal
) -> None:
    said = figure(change, Role.CHANGE)
    differs = disagrees(said, figure(before, Role.PREVIOUS), figure(after, Role.CURRENT))
    assert differs is (after - before != change)


# Totals

AREAS = """Crime in Erewhon

Force Wide

{force}

Area Commands

Northside

{north}

Southside

{south}
"""


def crimes(rows: dict[str, tuple[int, int]]) -> str:
    return "\n".join(["\t2015\t2014", *(f"{name}\t{now:,}\t{then:,}" for name, (now, then) in rows.items())])


def in_areas(
    north: dict[str, tuple[int, int]], south: dict[str, tuple[int, int]], off: dict[str, tuple[int, int]]
) -> str:
    """A report of two areas, whose force-wide numbers are their sums but for what they are `off`."""
    force = {
        name: (
            north[name][0] + south[name][0] + off.get(name, (0, 0))[0],
            north[name][1] + south[name][1] + off.get(name, (0, 0))[1],
        )
        for name in north
    }
    return AREAS.format(force=crimes(force), north=crimes(north), south=crimes(south))


NAMES = ("Arson", "Fraud", "Riot", "Piracy")
both_years = st.tuples(st.integers(10, 9000), st.integers(10, 9000))
rows = st.tuples(*[both_years] * len(NAMES)).map(lambda values: dict(zip(NAMES, values, strict=True)))


@settings(deadline=None, max_examples=25, phases=[Phase.generate])
@given(rows, rows, st.sampled_from(NAMES), st.sampled_from([-3, -1, 1, 20]))
def test_a_total_of_areas_is_found_just_where_it_is_off(
    tmp_path_factory: pytest.TempPathFactory,
    north: dict[str, tuple[int, int]],
    south: dict[str, tuple[int, int]],
    measure: str,
    off: int,
) -> None:
    path = tmp_path_factory.mktemp("made") / "made.txt"
    path.with_suffix(".yaml").write_text("area: Erewhon\n", encoding="utf-8")
    path.write_text(in_areas(north, south, {}), encoding="utf-8")
    assert check(read_report(path)) == ()
    path.write_text(in_areas(north, south, {measure: (0, off)}), encoding="utf-8")
    (found,) = check(read_report(path))
    sum_ = north[measure][1] + south[measure][1]
    assert (found.kind, found.given, found.printed) == (FindingKind.TOTAL, f"{sum_:,}", f"{sum_ + off:,}")


def test_areas_that_are_not_all_there_are_not_summed(checked: Callable[..., tuple[Finding, ...]]) -> None:
    north = {"Arson": (10, 12), "Fraud": (7, 9), "Riot": (3, 3)}
    missing = {"Arson": (5, 5), "Fraud": (4, 4), "Riot": (0, 0)}
    assert not checked(in_areas(north, north, missing))


def test_an_area_without_a_number_leaves_its_total_unchecked(
    checked: Callable[..., tuple[Finding, ...]],
) -> None:
    north = {"Arson": (10, 12), "Fraud": (7, 9), "Riot": (3, 3)}
    text = in_areas(north, north, {}).replace("Arson\t10\t12", "Arson\t10\tN/A", 1)
    assert not checked(text)


TEAMS = """Workforce

\t2013\t2014\t2015
North\t10\t12\t14
South\t20\t22\t24
{total}
"""


@pytest.mark.parametrize(
    ("total", "found"),
    [
        ("Total\t30\t34\t38", []),
        ("Total\t30\t35\t38", [("35", "34")]),
        ("All areas\t30\t35\t38", [("35", "34")]),
        ("Total\t60\t70\t80", []),  # nothing agrees: they are not its parts
        ("of which new\t1\t2\t3\nTotal\t31\t36\t42", []),
        ("East\t1\t2\t3", []),
    ],
)
def test_a_total_row_is_held_against_its_parts_where_they_make_it_up(
    checked: Callable[..., tuple[Finding, ...]], total: str, found: list[tuple[str, str]]
) -> None:
    totals = of_kind(checked(TEAMS.format(total=total)), FindingKind.TOTAL)
    assert [(finding.printed, finding.given) for finding in totals] == found


def test_a_total_column_is_held_against_the_columns_that_make_it_up(
    checked: Callable[..., tuple[Finding, ...]],
) -> None:
    table = "Workforce\n\n\tOfficers\tStaff\tTotal\nNorth\t10\t5\t15\nSouth\t20\t6\t26\nEast\t7\t7\t15\n"
    (found,) = checked(table)
    assert (found.kind, found.printed, found.given) == (FindingKind.TOTAL, "15", "14")
    assert "the two columns add up to 14" in found.said


def test_percentages_and_rates_are_not_summed(checked: Callable[..., tuple[Finding, ...]]) -> None:
    assert not checked("Satisfaction\n\n\t2014\t2015\nNorth\t10%\t20%\nSouth\t20%\t20%\nTotal\t30%\t41%\n")


# Statuses

STATUS = """Performance

\tCurrent\tTarget\tStatus
{row}
Other crime\t10\tN/A\tNot set
"""


@pytest.mark.parametrize(
    ("row", "given"),
    [
        ("Visited in time\t84%\tat least 90%\tRed", None),
        ("Visited in time\t84%\tat least 90%\tGreen", "not met"),
        ("Visited in time\t84%\tat least 90%\tAmber", None),
        ("Visited in time\t94%\tat least 90%\tNot met", "met"),
        ("Visited in time\t94%\tat least 90%\tTarget met", None),
        ("Late files\t12%\tno more than 10%\tMet", "not met"),
        ("Visited in time\t89% (+/- 2%)\tat least 90%\tGreen", None),  # the margin holds the target
        ("Things of a kind unknown\t84%\t90%\tGreen", None),  # nothing tells which way is better
        ("Burglary\t84\t90\tRed", "met"),  # fewer is better: the vocabulary knows
        ("Increase the share to 90%\t84%\t\tOn target", "not met"),
    ],
)
def test_a_status_is_held_against_its_value_and_target(
    checked: Callable[..., tuple[Finding, ...]], row: str, given: str | None
) -> None:
    found = of_kind(checked(STATUS.format(row=row)), FindingKind.STATUS)
    assert [finding.given for finding in found] == ([given] if given else [])


# Sentences

TEXT = """A Report on Erewhon

Objective One

{sentence}

Performance

\t\tPrevious\tPeriod\tCurrent\tPeriod
1\tVictims satisfied with the service\t93.7%\t12 months to June 2014\t92.9%\t12 months to June 2015
2\tNumber of arson offences\t24\tApril to June 2014\t32\tApril to June 2015

Objective Two

Performance

\t\tPrevious\tPeriod\tCurrent\tPeriod
1\tCalls answered in time\t90%\t2013/14\t91%\t2014/15
"""


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Victims satisfied with the service were 92.9%.", None),
        ("Victims satisfied with service were 93%.", None),
        ("Victims satisfied with the service were 91.5%.", FindingKind.TWICE),
        ("In the 12 months to June 2015, victims satisfied with the service were 91.5%.", FindingKind.TWICE),
        ("In the 12 months to May 2015, victims satisfied with the service were 91.5%.", FindingKind.DATES),
        ("In the 12 months to March 2012, victims satisfied with the service were 91.5%.", None),
        ("Over the weekend, victims satisfied with the service were 91.5%.", None),
        ("Young victims satisfied with the service were 91.5%.", None),
        ("Arson rose from 24 to 32.", None),
        ("The number of arson offences was 33.", FindingKind.TWICE),
        ("The number of arson offences in Byker was 33.", None),
        ("The number of arson offences in Erewhon was 33.", FindingKind.TWICE),
    ],
)
def test_a_sentence_is_held_against_the_table_only_where_both_say_one_thing(
    checked: Callable[..., tuple[Finding, ...]], sentence: str, kind: FindingKind | None
) -> None:
    found = checked(TEXT.format(sentence=sentence))
    assert [finding.kind for finding in found] == ([kind] if kind else [])
    assert all(finding.lines[0] == (5, 5) for finding in found)


TWO_TABLES = """A Report on Erewhon

1. Crime

Crime type\t2014\t2015
Arson\t24\t32
Fraud\t12\t10
Riot\t3\t4

2. {title}

Crime type\t2015\tTarget
Arson\t{arson}\t30
Fraud\t{fraud}\t30
Riot\t{riot}\t30
"""


@pytest.mark.parametrize(
    ("arson", "fraud", "riot", "found"),
    [
        ("32", "10", "4", []),
        ("33", "10", "4", [("32", "33")]),
        ("20", "2", "1", []),  # nothing agrees: the tables are about other things
        ("32", "2", "1", []),
    ],
)
def test_a_number_that_two_tables_print_differently_is_found_where_the_rest_agrees(
    checked: Callable[..., tuple[Finding, ...]],
    arson: str,
    fraud: str,
    riot: str,
    found: list[tuple[str, str]],
) -> None:
    text = TWO_TABLES.format(title="Against the targets", arson=arson, fraud=fraud, riot=riot)
    twice = of_kind(checked(text), FindingKind.TWICE)
    assert [(finding.printed, finding.given) for finding in twice] == found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("the time of arrival is 92.9%", "the time of arrival is 91.9%"),
        ("Standards is 82% (+/- 1.2%)", "Standards is 84% (+/- 1.2%)"),
    ],
)
def test_a_number_changed_in_the_bundled_reports_text_is_found(
    checked: Callable[..., tuple[Finding, ...]], tmp_path: Path, old: str, new: str
) -> None:
    text = BUNDLED.read_text("utf-8")
    assert old in text
    (found,) = of_kind(checked(text.replace(old, new)), FindingKind.TWICE)
    assert found.printed.rstrip(".¹").endswith(new.rpartition(" is ")[2])


def test_numbers_longer_than_any_reports_do_no_harm(checked: Callable[..., tuple[Finding, ...]]) -> None:
    long = "9" * 400
    assert not checked(f"Crime\n\n\t2015\t2014\tChange\t% change\nArson\t{long}\t1\t+{long}\t+{long}%\n")


def test_a_percentage_truncated_in_the_report_is_told_exactly() -> None:
    old, new = figure(Decimal(2746), Role.PREVIOUS), figure(Decimal(2979), Role.CURRENT)
    said = figure(Decimal(9), Role.CHANGE_PERCENT, "%")
    exact = Decimal(233) / Decimal(2746) * 100
    assert percent_given(old, new, said) == exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert percent_given(old, new) == exact.quantize(Decimal("0.1"), ROUND_HALF_UP)
    assert exact.quantize(Decimal(1), ROUND_DOWN) == 8
