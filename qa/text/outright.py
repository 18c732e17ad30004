"""What reports tell outright: definitions, all of their objectives, what a part is about, and more of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.report import PassageKind
from corpus.sentences import split_sentences
from corpus.vocabulary import vocabulary
from index.library import Library
from qa.evidence import Draft
from qa.question import Query
from qa.reading.patterns import says
from qa.text.acronyms import acronyms
from qa.text.candidates import sought_by
from qa.text.content import SMALL_STEMS, context_of, stems_of
from qa.text.quoting import quote_passage

_LOOKED_AT = 20  # passages that may tell more
_MOST_MORE = 3  # passages quoted where more is asked for
_OPENING = 3  # sentences that tell what a section is about
_WORDY = (PassageKind.TEXT, PassageKind.BULLET)


def say_outright(draft: Draft, query: Query, library: Library, reports: Sequence[str]) -> bool:
    """Answer what asks for a definition, a list of headings or a section. Whether it did."""
    if _define(draft, query, library) or _list_headings(draft, query, library, reports):
        return True
    return says(query.asked, "text.section") and _open_section(draft, query, library, reports)


def tell_more(draft: Draft, query: Query, library: Library) -> bool:
    """Quote what the reports say on the conversation's topic and what it has not been told yet."""
    about = stems_of(query.topic) - SMALL_STEMS
    introduced: str | None = None
    for hit in library.search.find(query.topic, limit=_LOOKED_AT):
        passage = hit.passage
        is_told = passage.id.rpartition(":")[0] in query.told
        if is_told or passage.kind not in _WORDY or not about <= stems_of(context_of(passage)):
            continue
        quote_passage(draft, passage, split_sentences(passage.text), introduced)
        introduced = passage.lead_in or passage.text
        if len(draft.answer) == _MOST_MORE:
            break
    return bool(draft.answer)


def _define(draft: Draft, query: Query, library: Library) -> bool:
    """Quote the reports' own definition of the acronym asked about. Whether there is one."""
    defined = acronyms(library).definition(query.asked)
    if defined is None:
        return False
    where = defined.passage.where
    draft.quote(f"{defined.acronym} stands for “{defined.expansion}”.", where, defined.sentence)
    draft.quote(f"“{defined.sentence}”", where, defined.sentence)
    return True


def _list_headings(draft: Draft, query: Query, library: Library, reports: Sequence[str]) -> bool:
    """Quote the headings that count themselves ("Objective One"), where all of their kind are asked for."""
    kinds = re.findall(r"\b(\w+?)(?:ies|s)\b", query.asked.casefold())
    if not kinds or not says(query.asked, "text.lists"):
        return False
    ids = sorted(library.store.passage_ids(kind=PassageKind.HEADING))
    found = [
        passage
        for passage in library.store.passages(ids)
        if vocabulary().is_ordinal_heading(passage.text)
        and passage.text.casefold().split()[0].rstrip("y") in kinds
        and (not reports or passage.where.report in reports)
    ]
    for passage in sorted(found, key=lambda passage: passage.where.lines):
        draft.quote(f"“{passage.text}”", passage.where, passage.text)
    return bool(found)


def _open_section(draft: Draft, query: Query, library: Library, reports: Sequence[str]) -> bool:
    """Quote how the one section begins whose heading has all that is asked about ("what is ... about?")."""
    store = library.store
    sought = sought_by(query.asked, library)
    about = sought.content.keys()
    heads = [
        head
        for head in store.passages(sorted(store.passage_ids(kind=PassageKind.HEADING)))
        if about and about <= sought.stems(head.text) and (not reports or head.where.report in reports)
    ]
    if len(heads) != 1:
        return False
    at = heads[0].where
    ids = store.passage_ids(report=at.report, kind=PassageKind.TEXT)
    below = (
        p
        for p in store.passages(sorted(ids))
        if p.where.lines[0] > at.lines[1] and heads[0].text in p.heading_path
    )
    first = min(below, key=lambda passage: passage.where.lines, default=None)
    if first is None:
        return False
    quote_passage(draft, first, split_sentences(first.text)[:_OPENING], None)
    return True
