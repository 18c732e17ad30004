"""Periods as reports print them, made into first and last days, and said again in plain words."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.report import Period, PeriodKind

MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if n}
MONTHS |= {name.lower(): n for n, name in enumerate(calendar.month_abbr) if n} | {"sept": 9}
_MONTH = r"(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"\d{1,2}(?:\s?(?:st|nd|rd|th))?"
_YEAR = r"(?:\d{4}|['’‘]\d{2}|\d{2}(?![\d%.,/:]))"
_POINT = (
    rf"(?:(?:{_DAY}\s+(?:of\s+)?)?{_MONTH}(?:\s*,?\s*{_YEAR})?|\d{{1,2}}[./]\d{{1,2}}[./](?:\d{{4}}|\d{{2}}))"
)
_TO = r"\s*(?:to|until|till|and|-|–|—|through)\s*"
_FINANCIAL = r"(?:FY\s*)?(?P<{0}>\d{{4}})\s*[/–-]\s*(?:\d{{4}}|\d{{2}})(?!\d)"

# Most telling first: the first form that matches at the earliest place is taken.
_FORMS = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        (
            "financial_range",
            _FINANCIAL.format("year")
            + rf"\s+(?P<d1>\d{{1,2}})\.(?P<m1>\d{{1,2}})\.?{_TO}(?P<d2>\d{{1,2}})\.(?P<m2>\d{{1,2}})\.?",
        ),
        (
            "months_to",
            rf"\b(?:12|twelve)\s+months?\s+(?:to|ending|ended|up to)\s+(?:end\s+(?:of\s+)?)?(?P<end>{_POINT})",
        ),
        ("year_ending", rf"\byear\s+(?:to|ending|ended)\s+(?:end\s+(?:of\s+)?)?(?P<end>{_POINT})"),
        ("as_at", rf"\b(?:as\s+(?:at|of)|at)\s+(?P<end>{_DAY}\s+(?:of\s+)?{_MONTH}(?:\s*,?\s*{_YEAR})?)"),
        (
            "quarter",
            rf"\b(?:Q(?P<q1>[1-4])|quarter\s+(?P<q2>[1-4]|one|two|three|four)|(?P<q3>first|second|third|fourth|1st|2nd|3rd|4th)\s+quarter)"
            rf"(?:[\s,]*(?:of\s+)?{_FINANCIAL.format('year')})?",
        ),
        ("range", rf"(?P<start>{_POINT}){_TO}(?P<end>{_POINT})"),
        ("year_to_date", r"\b(?:financial\s+)?year[\s-]+to[\s-]+date\b|\bYTD\b"),
        ("financial_year", r"(?<![\d.,])" + _FINANCIAL.format("year")),
        ("short_financial", r"(?<![\d/.])(?P<year>\d{2})/\d{2}(?![\d/])"),
        ("point", rf"(?P<end>{_POINT})"),
        ("calendar_year", r"(?<![\d.,£$/])(?P<year>(?:19|20)\d{2})(?![\d%/,]|\.\d)"),
    )
)
_ORDINALS = {"one": 1, "first": 1, "1st": 1, "two": 2, "second": 2, "2nd": 2}
_ORDINALS |= {"three": 3, "third": 3, "3rd": 3, "four": 4, "fourth": 4, "4th": 4}


@dataclass(frozen=True, slots=True)
class FoundPeriod:
    period: Period
    span: tuple[int, int]


def parse_period(text: str, context: Period | None = None) -> Period | None:
    """The period that `text` is, as a whole, or `None`. `context` (the report's) lends a missing year."""
    found = find_period(text, context)
    if found is None or text[: found.span[0]].strip(" (") or text[found.span[1] :].strip(" ).,¹²³"):
        return None
    return found.period


def find_period(text: str, context: Period | None = None) -> FoundPeriod | None:
    """The first period in `text`, with its character span; of those that begin there, the most telling."""
    best: tuple[int, int, str, re.Match[str]] | None = None
    for order, (name, form) in enumerate(_FORMS):
        if (match := form.search(text)) and (best is None or (match.start(), order) < best[:2]):
            best = (match.start(), order, name, match)
    if best is None:
        return None
    _, _, name, match = best
    try:
        period = _BUILD[name](match, context)
    except ValueError:  # a day that the month does not have
        period = None
    return FoundPeriod(period, match.span()) if period else None


def find_periods(text: str, context: Period | None = None) -> tuple[FoundPeriod, ...]:
    """All periods in `text`, left to right, without overlaps."""
    found, offset = [], 0
    while hit := find_period(text[offset:], context):
        found.append(FoundPeriod(hit.period, (hit.span[0] + offset, hit.span[1] + offset)))
        offset += hit.span[1]
    return tuple(found)


def in_words(period: Period) -> str:
    """The period in plain words: "1 April to 15 July 2015", "12 months to June 2015", "as at 6 July 2015"."""
    start, end = period.start, period.end
    if end is None:
        return f"{period.raw[:1].lower()}{period.raw[1:]}"
    if period.kind is PeriodKind.AS_AT:
        return f"as at {_day_words(end)}"
    if period.kind is PeriodKind.TWELVE_MONTHS:
        return f"12 months to {_end_words(end)}"
    if start is None:
        return f"to {_day_words(end)}"
    if period.kind is PeriodKind.YEAR and start.month == 1:
        return str(start.year)
    if period.kind is PeriodKind.YEAR:
        return f"{start.year}/{end.year % 100:02d} (April {start.year} to March {end.year})"
    return _range_words(start, end)


def _range_words(start: date, end: date) -> str:
    whole_months = start.day == 1 and end == _month_end(end.year, end.month)
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
    return f"{day:%B %Y}" if day == _month_end(day.year, day.month) else _day_words(day)


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


@dataclass(frozen=True, slots=True)
class _Point:
    day: int | None
    month: int
    year: int | None

    def first(self, year: int) -> date:
        return date(self.year or year, self.month, self.day or 1)

    def last(self, year: int) -> date:
        if self.day:
            return date(self.year or year, self.month, self.day)
        return _month_end(self.year or year, self.month)


def _point(text: str) -> _Point:
    if numeric := re.fullmatch(r"(\d{1,2})[./](\d{1,2})[./](\d+)", text):
        day, month, year = (int(part) for part in numeric.groups())
        return _Point(day, month, _full_year(year))
    word = re.search(_MONTH, text, re.IGNORECASE)
    if word is None:
        raise ValueError(text)
    day_text = re.match(r"\d{1,2}", text)
    year_text = re.search(r"\d+", text[word.end() :])
    return _Point(
        int(day_text.group()) if day_text else None,
        MONTHS[word.group().lower().rstrip(".")],
        _full_year(int(year_text.group())) if year_text else None,
    )


def _full_year(year: int) -> int:
    return year if year >= 100 else (2000 if year < 70 else 1900) + year


def _context_year(month: int, context: Period | None) -> int | None:
    """The year that `month` has in the financial year (from April) in which the context begins."""
    anchor = (context.start or context.end) if context else None
    if anchor is None:
        return None
    april = anchor.year if anchor.month >= 4 else anchor.year - 1
    return april if month >= 4 else april + 1


def _range(match: re.Match[str], context: Period | None) -> Period | None:
    start, end = _point(match["start"]), _point(match["end"])
    end_year = (
        end.year
        or _context_year(end.month, context)
        or (start.year and start.year + (end.month < start.month))
    )
    if not end_year:
        return None
    start_year = start.year or (end_year - 1 if start.month > end.month else end_year)
    first, last = start.first(start_year), end.last(end_year)
    if first > last:
        return None
    return Period(_range_kind(first, last), first, last, match.group())


def _range_kind(first: date, last: date) -> PeriodKind:
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    whole = first.day == 1 and last == _month_end(last.year, last.month)
    return (
        PeriodKind.QUARTER
        if whole and months == 3
        else PeriodKind.YEAR
        if whole and months == 12 and first.month == 4
        else PeriodKind.RANGE
    )


def _single(match: re.Match[str], context: Period | None) -> Period | None:
    point = _point(match["end"])
    year = point.year or _context_year(point.month, context)
    if year is None:
        return None
    kind = PeriodKind.AS_AT if point.day else PeriodKind.RANGE
    return Period(kind, None if point.day else point.first(year), point.last(year), match.group())


def _twelve_months(match: re.Match[str], context: Period | None) -> Period | None:
    point = _point(match["end"])
    year = point.year or _context_year(point.month, context)
    if year is None:
        return None
    end = point.last(year)
    start = (
        _month_end(end.year - 1, end.month)
        if end == _month_end(end.year, end.month)
        else end.replace(year=end.year - 1)
    )
    return Period(PeriodKind.TWELVE_MONTHS, start + timedelta(days=1), end, match.group())


def _quarter(match: re.Match[str], context: Period | None) -> Period | None:
    word = (match["q1"] or match["q2"] or match["q3"]).lower()
    number = _ORDINALS.get(word) or int(word)
    april = int(match["year"]) if match["year"] else _context_year(4, context)
    if april is None:
        return None
    month = (4, 7, 10, 1)[number - 1]
    year = april + (number == 4)
    return Period(PeriodKind.QUARTER, date(year, month, 1), _month_end(year, month + 2), match.group())


def _financial_range(match: re.Match[str], _: Period | None) -> Period | None:
    april = int(match["year"])
    days = [(int(match[f"d{n}"]), int(match[f"m{n}"])) for n in (1, 2)]
    first, last = (date(april if month >= 4 else april + 1, month, day) for day, month in days)
    return Period(PeriodKind.RANGE, first, last, match.group()) if first <= last else None


def _financial_year(match: re.Match[str], _: Period | None) -> Period | None:
    year = _full_year(int(match["year"]))
    if int(re.split(r"\s*[/–-]\s*", match.group())[-1]) % 100 != (year + 1) % 100:
        return None
    return Period(PeriodKind.YEAR, date(year, 4, 1), date(year + 1, 3, 31), match.group())


def _calendar_year(match: re.Match[str], _: Period | None) -> Period | None:
    year = int(match["year"])
    return Period(PeriodKind.YEAR, date(year, 1, 1), date(year, 12, 31), match.group())


def _year_to_date(match: re.Match[str], context: Period | None) -> Period | None:
    april = _context_year(4, context)
    return Period(PeriodKind.YEAR_TO_DATE, date(april, 4, 1) if april else None, None, match.group())


_BUILD = {
    "financial_range": _financial_range,
    "months_to": _twelve_months,
    "year_ending": _twelve_months,
    "as_at": _single,
    "quarter": _quarter,
    "range": _range,
    "year_to_date": _year_to_date,
    "financial_year": _financial_year,
    "short_financial": _financial_year,
    "point": _single,
    "calendar_year": _calendar_year,
}
