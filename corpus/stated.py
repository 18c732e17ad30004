"""What a sentence states of a measure in so many words: "Robbery rose by 6% (+47) as at 6 July 2015".

Only plain statements are read: the measure as a table names it, a verb, a number, and at most a place and
one period. A sentence that says anything else between them is about something narrower, and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from corpus.numbers import as_decimal, clean
from corpus.periods import find_periods, parse_period
from corpus.report import Period, Role

_NUMBER = (
    r"(?P<{name}_sign>[+\-−–])?\s?(?P<{name}>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\d,.]*\d)"
    r"(?:\s?(?P<{name}_unit>%|per\s?cent\b|percentage\spoints?\b)|\s(?:crimes|offences|incidents|cases|people)\b)?"
)
_UP = r"rose|risen|rising|increased|grew|grown|up|went\sup|gone\sup|an?\s(?:increase|rise)"
_DOWN = (
    r"fell|fallen|falling|decreased|reduced|dropped|declined|down|went\sdown|gone\sdown"
    r"|a\s(?:decrease|reduction|fall)"
)
_MOVED = (
    rf"(?:(?:has|have|had|is|was|are|were|also|been|shows?|showed|saw)\s)*(?:(?P<up>{_UP})|(?P<down>{_DOWN}))"
)
_IS = r"(?:is|was|are|were|stands\sat|stood\sat|remains?\sat|remained\sat|reached)"
_MARGIN = r"(?:\s?\(\s?(?:\+\s?/\s?-|±)[^)]*\))?"
_STATEMENT = re.compile(
    rf"""
    \s(?:
        {_MOVED}\s(?:(?:by|of)\s)?{_NUMBER.format(name="change")}
        (?:\s?\(\s?{_NUMBER.format(name="beside")}\s?\))?(?:\sto\s{_NUMBER.format(name="reached")})?
      | {_IS}\s{_NUMBER.format(name="value")}{_MARGIN}
    )
    [¹²³⁴⁵⁶⁷⁸⁹]*(?P<tail>[^.;]*?)(?:[.;]|$)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_COUNTED = r"(?:the\s)?(?:(?:overall|total|recorded)\s)?(?:(?:number|level)\sof\s)?(?:recorded\s)?"
_PLACE = r"(?:\s(?:in|across|for)\s(?:the\s)?(?P<area>{areas}))?"


@dataclass(frozen=True, slots=True)
class Stated:
    """A number that a sentence states.

    `unit` is "%", "percentage points" or `None`; `area` is none where the sentence names none.
    """

    measure: str
    area: str | None
    role: Role
    value: Decimal
    unit: str | None
    period: Period | None
    words: str


class Statements:
    """Reads sentences by the names of measures and areas that the tables have."""

    def __init__(self, measures: Iterable[str], areas: Iterable[str]) -> None:
        self._measures: Mapping[str, str] = {_plain(name): name for name in measures}
        names = "|".join(_words(name) for name in sorted(self._measures, key=len, reverse=True))
        places = "|".join(map(_words, sorted(areas, key=len, reverse=True))) or "(?!)"
        self._subject = re.compile(
            rf"(?:^|(?<=,\s)){_COUNTED}(?P<measure>{names or '(?!)'})(?:\s(?:offences|crimes|incidents))?"
            + _PLACE.format(areas=places),
            re.IGNORECASE,
        )
        self._areas = {_plain(area): area for area in areas}

    def read(self, sentence: str, context: Period | None) -> Iterator[Stated]:
        """What a sentence states; `context`, the report's period, lends a missing year."""
        words = clean(sentence)
        for subject in self._subject.finditer(words):
            found = _STATEMENT.match(words, subject.end())
            lead = words[: subject.start()].rstrip(", ")
            tail = _after(found) if found else ""
            if found is None or not (_is_time(lead, context) and _is_time(tail, context)):
                continue
            periods = find_periods(f"{lead}. {tail}", context)
            if len(periods) > 1:
                continue
            period = periods[0].period if periods else None
            measure = self._measures[_plain(subject["measure"])]
            area = self._areas[_plain(subject["area"])] if subject["area"] else None
            for role, value, unit in _numbers(found):
                yield Stated(measure, area, role, value, unit, period, words[subject.start() : found.end()])


def _numbers(found: re.Match[str]) -> Iterator[tuple[Role, Decimal, str | None]]:
    if found["value"]:
        yield Role.CURRENT, _signed(found, "value"), _unit(found, "value")
        return
    for name in ("change", "beside"):
        if found[name]:
            unit = _unit(found, name)
            value = abs(_signed(found, name)) * (-1 if found["down"] else 1)
            yield Role.CHANGE_PERCENT if unit == "%" else Role.CHANGE, value, unit
    if found["reached"]:
        yield Role.CURRENT, _signed(found, "reached"), _unit(found, "reached")


def _signed(found: re.Match[str], name: str) -> Decimal:
    value = as_decimal(found[name])
    return -value if found[f"{name}_sign"] in ("-", "−", "–") else value


def _unit(found: re.Match[str], name: str) -> str | None:
    unit = found[f"{name}_unit"]
    return None if unit is None else "percentage points" if "point" in unit.casefold() else "%"


def _after(found: re.Match[str]) -> str:
    return found["tail"].strip(" ,()")


def _is_time(words: str, context: Period | None) -> bool:
    """Whether words beside a statement are nothing, a period, or an adverb that changes nothing."""
    plain = re.sub(r"^(?:however|overall|also)$", "", words.strip(), flags=re.IGNORECASE)
    return not plain or parse_period(plain, context) is not None


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    """A measure's name without what sentences leave out: articles, "Number of", "offences"."""
    folded = re.sub(r"\b(?:the|a|an)\s", "", " ".join(clean(name).casefold().split()))
    folded = re.sub(r"^(?:number|level) of (?:recorded )?", "", folded)
    return re.sub(r"\s(?:offences|crimes|incidents)$", "", folded)


def _words(name: str) -> str:
    """A pattern of a name in which articles may stand or be left out."""
    return r"\s(?:(?:the|a|an)\s)?".join(map(re.escape, _plain(name).split(" ")))
