"""A follow-up takes over what it leaves unsaid from the question before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from corpus.periods import in_words
from corpus.report import Role
from qa.catalogue import Catalogue
from qa.question import Link, Query, Wants
from qa.reading.keys import key
from qa.reading.patterns import says
from qa.telling.wording import lower_first

_TOTAL = frozenset(key("total overall sum"))
_ALIKE = 0.6  # the share of a measure's words that another one like it has too
_SEVERAL = 2
_SHORT = 3  # a question of so few words goes on from the one before


def carried_over(query: Query, earlier: Query | None, known: Catalogue) -> Query:
    """The query, with what it lacks of the `earlier` one where it reads as a follow-up."""
    if earlier is not None:
        query = _like_before(_without_total(query, earlier), earlier, known)
    if earlier is None or not _goes_on(query, earlier):
        return replace(query, spoken=query.areas, spoken_measures=query.measures)
    followed = _with_wants(_with_areas(_with_measures(query, earlier), earlier), earlier)
    return replace(
        followed,
        spoken=tuple(dict.fromkeys((*earlier.spoken, *followed.areas))),
        spoken_measures=tuple(dict.fromkeys((*earlier.spoken_measures, *followed.measures))),
        carried=tuple(_carried(query, followed, earlier)),
    )


def _without_total(query: Query, earlier: Query) -> Query:
    """The query without a "total" that is that of what was spoken of: "what share of the total is that?"."""
    said = frozenset(stem for link in query.measures for stem in key(link.words))
    of_before = earlier.measures and said and said <= _TOTAL and says(query.text, "follow_up.follows")
    return replace(query, measures=()) if of_before and query.wants is Wants.SHARE else query


def _like_before(query: Query, earlier: Query, known: Catalogue) -> Query:
    """The query with the measure that is named like the one before it: "and for hate victims?".

    That is: after "Crime: percentage of victims ...", the words name "Hate: percentage of victims ...".
    """
    lacks = [lack for lack in query.missing if lack.kind == "measure"]
    if query.measures or not lacks or len(earlier.measure_names) != 1:
        return query
    before = known.measures[earlier.measure_names[0]].stems
    asked = frozenset(stem for lack in lacks for stem in key(lack.words))
    alike = [
        measure.name
        for measure in known.measures.values()
        if asked <= measure.stems and len(before & measure.stems) >= _ALIKE * len(before)
    ]
    if len(alike) != 1:
        return query
    links = (Link(" ".join(lack.words for lack in lacks), alike[0], _ALIKE),)
    missing = tuple(lack for lack in query.missing if lack not in lacks)
    return replace(query, measures=links, missing=missing, unplaced=(), conditions=())


def _goes_on(query: Query, earlier: Query) -> bool:
    """Whether a question takes up the one before it: by its words, its shortness, or by naming nothing."""
    if not (earlier.measures or _lacks_measure(earlier)) or query.wants is Wants.OUT_OF_SCOPE:
        return False
    if says(query.text, "follow_up.stands_alone"):
        return False
    if query.measures and (query.areas or not (earlier.areas or earlier.leader)):
        return False
    names_nothing = not (query.measures or query.areas or query.unplaced or query.missing)
    is_short = len(query.text.split()) <= _SHORT
    return names_nothing or is_short or says(query.text, "follow_up.follows")


def _carried(own: Query, followed: Query, earlier: Query) -> Iterator[str]:
    """What a follow-up has that its own words do not, as the answer says it."""
    if followed.measures != own.measures:
        yield from _names(followed.measures, either=followed.either)
    yield from (link.name for link in followed.areas if link not in own.areas)
    if followed.every_area and not own.every_area:
        yield "every area"
    yield from (f"without {area}" for area in followed.except_areas if area not in own.except_areas)
    if followed.when != own.when:
        yield from (in_words(period) for period in followed.periods)
        yield from ("the period before" for when in followed.when if when.relative is Role.PREVIOUS)
    if followed.wants is not own.wants and followed.wants is earlier.wants is not Wants.LOOKUP:
        yield followed.wants.value


def _names(measures: Iterable[Link], *, either: bool) -> Iterator[str]:
    """Measures by name, or, where they are readings of one wording, by that wording."""
    return iter(dict.fromkeys(link.words if either else lower_first(link.name) for link in measures))


def _with_measures(query: Query, earlier: Query) -> Query:
    if query.measures or _lacks_measure(query):
        return query
    if _lacks_measure(earlier) and not earlier.measures:
        lacks = tuple(lack for lack in earlier.missing if lack.kind == "measure")
        return replace(query, missing=(*query.missing, *lacks))
    if _is_of_all(query) and len(earlier.spoken) < _SEVERAL <= len(earlier.spoken_measures):
        return replace(query, measures=earlier.spoken_measures)
    return replace(query, measures=earlier.measures, either=earlier.either)


def _lacks_measure(query: Query) -> bool:
    return any(lack.kind == "measure" for lack in query.missing)


def _is_of_all(query: Query) -> bool:
    """Whether a question is about all that was spoken of: "and the two together?", "which is higher?"."""
    return says(query.text, "follow_up.all_of_them")


def _with_areas(query: Query, earlier: Query) -> Query:
    """The areas of both where they are joined ("and with Leeds?"); the earlier ones where it has none."""
    joins = query.wants in (Wants.COMPARE, Wants.SUM, Wants.DIFFERENCE) or says(query.text, "follow_up.joins")
    if query.areas and joins and earlier.areas:
        return replace(query, areas=tuple(dict.fromkeys((*earlier.areas, *query.areas))))
    if _says_where(query):
        return query
    if len(earlier.spoken) >= _SEVERAL and _is_of_all(query):
        return replace(query, areas=earlier.spoken)
    if earlier.leader and says(query.text, "follow_up.that_place"):
        return replace(query, areas=(Link(earlier.leader, earlier.leader, 1.0),))
    return replace(
        query,
        areas=earlier.areas,
        every_area=earlier.every_area,
        except_areas=earlier.except_areas,
    )


def _says_where(query: Query) -> bool:
    """Whether a question says itself which areas it is about, or asks for them."""
    if query.wants is Wants.SHARE and says(query.text, "follow_up.that_one"):
        return False  # "what share of the force's is that?"
    asks_for_areas = query.wants is Wants.RANK and says(query.text, "follow_up.of_areas")
    return bool(query.areas or query.missing or query.every_area) or asks_for_areas


def _with_wants(query: Query, earlier: Query) -> Query:
    """The query with what is wanted of the earlier one, where it does not say itself."""
    if (together := _wants_together(query)) is not None:
        return replace(query, wants=together, direction=0)
    if query.wants is Wants.RANK:
        direction = query.direction or (earlier.direction if earlier.wants is Wants.RANK else 0)
        return replace(query, direction=direction, when=query.when or earlier.when)
    if query.wants in (Wants.LOOKUP, Wants.OVERVIEW) and not query.when:
        return _with_form(query, earlier)
    return replace(query, wants=Wants.LOOKUP) if query.wants is Wants.OVERVIEW else query


def _wants_together(query: Query) -> Wants | None:
    """What is wanted of several areas or measures that were spoken of: their sum, or which is more."""
    if len(query.areas) < _SEVERAL and (len(query.measures) < _SEVERAL or query.either):
        return None
    if says(query.text, "several.sum", "several.total"):
        return Wants.SUM
    is_plain = query.wants in (Wants.LOOKUP, Wants.OVERVIEW)
    if is_plain and says(query.text, "several.against_each_other"):
        return Wants.COMPARE
    weighed = says(query.text, "follow_up.which_of_them", "several.weighed") and not query.most
    return Wants.COMPARE if weighed else None


def _with_form(query: Query, earlier: Query) -> Query:
    """The query in the form of the earlier one: its direction, order, limits and stretch of time."""
    return replace(
        query,
        wants=earlier.wants,
        direction=earlier.direction,
        when=earlier.when,
        most=query.most or earlier.most,
        count=query.count or earlier.count,
        over=query.over or earlier.over,
        at_least=query.at_least or earlier.at_least,
        asks_percent=query.asks_percent or earlier.asks_percent,
        span=earlier.span,
        otherwise=earlier.otherwise,
    )
