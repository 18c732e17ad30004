"""Questions of every kind over the library, and the sentences that answer them with what proves each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from index.library import Library
from qa.catalogue import Catalogue, catalogue
from qa.evidence import Draft, Sentence
from qa.understand import understand
from qa.ways import choose

NARRATIVE = (
    "What is Project Sanctuary?",
    "What is mental health triage?",
    "What does RWD stand for?",
    "What is being done about legal highs?",
    "When did Operation Flux take place?",
    "How many taxi driver licences were suspended?",
    "What is Street to Strategic?",
    "How is domestic abuse being tackled?",
    "What did HMIC find about online child sexual exploitation?",
    "How many NPT bases are being developed?",
    "what are the National Bail Standards?",
    "Why was Operation Church established?",
)
ABSENT = (
    "how many robberies in Durham?",
    "robbery in Byker",
    "how many murders were there?",
    "robbery by gender",
    "robbery in 1999",
    "will robbery rise next year?",
    "what is the precept?",
    "what is the weather like?",
    "why did shoplifting rise in Newcastle?",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the sentences and notes that answer it, before the gate."""

    question: str
    sentences: tuple[Sentence, ...]


OVER_TIME = (
    "how did {} change over the last five years?",
    "{} by quarter",
    "when was {} highest?",
    "is {} at its lowest since 2008?",
    "has {} ever been higher?",
    "has {} risen every year?",
    "compare {} in 2010 with 2013",
    "why did {} rise since 2009?",
    "by what percentage has {} changed since 2007/08?",
    "average {} over the last six years",
    "{} since 1990",
)


def questions_over_time(known: Catalogue) -> Iterator[str]:
    """Questions of courses, each of other measures and areas of the catalogue."""
    wide = [name for name, measure in known.measures.items() if len(measure.areas) > 2]
    narrow = [name for name, measure in known.measures.items() if len(measure.areas) == 1]
    for at, form in enumerate(OVER_TIME):
        yield form.format(narrow[at % len(narrow)])
        for turn in range(2):
            measure = wide[(at + 3 * turn) % len(wide)]
            yield form.format(f"{measure} in {known.parts[(at + turn) % len(known.parts)]}")
    yield from (f"{measure} in {whole} over time" for measure in wide[:4] for whole in known.wholes)
    for way in ("rise", "fall"):
        yield f"which area had the biggest {way} in {wide[1]} since 2010?"
    yield f"which area had the highest {wide[2]} since 2010?"


def ask(question: str, library: Library) -> Asked:
    """The steps of `qa.answer.answer` up to the gate."""
    known = catalogue(library)
    query = understand(question, known, known.context)
    draft = Draft(known.titles)
    choose(query, known, library)(draft)
    return Asked(question, (*draft.answer, *draft.notes))


def questions(known: Catalogue) -> Iterator[str]:
    """Questions of every kind, made from the catalogue: no report's rows or areas are written down here."""
    wide = [name for name, measure in known.measures.items() if len(measure.areas) > 2]
    for at, area in enumerate((*known.parts, *known.wholes)):
        for measure in wide[at % 2 :: 2]:
            yield f"how did {measure} change in {area}?"
        yield f"how many {wide[at]} offences were there in {area} last year?"
        yield f"summarise {area}"
    for at, measure in enumerate(wide):
        one, two = known.parts[at % len(known.parts)], known.parts[(at + 1) % len(known.parts)]
        yield f"which area had the biggest rise in {measure}?"
        yield f"where did {measure} fall?"
        yield f"where did {measure} rise by more than 10%?"
        yield f"did {measure} rise in every area?"
        yield f"what is the ratio of {measure} in {one} to {two}?"
        yield f"which area had the most {measure}?"
        yield f"how did {measure} in {one} compare to {two}?"
        yield f"what is the sum of {measure} in {one} and {two}?"
        yield f"what share of {measure} in {known.wholes[0]} was in {one}?"
        yield f"what is the average {measure} across the areas?"
        yield f"did {measure} rise in {one}?"
        yield f"why did {measure} fall in {two}?"
        yield f"how many more {measure} in {one} than in {two}?"
    for measure in (name for name, one in known.measures.items() if len(one.areas) == 1):
        yield measure
        yield f"how did {measure} change?"
        yield f"is {measure} on target?"
        yield f"what is the national figure for {measure}?"
        yield f"what does the note on {measure} say?"
    yield from NARRATIVE
    yield from ABSENT
