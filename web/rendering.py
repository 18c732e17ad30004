"""What the templates need beyond the contract: an answer's text as HTML, and where a citation links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, cast

from markupsafe import Markup, escape

from corpus.report import Format
from qa.telling.wording import count
from web.places import LONGEST_QUOTE, cell_url, line_address, place_url

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
    app.jinja_env.filters["printed_link"] = printed_link
    app.jinja_env.filters["day"] = day
    app.jinja_env.filters["place_link"] = place_url
    app.jinja_env.filters["cell_link"] = cell_url
    app.jinja_env.filters["shown"] = count
    app.jinja_env.filters["with_quote"] = with_quote


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
    strong = answer.get("emphasis", ())  # answers of before have none
    return Markup("").join(
        _marker(int(part), numbers, answer["id"]) if n % 2 else _emphasised(part, strong)
        for n, part in enumerate(parts)
    )


def _emphasised(text: str, words: Sequence[str]) -> Markup:
    """The text with the words that were asked for set strong."""
    if not words:
        return escape(text)
    longest_first = "|".join(re.escape(one) for one in sorted(words, key=len, reverse=True))
    parts = re.split(rf"(?<!\w)({longest_first})(?!\w)", text)
    return Markup("").join(
        Markup("<strong>{}</strong>").format(part) if n % 2 else escape(part) for n, part in enumerate(parts)
    )


def _marker(number: int, known: set[int], answer_id: str) -> Markup:
    if number not in known:
        return escape(f"[{number}]")
    link = Markup('<a class="marker" href="#a-{0}-{1}" aria-label="Source {1}">[{1}]</a>')
    return link.format(answer_id, number)


def citation_link(citation: Mapping[str, Any]) -> str:
    """The citation's address; with the column or the sentence, so that the page marks the very one."""
    path = citation["url"].partition("#")[0].partition("?")[0]
    if not path.startswith("/"):
        return str(citation["url"])
    more = {}
    if citation["column"]:
        more["column"] = citation["column"]
    elif not citation["table"] and len(citation["quote"]) <= LONGEST_QUOTE:
        more["quote"] = citation["quote"]
    return line_address(path, citation["lines"][0], **more)


def printed_link(citation: Mapping[str, Any]) -> str | None:
    """The address of the printed page with the citation marked; None where it is of no PDF that is held."""
    path, _, place = citation_link(citation).partition("?")
    if not citation["page"] or citation["report"] not in _printable():
        return None
    place = place.partition("#")[0] or f"line={citation['lines'][0]}"
    return f"{path.partition('#')[0]}/pages/{citation['page']}?{place}"


def _printable() -> frozenset[str]:
    """The reports whose pages can be shown, looked up once a request."""
    from flask import g  # not above: the command line words citations without a web server

    from web import current

    if "printable" not in g:
        held = current.store().reports()
        g.printable = frozenset(one.id for one in held if one.format is Format.PDF and one.filename)
    return cast("frozenset[str]", g.printable)


def citation_place(citation: Mapping[str, Any]) -> str:
    """Where the citation stands, in words: "table Crimes, row Arson, line 12"."""
    parts = [f"{name} {citation[name]}" for name in ("table", "row", "page") if citation[name]]
    if not citation["table"] and citation["section"]:
        parts.insert(0, citation["section"][-1])
    first, last = citation["lines"]
    return ", ".join([*parts, f"line {first}" if first == last else f"lines {first} to {last}"])


def with_quote(text: str, quote: str | None) -> Markup:
    """The text with what is quoted of it marked, where it has that to the letter but for white space."""
    words = (quote or "").split()
    found = re.search(r"\s+".join(map(re.escape, words)), text) if words else None
    if found is None:
        return escape(text)
    before, after = text[: found.start()], text[found.end() :]
    return Markup('{}<mark class="cited">{}</mark>{}').format(before, found.group(), after)
