"""An answer from the reports' text; from figures after all, where only manner stood against it."""

from __future__ import annotations

from dataclasses import replace

from corpus.vocabulary import vocabulary
from qa.case import Case, Outcome
from qa.evidence import Draft
from qa.from_figures import ARITHMETIC, from_figures, premise_is_wrong
from qa.narrative import Demand, nearest, quote_answer
from qa.question import Missing, ReadAs, Status, Wants
from qa.reading.keys import key, terms_by_key
from qa.telling import absent
from qa.telling.wording import listed
from qa.text.acronyms import asks_meaning
from qa.text.asked import asked_for
from qa.text.content import content_of
from qa.text.gist import only_manner

_OF_FIGURES = (*ARITHMETIC, Wants.RANK, Wants.TARGET, Wants.COMPARE)  # of what is measured, only tables tell
_READ_AS = ReadAs(Wants.NARRATIVE.value)


def from_text_or_figures(draft: Draft, case: Case) -> Outcome:
    """Answer from text, or from figures where the text does not tell."""
    if not premise_is_wrong(case) and quote_answer(draft, case.query, case.library, case.demand()):
        return Outcome(Status.ANSWERED, _READ_AS)
    return from_figures(draft, case)


def from_text(draft: Draft, case: Case) -> Outcome:
    """Answer from text what figures cannot answer in full, or say what is not there."""
    query = case.query
    if case.says("text.foretells"):
        return case.not_there(draft, (Missing("forecast", ""),))
    if query.unplaced and _accounts_for_rest(draft, case):
        return Outcome(Status.ANSWERED, _READ_AS)
    if _passes_over(case):
        left_out = listed(f"“{word}”" for word in query.unplaced)
        draft.note(f"Left out of account: {left_out}.", names=query.unplaced)
        return from_figures(draft, case.asking(replace(query, unplaced=())))
    missing = query.missing or tuple(Missing("measure", words) for words in query.unplaced[:1])
    is_of_cells = _is_of_cells(case)
    may_be_told = not is_of_cells and (case.is_about_text() or not _is_of_many_cells(case))
    if may_be_told and _quotes(draft, case):
        return Outcome(Status.ANSWERED, _READ_AS)
    if query.measures or query.missing or is_of_cells:
        return case.not_there(draft, missing)
    nearest(draft, query, case.library)
    return Outcome(Status.NOT_FOUND, _READ_AS, tuple(absent.examples(case.known)))


def _accounts_for_rest(draft: Draft, case: Case) -> bool:
    """Quote the text that answers and has what no figure accounts for ("complaints charter")."""
    query = case.query
    words = tuple(word for word in query.unplaced if not word.isdecimal())
    missing = (lack.words for lack in query.missing if lack.kind != "area")
    is_of_figures = query.measures and (query.wants in _OF_FIGURES or query.asks_percent or query.role)
    if is_of_figures or not content_of(" ".join(words), case.library):
        return False
    demand = Demand(case.scopes(), case.places(), mostly=(*words, *missing))
    return quote_answer(draft, query, case.library, demand)


def _passes_over(case: Case) -> bool:
    """Whether the words that nothing answers to are only the manner of a question that figures answer."""
    query = case.query
    if not query.unplaced or not query.measures or query.conditions or case.is_about_text():
        return False
    if any(character.isdigit() for word in query.unplaced for character in word):
        return False  # a number is never only manner
    if not case.asking(replace(query, unplaced=())).is_for_figures():
        return False
    return only_manner(query.text, query.unplaced, case.library)


def _is_of_cells(case: Case) -> bool:
    """Whether only a table's cell could answer: a measure in an area, of a period, or split.

    What is done, and who does it, where and why, only text tells.
    """
    if case.is_about_text() or not asked_for(case.query.text).may_be_a_figure:
        return False
    if case.says("asks.how_many") and not case.query.unplaced and any(map(_is_counted, case.query.missing)):
        return True
    lacks = any(lack.kind in ("split", "period") for lack in case.query.missing)
    return bool(case.query.measures) and (bool(case.query.area_names) or lacks)


def _is_of_many_cells(case: Case) -> bool:
    wants = (*ARITHMETIC, Wants.RANK, Wants.TARGET, Wants.COMPARE, Wants.CHANGE, Wants.YES_NO)
    counted = not case.query.unplaced and any(map(_is_counted, case.query.missing))
    named = case.query.measures or counted
    return bool(named) and case.query.wants in wants


def _is_counted(lack: Missing) -> bool:
    """Whether a missing measure is of crimes or of staff: tables count them, text only speaks of them."""
    names = terms_by_key().get(key(lack.words), ())
    return lack.kind == "measure" and any(
        t.kind in ("crime", "workforce") for t in vocabulary().measures if t.name in names
    )


def _quotes(draft: Draft, case: Case) -> bool:
    """Quote the text that answers; where the question is after a figure, its measures must be named there."""
    query = case.query
    counts = (case.says("text.figures") or bool(query.area_names)) and asked_for(query.text).may_be_a_figure
    measures = [lack.words for lack in query.missing if lack.kind == "measure" and counts]
    strict = counts and bool(query.missing or query.measures) and not asks_meaning(query.text)
    must_say = (*measures, *case.places())
    return quote_answer(draft, query, case.library, Demand(case.scopes(), must_say, strict=strict))
