"""A follow-up takes over what it leaves unsaid from the question before it."""

from __future__ import annotations

import re
from dataclasses import replace

from qa.catalogue import Catalogue
from qa.question import Query, Wants

_FOLLOWS = re.compile(
    r"^(?:and|or|but|ok|okay|then|so|what about|how about|same|also|versus|vs|against|by|for|in|show me just|just|only|instead|now)\b|"
    r"\b(?:that|it|there|those|them|they|these|the two|both|same|which was|which is|the other)\b|^as a\b|^\W*(?:last|this) year\W*$",
    re.IGNORECASE,
)


_JOINS = re.compile(
    r"\b(?:compare[sd]?|versus|vs|against|than|together|both|the two|as well|add)\b", re.IGNORECASE
)


def carried_over(query: Query, earlier: Query | None, known: Catalogue) -> Query:
    """The query with the measures, areas and wants of the `earlier` one where it reads as a follow-up without its own."""
    if earlier is None or not (_FOLLOWS.search(query.text) or len(query.text.split()) <= 3):
        return query
    if query.measures and (query.areas or not earlier.areas):
        return query
    joins = query.wants in (Wants.COMPARE, Wants.SUM, Wants.DIFFERENCE) or _JOINS.search(query.text)
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
