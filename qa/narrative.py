"""Query -> the sentences of the reports that answer it, quoted; or nothing, where the reports are silent."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.report import Passage, PassageKind
from corpus.sentences import split_sentences
from corpus.vocabulary import vocabulary
from corpus.words import stem, words
from index.library import Library
from index.search import Hit
from qa.acronyms import Acronyms, acronyms, asks_meaning
from qa.asked import Asked, asked_for
from qa.evidence import Draft
from qa.patterns import says
from qa.question import Query
from qa.snapshot import once_a_generation
from qa.verdict import Signs, answers

_HITS = 10  # passages looked at closely
_SMALL_STEMS = frozenset("the a an of in on for to and with by".split())
_MOST_SENTENCES = 4
_SOMEWHAT = 0.3  # cosine below which a passage is not even called near
_NEAR_BEST = 0.62  # sentences of another passage must score this much of the best one


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sentence of a passage that may answer, with how much of the question it covers."""

    passage: Passage
    hit: Hit
    text: str
    score: float
    fits: bool


def quote_answer(
    draft: Draft,
    query: Query,
    library: Library,
    scopes: Sequence[tuple[str, ...]] = ((),),
    must_say: Sequence[str] = (),
    *,
    strict: bool = False,
) -> bool:
    """Quote the sentences that answer. False, and nothing said, where none does well enough.

    `scopes` are report ids to look in, one scope after another; an empty one is all reports.
    The words of `must_say` (measures asked for that no table holds) must stand in the answer's passage.
    `strict` asks for surer signs.
    """
    known = acronyms(library)
    if defined := known.definition(query.text):
        draft.quote(
            f"{defined.acronym} stands for “{defined.expansion}”.", defined.passage.where, defined.sentence
        )
        draft.quote(f"“{defined.sentence}”", defined.passage.where, defined.sentence)
        return True
    if asks_meaning(query.text) and not _asks_more(query.text):
        return False  # an acronym that the reports do not spell out
    asked = asked_for(query.text)
    content = _content(query.text, library)
    for scope in scopes if content else ():
        hits = library.search.find(
            " ".join((query.text, *known.expansions(query.text))),
            limit=_HITS,
            allowed=_allowed(scope, library),
        )
        candidates = sorted(_candidates(query.text, hits, content, asked, known), key=lambda c: -c.score)
        if not candidates or not answers(
            _signs(candidates, content, asked, known, _weights(library)), strict=strict
        ):
            continue
        if all(_says(candidates[0].passage, words, known) for words in must_say):
            for passage, sentences in _chosen(candidates, asked):
                _quote(draft, passage, sentences)
            return True
    return False


def _allowed(reports: Sequence[str], library: Library) -> frozenset[str] | None:
    if not reports:
        return None
    return frozenset().union(*(library.store.passage_ids(report=report) for report in reports))


def _asks_more(question: str) -> bool:
    """Whether "mean" is no more than a manner of asking: no acronym stands in the question."""
    return not re.search(r"\b[A-Z][A-Z&]{1,6}s?\b", question)


def _says(passage: Passage, phrase: str, known: Acronyms) -> bool:
    said = _with_acronyms(" ".join((*passage.heading_path[1:], passage.lead_in or "", passage.text)), known)
    return all(_has(said, word) for word in _stems(phrase) - _SMALL_STEMS)


def nearest(draft: Draft, query: Query, library: Library) -> None:
    """Say that the reports do not tell, and what they do say nearest to it."""
    draft.say("The reports do not tell.")
    wordy = (PassageKind.TEXT, PassageKind.BULLET)
    hits = [hit for hit in library.search.find(query.text, limit=_HITS) if hit.passage.kind in wordy]
    if hits and _content(query.text, library) and (hits[0].similarity or 0) > _SOMEWHAT:
        passage = hits[0].passage
        sentence = split_sentences(passage.text)[0]
        draft.say("The nearest that they say:")
        draft.quote(f"“{sentence}”", passage.where, sentence)


def _quote(draft: Draft, passage: Passage, sentences: Iterable[str]) -> None:
    said = _runs(passage, list(sentences))
    lead = f"Under “{_heading(passage)}”: " if _heading(passage) else ""
    quoted = " … ".join(f"“{run}”" for run in said)
    draft.quote(f"{lead}{quoted}", passage.where, " … ".join(said), (_heading(passage),))


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


def _heading(passage: Passage) -> str:
    """The words that a bullet or short line needs before it: its list's lead-in, else its heading."""
    if passage.lead_in:
        return passage.lead_in
    return passage.heading_path[-1] if len(passage.heading_path) > 1 else ""


def _content(text: str, library: Library) -> Mapping[str, float]:
    """The question's stems that carry content, each with its weight (inverse document frequency)."""
    plain = _plain_words()
    weights = _weights(library)
    unknown = max(weights.values(), default=1.0)
    return {
        stem(word): weights.get(stem(word), unknown)
        for word in words(text)
        if word not in plain and len(word) > 1
    }


@lru_cache(maxsize=1)
def _plain_words() -> frozenset[str]:
    """Words that ask, rather than say what about."""
    asking = ("fillers", "yes_no", "which", "why", "follow_up", "out_of_scope")
    lists = (vocabulary().words[name] for name in asking)
    phrases = [p for entry in lists for p in (entry if isinstance(entry, list) else [])]
    single = {words(phrase)[0] for phrase in phrases if len(words(phrase)) == 1}
    return frozenset(single - _CONTENT)


# Words of asking that carry content where text is asked for, not figures.
_CONTENT = frozenset(
    "victims victim offences crime crimes officers officer police force policing council report performance training record "
    "recording week weeks day days month months year years time number complaint document big new old key main".split()
)


@once_a_generation
def _weights(library: Library) -> dict[str, float]:
    """Inverse document frequency of every stem over the passages."""
    counts: Counter[str] = Counter()
    total = 0
    for passage in library.store.every_passage():
        counts.update(_stems(passage.text))
        total += 1
    return {word: math.log((1 + total) / count) + 0.1 for word, count in counts.items()}


@lru_cache(maxsize=32768)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(text))


def _candidates(
    question: str, hits: Iterable[Hit], content: Mapping[str, float], asked: Asked, known: Acronyms
) -> Iterable[_Candidate]:
    total = sum(content.values()) or 1.0
    headings = says(question, "text.headings")
    for hit in hits:
        passage = hit.passage
        if passage.kind is PassageKind.ROW or (passage.kind is PassageKind.HEADING and not headings):
            continue  # figures are answered from their cells; a heading answers only what asks for headings
        context = _stems(" ".join((*passage.heading_path[1:], passage.lead_in or "", passage.text)))
        for sentence in split_sentences(passage.text):
            own = _with_acronyms(sentence, known)
            here = sum(weight for word, weight in content.items() if _has(own, word))
            around = sum(
                weight for word, weight in content.items() if _has(context, word) and not _has(own, word)
            )
            fits = asked.fits(sentence, content)
            score = (
                (here + 0.5 * around) / total
                + 0.5 * (hit.similarity or 0.0)
                + (0.15 if fits and asked.kind else 0.0)
            )
            if passage.kind is PassageKind.HEADING:
                score -= 0.2
            yield _Candidate(passage, hit, sentence, score, fits)


def _has(stems: frozenset[str], word: str) -> bool:
    """Whether a stem is there, or one with the same first six letters ("satisfi", "satisfact")."""
    return word in stems or (len(word) >= 6 and any(other[:6] == word[:6] for other in stems))


def _with_acronyms(sentence: str, known: Acronyms) -> frozenset[str]:
    return _stems(" ".join((sentence, *known.expansions(sentence))))


def _signs(
    candidates: list[_Candidate],
    content: Mapping[str, float],
    asked: Asked,
    known: Acronyms,
    weights: Mapping[str, float],
) -> Signs:
    best = candidates[0]
    context = " ".join((*best.passage.heading_path[1:], best.passage.lead_in or "", best.passage.text))
    there, inside = _with_acronyms(context, known), _with_acronyms(best.text, known)
    return Signs(
        covered=_share(content, there),
        inside=_share(content, inside),
        similarity=best.hit.similarity or 0.0,
        unknown=sum(word not in weights for word in content) / len(content),
        misfit=0.0 if any(c.fits for c in candidates[:2] if c.passage is best.passage) else 1.0,
        typed=1.0 if asked.kind else 0.0,
    )


def _share(content: Mapping[str, float], there: frozenset[str]) -> float:
    """The share of the content, by weight, that is there."""
    return sum(weight for word, weight in content.items() if _has(there, word)) / sum(content.values())


def _chosen(candidates: list[_Candidate], asked: Asked) -> list[tuple[Passage, list[str]]]:
    """The best sentences, at most four, by passage and in reading order."""
    best = candidates[0]
    near = [c for c in candidates if c.score >= best.score * (_NEAR_BEST if not asked.kind else 0.8)][
        :_MOST_SENTENCES
    ]
    chosen: dict[str, list[_Candidate]] = {}
    for candidate in near:
        chosen.setdefault(candidate.passage.id, []).append(candidate)
    ordered = sorted(
        chosen.values(), key=lambda group: (group[0].passage.where.report, group[0].passage.where.lines)
    )
    return [(group[0].passage, _in_reading_order(group)) for group in ordered]


def _in_reading_order(group: list[_Candidate]) -> list[str]:
    said = {candidate.text for candidate in group}
    return [sentence for sentence in split_sentences(group[0].passage.text) if sentence in said]
