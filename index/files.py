"""Reports' files as they were added: given out again, and read again when what is said of them changes."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

import msgspec
from sqlalchemy import Connection, select

from corpus.file import ReportFile
from corpus.report import Report
from index import schema

_facts_decoder = msgspec.json.Decoder(dict[str, str])
_columns = schema.files.c


class NoOriginal(LookupError):
    """A report whose file is not held: it was added before files were kept."""

    def __init__(self, report: str) -> None:
        super().__init__(f"the file of {report} was not kept when it was added; add the file again")
        self.report = report


def digest_of(content: bytes) -> str:
    """SHA-256 of a file's bytes."""
    return sha256(content).hexdigest()


def put_file(connection: Connection, report: Report, file: ReportFile | None) -> None:
    """Keep a report's file beside it; without one, only what the report says of it."""
    connection.execute(
        schema.files.insert().values(
            report=report.id,
            format=report.format.value,
            warnings=msgspec.json.encode(report.warnings).decode(),
            name=file.name if file else "",
            digest=digest_of(file.content) if file else None,
            stated=_json(file.stated if file else {}),
            described=_json(file.described if file else {}),
            content=file.content if file else None,
        )
    )


def file_of(connection: Connection, report_id: str) -> ReportFile:
    """A report's file, its path the bare name; raises NoOriginal."""
    row = connection.execute(select(schema.files).where(_columns.report == report_id)).one_or_none()
    if row is None or row.content is None:
        raise NoOriginal(report_id)
    stated, described = _facts_decoder.decode(row.stated), _facts_decoder.decode(row.described)
    return ReportFile(row.name, bytes(row.content), stated, described)


def described_facts(connection: Connection, report_id: str) -> Mapping[str, str]:
    """What people have corrected of a report's facts."""
    found = connection.scalar(select(_columns.described).where(_columns.report == report_id))
    return _facts_decoder.decode(found) if found else {}


def file_digest(connection: Connection, report_id: str) -> str | None:
    """The digest of a report's file; None where it is not held."""
    found: str | None = connection.scalar(select(_columns.digest).where(_columns.report == report_id))
    return found


def _json(facts: Mapping[str, str]) -> str:
    return msgspec.json.encode(dict(facts)).decode()
