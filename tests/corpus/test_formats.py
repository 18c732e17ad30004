"""What a file is: told by its content, whatever its name says."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

import corpus.read.report
from corpus.grid import RawCell
from corpus.read import read_report
from corpus.read.document import Part, PartKind, Source, source_of
from corpus.read.formats import Format, tell_format
from corpus.report import UnreadableReport

BUNDLED = Path(__file__).parents[2] / "corpus" / "reports" / "northumbria-pcc-2015-q1.txt"
OFFICE = "application/vnd.openxmlformats-officedocument."
PROSE = "Robbery fell, theft rose, and arson stayed.\n\nIn June, it fell again, by 4%.\n\nSo it goes."
ROWS = "Area,2014,2015\nGateshead,24,32\nSunderland,30,28\n"


def package(**members: str) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as file:
        for name, text in members.items():
            file.writestr(name, text)
    return made.getvalue()


def office(main: str) -> bytes:
    return package(**{"[Content_Types].xml": f'<Types><Override ContentType="{main}"/></Types>'})


def opened(kind: str) -> bytes:
    return package(mimetype=f"application/vnd.oasis.opendocument.{kind}")


def refusal(raw: bytes, name: str = "report") -> str:
    with pytest.raises(UnreadableReport) as refused:
        tell_format(raw, name)
    assert refused.value.path == name
    return refused.value.reason


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", Format.PDF),
        (b"\r\n\r\n%PDF-1.4\n", Format.PDF),
        (office(OFFICE + "wordprocessingml.document.main+xml"), Format.DOCX),
        (office(OFFICE + "spreadsheetml.sheet.main+xml"), Format.XLSX),
        (opened("spreadsheet"), Format.ODS),
        (b"<!DOCTYPE html><title>x</title>", Format.HTML),
        (b"\xef\xbb\xbf\n<html lang='en'>", Format.HTML),
        (b"<?xml version='1.0'?>\n<!-- saved -->\n<html xmlns='x'><body/></html>", Format.HTML),
        (b"<TABLE><TR><TD>1</TABLE>", Format.HTML),
        (ROWS.encode(), Format.CSV),
        (ROWS.replace(",", ";").encode("cp1252"), Format.CSV),
        (ROWS.replace(",", "\t").encode("utf-16"), Format.TSV),
        (PROSE.encode(), Format.TEXT),
        (b"# Report\n\n| Area | 2014 |\n|---|---|\n| Hart | 3 |\n", Format.TEXT),
        (b"1,204 burglaries, 3 robberies", Format.TEXT),
    ],
)
def test_a_format_is_told_by_content(raw: bytes, found: Format) -> None:
    assert tell_format(raw, "report").format is found


def test_a_text_with_tables_of_tabs_stays_a_text() -> None:
    assert tell_format(BUNDLED.read_bytes(), BUNDLED.name).format is Format.TEXT
    assert tell_format(BUNDLED.read_bytes(), "report").format is Format.TEXT


@pytest.mark.parametrize("name", ["q1.csv", "q1.CSV"])
def test_values_named_so_may_have_titles_and_notes_about_them(name: str) -> None:
    text = f"Recorded crime by area\n\n{ROWS}\nSource: the force\n"
    assert tell_format(text.encode(), name).format is Format.CSV
    assert tell_format(text.encode(), "q1.txt").format is Format.TEXT


@pytest.mark.parametrize(
    ("raw", "name", "said"),
    [
        (b"%PDF-1.7\n", "q1.docx", "the name ends in .docx, but the file is a PDF: it was read as that"),
        (b"<html>", "q1.xls", "the name ends in .xls, but the file is a web page: it was read as that"),
        (PROSE.encode(), "q1.csv", "the name ends in .csv, but the file is plain text: it was read as that"),
    ],
)
def test_a_name_that_tells_another_format_is_said(raw: bytes, name: str, said: str) -> None:
    assert tell_format(raw, name).mismatch == said


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"%PDF-1.7\n", "q1.PDF"),
        (b"%PDF-1.7\n", "q1"),
        (b"%PDF-1.7\n", "june.2015"),
        (PROSE.encode(), "a.md"),
    ],
)
def test_a_name_that_tells_the_same_or_nothing_is_not_remarked_on(raw: bytes, name: str) -> None:
    assert tell_format(raw, name).mismatch is None


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
            "is a Word 97-2003 document",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"),
            "is an Excel 97-2003 workbook",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "is protected by a password; save it without one and add that",
        ),
        (b"{\\rtf1 Robbery}", "is a rich text file (.rtf); save it as .docx or PDF and add that"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "is a picture; a picture has no text to read"),
        (opened("text"), "is an OpenDocument text (.odt); save it as .docx or PDF and add that"),
        (office(OFFICE + "presentationml.presentation.main+xml"), "is a presentation"),
        (office("application/vnd.ms-word.document.macroEnabled.main+xml"), "is a Word document with macros"),
        (package(**{"a.txt": "words"}), "is a packed file; unpack it and add what is in it"),
        (b"PK\x03\x04\x14\x00\x06\x00", "is damaged (the packed file cannot be opened)"),
        (
            office(OFFICE + "spreadsheetml.sheet.main+xml")[:-30],
            "is damaged (the packed file cannot be opened)",
        ),
        (b"", "is empty; nothing to read"),
        (b" \n\t", "is empty; nothing to read"),
    ],
)
def test_what_is_not_read_is_refused_with_what_to_do(raw: bytes, reason: str) -> None:
    assert refusal(raw).startswith(reason)


def test_a_report_knows_its_format_its_warnings_and_its_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = (("Area", "2015"), ("Hart", "32"))
    cells = tuple(
        RawCell(t, row, col, (1, 1)) for row, line in enumerate(texts) for col, t in enumerate(line)
    )
    parts = (
        Part(PartKind.PARAGRAPH, "It rose in Hart.", page=1),
        Part(PartKind.TABLE, "Robbery by area", cells=cells, page=2),
    )
    read: Source = source_of(parts, ["no text on page 3"])
    monkeypatch.setattr(corpus.read.report, "reader_of", lambda _: lambda _raw, _name: read)
    path = tmp_path / "q1.txt"
    path.write_bytes(PROSE.encode())
    report = read_report(path)
    assert report.format is Format.TEXT
    assert report.warnings == ("no text on page 3",)
    assert {(figure.raw, figure.where.page) for figure in report.figures} == {("32", 2)}
    assert {passage.where.page for passage in report.passages} == {1, 2}


@pytest.mark.parametrize(
    ("folder", "ending", "found"), [("homeoffice", ".ods", "ods"), ("oakland", ".pdf", "pdf")]
)
def test_a_published_file_is_told_whatever_it_is_named(folder: str, ending: str, found: str) -> None:
    places = [place / "shared" / "data" / folder for place in Path(__file__).parents]
    published = [path for place in places if place.is_dir() for path in sorted(place.glob(f"*{ending}"))]
    if not published:
        pytest.skip(f"the {folder} files are not on this machine (shared/data beside the project)")
    for path in published:
        told = tell_format(path.read_bytes(), "report.csv")
        assert told.format == found
        assert told.mismatch is not None
