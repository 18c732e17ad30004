"""Query -> the sentences of the reports that answer it, quoted; or nothing, where the reports are silent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.report import Passage, PassageKind
from corpus.sentences import split_sentences
from corpus.vocabulary import vocabulary
from index.library import Library
from index.search import Hit
from qa.evidence import Draft
from qa.question import Query
from qa.reading.patterns import says
from qa.reading.topic import topic_of
from qa.snapshot import once_a_generation
from qa.text.acronyms import acronyms, asks_meaning
from qa.text.candidates import Candidate, Sought, chosen, find_candidates, signs_of, sought_by
from qa.text.content import content_of, context_of, has, share_in, stems_of, weights
from qa.text.lists import whole_list
from qa.text.verdict import answers

_HITS = 20  # passages looked at closely
_RERANKED = 12  # sentences that a cross-encoder puts in order
_MOST_MORE = 3  # passages quoted where more is asked for
_WORDY = (PassageKind.TEXT, PassageKind.BULLET)
_MOSTLY = 0.6  # the share, by weight, of words that most of are asked for
_SOMEWHAT = 0.3  # cosine below which a passage is not even called near
# Words of a place's or a measure's name that the text may leave out.
_SMALL_STEMS = stems_of("the a an of in on for to and with by city town county borough district council area")
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
        return _tell_more(draft, query, library)
    if _define(draft, query, library):
        return True
    if asks_meaning(query.asked) and _ACRONYM.search(query.asked):
        return False  # an acronym that the reports do not spell out
    if _list_headings(draft, query, library, demand.scopes[0]):
        return True
    sought = sought_by(query.asked, library)
    for scope in demand.scopes if sought.content else ():
        candidates = _reranked(find_candidates(sought, _hits(sought, scope, library)), sought, library)
        if candidates and _answers(candidates, sought, library, demand):
            listed = whole_list(candidates[0], sought, library)
            introduced: str | None = None
            for passage, sentences in listed or chosen(candidates, sought.asked):
                _quote(draft, passage, sentences, introduced)
                draft.emphasise(span for s in sentences for span in sought.asked.answering(s, sought.plain))
                introduced = passage.lead_in or passage.text
            return True
    return False


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


def _tell_more(draft: Draft, query: Query, library: Library) -> bool:
    """Quote what the reports say on the conversation's topic and what it has not been told yet."""
    about = stems_of(query.topic) - _SMALL_STEMS
    introduced: str | None = None
    for hit in library.search.find(query.topic, limit=_HITS):
        passage = hit.passage
        is_told = passage.id.rpartition(":")[0] in query.told
        if is_told or passage.kind not in _WORDY or not about <= stems_of(context_of(passage)):
            continue
        _quote(draft, passage, split_sentences(passage.text), introduced)
        introduced = passage.lead_in or passage.text
        if len(draft.answer) == _MOST_MORE:
            break
    return bool(draft.answer)


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
    return all(has(said, word) for phrase in demand.must_say for word in stems_of(phrase) - _SMALL_STEMS)


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
    sought = sought_by(query.asked, library)
    hits = _hits(sought, (), library) if sought.content else ()
    best = next(iter(find_candidates(sought, hits)), None)
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


def _quote(draft: Draft, passage: Passage, sentences: Iterable[str], introduced: str | None) -> None:
    """Quote sentences of a passage; a bullet after the words that introduce its list, once a list."""
    said = _runs(passage, list(sentences))
    lead = f"“{passage.lead_in}” – " if passage.lead_in and passage.lead_in != introduced else ""
    quoted = " … ".join(f"“{run}”" for run in said)
    draft.quote(f"{lead}{quoted}", passage.where, " … ".join(said), (passage.lead_in or "",))


def _runs(passage: Passage, sentences: list[str]) -> list[str]:
    """The sentences as runs that stand together in the passage: what is left out between shows as dots."""
    runs: list[list[str]] = []
    for sentence in split_sentences(passage.text):
        if sentence not in sentences:
            runs.append([])
        elif runs:
            runs[-1].append(sentence)
        else:
            runs = [[sentence]]
    return [" ".join(run) for run in runs if run]
