"""What every write of reports does, in its writer's own transaction: the published reports, and the desk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, select, update

from corpus.file import ReportFile
from corpus.report import Report
from index import schema
from index.files import put_file
from index.findings import put_findings
from index.rows import figure_values, heading_values, passage_values
from index.series import series_of

BATCH = 10_000
"""Rows to a statement: under every engine's limit on bound values where ids are asked for."""


def raise_generation(connection: Connection) -> None:
    # The first statement of every write: it takes the write lock before anything is read, so that two
    # writers queue here and neither decides on what the other is changing.
    state = schema.state
    connection.execute(update(state).where(state.c.name == "generation").values(value=state.c.value + 1))


def put_report(connection: Connection, report: Report, file: ReportFile | None = None) -> bool:
    """Put a report, with its file, in place of any other version; False when this version already stands."""
    raise_generation(connection)
    held = select(schema.reports.c.version).where(schema.reports.c.id == report.id)
    if connection.scalar(held) == report.version:
        return False
    connection.execute(delete(schema.reports).where(schema.reports.c.id == report.id))
    _insert(connection, report)
    put_file(connection, report, file)
    return True


def take_out(connection: Connection, report_id: str) -> bool:
    """Take a report out with all that came from it; False where it is not held."""
    raise_generation(connection)
    gone = connection.execute(delete(schema.reports).where(schema.reports.c.id == report_id))
    return bool(gone.rowcount)


def _insert(connection: Connection, report: Report) -> None:
    connection.execute(schema.reports.insert().values(_report_values(report)))
    _insert_all(
        connection, schema.passages, (passage_values(p, report.id, n) for n, p in enumerate(report.passages))
    )
    _insert_all(connection, schema.headings, (row for p in report.passages for row in heading_values(p)))
    _insert_all(
        connection, schema.figures, (figure_values(f, report.id, n) for n, f in enumerate(report.figures))
    )
    put_findings(connection, report)


def _report_values(report: Report) -> dict[str, Any]:
    return {
        "id": report.id,
        "version": report.version,
        "added": datetime.now(UTC).isoformat(),
        "facts": msgspec.json.encode(report.facts).decode(),
        "passages": len(report.passages),
        "tables": len(report.tables),
        "figures": len(report.figures),
        "document": msgspec.json.encode(replace(report, passages=(), figures=())),
        "series": msgspec.json.encode(tuple(series_of(report.figures))),
    }


def _insert_all(connection: Connection, table: Any, rows: Iterable[dict[str, Any]]) -> None:
    remaining = iter(rows)
    while batch := list(islice(remaining, BATCH)):
        connection.execute(table.insert(), batch)
