"""The gate: what is composed passes; the same sentences with one thing made false never do."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from index.library import Library
from qa.catalogue import catalogue
from qa.cite import Unproven, check
from qa.evidence import Sentence
from qa.source import Source

from .asked import Asked, ask, questions, questions_over_time
from .mutations import Mutation, mutations

SEED = 20150715
ROUNDS = 1  # times that each sentence is mutated in each way that its words allow
KINDS = 24


@pytest.fixture(scope="module")
def asked(library: Library) -> tuple[Asked, ...]:
    return tuple(ask(question, library) for question in dict.fromkeys(questions(catalogue(library))))


@pytest.fixture(scope="module")
def sentences(asked: tuple[Asked, ...]) -> tuple[Sentence, ...]:
    return tuple(dict.fromkeys(sentence for one in asked for sentence in one.sentences))


@pytest.fixture(scope="module")
def mutated(library: Library, sentences: tuple[Sentence, ...]) -> tuple[Mutation, ...]:
    known = catalogue(library)
    source, chance = Source(library.store, known.generation), Random(SEED)  # noqa: S311 (no secret)
    found = (m for _ in range(ROUNDS) for one in sentences for m in mutations(one, known, source, chance))
    return tuple(dict.fromkeys(found))


@pytest.fixture(scope="module")
def courses(years: Library) -> tuple[Sentence, ...]:
    """The sentences of answers on courses over ten years of reports."""
    asked = (ask(question, years) for question in questions_over_time(catalogue(years)))
    return tuple(dict.fromkeys(sentence for one in asked for sentence in one.sentences))


@pytest.fixture(scope="module")
def mutated_courses(years: Library, courses: tuple[Sentence, ...]) -> tuple[Mutation, ...]:
    known = catalogue(years)
    source, chance = Source(years.store, known.generation), Random(SEED)  # noqa: S311 (no secret)
    return tuple(dict.fromkeys(m for one in courses for m in mutations(one, known, source, chance)))


def passes(sentence: Sentence, library: Library) -> bool:
    try:
        known = catalogue(library)
        check((sentence,), Source(library.store, known.generation), (*known.areas, *known.measures))
    except Unproven:
        return False
    return True


def test_every_composed_answer_passes(library: Library, asked: tuple[Asked, ...]) -> None:
    refused = [one.question for one in asked if not all(passes(s, library) for s in one.sentences)]
    assert refused == []
    assert sum(bool(one.sentences) for one in asked) >= 120


def test_every_kind_of_mutation_was_tried(mutated: tuple[Mutation, ...]) -> None:
    kinds = Counter(one.kind for one in mutated)
    assert len(kinds) == KINDS
    assert len(mutated) >= 1000


def test_no_mutation_passes(library: Library, mutated: tuple[Mutation, ...]) -> None:
    passed = [f"{one.kind}: {one.sentence.text}" for one in mutated if passes(one.sentence, library)]
    assert passed == []


def test_every_sentence_on_a_course_passes(years: Library, courses: tuple[Sentence, ...]) -> None:
    assert [sentence.text for sentence in courses if not passes(sentence, years)] == []
    assert len(courses) >= 200


def test_every_kind_of_mutation_of_a_course_was_tried(mutated_courses: tuple[Mutation, ...]) -> None:
    kinds = Counter(one.kind for one in mutated_courses)
    assert kinds.keys() >= {
        "the steps of the other way",
        "a step more",
        "the other extreme",
        "another period's extreme",
        "a restated figure swapped",
        "the reports swapped",
        "the direction turned",
        "the two values swapped",
        "a year shifted",
        "a digit changed",
    }
    assert len(mutated_courses) >= 1000


def test_no_mutation_of_a_course_passes(years: Library, mutated_courses: tuple[Mutation, ...]) -> None:
    passed = [f"{one.kind}: {one.sentence.text}" for one in mutated_courses if passes(one.sentence, years)]
    assert passed == []
