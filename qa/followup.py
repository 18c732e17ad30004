"""A follow-up takes over what it leaves unsaid from the question before it."""

from __future__ import annotations

from dataclasses import replace

from qa.catalogue import Catalogue
from qa.patterns import says
from qa.question import Query, Wants


def carried_over(query: Query, earlier: Query | None, known: Catalogue) -> Query:
    """The query with the measures, areas and wants of the `earlier` one where it reads as a follow-up without its own."""
    if earlier is None or not (says(query.text, "follow_up.follows") or len(query.text.split()) <= 3):
        return query
    if query.measures and (query.areas or not earlier.areas):
        return query
    joins = query.wants in (Wants.COMPARE, Wants.SUM, Wants.DIFFERENCE) or says(query.text, "follow_up.joins")
    if not earlier.measures or query.wants is Wants.OUT_OF_SCOPE:
        return query
    carried: list[str] = []
    taken = query
    if not query.measures and not any(lack.kind == "measure" for lack in query.missing):
        taken = replace(taken, measures=earlier.measures, either=earlier.either)
        carried += earlier.measure_names
    if query.areas and joins and earlier.areas:
        taken = replace(taken, areas=tuple(dict.fromkeys((*earlier.areas, *query.areas))))
        carried += earlier.area_names
    if not query.areas and not query.missing and not query.every_area:
        taken = replace(
            taken, areas=earlier.areas, every_area=earlier.every_area, except_areas=earlier.except_areas
        )
        carried += earlier.area_names
    if taken.wants in (Wants.LOOKUP, Wants.OVERVIEW) and not query.when:
        taken = replace(taken, wants=earlier.wants, direction=earlier.direction, when=earlier.when)
    elif taken.wants is Wants.OVERVIEW:
        taken = replace(taken, wants=Wants.LOOKUP)
    return replace(taken, carried=tuple(carried))
