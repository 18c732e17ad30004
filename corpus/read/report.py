"""A file -> a Report: its bytes hashed, its format told, its text read, its facts found, its figures made."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from corpus.figures import table_figures
from corpus.file import ReportFile
from corpus.outline import Outline
from corpus.passages import report_passages
from corpus.periods import find_period
from corpus.read import markdown
from corpus.read.document import Source
from corpus.read.facts import propose_facts
from corpus.read.formats import Told, reader_of, said, tell_format
from corpus.read.limits import CELLS_MOST, FILE_MOST, LINES_MOST, TEXT_MOST
from corpus.read.packages import check_package
from corpus.read.sidecar import read_sidecar
from corpus.report import Facts, Format, Locator, Report, UnreadableReport

# Raised whenever the same file would be read otherwise; adding it again then replaces what was read.
_READER = 6
_SHORTEN = "split the report or leave out its annexes"
_PACKAGES = {Format.DOCX: "the document", Format.XLSX: "the workbook", Format.ODS: "the spreadsheet"}


def open_file(path: Path) -> ReportFile:
    """The bytes of a file, and the facts in its sidecar. Raises UnreadableReport."""
    return ReportFile(str(path), _bytes(path), read_sidecar(path))


def read_file(file: ReportFile, identity: str) -> Report:
    """The report that a file's bytes are, under the id `identity`, read in this process.

    Raises UnreadableReport, and whatever a reader does not expect: see `corpus/read/process.py`.
    """
    told = tell_format(file.content, file.path)
    source = _source(file, told)
    facts = _facts(file.facts, source, Path(file.name).stem)
    report = report_from(source.outline, identity, _version(file), facts, source.lines)
    return replace(
        report,
        passages=tuple(replace(one, where=_paged(one.where, source)) for one in report.passages),
        figures=tuple(replace(one, where=_paged(one.where, source)) for one in report.figures),
        format=told.format,
        warnings=(*((told.mismatch,) if told.mismatch else ()), *source.warnings),
    )


def report_from(
    outline: Outline, identity: str, version: str, facts: Facts, lines: tuple[str, ...]
) -> Report:
    """The report that an outline makes: its figures and passages with it. `lines` are the source text."""
    figures = tuple(
        figure
        for number, table in enumerate(outline.tables, 1)
        for figure in table_figures(table, number, identity, facts, outline.tables)
    )
    passages = report_passages(identity, facts, outline)
    return Report(
        identity,
        version,
        facts,
        lines,
        outline.sections,
        outline.paragraphs,
        outline.tables,
        passages,
        figures,
    )


def report_id(path: Path) -> str:
    """The id of the report in a file, from the file's name."""
    return re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-") or "report"


def _paged(where: Locator, source: Source) -> Locator:
    return replace(where, page=source.pages[where.lines[0] - 1]) if source.pages else where


def _source(file: ReportFile, told: Told) -> Source:
    """What the format's reader makes of a file, within the limits."""
    size, most = len(file.content), TEXT_MOST if told.format is Format.TEXT else FILE_MOST
    if size > most:
        raise UnreadableReport(file.path, _too_large(size, most))
    if noun := _PACKAGES.get(told.format):
        check_package(file.content, file.path, noun)
    source = reader_of(told.format)(file.content, file.path)
    cells = sum(len(row.cells) for table in source.outline.tables for row in table.rows)
    for count, most, what in ((len(source.lines), LINES_MOST, "lines"), (cells, CELLS_MOST, "cells")):
        if count > most:
            raise UnreadableReport(file.path, f"has {count:,} {what}; the limit is {most:,}; {_SHORTEN}")
    if not any(line.strip() for line in source.lines):
        raise UnreadableReport(file.path, _nothing(source, told))
    return source


def _nothing(source: Source, told: Told) -> str:
    why = "; ".join(source.warnings) or f"it is {said(told.format)} without any"
    return f"has no text to read: {why}"


def _too_large(size: int, most: int) -> str:
    return f"has {size:,} bytes; the limit is {most:,}; {_SHORTEN}"


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise UnreadableReport(str(path), "is a folder; name the report files in it")
        if size > FILE_MOST:
            raise UnreadableReport(str(path), _too_large(size, FILE_MOST))
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableReport(str(path), "there is no such file; check the name") from error
    except OSError as error:
        raise UnreadableReport(
            str(path), f"cannot be opened ({error.strerror}); check its permissions"
        ) from error


def _version(file: ReportFile) -> str:
    """The SHA-256 of all that decides what is read from a file."""
    beside = repr((_READER, sorted(file.facts.items())))
    return hashlib.sha256(file.content + beside.encode()).hexdigest()


def _facts(stated: Mapping[str, str], source: Source, name: str) -> Facts:
    """The facts that are said; what they leave out is proposed from the report's own words."""
    proposed = propose_facts([markdown.unmarked(line) for line in source.lines], source.outline, name)
    title = stated.get("title") or proposed.title
    found = find_period(stated.get("period") or ("" if proposed.period else title))
    return Facts(
        title=title,
        publisher=stated.get("publisher") or proposed.publisher,
        area=stated.get("area") or proposed.area,
        period=found.period if found else proposed.period,
        source=stated.get("source"),
    )
