"""Periods as reports print them, made into first and last days, and said again in plain words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from corpus.dates import month_end
from corpus.period_forms import FORMS, Build
from corpus.report import Period, PeriodKind

# What may stand about a period without being of it: "from April to June", "rolling 12 months", "(", "¹".
_BEFORE = re.compile(
    r"[\s(]*(?:(?:from|between|during|in|for|the|period|rolling|position|calendar|month|year|of)\b[\s:]*)*",
    re.IGNORECASE,
)
_AFTER = re.compile(r"[\s).,:;*¹²³]*$")
_BOTH = re.compile(r"(?P<one>[^()]+?)\s*\((?P<other>[^()]+)\)\s*")


@dataclass(frozen=True, slots=True)
class FoundPeriod:
    period: Period
    span: tuple[int, int]


def parse_period(text: str, context: Period | None = None) -> Period | None:
    """The period that `text` is, as a whole, or `None`. `context` (the report's) lends a missing year."""
    if both := _BOTH.fullmatch(text):  # one period said twice: "Quarter 1 (April to June 2015)"
        other = parse_period(both["other"], context)
        one = parse_period(both["one"], other or context)
        if one and other and (one.start, one.end) == (other.start, other.end):
            return Period(one.kind, one.start, one.end, text.strip())
    found = find_period(text, context)
    if found is None or not _BEFORE.fullmatch(text[: found.span[0]]) or not _AFTER.match(text, found.span[1]):
        return None
    return found.period


def find_period(text: str, context: Period | None = None) -> FoundPeriod | None:
    """The first period in `text`, with its character span; of those that begin there, the most telling."""
    return next(iter(find_periods(text, context, limit=1)), None)


@lru_cache(maxsize=4096)  # a table says the same few headers and labels for each of its figures
def find_periods(
    text: str, context: Period | None = None, limit: int | None = None
) -> tuple[FoundPeriod, ...]:
    """The periods in `text`, left to right, without overlaps; what only looks like one is passed over."""
    found: list[FoundPeriod] = []
    ahead = {form: form.search(text) for form, _ in FORMS}
    offset = 0
    while limit is None or len(found) < limit:
        ahead |= {
            form: form.search(text, offset) for form, hit in ahead.items() if hit and hit.start() < offset
        }
        starts = [hit.start() for hit in ahead.values() if hit]
        if not starts:
            break
        start = min(starts)
        here = [(hit, build) for form, build in FORMS if (hit := ahead[form]) and hit.start() == start]
        period, offset = _first_that_fits(here, context)
        if period:
            found.append(FoundPeriod(period, (start, offset)))
    return tuple(found)


def _first_that_fits(
    matches: Sequence[tuple[re.Match[str], Build]], context: Period | None
) -> tuple[Period | None, int]:
    """The period and where it ends; none where the words tell a period but not which ("Q2 2015")."""
    for match, build in matches:
        try:
            return build(match, context), match.end()
        except ValueError:  # not of this form after all, or a day that the month does not have
            continue
    return None, matches[-1][0].end()


def alike(before: Period | None, after: Period | None) -> bool:
    """Whether two periods may be compared: one kind and one length (rule 4)."""
    if before is None or after is None or before.kind is not after.kind:
        return False
    if before.kind is PeriodKind.AS_AT:
        return True
    if before.start is None or before.end is None or after.start is None or after.end is None:
        return False
    return abs((before.end - before.start).days - (after.end - after.start).days) <= 3


def in_words(period: Period) -> str:
    """The period in plain words: "1 April to 15 July 2015", "12 months to June 2015", "as at 6 July 2015"."""
    start, end = period.start, period.end
    if period.kind is PeriodKind.YEAR_TO_DATE and end is None:
        if start is None and re.search(r"\d", period.raw):
            return period.raw  # "YTD 2021": of which year's months is not known
        return (
            f"{_financial(start)} year to date" if start and re.search(r"\d", period.raw) else "year to date"
        )
    if end is None:
        return f"{period.raw[:1].lower()}{period.raw[1:]}"
    if period.kind is PeriodKind.AS_AT or start is None:
        return f"{'as at' if period.kind is PeriodKind.AS_AT else 'to'} {_day_words(end)}"
    if period.kind is PeriodKind.TWELVE_MONTHS:
        return f"12 months to {_end_words(end)}"
    return _year_words(start, end) if period.kind is PeriodKind.YEAR else _range_words(start, end)


def _year_words(start: date, end: date) -> str:
    if start.month == 1:
        return str(start.year)
    return f"{_financial(start)} (April {start.year} to March {end.year})"


def _financial(start: date) -> str:
    return f"{start.year}/{(start.year + 1) % 100:02d}"


def _range_words(start: date, end: date) -> str:
    whole_months = start.day == 1 and end == month_end(end.year, end.month)
    if whole_months and (start.year, start.month) == (end.year, end.month):
        return f"{end:%B %Y}"
    first = f"{start:%B}" if whole_months else f"{start.day} {start:%B}"
    last = f"{end:%B}" if whole_months else f"{end.day} {end:%B}"
    if start.year == end.year:
        return f"{first} to {last} {end.year}"
    return f"{first} {start.year} to {last} {end.year}"


def _day_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _end_words(day: date) -> str:
    return f"{day:%B %Y}" if day == month_end(day.year, day.month) else _day_words(day)
