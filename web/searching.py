"""Finding passages for the search page, the API and the command line alike."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from web.lookup import stored_report
from web.problems import BAD_PARAMETER, Problem

if TYPE_CHECKING:
    from corpus.report import Passage
    from index.library import Library
    from index.search import Hit

LONGEST_QUERY = 500


def find(library: Library, query: str, limit: int, report: str | None = None) -> tuple[Hit, ...]:
    """The best passages first; raises Problem for a blank or too long query or a report that is not here."""
    if not query.strip():
        raise Problem(BAD_PARAMETER, "The words to search for (q) are missing or blank.")
    if len(query) > LONGEST_QUERY:
        raise Problem(
            BAD_PARAMETER, f"q has {len(query)} characters; at most {LONGEST_QUERY} are searched for."
        )
    allowed = None
    if report is not None:
        allowed = library.store.passage_ids(report=stored_report(library.store, report).id)
    return library.search.find(query, limit=limit, allowed=allowed)


def has_a_word(passage: Passage, query: str) -> bool:
    """Whether text, lead-in or headings have a word of the query, as `highlighted` marks them."""
    words = (passage.text, passage.lead_in or "", *passage.heading_path)
    return "<mark>" in highlighted(" ".join(words), query)


def highlighted(text: str, query: str) -> Markup:
    """The text as HTML with the query's words of three letters and more marked, longer ones with endings."""
    words = sorted(set(re.findall(r"\w{3,}", query)), key=len, reverse=True)
    if not words:
        return escape(text)
    either = "|".join(word if len(word) == 3 else rf"{word}\w{{0,3}}" for word in words)
    parts = re.split(rf"(\b(?:{either})\b)", text, flags=re.IGNORECASE)
    marked = (
        Markup("<mark>{}</mark>").format(part) if n % 2 else escape(part) for n, part in enumerate(parts)
    )
    return Markup("").join(marked)
