"""Files of every sort: read, or refused with a reason that says what to do."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.read import read_report
from corpus.report import Report, UnreadableReport

TEXT = "Small Report\n\nPart One\n\nIt cost £5 – “less” than before.\n\n\t2014/15\t2015/16\nThefts\t7\t9"


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
        b"words and then\0a zero byte",
        b"words " * 2000 + b"\0",
        bytes(range(1, 256)) * 20,
        b"\0" * 4096,
    ],
)
def test_a_file_of_no_format_is_refused_with_what_to_do(tmp_path: Path, raw: bytes) -> None:
    reason = refusal(written(tmp_path / "report.txt", raw))
    assert reason == "is of no format that is read here; save it as PDF or .docx and add that"


def test_a_huge_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_001)
    assert (
        refusal(path)
        == "has 50,000,001 bytes; the limit is 50,000,000; split the report or leave out its annexes"
    )


def test_a_text_that_is_longer_than_any_report_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "long.txt", b"It fell again.\n" * 1_400_000)
    assert refusal(path).startswith("has 21,000,000 bytes; the limit is 20,000,000")


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
        TEXT.encode("utf-16"),
        (TEXT + "\n\n\n").encode(),
    ],
    ids=["utf-8", "bom", "cp1252", "crlf", "cr", "cp1252 crlf", "utf-16", "blank end"],
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
    assert facts.title == "Performance Report, July to September 2016"
    assert facts.period is not None
    assert (facts.period.start, facts.period.end) == (date(2016, 7, 1), date(2016, 9, 30))
    assert facts.area == "Northshire"
