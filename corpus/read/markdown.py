"""What Markdown adds to plain text: headings that say their level, and marks about words."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HEADING = re.compile(r"\s{0,3}(?P<marks>#{1,6})\s+(?P<text>.*?)\s*#*\s*$")
_RULE = re.compile(
    r"\s{0,3}(?:\*\s*){3,}$|\s{0,3}(?:`{3,}|~{3,})\w*\s*$"
)  # a line drawn, or code begun or ended
_UNDERLINE = re.compile(r"\s{0,3}(?:={3,}|-{3,})\s*$")
_QUOTED = re.compile(r"^\s{0,3}(?:>\s?)+(?=[A-Za-z“\"'*_])")
_BOLD = re.compile(r"\s*(\*\*|__).+\1\s*$")
_ITEM = re.compile(r"^\s*(\d{1,2})\.\s+(?=\S)")
_LINK = re.compile(r"!?\[(?P<words>[^\[\]]*)\]\((?:https?:|mailto:|[./#\w])[^\s()]*(?:\s+\"[^\"]*\")?\)")
_EMPHASIS = (
    re.compile(r"(?<![\w*])\*\*(?=\S)(.+?)(?<=\S)\*\*(?![\w*])|(?<![\w_])__(?=\S)(.+?)(?<=\S)__(?![\w_])"),
    re.compile(
        r"(?<![\w*])\*(?=\w)([^*]+?)(?<=[\w.!?])\*(?![\w*])|(?<![\w_])_(?=\w)([^_]+?)(?<=\w)_(?![\w_])"
    ),
    re.compile(r"(?<!`)`([^`]+)`(?!`)()"),
)


def heading(line: str) -> tuple[int, str] | None:
    """The depth and the words of a heading line: "## Crime ##"."""
    found = _HEADING.match(line)
    return (len(found["marks"]), found["text"]) if found and found["text"] else None


def unmarked(line: str) -> str:
    """A line without the marks of a heading, for what looks for a report's name in its first lines."""
    found = heading(line)
    return plain(found[1]) if found else line


def underlined(line: str) -> int:
    """The depth that a line gives to the one above it, as a rule of "=" or "-" under it; 0 for any other."""
    if not _UNDERLINE.match(line):
        return 0
    return 1 if "=" in line else 2


def is_mark(line: str) -> bool:
    """Whether a line is a mark alone and says nothing: "***", or the fence about code."""
    return _RULE.match(line) is not None


def unquoted(line: str) -> str:
    """A line without the mark of a quotation before it."""
    return _QUOTED.sub("", line, count=1)


def is_bold(line: str) -> bool:
    """Whether a line is bold as a whole."""
    return _BOLD.match(line) is not None


def plain(text: str) -> str:
    """The words without emphasis, code marks and the addresses of links."""
    words = _LINK.sub(lambda found: found["words"], text)
    for form in _EMPHASIS:
        words = form.sub(lambda found: found[1] or found[2] or "", words)
    return words.strip()


def item_lines(lines: Sequence[str]) -> frozenset[int]:
    """The places of the lines that are items of one numbered list: "1. ...", "2. ...", and so on."""
    counts = [(at, int(found[1])) for at, line in enumerate(lines) if (found := _ITEM.match(line))]
    in_order = [count for _, count in counts] == list(range(1, len(counts) + 1))
    return frozenset(at for at, _ in counts) if len(counts) > 1 and in_order else frozenset()


def without_count(line: str) -> str:
    """An item of a numbered list without its number."""
    return _ITEM.sub("", line, count=1)
