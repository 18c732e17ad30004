"""Tables as printing leaves them: broken, merged, repeated, headed in groups."""

from __future__ import annotations

import pytest

from corpus.read.text import read_text
from corpus.report import Table

HEADER = "\t\tPrevious\tPeriod\tCurrent\tPeriod\tComparative position or note"
ROWS = [
    (
        "1",
        "Percentage of callers content.",
        "93.4%",
        "April 2014 to March 2015",
        "93.2%",
        "April to June 2015",
        "Target 95%",
    ),
    (
        "2",
        "Bails concluded over 28 days.",
        "75%",
        "July 2014 to March 2015",
        "74%",
        "April to June 2015",
        "No comparison",
    ),
    (
        "3",
        "Number of live complaints.",
        "270",
        "As at 31 March 2015",
        "178",
        "April to June 2015",
        "Fewer than before",
    ),
]
COUNTS = "\t2015/16\t2014/15\tChange\nThefts\t7\t9\t- 2 - 22%\nFrauds\t8\t4\t+ 4 + 100%"


def tables(text: str) -> tuple[Table, ...]:
    return read_text(f"Part One\n\nIt is so.\n\n{text}".split("\n")).tables


def table(text: str) -> Table:
    (found,) = tables(text)
    return found


def printed(rows: list[tuple[str, ...]] | None = None) -> list[str]:
    return [HEADER, *("\t".join(row) for row in rows or ROWS)]


def contents(found: Table) -> list[tuple[str | None, str, tuple[str, ...]]]:
    return [(row.number, row.label.text, tuple(c.text for c in row.cells)) for row in found.rows]


WHOLE = [(row[0], row[1], row[2:]) for row in ROWS]


def test_a_whole_table_is_read_as_printed() -> None:
    found = table("\n".join(printed()))
    assert contents(found) == WHOLE
    assert found.columns == ("Previous", "Period", "Current", "Period", "Comparative position or note")
    assert [row.lines for row in found.rows] == [(6, 6), (7, 7), (8, 8)]


@pytest.mark.parametrize("at", [1, 3, 5, 6])
@pytest.mark.parametrize("row", [0, 1, 2])
@pytest.mark.parametrize("gap", ["", "\n", f"\n\n{HEADER}"])
def test_a_row_broken_in_any_cell_of_words_is_put_together(row: int, at: int, gap: str) -> None:
    lines = printed()
    cells = list(ROWS[row])
    cells[at], _, rest = cells[at].rpartition(" ")
    lines[row + 1] = "\t".join(cells) + gap
    lines.insert(row + 2, "\t" * at + rest + "\t" * (6 - at))
    assert contents(table("\n".join(lines))) == WHOLE


def test_a_row_broken_in_every_cell_at_once_is_put_together() -> None:
    lines = printed()
    lines[2] = "2\tBails concluded\t75%\tJuly 2014 to\t74%\tApril to\tNo"
    lines.insert(3, "\tover 28 days.\t\tMarch 2015\t\tJune 2015\tcomparison")
    assert contents(table("\n".join(lines)))[1] == (
        "2",
        "Bails concluded over 28 days.",
        ("75%", "July 2014 to March 2015", "74%", "April to June 2015", "No comparison"),
    )


@pytest.mark.parametrize("after", [1, 2, 3])
@pytest.mark.parametrize("gap", ["", "\n", "\n\n\n", "\n\nPage 7\n\n"])
def test_a_header_printed_again_at_any_row_is_no_row(after: int, gap: str) -> None:
    lines = printed()
    if after < len(ROWS):
        lines[after] += gap
        lines.insert(after + 1, HEADER)
    assert contents(table("\n".join(lines))) == WHOLE


@pytest.mark.parametrize(
    "shift", [f"\t{HEADER.strip()}", f"{HEADER.strip()}\t", HEADER.upper(), f"{HEADER}\t"]
)
def test_a_header_printed_again_may_lose_or_gain_blank_cells(shift: str) -> None:
    lines = printed()
    lines[1] += "\n"
    lines.insert(2, shift)
    assert contents(table("\n".join(lines))) == WHOLE


@pytest.mark.parametrize("row", [0, 1, 2])
def test_a_merged_cell_that_pulls_the_rest_to_the_left_is_told_by_what_the_columns_hold(row: int) -> None:
    lines = printed()
    number, label, _, _, *rest = ROWS[row]
    lines[row + 1] = "\t".join((number, label, "Not previously reported", *rest, ""))
    cells = contents(table("\n".join(lines)))[row][2]
    assert cells == ("Not previously reported", "", *rest)


def test_blank_periods_and_notes_in_a_group_are_those_above_and_blank_values_are_not() -> None:
    group = "Reducing the percentage of victims who suffer again.\t\t\t\t\t\t"
    first = "1\tDomestic violence\t48%\t2013/14\t47%\t2014/15\tHigh risk only."
    lines = [HEADER, group, first, "\tCrime\t29%\t\t35%\t\t", "\tHate\t\t\t57%\t\t"]
    _, one, two, three = contents(table("\n".join(lines)))
    assert one[2] == ("48%", "2013/14", "47%", "2014/15", "High risk only.")
    assert two[2] == ("29%", "2013/14", "35%", "2014/15", "High risk only.")
    assert three[2] == ("", "2013/14", "57%", "2014/15", "High risk only.")


def test_outside_a_group_a_blank_cell_stays_blank() -> None:
    lines = printed([ROWS[0], ("2", "Callers told.", "80%", "", "82%", "", "")])
    assert contents(table("\n".join(lines)))[1][2] == ("80%", "", "82%", "", "")


@pytest.mark.parametrize("tabs", [0, 1, 6])
def test_a_row_with_only_a_label_heads_the_rows_below_it(tabs: int) -> None:
    text = (
        "\t2015/16\t2014/15\nThefts\t7\t9\nOf these" + "\t" * tabs + "\nFrom shops\t3\t4\nFrom people\t1\t2"
    )
    rows = table(text).rows
    assert [(row.label.text, row.group, row.is_group) for row in rows] == [
        ("Thefts", (), False),
        ("Of these", (), True),
        ("From shops", ("Of these",), False),
        ("From people", ("Of these",), False),
    ]


def test_numbered_rows_after_unnumbered_members_leave_the_group() -> None:
    lines = printed(
        [
            ("4", "Reduce the rates below.", "", "", "", "", ""),
            ("", "Rape", *ROWS[0][2:]),
            ("5", *ROWS[1][1:]),
        ]
    )
    assert [row.group for row in table("\n".join(lines)).rows] == [(), ("Reduce the rates below.",), ()]


def test_html_in_a_cell_is_not_its_words() -> None:
    text = COUNTS.replace("Thefts", '<ul style="x">Thefts').replace("- 2 - 22%", "<b>- 2</b> - 22%")
    assert contents(table(text))[0] == (None, "Thefts", ("7", "9", "- 2 - 22%"))


def test_a_row_of_nothing_but_html_is_no_row() -> None:
    assert contents(table("\t2015/16\nThefts\t7\n\t<br/>\t")) == [(None, "Thefts", ("7",))]


def test_a_header_over_two_columns_heads_both() -> None:
    text = "\t2015/16\t2014/15\tChange\t\nThefts\t7\t9\t- 2\t- 22%"
    assert table(text).columns == ("2015/16", "2014/15", "Change", "Change")


def test_a_table_without_a_header_gives_its_numbers_no_false_headers() -> None:
    found = table("Thefts\t7\t9\nFrauds\t8\t4")
    assert found.columns == ("", "")
    assert contents(found) == [(None, "Thefts", ("7", "9")), (None, "Frauds", ("8", "4"))]


@pytest.mark.parametrize(
    "numbers", [("1", "2"), ("1.1", "1.2"), ("1a", "1b"), ("1.", "2."), ("KPI 1", "KPI 2"), ("A1", "A2")]
)
def test_printed_row_numbers_are_not_labels(numbers: tuple[str, str]) -> None:
    text = f"Ref\tMeasure\t2015/16\n{numbers[0]}\tThefts\t7\n{numbers[1]}\tFrauds\t8"
    assert contents(table(text)) == [(numbers[0], "Thefts", ("7",)), (numbers[1], "Frauds", ("8",))]


def test_two_tables_of_one_layout_under_two_headings_stay_two() -> None:
    found = tables(f"Eastvale\n\n{COUNTS}\n\nUpper Tarn\n\n{COUNTS}")
    assert [t.title for t in found] == ["Eastvale", "Upper Tarn"]
    assert contents(found[0]) == contents(found[1])
