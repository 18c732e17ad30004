"""A report on the editors' desk, and where it is on its way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from corpus.report import Facts, Format


class State(StrEnum):
    """Where a report on the desk is on its way."""

    WAITING = "waiting"  # to be read
    REFUSED = "refused"  # cannot be read
    READY = "ready"  # to be looked at and published
    WITHDRAWN = "withdrawn"  # was published, and taken back
    REPLACED = "replaced"  # was published, until another version was
    DELETED = "deleted"
    PUBLISHED = "published"  # not on the desk: what a deleted one may go back to


PUBLISHABLE = (State.READY, State.WITHDRAWN, State.REPLACED)


class NotOnDesk(LookupError):
    """What is no longer on the desk, or never was; or is in no state to be changed so."""

    def __init__(self, entry: str) -> None:
        super().__init__(f"nothing on the desk is called {entry!r}")
        self.entry = entry


@dataclass(frozen=True, slots=True)
class Summary:
    """What was understood of a report."""

    facts: Facts
    format: Format
    passages: int
    tables: int
    figures: int
    findings: int
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A report on the desk: `report` is the id it has when it is published, `name` its file's.

    `summary` is None before it is read, `refused` says why it could not be. `publish` is whether it is
    published as soon as it is read. `by` brought it into its state `at` a time in UTC. `before` is the
    state that a deleted one goes back to.
    """

    id: str
    report: str
    name: str
    state: State
    publish: bool
    described: Mapping[str, str]
    summary: Summary | None
    refused: str | None
    by: str
    at: datetime
    before: State | None = None

    @property
    def title(self) -> str:
        return self.summary.facts.title if self.summary else self.name
