"""Units as headers and labels print them: "number", "percent", "(£ millions)", "per 100,000 population"."""

from __future__ import annotations

import re

_COUNTED = r"(?:number|no\.?|count|rate|index|percent|per cent|percentage|%|proportion|total number)s?"
_SCALED = (
    r"(?:in\s+)?(?:[$£€]\s?)?(?:0{3}s?|thousands?|millions?|billions?|m|bn|k)?"
    r"(?:\s+of\s+(?:dollars|pounds|euros))?"
)
_PER = r"(?:rate\s+)?per\s+[\d,]+(?:\s+\w+){1,2}"
_MEASURED = r"(?:seconds|minutes|hours|days|weeks|months|years|miles|dollars|pounds|cents|¢)"
_UNIT = re.compile(rf"\(?(?:{_COUNTED}|{_PER}|{_MEASURED}|{_SCALED})\)?$", re.IGNORECASE)
PERCENT = re.compile(r"%|\bper\s?cent(?:age)?\b|\bproportion\b", re.IGNORECASE)


def is_unit(text: str) -> bool:
    """Whether a header says nothing but the unit of what stands under it."""
    return bool(text) and _UNIT.match(text.strip()) is not None
