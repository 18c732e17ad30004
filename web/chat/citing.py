"""An answer with its sources as words to paste: plain text as a press office uses it, and Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from web.rendering import citation_place

Json = Mapping[str, Any]

_MARKER = re.compile(r"\s*\[\d{1,3}\]")
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#])")


def plain(answer: Json, address: str, publishers: Mapping[str, str | None]) -> str:
    """The answer, its calculation and notes, where each figure stands, and the answer's own address.

    With one source alone its number is left out. `publishers` are those of the reports, by id.
    """
    return "\n".join(_lines(answer, address, publishers, is_markdown=False))


def markdown(answer: Json, address: str, publishers: Mapping[str, str | None]) -> str:
    """The same as Markdown, the sources as a numbered list."""
    return "\n".join(_lines(answer, address, publishers, is_markdown=True))


def source(citation: Json, publishers: Mapping[str, str | None]) -> str:
    """One source in words: title, publisher, table, row, column and line, and for text the sentence."""
    parts = [citation["title"], publishers.get(citation["report"]), citation_place(citation)]
    if citation["column"]:
        parts.append(f"column {citation['column']}")
    said = ", ".join(part for part in parts if part)
    return said if citation["table"] else f"{said}: “{' '.join(citation['quote'].split())}”"


def _lines(
    answer: Json, address: str, publishers: Mapping[str, str | None], *, is_markdown: bool
) -> Iterator[str]:
    numbered = len(answer["citations"]) != 1
    say = _escaped if is_markdown else str
    bold = "**" if is_markdown else ""
    for line in filter(str.strip, answer["answer"].splitlines()):
        yield say(line if numbered else _MARKER.sub("", line))
        if is_markdown:
            yield ""
    for calculation in answer["calculations"]:
        yield say(f"Calculated: {calculation['formula']}")
    for note in answer["notes"]:
        yield say(f"Note: {note if numbered else _MARKER.sub('', note)}")
    if answer["citations"]:
        yield ""
        yield f"{bold}{'Sources' if numbered else 'Source'}{bold}"
    for citation in answer["citations"]:
        mark = f"{citation['number']}. " if is_markdown else f"[{citation['number']}] "
        yield f"{mark if numbered else ''}{say(source(citation, publishers))}"
    yield ""
    yield f"{'Answer' if answer['status'] == 'answered' else 'Reply'} from Ask the Reports: {address}"


def _escaped(words: str) -> str:
    """Words as Markdown takes them for words; markers keep their brackets."""
    parts = re.split(r"(\[\d{1,3}\])", words)
    return "".join(part if n % 2 else _SPECIAL.sub(r"\\\1", part) for n, part in enumerate(parts))
