"""A measure in a report's own words: from a row's label, or from a column's headers."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.columns import Column
from corpus.dates import MONTH
from corpus.marks import without_marks
from corpus.numbers import join_ordinals
from corpus.periods import find_period, parse_period
from corpus.report import Row
from corpus.units import without_unit
from corpus.vocabulary import vocabulary
from corpus.words import stems

_QUANTITY_WORDS = re.compile(
    r"%|\b(?:percentage|number|rate|proportion|length|average|total|compliance)\b", re.IGNORECASE
)
_CAPTION_NUMBER = re.compile(r"(?:Table|Tab\.)\s+[A-Z]?\d*(?:\.\d+)*[a-z]?\s*[.:)–—-]?\s+", re.IGNORECASE)
_SPLIT_BY = re.compile(r"\s+(?:by|for each|in each)\s+[a-z][^,]*", re.IGNORECASE)
_MONTHS = re.compile(rf"{MONTH}(?:\s*(?:to|[-–—])\s*{MONTH})?", re.IGNORECASE)
_NAMELESS = re.compile(
    r"(?:sheet|table|tab|data|data set|page|results?|summary|figures?)?[\s_-]*[a-z]?\d*[a-z]?", re.IGNORECASE
)
_RAISED = re.compile(r"(?<=[\w)])[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_COUNTRIES = re.compile(
    r"(?:(?:England|English|Wales|Welsh|Scotland|Great Britain|United Kingdom|UK|regions?|and|&)(?:\s+|$))+"
)
_PART = re.compile(r"(?:of which|of whom)\b[\s:,–-]*", re.IGNORECASE)
_RATE = re.compile(
    r"\b(?:rates?|percentages?|proportions?|shares?|satisf\w+|confidence|outcomes?|averages?|per [\d,]+)\b",
    re.IGNORECASE,
)
_AIM_END = re.compile(r"(?:\s+to\s+\d+(?:\.\d+)?\s?%.*)?[.\s]*$")


def measure_name(row: Row, group: tuple[str, ...]) -> str:
    """A row's measure in its own words, without its aim and target; its group's added where it needs them."""
    if is_part(row.label.text):
        name = _without_aim(_PART.sub("", row.label.text))
        return _joined(group[-1], name) if group and " " not in name and not _is_known(name) else name
    name = _without_aim(row.label.text)
    if not group or _QUANTITY_WORDS.search(row.label.text):
        return name
    return _joined(name, _without_aim(group[-1]))


def is_part(label: str) -> bool:
    """Whether a row is a part of one above it, and says so: "of which: rape"."""
    return _PART.match(label) is not None


def _is_known(name: str) -> bool:
    return any(name.casefold() in (m.name.casefold(), *m.aka) for m in vocabulary().measures)


def column_measure(column: Column, title: str) -> str:
    """A column's measure in the words of its headers, outermost first; the title's where they have none."""
    first, *rest = column.words or (title_measure(title),)
    name = _without_aim(first)
    for words in rest:
        name = _joined(name, words)
    return name


@lru_cache(maxsize=256)
def title_measure(title: str) -> str:
    """What a table is of: "Table 2: Burglary by borough, 2019" without its number, split and period."""
    words = _SPLIT_BY.sub("", _CAPTION_NUMBER.sub("", _RAISED.sub("", without_unit(title))))
    parts = [without_marks(part) for part in words.split(", ") if not _is_when_or_where(part)]
    return ", ".join(parts) or words


def tells_measure(title: str) -> bool:
    """Whether a title says what its table counts; a number, a period, an area or "Sheet1" does not."""
    says_when = parse_period(title) or _MONTHS.fullmatch(title)
    return not (_NAMELESS.fullmatch(title) or says_when or vocabulary().areas_named(title))


def _is_when_or_where(part: str) -> bool:
    """Whether a part of a title is a period or the country that all of it is about."""
    if _MONTHS.fullmatch(part) or _COUNTRIES.fullmatch(without_marks(part)):
        return True
    return find_period(part) is not None


def of_table(name: str, title: str) -> str:
    """The name with what its table is of, where by itself it names something else.

    "Shoplifting" in a table of "Positive outcome rates" is "Shoplifting: positive outcome rates", and "Race"
    in one of "Hate crime by strand" is "Race: hate crime".
    """
    caption = title_measure(title)
    if frozenset(stems(caption)) <= frozenset(stems(name)):
        return name
    rates = _RATE.search(caption) and not _RATE.search(name)
    parts = _SPLIT_BY.search(title) and _is_class_of_others(caption, name)
    if not (rates or parts):
        return name
    return f"{name}, {_lower_first(caption)}" if ": " in name else _joined(name, caption)


def _is_class_of_others(caption: str, name: str) -> bool:
    """Whether a caption is a class of measures, but not one that the name is known to be in."""
    classes = {term.name for term in vocabulary().measures_named(caption) if term.broader}
    own = vocabulary().measures_named(name)
    return bool(classes) and classes.isdisjoint(wide for term in own for wide in (term.name, term.broader))


def under(name: str, group: str) -> str:
    """A measure in the rows under a group: "Response times: emergency"."""
    return _joined(name, group)


def _joined(name: str, words: str) -> str:
    return f"{name}: {_lower_first(words)}"


def _lower_first(words: str) -> str:
    """The words with a small first letter, but for an acronym."""
    return words if words[1:2].isupper() else f"{words[:1].lower()}{words[1:]}"


def _without_aim(label: str) -> str:
    words = _AIM_END.sub("", join_ordinals(label), count=1) if vocabulary().aim(label) else label
    _, _, rest = words.partition(" ")
    if vocabulary().aim(label) and rest and not rest[0].isdigit():
        words = re.sub(r"^(?:the|a|an)\s+", "", rest)
    words = words.rstrip(". ")
    return f"{words[:1].upper()}{words[1:]}"
