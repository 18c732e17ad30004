"""What a reader makes of a file, whatever its format: the outline that a report is made from."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.report import Paragraph, Section, Table


@dataclass(frozen=True, slots=True)
class Outline:
    """What a text says of itself, in reading order."""

    title: tuple[str, ...]
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Table, ...]
