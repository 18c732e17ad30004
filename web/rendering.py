"""What the templates need beyond the contract: an answer's text as HTML, and where a citation links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from datetime import date

    from flask import Flask

_MARKER = re.compile(r"\[(\d{1,3})\]")
_BULLET = re.compile(r"\s*[-•]\s+")


def install(app: Flask) -> None:
    app.jinja_env.filters["answer_html"] = answer_html
    app.jinja_env.filters["with_links"] = with_links
    app.jinja_env.filters["citation_link"] = citation_link
    app.jinja_env.filters["citation_place"] = citation_place
    app.jinja_env.filters["day"] = day


def day(when: date) -> str:
    return f"{when.day} {when:%B %Y}"


def answer_html(answer: Mapping[str, Any]) -> Markup:
    """The answer's paragraphs and lists; each [n] that has a citation links to it, below the answer."""
    lines = [line for line in answer["answer"].splitlines() if line.strip()]
    runs = groupby(lines, key=lambda line: bool(_BULLET.match(line)))
    return Markup("\n").join(part for is_list, run in runs for part in _run(is_list, list(run), answer))


def _run(is_list: bool, lines: list[str], answer: Mapping[str, Any]) -> Iterator[Markup]:
    if not is_list:
        yield from (Markup("<p>{}</p>").format(with_links(line, answer)) for line in lines)
        return
    items = (Markup("<li>{}</li>").format(with_links(_BULLET.sub("", line, 1), answer)) for line in lines)
    yield Markup("<ul>{}</ul>").format(Markup("").join(items))


def with_links(text: str, answer: Mapping[str, Any]) -> Markup:
    """The text, each of its [n] a link to the citation of that number, where there is one."""
    numbers = {citation["number"] for citation in answer["citations"]}
    parts = _MARKER.split(text)
    return Markup("").join(
        _marker(int(part), numbers, answer["id"]) if n % 2 else escape(part) for n, part in enumerate(parts)
    )


def _marker(number: int, known: set[int], answer_id: str) -> Markup:
    if number not in known:
        return escape(f"[{number}]")
    link = Markup('<a class="marker" href="#a-{0}-{1}" aria-label="Source {1}">[{1}]</a>')
    return link.format(answer_id, number)


def citation_link(citation: Mapping[str, Any]) -> str:
    """The citation's address; with the column, where there is one, so that the page marks the very cell."""
    path, mark, fragment = citation["url"].partition("#")
    if not citation["column"] or not path.startswith("/"):
        return str(citation["url"])
    query = urlencode({"line": citation["lines"][0], "column": citation["column"]})
    return f"{path}?{query}{mark}{fragment}"


def citation_place(citation: Mapping[str, Any]) -> str:
    """Where the citation stands, in words: "table Crimes, row Arson, line 12"."""
    parts = [f"{name} {citation[name]}" for name in ("table", "row", "page") if citation[name]]
    if not citation["table"] and citation["section"]:
        parts.insert(0, citation["section"][-1])
    first, last = citation["lines"]
    return ", ".join([*parts, f"line {first}" if first == last else f"lines {first} to {last}"])
