"""A file -> a Report: its bytes hashed, its facts found, its text read, its figures and passages made."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

import yaml

from corpus.figures import table_figures
from corpus.outline import Outline
from corpus.passages import report_passages
from corpus.periods import find_period
from corpus.read.facts import propose_facts
from corpus.read.text import read_text
from corpus.report import Facts, Report, UnreadableReport

# Raised whenever the same file would be read otherwise; adding it again then replaces what was read.
_READER = 4
_LARGEST = 20_000_000  # bytes of text; the longest reports known are under one million
_SHORTEN = "split the report or leave out its annexes"
_OTHER_FORMATS = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1f]")  # a few stand in text that Word exported


def read_report(path: Path) -> Report:
    """The report in a text file (UTF-8), with the facts in the YAML file of the same name where there is one.

    Raises UnreadableReport with the reason and what to do.
    """
    raw = _bytes(path)
    lines = _lines(path, raw)
    stated = _sidecar(path.with_suffix(".yaml"))
    identity = report_id(path)
    outline = read_text(lines)
    facts = _facts(stated, outline, lines, path)
    version = hashlib.sha256(raw + repr((_READER, sorted(stated.items()))).encode()).hexdigest()
    return report_from(outline, identity, version, facts, lines)


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


def source_lines(path: Path) -> tuple[str, ...]:
    """The lines of a report's file as they stand, nothing read into them. Raises UnreadableReport."""
    return _lines(path, _bytes(path))


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise UnreadableReport(str(path), "is a folder; name the report files in it")
        if size > _LARGEST:
            raise UnreadableReport(str(path), f"has {size:,} bytes; the limit is {_LARGEST:,}; {_SHORTEN}")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableReport(str(path), "there is no such file; check the name") from error
    except OSError as error:
        raise UnreadableReport(
            str(path), f"cannot be opened ({error.strerror}); check its permissions"
        ) from error


def _lines(path: Path, raw: bytes) -> tuple[str, ...]:
    if _is_binary(raw):
        raise UnreadableReport(
            str(path), "is not a text file; save the report as plain text (UTF-8) and add that"
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    if not text.strip():
        raise UnreadableReport(str(path), "is empty; nothing to read")
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n"))


def _is_binary(raw: bytes) -> bool:
    return raw.startswith(_OTHER_FORMATS) or b"\0" in raw or 100 * len(_CONTROLS.findall(raw)) > len(raw)


def _sidecar(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    try:
        loaded = yaml.safe_load(path.read_text("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UnreadableReport(str(path), "is not valid YAML; correct it or take it away") from error
    loaded = {} if loaded is None else loaded
    if not isinstance(loaded, dict) or any(isinstance(value, list | dict) for value in loaded.values()):
        raise UnreadableReport(str(path), "must be lines of 'name: value'")
    stated = {str(key): str(value) for key, value in loaded.items() if value is not None}
    if (period := stated.get("period")) and find_period(period) is None:
        advice = "write it as 'April 2015 to June 2015' or '2015/16'"
        raise UnreadableReport(str(path), f"has a period that cannot be read, '{period}'; {advice}")
    return stated


def _facts(stated: dict[str, str], outline: Outline, lines: Sequence[str], path: Path) -> Facts:
    """The sidecar's facts; what it leaves out is proposed from the report's own words."""
    proposed = propose_facts(lines, outline, path.stem)
    title = stated.get("title") or proposed.title
    found = find_period(stated.get("period") or ("" if proposed.period else title))
    return Facts(
        title=title,
        publisher=stated.get("publisher") or proposed.publisher,
        area=stated.get("area") or proposed.area,
        period=found.period if found else proposed.period,
        source=stated.get("source"),
    )
