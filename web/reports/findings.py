"""What the checks found in a report, by kind and in plain words, for the page and the command line alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.report import Finding, FindingKind

# One, and several, of each kind, in the order in which they are shown.
_WORDS = {
    FindingKind.PERCENT: (
        "printed percentage change is not what the printed counts give",
        "printed percentage changes are not what the printed counts give",
    ),
    FindingKind.CHANGE: (
        "printed change is not the difference of the printed values",
        "printed changes are not the difference of the printed values",
    ),
    FindingKind.TOTAL: (
        "printed total is not what its parts add up to",
        "printed totals are not what their parts add up to",
    ),
    FindingKind.TWICE: (
        "number is printed otherwise elsewhere in the report",
        "numbers are printed otherwise elsewhere in the report",
    ),
    FindingKind.STATUS: (
        "status is not what its value and target give",
        "statuses are not what their values and targets give",
    ),
    FindingKind.DATES: (
        "thing is printed with two numbers to two dates, which is no error",
        "things are printed with two numbers to two dates each, which is no error",
    ),
}


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one kind, under words that say how many there are."""

    words: str
    findings: tuple[Finding, ...]


def grouped(findings: Iterable[Finding]) -> tuple[Group, ...]:
    """The findings by kind; kinds without any are left out."""
    by_kind: dict[FindingKind, list[Finding]] = {}
    for finding in findings:
        by_kind.setdefault(finding.kind, []).append(finding)
    return tuple(
        Group(f"{len(by_kind[kind]):,} {one if len(by_kind[kind]) == 1 else several}", tuple(by_kind[kind]))
        for kind, (one, several) in _WORDS.items()
        if kind in by_kind
    )
