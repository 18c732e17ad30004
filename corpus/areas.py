"""Which area a table is of: from its title, the headings above it and the tables that are like it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.report import Facts, Table
from corpus.vocabulary import vocabulary
from corpus.words import stems

_WHOLE = re.compile(
    r"\b(?:police|constabulary|force|area|as a whole|in total|total|overall|all|whole|the)\b", re.IGNORECASE
)


def table_area(table: Table, facts: Facts, tables: Sequence[Table]) -> str | None:
    """The area that a table's title names; the report's own where the title names none.

    Where tables of the same rows stand under different titles, and nothing tells what those are,
    the area is not known: then it is `None`, lest a part's number be taken for the whole's.
    """
    words = vocabulary()
    if is_whole(table.title, facts):
        return facts.area or table.title
    if words.areas_named(table.title) or any(words.is_area_kind(h) for h in table.section[:-1]):
        return table.title
    alike = [t for t in tables if t.title != table.title and _alike(t, table)]
    if any(words.areas_named(t.title) or is_whole(t.title, facts) for t in alike):
        return table.title
    return facts.area if not alike else None


def is_whole(title: str, facts: Facts) -> bool:
    """Whether a title names the report's whole area: "Force Wide", "Westmarch total"."""
    if vocabulary().is_force_wide(title):
        return True
    own = facts.area and stems(_WHOLE.sub(" ", facts.area))
    return bool(own) and stems(_WHOLE.sub(" ", title)) == own


def _alike(one: Table, other: Table) -> bool:
    """Whether two tables in one part of a report count the same things in the same columns."""
    same_place = one.section[:1] == other.section[:1]
    return same_place and set(one.columns) == set(other.columns) and _labels(one) == _labels(other)


def _labels(table: Table) -> set[str]:
    return {row.label.text for row in table.rows if not row.is_group}
