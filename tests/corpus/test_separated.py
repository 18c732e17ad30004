"""Separated values in the encodings, with the separators and around the titles that publishers use."""

from __future__ import annotations

import pytest

from corpus.read.document import Source
from corpus.read.facts import propose_facts
from corpus.read.report import report_from
from corpus.read.separated import read_separated
from corpus.report import UnreadableReport

TABLE = [["District", "2013/14", "2014/15"], ["Northgate", "1,234", "1,300"], ["Süd", "980", "£1,020"]]
VALUES = {
    ("Northgate", "2013/14"): "1,234",
    ("Northgate", "2014/15"): "1,300",
    ("Süd", "2013/14"): "980",
    ("Süd", "2014/15"): "£1,020",
}


def written(separator: str) -> str:
    lines = [separator.join(f'"{c}"' if separator in c else c for c in row) for row in TABLE]
    return "\r\n".join(lines) + "\r\n"


def values(source: Source) -> dict[tuple[str, ...], str]:
    facts = propose_facts(source.lines, source.outline, "made")
    report = report_from(source.outline, "made", "1", facts, source.lines)
    return {(*f.row_path, *f.column_path): f.raw for f in report.figures}


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_the_encoding_and_the_separator_are_told_by_the_content(separator: str, encoding: str) -> None:
    assert values(read_separated(written(separator).encode(encoding), "made.csv")) == VALUES


def test_an_encoding_that_had_to_be_guessed_is_said() -> None:
    assert read_separated(written(",").encode(), "made.csv").warnings == ()
    assert read_separated(written(",").encode("cp1252"), "made.csv").warnings == (
        "the file says nothing of its encoding and is no UTF-8: it was read as Windows-1252",
    )


def test_titles_and_notes_are_lines_though_the_separator_stands_in_them() -> None:
    title = "Recorded crime by district, April to June 2015"
    text = f"{title}\r\n\r\n{written(',')}\r\nSource: iQuanta, July 2015\r\n"
    source = read_separated(text.encode(), "made.csv")
    assert source.outline.title == (title,)
    assert [p.text for p in source.outline.paragraphs] == ["Source: iQuanta, July 2015"]
    assert [table.title for table in source.outline.tables] == list(source.outline.title)
    assert values(source) == VALUES


def test_titles_padded_with_separators_are_lines() -> None:
    text = f"Recorded crime,,\r\n,,\r\n{written(',')}"
    assert values(read_separated(text.encode(), "made.csv")) == VALUES


def test_rows_of_unequal_length_keep_their_cells_under_their_headers() -> None:
    text = "Area,2013,2014,2015\nNorth,1\nSouth,2,,3\nEast,4,5,6,see note\n"
    assert values(read_separated(text.encode(), "made.csv")) == {
        ("North", "2013"): "1",
        ("South", "2013"): "2",
        ("South", "2015"): "3",
        ("East", "2013"): "4",
        ("East", "2014"): "5",
        ("East", "2015"): "6",
        ("East",): "see note",
    }


def test_a_line_break_inside_quotes_is_a_blank() -> None:
    text = 'Measure,2014,2015\n"Victims\nsatisfied",80%,82%\nKept informed,70%,71%\n'
    assert ("Victims satisfied", "2015") in values(read_separated(text.encode(), "made.csv"))


def test_headers_over_two_rows_reach_as_far_as_blanks_follow_them() -> None:
    text = ",2014,,2015,\nArea,No,%,No,%\nNorth,1,5%,2,6%\nSouth,3,4%,4,5%\n"
    found = values(read_separated(text.encode(), "made.csv"))
    assert found["North", "2014", "%"] == "5%"
    assert found["North", "2015", "No"] == "2"


def test_a_separator_that_the_file_names_is_believed() -> None:
    assert values(read_separated(f"sep=;\r\n{written(';')}".encode(), "made.csv")) == VALUES


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "is empty"),
        (b",,,\n,,\n", "is empty"),
        (b"\xff\xfeA", "is damaged: it is no UTF-16-LE"),
        (b"a,b\n\0\0\0\0\0", "is damaged"),
        (b'a,b\n"' + b"x" * 2_000_000, "cannot be read as separated values"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(raw: bytes, reason: str) -> None:
    with pytest.raises(UnreadableReport) as error:
        read_separated(raw, "made.csv")
    assert error.value.reason.startswith(reason)
