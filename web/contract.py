"""Records as the JSON that version 1 of the API sends: one shape for HTTP, pages and command line.

Beside each number, `raw` holds the printed words.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from corpus.periods import in_words
from corpus.report import Locator
from qa.telling.wording import with_unit
from web.figures.vega import specification
from web.numbers import number, number_or_null
from web.places import place_url, report_address
from web.search.facets import facets_to_json

if TYPE_CHECKING:
    from corpus.report import Figure, Finding, Passage, Period
    from index.store import StoredReport
    from qa.question import Answer, Calculation, Citation, CitedFigure, ReadAs
    from web.search.searching import Listing

Json = dict[str, Any]


def answer_to_json(answer: Answer, *, id: str, conversation: str, question: str) -> Json:
    return {
        "id": id,
        "conversation": conversation,
        "question": question,
        "status": answer.status.value,
        "answer": answer.text,
        "read_as": _read_as(answer.read_as),
        "citations": [_citation(citation) for citation in answer.citations],
        "figures": [_cited_figure(cited) for cited in answer.figures],
        "calculations": [_calculation(calculation) for calculation in answer.calculations],
        "notes": list(answer.notes),
        "chart": answer.chart and specification(answer.chart),
        "suggestions": list(answer.suggestions),
        "emphasis": list(answer.emphasis),
    }


def report_to_json(stored: StoredReport) -> Json:
    facts = stored.facts
    return {
        "id": stored.id,
        "version": stored.version,
        "title": facts.title,
        "publisher": facts.publisher,
        "area": facts.area,
        "period": _period(facts.period),
        "source": facts.source,
        "format": stored.format.value,
        "warnings": list(stored.warnings),
        "added": stored.added.isoformat(),
        "passages": stored.passages,
        "tables": stored.tables,
        "figures": stored.figures,
        "findings": stored.findings,
        "url": report_address(stored.id),
    }


def finding_to_json(finding: Finding, report_id: str) -> Json:
    places = (Locator(report_id, lines) for lines in finding.lines)
    return {
        "kind": finding.kind.value,
        "said": finding.said,
        "printed": finding.printed,
        "given": finding.given,
        "figures": list(finding.figures),
        "places": [{"lines": list(place.lines), "url": place_url(place)} for place in places],
    }


def checks_to_json(report_id: str, findings: Iterable[Finding]) -> Json:
    return {"report": report_id, "checks": [finding_to_json(finding, report_id) for finding in findings]}


def figure_to_json(figure: Figure) -> Json:
    return {
        "id": figure.id,
        "row_path": list(figure.row_path),
        "column_path": list(figure.column_path),
        "measure": figure.measure,
        "area": figure.area,
        "period": _period(figure.period),
        "role": figure.role.value if figure.role else None,
        "value": number_or_null(figure.value),
        "unit": figure.unit,
        "margin": number_or_null(figure.margin),
        "raw": figure.raw,
        **_place(figure.where),
    }


def reports_to_json(stored: Iterable[StoredReport]) -> Json:
    return {"reports": [report_to_json(one) for one in stored]}


def search_to_json(query: str, found: Listing, limit: int, offset: int = 0) -> Json:
    """At most `limit` passages from `offset`; `next_offset` is None when there are no more."""
    shown = found.results[offset : offset + limit]
    more = offset + limit if len(found.results) > offset + limit else None
    passages = [{"score": one.score, "words": str(one.has), **passage_to_json(one.passage)} for one in shown]
    return {
        "query": query,
        "passages": passages,
        "total": len(found.results),
        "is_cut": found.is_cut,
        "next_offset": more,
        "filters": facets_to_json(found.facets),
    }


def passage_to_json(passage: Passage) -> Json:
    return {
        "id": passage.id,
        "kind": passage.kind.value,
        "text": passage.text,
        "heading_path": list(passage.heading_path),
        "lead_in": passage.lead_in,
        **_place(passage.where),
    }


def _read_as(read_as: ReadAs) -> Json:
    return {
        "wants": str(read_as.wants),
        "measures": list(read_as.measures),
        "areas": list(read_as.areas),
        "periods": list(read_as.periods),
        "carried": list(read_as.carried),
    }


def _citation(citation: Citation) -> Json:
    place = _place(citation.where)
    return {
        "number": citation.number,
        "report": place["report"],
        "title": citation.title,
        "section": place["section"],
        "page": place["page"],
        "lines": place["lines"],
        "table": place["table"],
        "row": place["row"],
        "column": place["column"],
        "quote": citation.quote,
        "url": place["url"],
    }


def _cited_figure(cited: CitedFigure) -> Json:
    figure = cited.figure
    return {
        "measure": figure.measure,
        "area": figure.area,
        "period": in_words(figure.period) if figure.period else None,
        "role": figure.role.value if figure.role else None,
        "value": number_or_null(figure.value),
        "unit": figure.unit,
        "raw": figure.raw,
        "citation": cited.citation,
    }


def _calculation(calculation: Calculation) -> Json:
    return {
        "formula": f"{calculation.formula} = {with_unit(calculation.result, calculation.unit)}",
        "result": number(calculation.result),
        "inputs": list(calculation.inputs),
    }


def _period(period: Period | None) -> Json | None:
    if period is None:
        return None
    return {
        "kind": period.kind.value,
        "start": period.start.isoformat() if period.start else None,
        "end": period.end.isoformat() if period.end else None,
        "raw": period.raw,
        "words": in_words(period),
    }


def _place(where: Locator) -> Json:
    return {
        "report": where.report,
        "section": list(where.section),
        "page": where.page,
        "lines": list(where.lines),
        "table": where.table,
        "row": where.row,
        "column": where.column,
        "url": place_url(where),
    }
