"""Records to rows of the store and back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy import Row

from corpus.report import (
    Figure,
    Finding,
    FindingKind,
    Locator,
    Passage,
    PassageKind,
    Period,
    PeriodKind,
    Role,
)

Values = dict[str, Any]

_strings = msgspec.json.Decoder(tuple[str, ...])
_spans = msgspec.json.Decoder(tuple[tuple[int, int], ...])


def digest_of(passage: Passage) -> str:
    """SHA-256 of what the model and the keyword index read of a passage."""
    return sha256(passage.embedded_text.encode()).hexdigest()


def passage_values(passage: Passage, report: str, position: int) -> Values:
    return {
        "id": passage.id,
        "report": report,
        "position": position,
        "kind": passage.kind.value,
        "text": passage.text,
        "heading_path": _json(passage.heading_path),
        "lead_in": passage.lead_in,
        "digest": digest_of(passage),
        **_where_values(passage.where),
    }


def passage_from(row: Row[Any]) -> Passage:
    return Passage(
        id=row.id,
        kind=PassageKind(row.kind),
        text=row.text,
        heading_path=_strings.decode(row.heading_path),
        lead_in=row.lead_in,
        where=_where_from(row),
    )


def heading_values(passage: Passage) -> Iterator[Values]:
    """A row for every different heading that a passage stands under."""
    for heading in dict.fromkeys((*passage.heading_path, *passage.where.section)):
        yield {"heading": heading, "passage": passage.id}


def figure_values(figure: Figure, report: str, position: int) -> Values:
    return {
        "id": figure.id,
        "report": report,
        "position": position,
        "row_path": _json(figure.row_path),
        "column_path": _json(figure.column_path),
        "measure": figure.measure,
        "area": figure.area,
        "role": figure.role.value if figure.role else None,
        **_period_values(figure.period),
        "value": _text(figure.value),
        "unit": figure.unit,
        "margin": _text(figure.margin),
        "raw": figure.raw,
        **_where_values(figure.where),
    }


def figure_from(row: Row[Any]) -> Figure:
    return Figure(
        id=row.id,
        row_path=_strings.decode(row.row_path),
        column_path=_strings.decode(row.column_path),
        measure=row.measure,
        area=row.area,
        period=period_from(row),
        role=Role(row.role) if row.role else None,
        value=_decimal(row.value),
        unit=row.unit,
        margin=_decimal(row.margin),
        raw=row.raw,
        where=_where_from(row),
    )


def finding_values(finding: Finding, report: str) -> Values:
    return {
        "report": report,
        "kind": finding.kind.value,
        "printed": finding.printed,
        "given": finding.given,
        "figures": _json(finding.figures),
        "lines": msgspec.json.encode(finding.lines).decode(),
        "said": finding.said,
    }


def finding_from(row: Row[Any]) -> Finding:
    return Finding(
        FindingKind(row.kind),
        row.printed,
        row.given,
        _strings.decode(row.figures),
        _spans.decode(row.lines),
        row.said,
    )


def _period_values(period: Period | None) -> Values:
    return {
        "period_kind": period.kind.value if period else None,
        "period_start": period.start.isoformat() if period and period.start else None,
        "period_end": period.end.isoformat() if period and period.end else None,
        "period_raw": period.raw if period else None,
    }


def period_from(row: Row[Any]) -> Period | None:
    if row.period_kind is None:
        return None
    start, end = (date.fromisoformat(day) if day else None for day in (row.period_start, row.period_end))
    return Period(PeriodKind(row.period_kind), start, end, row.period_raw)


def _where_values(where: Locator) -> Values:
    return {
        "section": _json(where.section),
        "first_line": where.lines[0],
        "last_line": where.lines[1],
        "page": where.page,
        "table_title": where.table,
        "row_label": where.row,
        "column_label": where.column,
    }


def _where_from(row: Row[Any]) -> Locator:
    return Locator(
        report=row.report,
        lines=(row.first_line, row.last_line),
        section=_strings.decode(row.section),
        page=row.page,
        table=row.table_title,
        row=row.row_label,
        column=row.column_label,
    )


def _json(words: tuple[str, ...]) -> str:
    return msgspec.json.encode(words).decode()


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
