"""Whole reports from their rows, in the reader's own transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from corpus.report import Report
from index import schema
from index.rows import figure_from, passage_from

_decoder = msgspec.json.Decoder(Report)


class NoSuchReport(LookupError):
    """A report that the store does not hold; `known` are the ids that it does."""

    def __init__(self, report: str, known: tuple[str, ...]) -> None:
        held = f"the store holds {', '.join(known)}" if known else "the store holds no report yet"
        super().__init__(f"no report {report!r}: {held}")
        self.report = report
        self.known = known


def report_ids(connection: Connection) -> tuple[str, ...]:
    return tuple(connection.scalars(select(schema.reports.c.id).order_by(schema.reports.c.id)))


def document(connection: Connection, report_id: str) -> bytes:
    """A report's JSON; raises NoSuchReport."""
    held = select(schema.reports.c.document).where(schema.reports.c.id == report_id)
    document: bytes | None = connection.scalar(held)
    if document is None:
        raise NoSuchReport(report_id, report_ids(connection))
    return document


def layout(connection: Connection, report_id: str) -> Report:
    """A report without its passages and figures; raises NoSuchReport."""
    return _decoder.decode(document(connection, report_id))


def whole_report(connection: Connection, report_id: str) -> Report:
    """A report as it was put; raises NoSuchReport."""
    return replace(
        layout(connection, report_id),
        passages=tuple(map(passage_from, _rows_of(connection, schema.passages, report_id))),
        figures=tuple(map(figure_from, _rows_of(connection, schema.figures, report_id))),
    )


def _rows_of(connection: Connection, table: Any, report_id: str) -> Iterable[Any]:
    return connection.execute(select(table).where(table.c.report == report_id).order_by(table.c.position))
