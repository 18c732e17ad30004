"""How well the header of a row or column fits what a question says: which of its words, which of ours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corpus.words import stem
from qa.headers.headings import Axis, Heading
from qa.headers.hearing import Heard
from qa.headers.same_word import acronyms_in, alike, spelt_out

_BRACKETS = re.compile(r"\([^()]*\)")

# The weights here and in qa/headers/cells.py were tuned on the tuning halves of two public sets of questions
# over tables (aitqa and hitab_justice; tests/benchmarks says how they score); each is a general preference.
_OUTER = 0.9  # a word of an outer header counts somewhat less than one of the innermost
_BESIDE = 1.2  # a word in another cell of the row, which tells the row apart ("Chief Executive")
_PART_SAID = 0.25  # the least that a word counts of a header of which nothing else is said
_TOTAL = 0.5  # the word "total" says less than others of how rare it is
_BY_ACRONYM = 3.0


@dataclass(frozen=True, slots=True)
class Fit:
    """What each stem of the question is worth here; `unsaid` is the part of the header that it leaves out."""

    worth: tuple[float, ...]
    unsaid: float
    unsaid_outer: float
    said: frozenset[int]  # which stems of the question the header or the title has, by place


def fit(heading: Heading, axis: Axis, heard: Heard, title: frozenset[str]) -> Fit:
    """The fit of one heading. A stem that stands in the table's title too tells no row from another."""
    by_acronym = _acronyms(heading, axis, heard)
    reached = frozenset().union(*(stems for stems, _ in by_acronym.values()))
    said_core = _said(heading.core, heard) | reached & heading.core
    said_outer = _said(heading.outer, heard) | reached & heading.outer
    parts = (
        (heading.own, _shrunk(axis, heading.core, said_core)),
        (heading.outer, _OUTER * _shrunk(axis, heading.outer, said_outer)),
        (heading.beside, _BESIDE),
    )
    worth, said = [], set()
    for at, word in enumerate(heard.stems):
        best = 0.0
        if word in by_acronym:
            best = by_acronym[word][1] * parts[0][1]
            said.add(at)
        for stems, factor in parts:
            for own in stems:
                if same := alike(word, own):
                    said.add(at)
                    best = max(best, factor * same * _weight(own, axis, title))
        worth.append(best)
    return Fit(
        tuple(worth),
        1 - _share(axis, heading.core, said_core),
        1 - _share(axis, heading.outer, said_outer),
        frozenset(said),
    )


def _weight(own: str, axis: Axis, title: frozenset[str]) -> float:
    if own in title:
        return 0.0
    return axis.weight([own]) * (_TOTAL if own == "total" else 1.0)


def _said(stems: Iterable[str], heard: Heard) -> frozenset[str]:
    return frozenset(own for own in stems if any(alike(word, own) for word in heard.stems))


def _share(axis: Axis, stems: frozenset[str], said: frozenset[str]) -> float:
    """The share of a header's words that is said, by weight; all of it where it has none."""
    whole = axis.weight(stems)
    return axis.weight(said) / whole if whole else 1.0


def _shrunk(axis: Axis, stems: frozenset[str], said: frozenset[str]) -> float:
    return _PART_SAID + (1 - _PART_SAID) * _share(axis, stems, said)


def _acronyms(heading: Heading, axis: Axis, heard: Heard) -> Mapping[str, tuple[frozenset[str], float]]:
    """What each stem of the question that an acronym ties to the header reaches there, and its worth."""
    found: dict[str, tuple[frozenset[str], float]] = {}
    for acronym in acronyms_in(heading.text):
        own = frozenset({stem(acronym.lower())})
        if own <= heading.own - heading.core and own <= frozenset(heard.stems):
            found[stem(acronym.lower())] = heading.core, axis.weight(own)  # "Patrol cars (PCs)"
        for word in spelt_out(acronym, heard.text):
            found[word] = own, axis.weight(own)
    plain = _BRACKETS.sub(" ", heading.text)
    for word, acronym in heard.acronyms.items():
        if reached := frozenset(spelt_out(acronym, plain)) or heading.own & {stem(acronym.lower())}:
            found.setdefault(word, (reached, min(axis.weight(reached), _BY_ACRONYM)))
        elif spelt_out(acronym, heading.beside_text):
            found[word] = frozenset(), _BY_ACRONYM
    return found
