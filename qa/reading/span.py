"""The stretch of time that a question is about: "since 2014", "over the last four quarters", "ever"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from corpus.dates import month_end
from corpus.periods import FoundPeriod
from corpus.report import Period, PeriodKind
from qa.question import Aim, Span
from qa.reading.patterns import pattern, says

_COUNTS = {"two": 2, "couple": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_COUNTS |= {"nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20}
_DECADE = 10  # years
_LONG = 366  # days: a stated range that is longer is the span of a course, not the period of one figure
_QUARTERS = {"1": 1, "first": 1, "one": 1, "1st": 1, "2": 2, "second": 2, "two": 2, "2nd": 2}
_QUARTERS |= {"3": 3, "third": 3, "three": 3, "3rd": 3, "4": 4, "fourth": 4, "four": 4, "4th": 4, "fifth": 5}

_TIME_WORDS = tuple(
    f"trend.{name}" for name in ("over_time", "by", "which", "time_of_extreme", "in_a_row", "steadily")
)


@dataclass(frozen=True, slots=True)
class FoundSpan:
    """A span, and the places of its words in the text: they say nothing else."""

    span: Span
    places: tuple[tuple[int, int], ...]


def find_span(text: str, found: Sequence[FoundPeriod]) -> FoundSpan | None:
    """The span that a question is about, or `None`; `found` are the periods in its text."""
    counted = _years(text) or _run(text) or _counted(text)
    span = _between(text, found) or _since(text, found) or (counted[0] if counted else None)
    aimed = _aim(text, span, found)
    if aimed is None and span is None and not says(text, "trend.over_time", "trend.by", "trend.word"):
        return None
    places = [counted[1]] if counted else []
    for name in _TIME_WORDS:
        places += [match.span() for match in pattern(name).finditer(text)]
    return FoundSpan(aimed or _with_unit(span or Span(), text), tuple(places))


def financial_quarters(text: str) -> Iterator[FoundPeriod]:
    """Quarters of a year that is not said to be financial ("Q1 2013"): the reports' own years are."""
    for match in pattern("trend.quarter_of_year").finditer(text):
        number = _QUARTERS[(match["number"] or match["ordinal"]).lower()]
        year, month = int(match["year"]) + (number == 4), (4, 7, 10, 1)[number - 1]
        period = Period(PeriodKind.QUARTER, date(year, month, 1), month_end(year, month + 2), match.group())
        yield FoundPeriod(period, match.span())


def _counted(text: str) -> tuple[Span, tuple[int, int]] | None:
    """ "The last four quarters", "a five-year high"; a lone "last year" is one period, not a course."""
    for match in pattern("trend.counted").finditer(text):
        named = match.groupdict()
        unit = (named["unit"] or named["of"]).lower()
        if unit.startswith("decade"):
            return Span(count=_DECADE, unit="year"), match.span()
        unit = {"q": "quarter", "y": "year", "m": "month"}[unit[0]]
        count = _count(named["n"] or named["m"] or "")
        if unit == "month" and count in (3, 12):
            continue  # the last three or twelve months are a period
        return Span(count=count, unit=unit), match.span()
    return None


def _years(text: str) -> tuple[Span, tuple[int, int]] | None:
    """ "2010-2014"."""
    match = pattern("trend.years").search(text)
    if match is None or int(match["from"]) >= int(match["to"]):
        return None
    return Span(first=date(int(match["from"]), 1, 1), last=date(int(match["to"]), 12, 31)), match.span()


def _run(text: str) -> tuple[Span, tuple[int, int]] | None:
    """ "Three quarters in a row": so many steps take one figure more."""
    match = pattern("trend.run").search(text) if says(text, "trend.in_a_row") else None
    if match is None:
        return None
    count = _count(match["n"]) or _QUARTERS.get(match["n"].lower())
    return Span(aim=Aim.STEPS, count=count + 1 if count else None, unit=match["unit"].lower()), match.span()


def _count(words: str) -> int | None:
    """The number that words say: "4", "four", "a couple of"; none for "few"."""
    return int(words) if words.isdecimal() else _COUNTS.get(words.lower().removeprefix("a ").split(" ")[0])


def _since(text: str, found: Sequence[FoundPeriod]) -> Span | None:
    """ "Since 2014", "from 2014 on", "up to 2016"."""
    for one in found:
        before, after = text[: one.span[0]], text[one.span[1] :]
        if pattern("trend.since").search(before) or (
            pattern("trend.from").search(before) and pattern("trend.onwards").match(after)
        ):
            return Span(first=_first(one.period), ends=(one.period,))
    return None


def _between(text: str, found: Sequence[FoundPeriod]) -> Span | None:
    """ "Between 2012 and 2015", "from Q1 2013 to Q3 2015"; or a long range that is one period."""
    for one, two in pairwise(found):
        before, middle = text[: one.span[0]], text[one.span[1] : two.span[0]]
        joined = pattern("trend.to").fullmatch(middle)
        if joined and (joined["to"] or pattern("trend.between").search(before)):
            first, last = sorted((one.period, two.period), key=lambda period: period.end or date.min)
            return Span(first=_first(first), last=last.end, ends=(first, last))
    for one in found:
        start, end = one.period.start, one.period.end
        if one.period.kind is PeriodKind.RANGE and start and end and (end - start).days > _LONG:
            return Span(first=start, last=end)
    return None


def _first(period: Period) -> date | None:
    return period.start or period.end


def _aim(text: str, span: Span | None, found: Sequence[FoundPeriod]) -> Span | None:
    """The span with what is asked of it, where that is more than how it went."""
    own = _with_unit(span or Span(), text)
    if match := pattern("trend.ever_more").search(text):
        return replace(own, aim=Aim.EVER, most=-1 if match["less"] else 1)
    over_time = span is not None or says(text, "trend.over_time", "trend.time_of_extreme")
    high, low = says(text, "trend.highest"), says(text, "trend.lowest")
    if over_time and (high or low or says(text, "trend.best_or_worst")):
        return replace(own, aim=Aim.EXTREME, most=high - low)
    if own.aim is Aim.STEPS or says(text, "trend.every_step", "trend.in_a_row"):
        return replace(own, aim=Aim.STEPS) if says(text, "trend.goes") else None
    if says(text, "trend.year_before"):
        return replace(own, aim=Aim.YEAR_BEFORE, ends=tuple(one.period for one in found[:1]))
    if len(found) == 2 and span is None and _are_held_against(text, found):
        return replace(own, aim=Aim.PAIR, ends=tuple(one.period for one in found))
    return None


def _are_held_against(text: str, found: Sequence[FoundPeriod]) -> bool:
    middle = text[found[0].span[1] : found[1].span[0]]
    return bool(pattern("trend.against").search(middle)) or says(text, "trend.compares")


def _with_unit(span: Span, text: str) -> Span:
    """The span with the length of period that is asked for: "by quarter", "which year"."""
    match = pattern("trend.by").search(text) or pattern("trend.which").search(text)
    if span.unit or match is None:
        return span
    return replace(span, unit=next(unit for unit in match.groups() if unit).lower())
