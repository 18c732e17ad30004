"""Folders of reports added whole: an id for each file, what is refused, and facts that people correct."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx
import pytest
from sqlalchemy import create_engine, text

from corpus.report import Format, UnreadableReport
from index.build import Added, add_reports, describe_report, remove_report
from index.library import Library, open_library
from index.store import NoOriginal, NoSuchReport

from .made import made_report

TEXT = "Crime Report\n\nPart One\n\nIt fell.\n\n\tThis year\tLast year\nThefts\t7\t9\n"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An empty library without a model: its index finds by words alone."""
    library = open_library(tmp_path / "home", model=tmp_path / "no model")
    yield library
    library.store.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    return folder


def written(path: Path, content: str = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def names(added: Added, folder: Path) -> dict[str, str | None]:
    return {str(Path(file.path).relative_to(folder)): file.report for file in added.files}


# Folders


def test_a_folder_is_gone_through_with_the_folders_in_it_and_the_facts_beside_the_files(
    library: Library, folder: Path
) -> None:
    written(folder / "2015" / "q1.txt")
    written(folder / "2015" / "q1.yaml", "period: April to June 2015\n")
    written(folder / "2016" / "q2.md", "# Crime\n\n| Area | 2016 |\n|---|---|\n| Hart | 3 |\n")
    written(folder / ".git" / "config.txt")
    written(folder / "~$q3.docx")
    document = docx.Document()
    document.add_paragraph("Robbery fell.")
    document.save(str(folder / "q3.docx"))
    added = add_reports(library, [folder])
    assert names(added, folder) == {"2015/q1.txt": "q1", "2016/q2.md": "q2", "q3.docx": "q3"}
    stored = {one.id: one for one in library.store.reports()}
    assert stored["q1"].facts.period is not None
    assert stored["q1"].facts.period.end == date(2015, 6, 30)
    assert {one.id: one.format for one in stored.values()} == {
        "q1": Format.TEXT,
        "q2": Format.TEXT,
        "q3": Format.DOCX,
    }


def test_one_bad_file_of_three_is_refused_with_its_reason_and_nothing_of_it_stays(
    library: Library, folder: Path
) -> None:
    for name in ("a.txt", "c.txt"):
        written(folder / name)
    (folder / "b.docx").write_bytes(b"PK\x03\x04 and no more")
    added = add_reports(library, [folder])
    assert added.added == ("a", "c")
    assert [(Path(error.path).name, error.reason) for error in added.refused] == [
        ("b.docx", "is damaged (the packed file cannot be opened); save it again and add that")
    ]
    assert [one.id for one in library.store.reports()] == ["a", "c"]


def test_a_bad_file_leaves_the_report_of_that_name_as_it_was(library: Library, folder: Path) -> None:
    path = written(folder / "a.txt")
    add_reports(library, [path])
    before = library.store.report("a")
    path.write_bytes(b"%PDF-1.7\nand no more"[:4] + b"\0")
    assert len(add_reports(library, [path]).refused) == 1
    assert library.store.report("a") == before


def test_a_folder_without_a_report_is_refused(library: Library, folder: Path) -> None:
    (error,) = add_reports(library, [folder]).refused
    assert error.reason == "is a folder without any report in it"


# Ids


def test_files_of_one_name_in_two_folders_are_two_reports(library: Library, folder: Path) -> None:
    written(folder / "north" / "q1.txt")
    written(folder / "south" / "q1.txt", TEXT.replace("7", "8"))
    added = add_reports(library, [folder])
    assert names(added, folder) == {"north/q1.txt": "north-q1", "south/q1.txt": "south-q1"}
    assert add_reports(library, [folder]).unchanged == ("north-q1", "south-q1")


def test_files_of_one_name_and_two_formats_are_two_reports(library: Library, folder: Path) -> None:
    written(folder / "q1.txt")
    written(folder / "q1.html", "<html><body><p>Robbery fell.</p></body></html>")
    assert names(add_reports(library, [folder]), folder) == {"q1.html": "q1-html", "q1.txt": "q1-txt"}


def test_a_report_that_stands_under_the_plain_name_keeps_it(library: Library, folder: Path) -> None:
    written(folder / "north" / "q1.txt")
    assert add_reports(library, [folder]).added == ("q1",)
    written(folder / "south" / "q1.txt", TEXT.replace("7", "8"))
    again = add_reports(library, [folder])
    assert names(again, folder) == {"north/q1.txt": "q1", "south/q1.txt": "south-q1"}
    assert again.unchanged == ("q1",)


def test_the_same_file_in_two_folders_is_one_report(library: Library, folder: Path) -> None:
    for place in ("north", "south"):
        written(folder / place / "q1.txt")
    added = add_reports(library, [folder])
    assert names(added, folder) == {"north/q1.txt": "north-q1", "south/q1.txt": "north-q1"}
    assert len(library.store.reports()) == 1


def test_an_id_made_of_a_folder_is_never_that_of_another_file(library: Library, folder: Path) -> None:
    for number, name in enumerate(("north/q1.txt", "south/q1.txt", "north-q1.txt")):
        written(folder / name, TEXT.replace("7", str(number)))
    ids = names(add_reports(library, [folder]), folder)
    assert ids["north-q1.txt"] == "north-q1"
    assert len(set(ids.values())) == 3


# Originals


def test_the_file_is_given_out_again_to_the_byte(library: Library, folder: Path) -> None:
    path = folder / "q1.txt"
    raw = TEXT.replace("\n", "\r\n").encode("utf-16")
    path.write_bytes(raw)
    add_reports(library, [path])
    assert library.store.original("q1") == ("q1.txt", raw)
    assert library.store.reports()[0].filename == "q1.txt"


def test_a_replaced_report_gives_out_the_new_file_and_a_removed_one_none(
    library: Library, folder: Path
) -> None:
    path = written(folder / "q1.txt")
    add_reports(library, [path])
    written(path, TEXT.replace("7", "8"))
    add_reports(library, [path])
    assert b"8" in library.store.original("q1")[1]
    remove_report(library, "q1")
    with pytest.raises(NoSuchReport):
        library.store.original("q1")


def test_a_report_that_was_put_without_its_file_says_so(library: Library) -> None:
    library.store.put(made_report())
    with pytest.raises(NoOriginal, match="was not kept when it was added; add the file again"):
        library.store.original("quarter-one")
    with pytest.raises(NoOriginal):
        describe_report(library, "quarter-one", {"title": "June"})


def test_a_database_of_an_older_version_is_read_and_its_reports_may_be_added_again(
    library: Library, folder: Path, tmp_path: Path
) -> None:
    path = written(folder / "q1.txt")
    add_reports(library, [path])
    library.store.close()
    engine = create_engine(f"sqlite:///{tmp_path / 'home' / 'reports.db'}")
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE files"))
        connection.execute(text("UPDATE reports SET version = 'of an older reader'"))
    engine.dispose()
    opened = open_library(tmp_path / "home", model=tmp_path / "no model")
    (stored,) = opened.store.reports()
    assert (stored.format, stored.warnings, stored.filename) == (Format.TEXT, (), "")
    assert add_reports(opened, [path]).added == ("q1",)
    assert opened.store.original("q1")[0] == "q1.txt"
    opened.store.close()


# Corrections


def test_what_was_proposed_can_be_corrected_and_the_figures_are_read_again(
    library: Library, folder: Path
) -> None:
    add_reports(library, [written(folder / "q1.txt")])
    before = library.store.figures(report="q1")
    assert {figure.area for figure in before} == {None}
    describe_report(library, "q1", {"area": "Gateshead", "period": "April to June 2015", "title": "June"})
    (stored,) = library.store.reports()
    assert (stored.facts.title, stored.facts.area) == ("June", "Gateshead")
    now = library.store.figures(report="q1")
    assert [figure.value for figure in now] == [figure.value for figure in before]
    assert {figure.area for figure in now} == {"Gateshead"}
    assert {passage.heading_path[0] for passage in library.store.every_passage()} == {"June"}


def test_a_correction_survives_adding_the_file_again_and_a_newer_file(library: Library, folder: Path) -> None:
    path = written(folder / "q1.txt")
    written(folder / "q1.yaml", "title: From the sidecar\npublisher: A council\n")
    add_reports(library, [path])
    describe_report(library, "q1", {"title": "Corrected"})
    assert add_reports(library, [path]).unchanged == ("q1",)
    written(path, TEXT.replace("7", "8"))
    assert add_reports(library, [path]).added == ("q1",)
    (stored,) = library.store.reports()
    assert (stored.facts.title, stored.facts.publisher) == ("Corrected", "A council")


def test_a_blank_takes_a_correction_back(library: Library, folder: Path) -> None:
    add_reports(library, [written(folder / "q1.txt")])
    proposed = library.store.reports()[0].facts
    describe_report(library, "q1", {"title": "Corrected", "area": "Gateshead"})
    describe_report(library, "q1", {"title": "", "area": " "})
    assert library.store.reports()[0].facts == proposed


def test_a_period_that_cannot_be_read_is_refused_and_nothing_changes(library: Library, folder: Path) -> None:
    add_reports(library, [written(folder / "q1.txt")])
    before = library.store.reports()
    with pytest.raises(UnreadableReport, match="has a period that cannot be read, 'some time'"):
        describe_report(library, "q1", {"period": "some time"})
    assert library.store.reports() == before
