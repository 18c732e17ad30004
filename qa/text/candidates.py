"""The sentences of passages that may answer, how well each does, and which are quoted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from corpus.report import Passage, PassageKind
from corpus.sentences import split_sentences
from index.library import Library
from index.search import Hit
from qa.reading.patterns import says
from qa.text.acronyms import Acronyms, acronyms
from qa.text.alike import alike
from qa.text.asked import Asked, asked_for
from qa.text.content import Content, content_of, context_of, has, plain_stems, stems_of, weight_in, weights
from qa.text.verdict import Signs

_MOST_SENTENCES = 4
# What counts beside the question's words in the sentence: those around it, what search found, the kind of
# thing asked for; chosen by how often the right sentence comes first in the development questions.
_AROUND, _FUSED, _FITTING, _HEADING = 0.8, 0.5, 0.3, 0.2
# Sentences must score this much of the best one: more, where a kind of thing is asked for.
_NEAR_BEST, _NEAR_BEST_OF_KIND = 0.75, 0.8


@dataclass(frozen=True, slots=True)
class Sought:
    """What a question seeks in the text: content by weight, and a kind of thing."""

    question: str
    content: Content
    asked: Asked
    acronyms: Acronyms
    plain: frozenset[str]

    def stems(self, text: str) -> frozenset[str]:
        """The stems of a text, acronyms in their long forms too."""
        return stems_of(" ".join((text, *self.acronyms.expansions(text))))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a passage that may answer, with how much of the question it covers."""

    passage: Passage
    hit: Hit
    text: str
    score: float
    misfit: float


def sought_by(question: str, library: Library) -> Sought:
    asked = asked_for(question)
    if asked.noun:
        asked = replace(asked, near=alike(asked.noun, library))
    return Sought(question, content_of(question, library), asked, acronyms(library), plain_stems(library))


def find_candidates(sought: Sought, hits: Iterable[Hit]) -> list[Candidate]:
    """The sentences of the passages found, the best first."""
    found = (candidate for hit in hits for candidate in _of_hit(sought, hit))
    return sorted(found, key=lambda candidate: -candidate.score)


def _of_hit(sought: Sought, hit: Hit) -> Iterator[Candidate]:
    passage = hit.passage
    is_heading = passage.kind is PassageKind.HEADING
    if passage.kind is PassageKind.ROW or (is_heading and not says(sought.question, "text.headings")):
        return  # figures are answered from their cells; a heading answers only what asks for headings
    for sentence in split_sentences(passage.text):
        misfit = sought.asked.misfit(sentence, sought.content, sought.plain)
        score = _covered(sought, passage, sentence) + (hit.similarity or 0.0) + _FUSED * hit.score
        score += (_FITTING * (1 - misfit) if sought.asked.kind else 0.0) - (_HEADING if is_heading else 0.0)
        yield Candidate(passage, hit, sentence, score, misfit)


def _covered(sought: Sought, passage: Passage, sentence: str) -> float:
    """The share of the content in the sentence, and most of that which is only around it."""
    own, context = sought.stems(sentence), stems_of(context_of(passage))
    around = {word: weight for word, weight in sought.content.items() if not has(own, word)}
    here = weight_in(sought.content, own)
    return (here + _AROUND * weight_in(around, context)) / (sum(sought.content.values()) or 1.0)


def signs_of(candidates: list[Candidate], sought: Sought, library: Library, *, figure: bool) -> Signs:
    """The signs that the best candidate answers; `figure`: the question is after one that no table holds."""
    best, content = candidates[0], sought.content
    known = weights(library)
    there = sought.stems(context_of(best.passage))
    lacking = [weight for word, weight in content.items() if not has(there, word)]
    beside = [candidate for candidate in candidates[:2] if candidate.passage is best.passage]
    return Signs(
        similarity=best.hit.similarity or 0.0,
        unknown=sum(word not in known for word in content) / len(content),
        lacking=max(lacking, default=0.0) / max(known.values(), default=1.0),
        misfit=min(candidate.misfit for candidate in beside),
        typed=float(sought.asked.kind is not None),
        attribute=float(sought.asked.is_attribute and min(c.misfit for c in beside) > 0),
        figure=float(figure),
    )


def chosen(candidates: list[Candidate], asked: Asked) -> list[tuple[Passage, list[str]]]:
    """The best sentences, at most four, by passage and in reading order."""
    least = candidates[0].score * (_NEAR_BEST_OF_KIND if asked.kind else _NEAR_BEST)
    near = [candidate for candidate in candidates if candidate.score >= least]
    if asked.kind and candidates[0].misfit < 1:  # the sentences that have such a thing, and no others
        near = [candidate for candidate in near if candidate.misfit < 1]
    near = near[:_MOST_SENTENCES]
    by_passage: dict[str, list[Candidate]] = {}
    for candidate in near:
        by_passage.setdefault(candidate.passage.id, []).append(candidate)
    groups = [(group[0].passage, {one.text for one in group}) for group in by_passage.values()]
    groups.sort(key=lambda group: (group[0].where.report, group[0].where.lines))
    return [(passage, [s for s in split_sentences(passage.text) if s in said]) for passage, said in groups]
