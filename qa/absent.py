"""What is not there, said precisely, with the nearest that is."""

from __future__ import annotations

from collections.abc import Sequence

from qa.catalogue import Catalogue
from qa.evidence import Draft
from qa.question import Missing, Query
from qa.wording import counted, listed, lower_first

_SCOPE = "This service answers questions from the police-and-crime-plan reports it holds, and nothing else."


def not_there(
    draft: Draft, query: Query, missing: Sequence[Missing], catalogue: Catalogue
) -> tuple[str, ...]:
    """Say what the reports lack of what was asked; return questions that they can answer."""
    suggestions: list[str] = []
    for lack in dict.fromkeys(missing):
        suggestions += _SAY.get(lack.kind, _measure)(draft, query, lack, catalogue)
    return tuple(dict.fromkeys(suggestions))[:4]


def _area(draft: Draft, query: Query, lack: Missing, catalogue: Catalogue) -> list[str]:
    places = _places(query, catalogue)
    what = lower_first(query.measures[0].name) if query.measures else "figures"
    known = places or tuple(catalogue.areas)
    names = (*known, lack.words, _named(lack.words))
    within = (
        f"; {_named(lack.words)} lies in {lack.within}"
        if lack.within and lack.within in catalogue.areas
        else ""
    )
    if query.measures and not places:
        draft.say(f"The reports do not give {what} for {_named(lack.words)}.", names=names)
    else:
        draft.say(
            f"The reports give {what} for {listed(known)}, not for {_named(lack.words)}{within}.",
            names=(*names, lack.within or ""),
        )
    nearest = [lack.within] if lack.within in known else list(known[:3])
    return [f"{what} in {area}" for area in nearest if area]


def _named(words: str) -> str:
    return words if any(c.isupper() for c in words) else words.title()


def _places(query: Query, catalogue: Catalogue) -> tuple[str, ...]:
    """The areas for which the measures asked for are reported, the whole last."""
    held = {area for name in query.measure_names for area in catalogue.measures[name].areas}
    return (*(a for a in catalogue.parts if a in held), *(a for a in catalogue.wholes if a in held))


def _period(draft: Draft, query: Query, lack: Missing, catalogue: Catalogue) -> list[str]:
    draft.say(f"The reports hold no figure for the period asked for (“{lack.words}”).", names=(lack.words,))
    areas = query.area_names or catalogue.wholes[:1]
    return [f"{lower_first(name)} in {area}" for name in query.measure_names[:2] for area in areas[:2]]


def _split(draft: Draft, query: Query, lack: Missing, catalogue: Catalogue) -> list[str]:
    draft.say(f"The reports do not split these figures that way (“{lack.words}”).", names=(lack.words,))
    areas = query.area_names or catalogue.wholes[:1]
    return [f"{lower_first(name)} in {area}" for name in query.measure_names[:2] for area in areas[:2]]


def _forecast(draft: Draft, query: Query, lack: Missing, catalogue: Catalogue) -> list[str]:
    draft.say("The reports say what was recorded; they make no forecasts, and neither does this service.")
    areas = query.area_names or catalogue.wholes[:1]
    return [
        f"how did {lower_first(name)} change in {area}?"
        for name in query.measure_names[:1]
        for area in areas[:2]
    ]


def _beside(draft: Draft, query: Query, lack: Missing, catalogue: Catalogue) -> list[str]:
    areas = query.area_names or catalogue.wholes[:1]
    of = listed(lower_first(name) for name in query.measure_names) or "these figures"
    draft.say(f"The reports give no {lack.words} for {of}.", names=(lack.words, *query.measure_names))
    return [f"{lower_first(name)} in {area}" for name in query.measure_names[:2] for area in areas[:2]]


def _measure(draft: Draft, query: Query, lack: Missing, catalogue: Catalogue) -> list[str]:
    near = nearest_measures(lack.words, catalogue)
    draft.say(f"The reports hold no figures on “{lack.words}”.", names=(lack.words,))
    if near:
        draft.say(f"The nearest that they hold: {listed(lower_first(name) for name in near)}.", names=near)
    areas = query.area_names or catalogue.wholes[:1]
    return [f"{lower_first(name)} in {area}" for name in near[:3] for area in areas[:1]]


def nearest_measures(words: str, catalogue: Catalogue, limit: int = 3) -> tuple[str, ...]:
    """The measures whose names share most with the words; the widest ones where none shares any."""
    from rapidfuzz import fuzz, process

    hits = process.extract(
        words, list(catalogue.measures), scorer=fuzz.token_set_ratio, limit=limit, score_cutoff=55
    )
    return tuple(name for name, _, _ in hits)


def out_of_scope(draft: Draft, catalogue: Catalogue) -> None:
    """What the service is for."""
    draft.say(_SCOPE)
    if catalogue.areas:
        draft.say(
            f"They hold {counted(len(catalogue.measures), 'measure')} for {listed(catalogue.areas)}.",
            names=tuple(catalogue.areas),
        )


_SAY = {
    "area": _area,
    "period": _period,
    "split": _split,
    "forecast": _forecast,
    "beside": _beside,
    "measure": _measure,
}
