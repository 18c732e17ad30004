"""What is not there, said precisely, with the nearest that is, and questions that the reports do answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from rapidfuzz import fuzz, process

from corpus.periods import in_words
from corpus.vocabulary import vocabulary
from qa.catalogue import Catalogue
from qa.evidence import Draft
from qa.question import Missing, Query
from qa.reading.keys import key, terms_by_key
from qa.telling.wording import listed, lower_first

_SCOPE = "This service answers questions from the police-and-crime-plan reports it holds, and nothing else."
_WHY_NOT = {
    "creative": "It writes no poems, stories or jokes.",
    "drafting": "It drafts no texts; it gives figures and sentences to put into them, with their source.",
    "weather": "It knows nothing of the weather.",
    "opinion": "It has no opinions: it gives what the reports say, for you to judge.",
    "personal_data": "It holds and gives no personal details of anybody.",
    "instruction_injection": "No question changes its rules: every answer is what the reports say.",
    "emergency": "It takes no reports of crime and no complaints. In an emergency call 999, otherwise 101.",
}
_POLICE_NUMBERS = ("999", "101")
_FEW = 4  # periods are listed when they are no more than this
_NEAR = 55  # of 100: a measure that shares less with the words is not called near


def not_there(
    draft: Draft, query: Query, missing: Sequence[Missing], catalogue: Catalogue
) -> tuple[str, ...]:
    """Say what the reports lack of what was asked; return questions that they can answer."""
    suggestions: list[str] = []
    for lack in dict.fromkeys(missing):
        suggestions += _SAY.get(lack.kind, _measure)(draft, query, lack, catalogue)
    return tuple(dict.fromkeys(suggestions or examples(catalogue)))[:4]


def out_of_scope(draft: Draft, catalogue: Catalogue, scope: str | None) -> tuple[str, ...]:
    """Say what the service is for, and why this is no question for it; return questions to begin with."""
    draft.say(_SCOPE)
    if scope and scope in _WHY_NOT:
        draft.say(_WHY_NOT[scope], names=_POLICE_NUMBERS)
    if catalogue.areas:
        draft.say(f"They hold figures for {listed(catalogue.areas)}.", names=tuple(catalogue.areas))
    return tuple(examples(catalogue))


def examples(catalogue: Catalogue) -> list[str]:
    """Questions that the reports answer, made from what they hold."""
    wide = max(catalogue.measures.values(), key=lambda measure: len(measure.areas), default=None)
    if wide is None:
        return []
    places = [area for area in (*catalogue.parts, *catalogue.wholes) if area in wide.areas]
    return [f"how did {lower_first(wide.name)} change in {places[0]}?", f"summarise {places[-1]}"]


def _area(draft: Draft, query: Query, lack: Missing, catalogue: Catalogue) -> list[str]:
    place = _named(lack.words)
    known = tuple(a for a in _places(query, catalogue) or catalogue.areas if a != place)
    what = lower_first(query.measures[0].name) if query.measures else "figures"
    within = lack.within if lack.within in catalogue.areas else None
    lies = f"; {place} lies in {within}" if within else ""
    names = (*known, place, what, *([within] if within else []))
    draft.say(f"The reports give {what} for {listed(known)}, not for {place}{lies}.", names=names)
    nearest = [within] if within and within in known else known[:3]
    return (
        [f"{what} in {area}" for area in nearest]
        if query.measures
        else [f"summarise {area}" for area in nearest]
    )


def _named(words: str) -> str:
    words = re.sub(r"['’]s?$", "", words)
    return words if any(c.isupper() for c in words) else words.title()


def _places(query: Query, catalogue: Catalogue) -> tuple[str, ...]:
    """The areas for which the measures asked for are reported, the whole last."""
    held = {area for name in query.measure_names for area in catalogue.measures[name].areas}
    return (*(a for a in catalogue.parts if a in held), *(a for a in catalogue.wholes if a in held))


def _period(draft: Draft, query: Query, lack: Missing, catalogue: Catalogue) -> list[str]:
    what = listed(lower_first(name) for name in query.measure_names[:3]) or "figures"
    held = _periods_held(query, catalogue)
    instead = f"; they have {listed(held)}" if 0 < len(held) <= _FEW else ""
    draft.say(
        f"The reports hold no {what} for the period asked for{instead}.", names=(*query.measure_names, *held)
    )
    return _asked_again(query, catalogue)


def _periods_held(query: Query, catalogue: Catalogue) -> tuple[str, ...]:
    """The periods, in words, that are held of the measures in the areas asked for, the latest first."""
    areas = query.area_names or catalogue.wholes
    pairs = ((name, area) for name in query.measure_names for area in areas)
    held = {period for pair in pairs for _, period in catalogue.periods.get(pair, ())}
    return tuple(dict.fromkeys(in_words(p) for p in sorted(held, key=lambda p: str(p.end), reverse=True)))


def _split(draft: Draft, query: Query, lack: Missing, catalogue: Catalogue) -> list[str]:
    what = listed(lower_first(name) for name in query.measure_names[:3]) or "these figures"
    draft.say(
        f"The reports do not split {what} that way{_echo(lack.words)}.",
        names=(*query.measure_names, lack.words),
    )
    return _asked_again(query, catalogue)


def _forecast(draft: Draft, query: Query, lack: Missing, catalogue: Catalogue) -> list[str]:
    draft.say("The reports say what was recorded; they make no forecasts, and neither does this service.")
    return [
        f"how did {words}?"
        for words in (w.replace(" in ", " change in ", 1) for w in _asked_again(query, catalogue))
    ]


def _beside(draft: Draft, query: Query, lack: Missing, catalogue: Catalogue) -> list[str]:
    of = listed(lower_first(name) for name in query.measure_names) or "these figures"
    draft.say(f"The reports give no {lack.words} for {of}.", names=query.measure_names)
    return _asked_again(query, catalogue)


def _measure(draft: Draft, query: Query, lack: Missing, catalogue: Catalogue) -> list[str]:
    draft.say(f"The reports hold no figures on that{_echo(lack.words)}.", names=(lack.words,))
    near = wider_measures(lack.words, catalogue) or nearest_measures(lack.words, catalogue)
    if near := near or query.measure_names[:3] or widest_measures(catalogue):
        draft.say(f"The nearest that they hold: {listed(lower_first(name) for name in near)}.", names=near)
    return [f"{lower_first(name)} in {area}" for name in near for area in _area_for(name, query, catalogue)]


def _echo(words: str) -> str:
    """The question's own words, in brackets; never its numbers, which would stand there unproved."""
    return (
        f" (“{words}”)"
        if words and len(words) < 60 and not any(c.isdigit() or c in "“”" for c in words)
        else ""
    )


def _asked_again(query: Query, catalogue: Catalogue) -> list[str]:
    names = query.measure_names[:2]
    return [f"{lower_first(name)} in {area}" for name in names for area in _area_for(name, query, catalogue)]


def _area_for(measure: str, query: Query, catalogue: Catalogue) -> list[str]:
    """One or two areas that a measure is reported for: those asked about, else the whole."""
    held = catalogue.measures[measure].areas
    asked = [area for area in query.area_names if area in held]
    return (asked or [area for area in (*catalogue.wholes, *catalogue.parts) if area in held])[
        : 2 if asked else 1
    ]


def wider_measures(words: str, catalogue: Catalogue) -> tuple[str, ...]:
    """The measures of the next wider class that is reported: of homicide, violence against the person."""
    by_name = {term.name: term for term in vocabulary().measures}
    wider = {by_name[name].broader for name in terms_by_key().get(key(words), ())} - {None}
    while wider:
        found = tuple(name for name, measure in catalogue.measures.items() if measure.identity & wider)
        if found:
            return found
        wider = {by_name[name].broader for name in wider if name in by_name} - {None}
    return ()


def widest_measures(catalogue: Catalogue) -> tuple[str, ...]:
    """The measures that are reported for most areas, in the reports' order."""
    by_areas = sorted(catalogue.measures.values(), key=lambda measure: -len(measure.areas))
    return tuple(measure.name for measure in by_areas[:3])


def nearest_measures(words: str, catalogue: Catalogue, limit: int = 3) -> tuple[str, ...]:
    """The measures whose names share most with the words; none where none shares enough."""
    names = list(catalogue.measures)
    hits = process.extract(words, names, scorer=fuzz.token_set_ratio, limit=limit, score_cutoff=_NEAR)
    return tuple(dict.fromkeys(name for name, _, _ in hits))


_SAY: dict[str, Callable[[Draft, Query, Missing, Catalogue], list[str]]] = {
    "area": _area,
    "period": _period,
    "split": _split,
    "forecast": _forecast,
    "beside": _beside,
    "measure": _measure,
}
