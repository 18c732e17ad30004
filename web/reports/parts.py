"""A long report in parts, so that no page of it is endless."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from web.places import PART_LINES
from web.reports.source import Block, BlockKind, blocks

if TYPE_CHECKING:
    from index.store import Store, StoredReport

KEPT = 16
"""So many reports are kept laid out."""


@dataclass(frozen=True, slots=True)
class Part:
    """What of a report is shown on one page; `number` counts from 1, `first` is its first line."""

    number: int
    first: int
    blocks: tuple[Block, ...]

    @property
    def headings(self) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if block.kind is BlockKind.HEADING)


def parts_of(store: Store, stored: StoredReport) -> tuple[Part, ...]:
    """The parts of a report, at least one, kept for as long as the report's version stands."""
    return _parts_of(store, stored.id, stored.version)


@lru_cache(maxsize=KEPT)
def _parts_of(store: Store, report_id: str, _version: str) -> tuple[Part, ...]:
    return in_parts(blocks(store.layout(report_id)))


def in_parts(shown: Iterable[Block]) -> tuple[Part, ...]:
    """Blocks that begin within the same PART_LINES lines are one part; a part without any is left out."""
    runs = groupby(shown, key=lambda block: (block.begins - 1) // PART_LINES)
    found = [tuple(run) for _, run in runs] or [()]
    return tuple(Part(n, run[0].begins if run else 1, run) for n, run in enumerate(found, start=1))


def part_with(parts: Sequence[Part], line: int) -> Part:
    """The part in which a line of the source is shown."""
    return next((part for part in reversed(parts) if part.first <= line), parts[0])
