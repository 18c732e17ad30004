"""Files that are out to harm, or broken: each refused with its reason, within limits of time and memory."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from time import perf_counter
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest

from corpus.read import ReadingProcess, ReportFile, read_report
from corpus.read.report import read_file
from corpus.report import Format, UnreadableReport

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{LAUGHS}]>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
NO_ENTITIES = "the document declares a document type or entities, which no office program writes; not opened"


def document(*sentences: str) -> bytes:
    made, written = docx.Document(), BytesIO()
    for sentence in sentences or ("Robbery fell.",):
        made.add_paragraph(sentence)
    made.save(written)
    return written.getvalue()


def changed(raw: bytes, member: str, content: bytes) -> bytes:
    """A package with one part put in or replaced."""
    made = BytesIO()
    with ZipFile(BytesIO(raw)) as old, ZipFile(made, "w", ZIP_DEFLATED, compresslevel=1) as new:
        for name in old.namelist():
            if name != member:
                new.writestr(name, old.read(name))
        new.writestr(member, content)
    return made.getvalue()


def with_prolog(prolog: str) -> bytes:
    raw = document()
    with ZipFile(BytesIO(raw)) as package:
        body = package.read("word/document.xml").decode()
    body = body.split("?>", 1)[1].replace("Robbery fell.", "&l9;&x;")
    return changed(raw, "word/document.xml", (prolog + body).encode())


@pytest.fixture
def reading() -> Iterator[ReadingProcess]:
    with ReadingProcess() as reading:
        yield reading


def refusal(reading: ReadingProcess, raw: bytes, path: str = "report.docx") -> str:
    with pytest.raises(UnreadableReport) as refused:
        reading.read(ReportFile(path, raw), "report")
    assert refused.value.path == path
    return refused.value.reason


def test_what_unpacks_to_too_much_is_refused_before_it_is_unpacked(reading: ReadingProcess) -> None:
    raw = changed(document(), "word/media/picture.png", bytes(230_000_000))
    start = perf_counter()
    assert re.fullmatch(r"the document unpacks to 23\d(\.\d)? MB; the limit is 200 MB", refusal(reading, raw))
    assert perf_counter() - start < 5


def test_a_package_that_lies_about_its_size_is_damaged(reading: ReadingProcess) -> None:
    size = 12_345_678
    raw = changed(document(), "word/media/picture.png", bytes(size))
    lying = raw.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert lying != raw
    assert refusal(reading, lying).startswith("is damaged (the packed file cannot be opened)")


@pytest.mark.parametrize("prolog", [BOMB, OUTSIDE], ids=["that laugh", "from outside"])
def test_entities_are_refused(reading: ReadingProcess, prolog: str) -> None:
    assert refusal(reading, with_prolog(prolog)) == NO_ENTITIES


def test_entities_of_a_web_page_say_nothing(reading: ReadingProcess) -> None:
    page = f"{OUTSIDE}<html><body><p>Robbery fell. &x;</p></body></html>".replace("DOCTYPE x", "DOCTYPE html")
    report = reading.read(ReportFile("page.html", page.encode()), "page")
    assert report.format is Format.HTML
    assert "root:" not in "\n".join(report.lines)


@pytest.mark.parametrize("kept", [30, 2000, -30])
def test_a_document_that_was_cut_off_is_damaged(reading: ReadingProcess, kept: int) -> None:
    assert refusal(reading, document()[:kept]).startswith("is damaged (the packed file cannot be opened)")


def test_a_document_without_its_main_part_is_refused(reading: ReadingProcess) -> None:
    raw = changed(document(), "word/document.xml", b"<w:document")
    assert refusal(reading, raw).startswith("cannot be opened as a Word document")


def test_a_document_without_words_says_so(reading: ReadingProcess) -> None:
    assert refusal(reading, document(" ")) == "has no text to read: it is a Word document without any"


def test_a_word_document_named_as_a_pdf_is_read_and_the_mismatch_said(tmp_path: Path) -> None:
    path = tmp_path / "june.pdf"
    path.write_bytes(document())
    report = read_report(path)
    assert (report.format, report.id) == (Format.DOCX, "june")
    assert report.warnings == ("the name ends in .pdf, but the file is a Word document: it was read as that",)


def test_a_file_that_takes_too_long_is_refused_and_the_next_is_read() -> None:
    with ReadingProcess(seconds=0.02) as reading:
        reason = refusal(reading, document(*["Robbery fell."] * 2000))
        assert reason == "took more than 0.02 seconds to read, which is the limit; split the report"
        reading.seconds = 60
        assert reading.read(ReportFile("next.docx", document()), "next").format is Format.DOCX


def test_a_file_that_needs_too_much_memory_is_refused_and_the_next_is_read() -> None:
    rows = b"<w:p><w:r><w:t>Robbery fell.</w:t></w:r></w:p>" * 1_000_000
    raw = document()
    with ZipFile(BytesIO(raw)) as package:
        body = package.read("word/document.xml").replace(b"<w:sectPr", rows + b"<w:sectPr", 1)
    with ReadingProcess(memory=400_000_000) as reading:
        reason = refusal(reading, changed(raw, "word/document.xml", body))
        assert reason == "needs more than 400 MB of memory to read, which is the limit"
        assert reading.read(ReportFile("next.docx", document()), "next").format is Format.DOCX


def test_a_reader_that_dies_costs_no_more_than_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reading: ReadingProcess
) -> None:
    (tmp_path / "docx.py").write_text("raise LookupError('a fault of the library')", "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=os.pathsep)
    assert refusal(reading, document()) == (
        "cannot be read as a Word document: its reader stopped with LookupError: a fault of the library;"
        " the file may be damaged: save it again"
    )
    monkeypatch.undo()
    assert reading.read(ReportFile("next.docx", document()), "next").format is Format.DOCX


def test_one_process_reads_one_file_after_another_and_gives_what_reading_here_gives(
    reading: ReadingProcess,
) -> None:
    for number in range(3):
        file = ReportFile(
            "q1.docx", document(f"Robbery fell by {number}%."), {"title": "June", "area": "Hart"}
        )
        assert reading.read(file, "q1") == read_file(file, "q1")
