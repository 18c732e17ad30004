"""Files of every sort: read, or refused with a reason that says what to do; and a report of another force."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from corpus.read import read_report
from corpus.report import Figure, PeriodKind, Report, Role, UnreadableReport

WESTMARCH = Path(__file__).parents[1] / "reports" / "westmarch-2019-q3.txt"
TEXT = "Small Report\n\nPart One\n\nIt cost £5 – “less” than before.\n\n\t2014/15\t2015/16\nThefts\t7\t9"


@cache
def westmarch() -> Report:
    return read_report(WESTMARCH)


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableReport) as refused:
        read_report(path)
    assert refused.value.path
    assert str(refused.value) == f"{refused.value.path}: {refused.value.reason}"
    return refused.value.reason


def written(path: Path, raw: bytes) -> Path:
    path.write_bytes(raw)
    return path


def values(report: Report) -> list[str]:
    return [f"{figure.row_path[-1]} {figure.value}" for figure in report.figures]


# Files that cannot be read


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.txt") == "there is no such file; check the name"


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "is a folder; name the report files in it"


@pytest.mark.parametrize("raw", [b"", b" \n\t\r\n ", b"\xef\xbb\xbf", "\u00a0\n\u2003".encode()])
def test_an_empty_file_is_refused(tmp_path: Path, raw: bytes) -> None:
    assert refusal(written(tmp_path / "empty.txt", raw)).startswith("is empty")


@pytest.mark.parametrize(
    "raw",
    [
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
        b"PK\x03\x04\x14\x00\x06\x00",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"words and then\0a zero byte",
        b"words " * 2000 + b"\0",
        "Words in another coding".encode("utf-16"),
        bytes(range(1, 256)) * 20,
    ],
)
def test_a_file_that_is_not_text_is_refused_with_what_to_do(tmp_path: Path, raw: bytes) -> None:
    reason = refusal(written(tmp_path / "report.txt", raw))
    assert reason == "is not a text file; save the report as plain text (UTF-8) and add that"


def test_a_huge_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(20_000_001)
    assert (
        refusal(path)
        == "has 20,000,001 bytes; the limit is 20,000,000; split the report or leave out its annexes"
    )


def test_a_file_that_may_not_be_opened_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", denied)
    reason = refusal(written(tmp_path / "report.txt", b"words"))
    assert reason == "cannot be opened (Permission denied); check its permissions"


@pytest.mark.parametrize("raw", [b"title: [", b"title: 'x", b"\t- : :", b"title: \xff\xfe", b"a: b\0"])
def test_a_sidecar_that_is_not_yaml_is_refused_by_its_own_name(tmp_path: Path, raw: bytes) -> None:
    path = written(tmp_path / "report.txt", TEXT.encode())
    written(tmp_path / "report.yaml", raw)
    assert refusal(path) == "is not valid YAML; correct it or take it away"
    with pytest.raises(UnreadableReport, match=r"report\.yaml"):
        read_report(path)


@pytest.mark.parametrize(
    "raw", [b"- title\n- publisher\n", b"just words", b"5", b"title: [a, b]", b"title: {a: b}"]
)
def test_a_sidecar_of_another_shape_is_refused(tmp_path: Path, raw: bytes) -> None:
    path = written(tmp_path / "report.txt", TEXT.encode())
    written(tmp_path / "report.yaml", raw)
    assert refusal(path) == "must be lines of 'name: value'"


def test_a_period_in_the_sidecar_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "report.txt", TEXT.encode())
    written(tmp_path / "report.yaml", b"period: some time ago\n")
    advice = "write it as 'April 2015 to June 2015' or '2015/16'"
    assert refusal(path) == f"has a period that cannot be read, 'some time ago'; {advice}"


# Files in every coding


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("cp1252"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace("\n", "\r\n").encode("cp1252"),
        (TEXT + "\n\n\n").encode(),
    ],
    ids=["utf-8", "bom", "cp1252", "crlf", "cr", "cp1252 crlf", "blank end"],
)
def test_a_text_is_the_same_in_every_coding(tmp_path: Path, raw: bytes) -> None:
    report = read_report(written(tmp_path / "small.txt", raw))
    assert list(report.lines)[:8] == TEXT.split("\n")
    assert values(report) == ["Thefts 7", "Thefts 9"]
    assert report.paragraphs[0].text == "It cost £5 – “less” than before."


def test_a_form_feed_ends_a_line(tmp_path: Path) -> None:
    report = read_report(written(tmp_path / "small.txt", TEXT.replace("\n\n\t", "\n\f\t").encode()))
    assert values(report) == ["Thefts 7", "Thefts 9"]


def test_a_report_is_named_by_its_file(tmp_path: Path) -> None:
    assert read_report(written(tmp_path / "Q1 Report (Final).txt", TEXT.encode())).id == "q1-report-final"
    assert read_report(written(tmp_path / "###.txt", TEXT.encode())).id == "report"


def test_the_version_follows_the_text_and_the_facts(tmp_path: Path) -> None:
    path = written(tmp_path / "small.txt", TEXT.encode())
    first = read_report(path).version
    assert read_report(path).version == first
    written(tmp_path / "small.yaml", b"title: Small\n")
    named = read_report(path).version
    assert named != first
    written(path, TEXT.replace("7", "8").encode())
    assert read_report(path).version not in (first, named)


def test_facts_are_proposed_from_the_text_where_no_sidecar_states_them(tmp_path: Path) -> None:
    title = "Northshire Police and Crime Panel\n\nPerformance Report\n\nJuly to September 2016"
    text = f"{title}\n\nObjective One\n\nIt fell."
    facts = read_report(written(tmp_path / "panel.txt", text.encode())).facts
    assert facts.publisher == "Northshire Police and Crime Panel"
    assert facts.title == "Northshire Police and Crime Panel, Performance Report, July to September 2016"
    assert facts.period is not None
    assert (facts.period.start, facts.period.end) == (date(2016, 7, 1), date(2016, 9, 30))
    assert facts.area is None


# A report of another force, in another style


def test_the_other_reports_tree_is_read() -> None:
    levels = [(s.level, s.lines[0]) for s in westmarch().sections]
    assert levels == [
        (1, 7),
        (2, 9),
        (2, 15),
        (2, 22),
        (1, 35),
        (2, 37),
        (2, 41),
        (1, 52),
        (2, 54),
        (2, 62),
        (3, 64),
        (3, 72),
        (3, 82),
        (1, 90),
    ]


def test_the_other_reports_text_is_read() -> None:
    joined = [p for p in westmarch().paragraphs if p.lines == (11, 13)]
    assert "brought together with the team in Harrow Bank" in joined[0].text
    bullets = [p for p in westmarch().paragraphs if p.is_bullet]
    assert [b.lines for b in bullets] == [(17, 17), (18, 18), (19, 20)]
    assert bullets[2].text == "those who are burgled twice are offered a home security survey."
    assert {b.lead_in for b in bullets} == {"The Commissioner will make sure that:"}


def test_the_other_reports_tables_are_read() -> None:
    assert [(t.title, t.lines) for t in westmarch().tables] == [
        ("Key indicators", (24, 31)),
        ("Key indicators", (43, 50)),
        ("Westmarch total", (56, 60)),
        ("Eastvale", (66, 70)),
        ("Harrow Bank", (74, 80)),
        ("Upper Tarn", (84, 88)),
        ("Workforce as at 31 December 2019", (92, 94)),
    ]
    assert westmarch().tables[0].columns == ("2018/19", "Q2 2019/20", "Q3 2019/20", "Target", "Status")


def test_areas_that_no_vocabulary_knows_are_read_and_never_taken_for_the_force() -> None:
    areas = {f.where.lines[0]: f.area for f in westmarch().figures}
    assert {line: areas[line] for line in (25, 57, 69, 79, 85, 93)} == {
        25: "Westmarch",
        57: "Westmarch",
        69: "Eastvale",
        79: "Harrow Bank",
        85: "Upper Tarn",
        93: "Westmarch",
    }


def cells(line: int) -> list[tuple[Role | None, str, str | None]]:
    return [(f.role, str(f.value), f.unit) for f in westmarch().figures if f.where.lines[0] == line]


@pytest.mark.parametrize(
    ("line", "row", "expected"),
    [
        (25, "Residential burglary solved rate", ["11.2", "12.0", "13.4", "15", "None"]),
        (26, "Victims of burglary visited within 48 hours", ["None", "81.5", "84", "90", "None"]),
        (28, "Repeat victims", ["1204", "310", "297", "None", "None"]),
        (30, "Told what happens next", ["76", "77", "79.1", "80", "None"]),
        (31, "Treated fairly", ["88", "None", "None", "90", "None"]),
        (48, "Cost of damage to patrol cars", ["-12400", "3150", "2975", "3000", "None"]),
        (49, "Drivers referred to a speed awareness course", ["8800", "2310", "2198", "2250", "None"]),
    ],
)
def test_an_indicators_cells_are_read_under_their_columns(line: int, row: str, expected: list[str]) -> None:
    roles = [None, Role.PREVIOUS, Role.CURRENT, Role.TARGET, None]
    assert [cell[:2] for cell in cells(line)] == list(zip(roles, expected, strict=True))
    assert {f.row_path[-1] for f in westmarch().figures if f.where.lines[0] == line} == {row}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (57, ["12345", "11985", "360", "3.0"]),
        (58, ["640", "702", "-62", "-8.8"]),
        (68, ["400", "452", "-52", "-11.5"]),
        (69, ["2", "0", "2", "None"]),
        (80, ["50", "60", "-10", "-16.7"]),
        (88, ["25", "25", "0", "0.0"]),
    ],
)
def test_counts_and_changes_are_read_however_they_are_signed(line: int, expected: list[str]) -> None:
    roles = [Role.CURRENT, Role.PREVIOUS, Role.CHANGE, Role.CHANGE_PERCENT]
    assert [cell[:2] for cell in cells(line)] == list(zip(roles, expected, strict=True))
    assert [cell[2] for cell in cells(line)][:3] == ["crimes"] * 3


@pytest.mark.parametrize(
    ("line", "unit"),
    [(25, "%"), (27, "seconds"), (28, None), (44, "people"), (48, "£"), (57, "crimes"), (93, None)],
)
def test_units_are_those_that_the_report_prints(line: int, unit: str | None) -> None:
    assert {cell[2] for cell in cells(line) if cell[1] != "None" and cell[0] is not Role.CHANGE_PERCENT} == {
        unit
    }


@pytest.mark.parametrize(
    ("line", "column", "kind", "start", "end"),
    [
        (25, "2018/19", PeriodKind.YEAR, date(2018, 4, 1), date(2019, 3, 31)),
        (25, "Q2 2019/20", PeriodKind.QUARTER, date(2019, 7, 1), date(2019, 9, 30)),
        (25, "Q3 2019/20", PeriodKind.QUARTER, date(2019, 10, 1), date(2019, 12, 31)),
        (57, "Oct-Dec 18", PeriodKind.QUARTER, date(2018, 10, 1), date(2018, 12, 31)),
        (57, "% Change", PeriodKind.QUARTER, date(2019, 10, 1), date(2019, 12, 31)),
        (93, "Police staff", PeriodKind.AS_AT, None, date(2019, 12, 31)),
    ],
)
def test_periods_come_from_the_columns_or_the_title(
    line: int, column: str, kind: PeriodKind, start: date | None, end: date
) -> None:
    (figure,) = (f for f in westmarch().figures if (f.where.lines[0], f.where.column) == (line, column))
    assert figure.period is not None
    assert (figure.period.kind, figure.period.start, figure.period.end) == (kind, start, end)


def test_a_margin_and_a_footnoted_value_are_read() -> None:
    by_raw: dict[str, Figure] = {f.raw: f for f in westmarch().figures}
    assert str(by_raw["84% (± 1.9%)"].margin) == "1.9"
    assert str(by_raw["13.4%"].value) == "13.4"


def test_a_row_without_its_blank_cells_heads_the_rows_below_it() -> None:
    told = next(f for f in westmarch().figures if f.where.lines[0] == 30)
    assert told.row_path == ("Satisfaction of victims", "Told what happens next")
    assert told.measure == "Told what happens next: satisfaction of victims"


def test_every_line_of_the_other_report_is_read() -> None:
    covered = {3, 5, 1}
    for record in (*westmarch().sections, *westmarch().paragraphs, *westmarch().tables):
        covered.update(range(record.lines[0], record.lines[1] + 1))
    assert [n for n, line in enumerate(westmarch().lines, 1) if line.strip() and n not in covered] == []
