"""Units as headers and labels print them: "number", "percent", "(£ millions)", "per 100,000 population"."""

from __future__ import annotations

import re

_COUNTED = r"(?:number|no\.?|count|rate|index|percent|per cent|percentage|%|proportion|total number)s?"
_SCALED = (
    r"(?:in\s+)?(?:[$£€]\s?)?(?:0{3}s?|thousands?|millions?|billions?|m|bn|k)?"
    r"(?:\s+of\s+(?:dollars|pounds|euros))?"
)
_PER = r"(?:rate\s+)?per\s+[\d,]+(?:\s+\w+){0,2}"
_MEASURED = r"(?:seconds|minutes|hours|days|weeks|months|years|miles|dollars|pounds|cents|¢)"
_UNIT = re.compile(rf"\(?(?:{_COUNTED}|{_PER}|{_MEASURED}|{_SCALED})\)?$", re.IGNORECASE)
PERCENT = re.compile(r"%|\bper\s?cent(?:age)?\b|\bproportion\b", re.IGNORECASE)


def is_unit(text: str) -> bool:
    """Whether a header says nothing but the unit of what stands under it."""
    return bool(text) and _UNIT.match(text.strip()) is not None


_IN_BRACKETS = re.compile(r"\((?P<words>[^()]+)\)\s*$")
_STATED = re.compile(
    r"(?:full[\s-]time[\s-]equivalents?|ftes?|head\s?counts?|persons|people|offences|crimes|incidents"
    r"|(?:in\s+)?£\s?(?:s|thousands?|millions?|billions?|k|m|bn|0{3}s?)"
    r"|figures in .{1,20}|values in .{1,20})",
    re.IGNORECASE,
)


def unit_of_title(title: str) -> str | None:
    """What a title says in brackets that the numbers under it count: "Officers (full-time equivalents)".

    A bare "number" says nothing that the numbers do not; it is `None`, like a title without brackets.
    """
    match = _IN_BRACKETS.search(title)
    words = match["words"].strip() if match else ""
    return words if _STATED.fullmatch(words) else None


def without_unit(title: str) -> str:
    """A title without the unit in brackets at its end."""
    match = _IN_BRACKETS.search(title)
    return title[: match.start()].rstrip() if match and is_stated_unit(match["words"]) else title


def is_stated_unit(text: str) -> bool:
    """Whether words over a table say nothing but the unit of its numbers: "Full-time equivalents", "£000"."""
    words = text.strip().strip("()").strip()
    return bool(words) and (is_unit(words) or _STATED.fullmatch(words) is not None)
