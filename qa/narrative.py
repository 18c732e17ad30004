"""Query -> the sentences of the reports that answer it, quoted; or nothing, where the reports are silent."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from index.library import Library
from index.search import Hit
from qa.evidence import Draft
from qa.question import Query
from qa.reading.patterns import says
from qa.reading.topic import topic_of
from qa.snapshot import generation, once_a_generation
from qa.text.acronyms import asks_meaning
from qa.text.candidates import Candidate, Sought, chosen, find_candidates, signs_of, sought_by
from qa.text.content import SMALL_STEMS, content_of, context_of, has, share_in, stems_of, weights
from qa.text.lists import whole_list
from qa.text.outright import say_outright, tell_more
from qa.text.quoting import quote_passage
from qa.text.verdict import answers

_HITS = 20  # passages looked at closely
_RERANKED = 12  # sentences that a cross-encoder puts in order
_AS_MUCH = 0.85  # of the share that another scope's best has
_KEPT = 32  # questions whose sentences are kept for a moment
_MOSTLY = 0.6  # the share, by weight, of words that most of are asked for
_SOMEWHAT = 0.3  # cosine below which a passage is not even called near
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b")  # a capital within a sentence
_ACRONYM = re.compile(r"\b[A-Z][A-Z&]{1,6}s?\b")


@dataclass(frozen=True, slots=True)
class Demand:
    """What text must meet to be quoted.

    `scopes` are report ids to look in, one scope after another; an empty one is all reports. The words
    of `must_say` (places; measures that no table holds) must stand in the answer's passage, and most of
    those of `mostly`. `strict`: the question is after a figure that no table holds.
    """

    scopes: Sequence[tuple[str, ...]] = ((),)
    must_say: Sequence[str] = ()
    mostly: Sequence[str] = ()
    strict: bool = False


def quote_answer(draft: Draft, query: Query, library: Library, demand: Demand) -> bool:
    """Quote the sentences that answer. False, and nothing said, where none does well enough."""
    if query.topic and says(query.asked, "topic.more"):
        return tell_more(draft, query, library)
    if say_outright(draft, query, library, demand.scopes[0]):
        return True
    sought = _sought(query.asked, library, generation(library))
    is_unspelt = asks_meaning(query.asked) and _ACRONYM.search(query.asked)  # no report spells it out
    if is_unspelt or not sought.content:
        return False
    found = [_candidates(query.asked, tuple(scope), library, generation(library)) for scope in demand.scopes]
    most = max((_share(candidates, sought) for candidates in found), default=0.0)
    # Not the latest reports, where others have more of what is asked.
    telling = (candidates for candidates in found if _share(candidates, sought) >= _AS_MUCH * most)
    return any(_quote_best(draft, sought, candidates, library, demand) for candidates in telling)


@lru_cache(maxsize=_KEPT)  # a question may be asked of the text twice: first for what figures lack
def _candidates(question: str, reports: tuple[str, ...], library: Library, current: int) -> list[Candidate]:
    """The sentences of the reports (none: of all) that may answer, the best first."""
    sought = _sought(question, library, current)
    return _reranked(find_candidates(sought, _hits(sought, reports, library)), sought, library)


@lru_cache(maxsize=_KEPT)
def _sought(question: str, library: Library, _current: int) -> Sought:
    return sought_by(question, library)


def _share(candidates: Sequence[Candidate], sought: Sought) -> float:
    """The share of what is asked about that the best candidate's passage has."""
    return share_in(sought.content, sought.stems(context_of(candidates[0].passage))) if candidates else 0.0


def _quote_best(
    draft: Draft, sought: Sought, candidates: list[Candidate], library: Library, demand: Demand
) -> bool:
    """Quote the best of the candidates, or the list that they introduce; not where they do not answer."""
    if not candidates or not _answers(candidates, sought, library, demand):
        return False
    said = whole_list(candidates[0], sought, library) or chosen(candidates, sought.asked)
    several = len({passage.where.report for passage, _ in said}) > 1
    introduced = report = None
    for passage, sentences in said:
        if several and passage.where.report != report:  # each report's words by themselves, under its title
            report = passage.where.report
            draft.say(f"“{draft.titles[report]}”:", names=(draft.titles[report],))
        quote_passage(draft, passage, sentences, introduced)
        draft.emphasise(span for s in sentences for span in sought.asked.answering(s, sought.plain))
        introduced = passage.lead_in or passage.text
    return True


def _reranked(candidates: list[Candidate], sought: Sought, library: Library) -> list[Candidate]:
    """The best few in the order of the cross-encoder, where there is one, with the scores of their places."""
    best, rest = candidates[:_RERANKED], candidates[_RERANKED:]
    scores = (
        library.reranker.scores(sought.question, [c.text for c in best])
        if library.reranker and best
        else None
    )
    if scores is None:
        return candidates
    order = sorted(range(len(best)), key=lambda at: -scores[at])
    return [*(replace(best[at], score=best[place].score) for place, at in enumerate(order)), *rest]


def _hits(sought: Sought, reports: Sequence[str], library: Library) -> Sequence[Hit]:
    """The passages of the reports (none: of all) that are nearest to the question."""
    text = " ".join((sought.question, *sought.acronyms.expansions(sought.question)))
    return library.search.find(text, limit=_HITS, allowed=_allowed(reports, library))


def _allowed(reports: Sequence[str], library: Library) -> frozenset[str] | None:
    """The ids of the passages of reports; None where that is all there are."""
    held = _held(library)
    if not reports or len(reports) == len(held):
        return None
    return frozenset().union(*(held.get(report, frozenset()) for report in reports))


@once_a_generation
def _held(library: Library) -> Mapping[str, frozenset[str]]:
    """The ids of the passages of each report."""
    store = library.store
    return {report.id: store.passage_ids(report=report.id) for report in store.reports()}


def _answers(candidates: list[Candidate], sought: Sought, library: Library, demand: Demand) -> bool:
    """Whether the best candidate does answer, and names all that it must."""
    if _names_a_stranger(sought.question, library):
        return False
    if not answers(signs_of(candidates, sought, library, figure=demand.strict)):
        return False
    said = sought.stems(context_of(candidates[0].passage))
    most = content_of(" ".join(demand.mostly), library)
    if most and share_in(most, said) < _MOSTLY:
        return False
    return all(has(said, word) for phrase in demand.must_say for word in stems_of(phrase) - SMALL_STEMS)


def _names_a_stranger(question: str, library: Library) -> bool:
    """Whether a question names something that no report names ("what is Operation Yewtree?")."""
    known = weights(library)
    named = (stems_of(match.group()) for match in _NAME.finditer(question))
    return any(stems and not stems & known.keys() for stems in named)


def nearest(draft: Draft, query: Query, library: Library) -> None:
    """Say that the reports do not tell, and what they do say nearest to it."""
    if query.topic and says(query.asked, "topic.more"):
        draft.say("The reports say no more on that.")
        return
    draft.say("The reports do not tell.")
    sought = _sought(query.asked, library, generation(library))
    candidates = _candidates(query.asked, (), library, generation(library)) if sought.content else []
    best = next(iter(candidates), None)
    if best is None or (best.hit.similarity or 0) <= _SOMEWHAT:
        return
    topic = query.topic or topic_of(query.asked, library.search.holds)
    printed = re.search(rf"\b{re.escape(topic)}\b", best.text, re.IGNORECASE) if topic else None
    words = printed.group() if printed else None
    draft.say(
        f"What they do say of “{words}”:" if words else "The nearest that they say:",
        names=filter(None, [words]),
    )
    draft.quote(f"“{best.text}”", best.passage.where, best.text)
