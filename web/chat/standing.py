"""How an earlier answer stands now: whether the reports that it cites are still those, and the latest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from index.store import Store, StoredReport, Turn


class State(StrEnum):
    """What became of a cited report."""

    SAME = "same"
    REPLACED = "replaced"
    GONE = "gone"
    UNKNOWN = "unknown"  # which version was cited was not kept


@dataclass(frozen=True, slots=True)
class Cited:
    """A report that an answer cites: as it was, and as it is.

    `lost` are the numbers of the citations whose words the report no longer has. `later` is the report of
    the same publisher for the latest period after its own, where there is one.
    """

    id: str
    title: str
    version: str | None
    state: State
    lost: tuple[int, ...] = ()
    later: StoredReport | None = None

    @property
    def is_superseded(self) -> bool:
        return self.state in (State.REPLACED, State.GONE) or self.later is not None


def standing(turn: Turn, store: Store) -> tuple[Cited, ...]:
    """The cited reports, each once, in the order of the citations."""
    held = {stored.id: stored for stored in store.reports()}
    citations = turn.answer["citations"]
    titles = {citation["report"]: citation["title"] for citation in citations}
    return tuple(_cited(one, title, turn, held, store) for one, title in titles.items())


def _cited(report: str, title: str, turn: Turn, held: Mapping[str, StoredReport], store: Store) -> Cited:
    version, now = turn.versions.get(report), held.get(report)
    if now is None:
        return Cited(report, title, version, State.GONE)
    later = _later(now, held)
    if version is None:
        return Cited(report, title, None, State.UNKNOWN, later=later)
    if version == now.version:
        return Cited(report, title, version, State.SAME, later=later)
    return Cited(report, title, version, State.REPLACED, tuple(_lost(report, turn.answer, store)), later)


def _lost(report: str, answer: Mapping[str, Any], store: Store) -> Iterator[int]:
    text = _folded("\n".join(store.lines(report)))
    for citation in answer["citations"]:
        if citation["report"] == report and _folded(citation["quote"]) not in text:
            yield citation["number"]


def _folded(words: str) -> str:
    return " ".join(words.split())


def _later(report: StoredReport, held: Mapping[str, StoredReport]) -> StoredReport | None:
    own = report.facts
    alike = [
        other
        for other in held.values()
        if own.publisher and other.facts.publisher == own.publisher and other.facts.area == own.area
    ]
    latest = max(alike, key=_end, default=report)
    return latest if _end(report) < _end(latest) else None


def _end(report: StoredReport) -> date:
    period = report.facts.period
    return period.end if period and period.end else date.min
