"""Tables that plain text draws with blanks or with pipes, in every form that people publish."""

from __future__ import annotations

import pytest

from corpus.read.text import read_text
from corpus.report import Table

Rows = list[tuple[str, tuple[str, ...]]]

ROWS: Rows = [("Robbery", ("1,204", "1,176", "-2.3%")), ("Theft of a vehicle", ("88", "n/a", "+1.0%"))]
COLUMNS = ("2017/18", "2018/19", "Change")


def tables(text: str) -> tuple[Table, ...]:
    return read_text(f"Report\n\nPart One\n\nIt is so.\n\n{text}\n\nThe end of it.".split("\n")).tables


def table(text: str) -> Table:
    (found,) = tables(text)
    return found


def contents(found: Table) -> Rows:
    return [(row.label.text, tuple(cell.text for cell in row.cells)) for row in found.rows]


def check_is_the_table(text: str) -> None:
    found = table(text)
    assert found.columns == COLUMNS
    assert contents(found) == ROWS


FORMS = {
    "a rule under the header": """\
Offence              2017/18   2018/19   Change
------------------   -------   -------   ------
Robbery                1,204     1,176    -2.3%
Theft of a vehicle        88       n/a    +1.0%""",
    "no rule": """\
Offence              2017/18   2018/19   Change
Robbery                1,204     1,176    -2.3%
Theft of a vehicle        88       n/a    +1.0%""",
    "one line drawn right across": """\
Offence              2017/18   2018/19   Change
-----------------------------------------------
Robbery                1,204     1,176    -2.3%
Theft of a vehicle        88       n/a    +1.0%
-----------------------------------------------""",
    "rules above, under and below": """\
==================   =======   =======   ======
Offence              2017/18   2018/19   Change
==================   =======   =======   ======
Robbery                1,204     1,176    -2.3%
Theft of a vehicle        88       n/a    +1.0%
==================   =======   =======   ======""",
    "headers on the left of their numbers": """\
Offence              2017/18        2018/19        Change
Robbery                     1,204          1,176        -2.3%
Theft of a vehicle             88            n/a        +1.0%""",
    "everything on the left": """\
Offence             2017/18  2018/19  Change
Robbery             1,204    1,176    -2.3%
Theft of a vehicle  88       n/a      +1.0%""",
    "a header on two lines": """\
                                          Change
Offence              2017/18   2018/19
------------------   -------   -------   ------
Robbery                1,204     1,176    -2.3%
Theft of a vehicle        88       n/a    +1.0%""",
    "a header before a blank line": """\
Offence              2017/18   2018/19   Change

Robbery                1,204     1,176    -2.3%
Theft of a vehicle        88       n/a    +1.0%""",
    "a label that runs up to its number": """\
Offence         2017/18   2018/19   Change
Robbery           1,204     1,176    -2.3%
Theft of a vehicle   88       n/a    +1.0%""",
    "a label broken over two lines": """\
Offence     2017/18   2018/19   Change
Robbery       1,204     1,176    -2.3%
Theft of         88       n/a    +1.0%
a vehicle""",
    "a label broken above its numbers": """\
Offence     2017/18   2018/19   Change
Robbery       1,204     1,176    -2.3%
Theft of
a vehicle        88       n/a    +1.0%""",
    "a page between, the header printed again": """\
Offence              2017/18   2018/19   Change
------------------   -------   -------   ------
Robbery                1,204     1,176    -2.3%

Report of the force      Page 1 of 2

Offence              2017/18   2018/19   Change
------------------   -------   -------   ------
Theft of a vehicle        88       n/a    +1.0%

Report of the force      Page 2 of 2""",
    "a page between, no header again": """\
Offence              2017/18   2018/19   Change
Robbery                1,204     1,176    -2.3%

Page 1

Theft of a vehicle        88       n/a    +1.0%""",
    "Markdown": """\
| Offence | 2017/18 | 2018/19 | Change |
|---|---|---|---|
| Robbery | 1,204 | 1,176 | -2.3% |
| Theft of a vehicle | 88 | n/a | +1.0% |""",
    "Markdown with alignment": """\
| Offence            | 2017/18 | 2018/19 | Change |
|:-------------------|--------:|:-------:|-------:|
| **Robbery**        |   1,204 |   1,176 |  -2.3% |
| Theft of a vehicle |      88 |     n/a |  +1.0% |""",
    "Markdown without outer pipes": """\
Offence | 2017/18 | 2018/19 | Change
--- | --: | --: | --:
Robbery | 1,204 | 1,176 | -2.3%
Theft of a vehicle | 88 | n/a | +1.0%""",
    "pipes without a rule": """\
| Offence | 2017/18 | 2018/19 | Change |
| Robbery | 1,204 | 1,176 | -2.3% |
| Theft of a vehicle | 88 | n/a | +1.0% |""",
    "a border about every row": """\
+-----------+---------+---------+--------+
| Offence   | 2017/18 | 2018/19 | Change |
+===========+=========+=========+========+
| Robbery   | 1,204   | 1,176   | -2.3%  |
+-----------+---------+---------+--------+
| Theft of  | 88      | n/a     | +1.0%  |
| a vehicle |         |         |        |
+-----------+---------+---------+--------+""",
    "tabs": """\
Offence\t2017/18\t2018/19\tChange
Robbery\t1,204\t1,176\t-2.3%
Theft of a vehicle\t88\tn/a\t+1.0%""",
}


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS.keys())
def test_a_table_is_the_same_in_every_form(text: str) -> None:
    check_is_the_table(text)


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS.keys())
@pytest.mark.parametrize("caption", ["Table 1: Crime", "Table 1: Crime\n", "Crime\n"])
def test_the_line_above_a_table_is_its_title(text: str, caption: str) -> None:
    found = table(f"{caption}\n{text}")
    assert found.title == caption.strip()
    assert contents(found) == ROWS


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS.keys())
def test_every_row_tells_the_lines_that_it_stands_on(text: str) -> None:
    lines = f"Report\n\nPart One\n\nIt is so.\n\n{text}".split("\n")
    (found,) = read_text(lines).tables
    for row in found.rows:
        printed = " ".join(lines[row.lines[0] - 1 : row.lines[1]])
        assert all(word in printed for word in row.label.text.split())
        assert all(cell.text in printed for cell in row.cells)


def test_blank_cells_stay_under_their_own_headers() -> None:
    found = table(
        "Measure           Last year   This year   Target\n"
        "---------------   ---------   ---------   ------\n"
        "Calls answered        91.4%       90.3%      90%\n"
        "Calls received                   83,652         \n"
        "Young people                        338      300\n"
        "Officers                412               no aim"
    )
    assert contents(found) == [
        ("Calls answered", ("91.4%", "90.3%", "90%")),
        ("Calls received", ("", "83,652", "")),
        ("Young people", ("", "338", "300")),
        ("Officers", ("412", "", "no aim")),
    ]


def test_a_column_in_which_nothing_is_printed_keeps_its_place() -> None:
    found = table(
        "Measure      2017/18   2018/19   Target\n"
        "Robbery           12                 15\n"
        "Thefts            40                 41"
    )
    assert found.columns == ("2017/18", "2018/19", "Target")
    assert contents(found) == [("Robbery", ("12", "", "15")), ("Thefts", ("40", "", "41"))]


def test_lines_with_nothing_but_a_label_head_the_rows_below() -> None:
    found = table(
        "Offence                     2017/18   2018/19\n"
        "-------------------------   -------   -------\n"
        "Violence against the person\n"
        "Assault                          40        41\n"
        "Acquisitive crime\n"
        "Robbery                          12        15"
    )
    assert [row.group for row in found.rows if not row.is_group] == [
        ("Violence against the person",),
        ("Acquisitive crime",),
    ]


def test_rows_of_their_own_that_begin_small_are_no_rest_of_the_row_above() -> None:
    found = table(
        "Measure\t2017/18\t2018/19\nPolice officers\t3,214\t3,388\nof which: response\t1,198\t1,251"
    )
    assert contents(found) == [
        ("Police officers", ("3,214", "3,388")),
        ("of which: response", ("1,198", "1,251")),
    ]


def test_an_escaped_pipe_is_a_part_of_its_cell() -> None:
    found = table("| Offence | 2018/19 |\n|---|---|\n| Theft \\| fraud | 12 |")
    assert contents(found) == [("Theft | fraud", ("12",))]


@pytest.mark.parametrize(
    "text",
    [
        "It fell by 12.  It had risen before.\nThe rest of it   is not known yet.",
        "Summary               1\nOutcome One           2\nOutcome Two          14",
        "1  Purpose of this report\n2  What has been done",
        "Chair: A. Smith       Clerk: B. Jones\nTelephone: 01234       Fax: none",
        "Call 101 | 999 in an emergency",
    ],
    ids=["spaced prose", "a list of contents", "a numbered list", "names side by side", "a pipe in a line"],
)
def test_what_only_looks_like_a_table_is_none(text: str) -> None:
    assert tables(text) == ()


def test_tables_that_follow_one_another_under_their_own_headings_stay_two() -> None:
    found = tables(
        "Violence\n\nOffence\t2017/18\t2018/19\nAssault\t40\t41\n\nTheft\n\nOffence\t2017/18\t2018/19\nRobbery\t12\t15"
    )
    assert [one.title for one in found] == ["Violence", "Theft"]


def test_a_header_over_several_columns_heads_each_of_them() -> None:
    found = table(
        "                    2017/18              2018/19\n"
        "Offence        Number     Rate      Number     Rate\n"
        "------------   ------   ------      ------   ------\n"
        "Robbery         1,204      1.4       1,176      1.3"
    )
    assert [path[0] for path in found.column_paths] == ["2017/18", "2017/18", "2018/19", "2018/19"]
    assert [path[-1] for path in found.column_paths] == ["Number", "Rate", "Number", "Rate"]
