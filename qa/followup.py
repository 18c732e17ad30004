"""A follow-up takes over what it leaves unsaid from the question before it."""

from __future__ import annotations

from dataclasses import replace

from qa.patterns import says
from qa.question import Query, Wants

_SHORT = 3  # a question of so few words goes on from the one before


def carried_over(query: Query, earlier: Query | None) -> Query:
    """The query, with what it lacks of the `earlier` one where it reads as a follow-up."""
    if earlier is None or not earlier.measures or query.wants is Wants.OUT_OF_SCOPE:
        return query
    if not (says(query.text, "follow_up.follows") or len(query.text.split()) <= _SHORT):
        return query
    if query.measures and (query.areas or not earlier.areas):
        return query
    return _with_wants(_with_areas(_with_measures(query, earlier), earlier), earlier)


def _with_measures(query: Query, earlier: Query) -> Query:
    if query.measures or any(lack.kind == "measure" for lack in query.missing):
        return query
    return replace(query, measures=earlier.measures, either=earlier.either)


def _with_areas(query: Query, earlier: Query) -> Query:
    """The areas of both where they are joined ("and with Leeds?"); the earlier ones where it has none."""
    joins = query.wants in (Wants.COMPARE, Wants.SUM, Wants.DIFFERENCE) or says(query.text, "follow_up.joins")
    if query.areas and joins and earlier.areas:
        return replace(query, areas=tuple(dict.fromkeys((*earlier.areas, *query.areas))))
    if query.areas or query.missing or query.every_area:
        return query
    return replace(
        query,
        areas=earlier.areas,
        every_area=earlier.every_area,
        except_areas=earlier.except_areas,
    )


def _with_wants(query: Query, earlier: Query) -> Query:
    if query.wants in (Wants.LOOKUP, Wants.OVERVIEW) and not query.when:
        return replace(query, wants=earlier.wants, direction=earlier.direction, when=earlier.when)
    return replace(query, wants=Wants.LOOKUP) if query.wants is Wants.OVERVIEW else query
