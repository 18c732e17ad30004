"""The story of an answer: understand, find, compose, cite."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

from index.library import Library
from qa.catalogue import Catalogue, catalogue
from qa.cite import Unproven, check
from qa.evidence import SMALL_NUMBER, Draft
from qa.question import Answer, Query, ReadAs, Reply, Status, Wants
from qa.reading.followup import carried_over
from qa.reading.patterns import says
from qa.reading.topic import resolved, topic_of
from qa.snapshot import as_of_now
from qa.source import Source
from qa.telling.chart import proved_chart
from qa.understand import understand
from qa.ways import choose

_log = logging.getLogger(__name__)

_WITHHELD = (
    "The answer that was put together could not be proved from the reports, so it is withheld. "
    "Please ask in other words."
)


def answer(
    question: str,
    library: Library,
    earlier: Query | None = None,
    small_number: int = SMALL_NUMBER,
    reports: tuple[str, ...] = (),
) -> Reply:
    """Answer a question from the library's reports; `earlier` is the query before it in the conversation.

    `reports` are the ids of those to answer from, where not any will do. Counts under `small_number`
    are said to make percentages jump.
    An unanswerable question is an Answer with the status `not_found`, never an exception.
    """
    with as_of_now(library):
        known = catalogue(library)
        query = _understood(_whole(question), earlier, known)
        query = replace(query, reports=reports) if reports else query
        return _answered(query, known, library, small_number)


def _understood(question: str, earlier: Query | None, known: Catalogue) -> Query:
    """The question as understood, after the one before it: on the topic of text, or with its figures."""
    if earlier and says(question, "topic.source"):
        return replace(earlier, asks_source=True)
    topic = earlier.topic if earlier else ""
    whole = resolved(question, topic)
    query = understand(whole, known, known.context)
    if earlier is None or whole == question:
        return carried_over(query, earlier, known)
    return replace(query, carried=(topic,), topic=topic, told=earlier.told)


def _answered(query: Query, known: Catalogue, library: Library, small_number: int) -> Reply:
    source = Source(library.store, known.generation)
    way = choose(query, known, library)
    draft = Draft(known.titles, small_number)
    outcome = way(draft)
    if query.asks_source:
        draft.say_source()
    read_as = replace(outcome.read_as, carried=query.carried)
    finished = draft.finished(outcome.status, read_as, source, outcome.suggestions)
    try:
        check((*draft.answer, *draft.notes), source, (*known.areas, *known.measures))
    except Unproven as unproven:
        _log.error("an answer was withheld: %s", unproven.what)
        finished = _withheld(read_as)
    chart = proved_chart(finished, known, source) if finished.status is Status.ANSWERED else None
    query = replace(query, leader=_leader(query, draft), **_topic(query, finished, library))
    return Reply(query, replace(finished, chart=chart))


def _topic(query: Query, given: Answer, library: Library) -> dict[str, Any]:
    """What the conversation is about after a text answer; nothing after one of figures."""
    if given.read_as.wants != Wants.NARRATIVE.value:
        return {"topic": "", "told": ()}
    quoted = tuple(f"{citation.where.report}:{citation.where.lines[0]}" for citation in given.citations)
    topic = query.topic or topic_of(query.asked, library.search.holds)
    return {"topic": topic, "told": tuple(dict.fromkeys((*query.told, *quoted)))}


def _leader(query: Query, draft: Draft) -> str | None:
    """The area that a ranking puts first: what "there" and "it" mean in the question after it."""
    if query.wants is not Wants.RANK:
        return None
    lines = (sentence for sentence in draft.answer if sentence.figures)
    return next((f.area for s in lines for f in s.figures[:1] if s.text.startswith(f"{f.area}:")), None)


def _whole(text: str) -> str:
    """The text without halves of characters (lone surrogates): they can be neither searched nor stored."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _withheld(read_as: ReadAs) -> Answer:
    return Answer(Status.NOT_FOUND, _WITHHELD, read_as)
