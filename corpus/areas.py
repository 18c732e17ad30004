"""Which area a table is of: from its title, the headings above it and the tables that are like it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.marks import without_marks
from corpus.report import Facts, Table
from corpus.vocabulary import vocabulary
from corpus.words import stems

_PARTS = re.compile(r"\s+[–—|-]\s+|[,:;()]\s*")
_NUMBER = re.compile(r"\d{1,3}[A-Z]?|[A-Z]")
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
    if part := part_of_title(table.title):
        return facts.area or part if words.is_force_wide(part) else part
    if words.areas_named(table.title) or any(words.is_area_kind(h) for h in table.section[:-1]):
        return table.title
    alike = [t for t in tables if t.title != table.title and _alike(t, table)]
    if any(words.areas_named(t.title) or is_whole(t.title, facts) for t in alike):
        return table.title
    return facts.area if not alike else None


def part_of_title(title: str) -> str | None:
    """The part of a title that names a numbered area, or the whole: "Crime Report – District 4, 2022"."""
    parts = [part.strip() for part in _PARTS.split(title)]
    if len(parts) < 2:
        return parts[0] if _is_numbered(parts[0]) else None
    return next((p for p in parts if _is_numbered(p) or vocabulary().is_force_wide(p)), None)


def _is_numbered(text: str) -> bool:
    """Whether words are a kind of area and its number or letter: "Area 1", "Beat 12X", "Division C"."""
    kind, _, number = text.rpartition(" ")
    return bool(kind) and _NUMBER.fullmatch(number) is not None and vocabulary().is_area_kind(kind)


def is_whole(title: str, facts: Facts) -> bool:
    """Whether words name the report's whole area: "Force Wide", "Westmarch total", "Total"."""
    if vocabulary().is_force_wide(title):
        return True
    own = stems(_WHOLE.sub(" ", facts.area or ""))
    said = stems(_WHOLE.sub(" ", title))
    if not own or not said:
        return bool(own) and _WHOLE.search(title) is not None
    is_kind = all(vocabulary().is_area_kind(word) for word in _WHOLE.sub(" ", title).split())
    return said == own or (is_kind and own[-len(said) :] == said)


def area_labels(tables: Sequence[Table]) -> frozenset[str]:
    """The areas that a report's tables list, in small letters: the labels under "District", "CSP"."""
    words = vocabulary()
    return frozenset(
        row.label.text.casefold()
        for table in tables
        if words.is_area_kind(without_marks(table.corner))
        for row in table.rows
    )


def _alike(one: Table, other: Table) -> bool:
    """Whether two tables in one part of a report count the same things in the same columns."""
    same_place = one.section[:1] == other.section[:1]
    return same_place and set(one.columns) == set(other.columns) and _labels(one) == _labels(other)


def _labels(table: Table) -> set[str]:
    return {row.label.text for row in table.rows if not row.is_group}
