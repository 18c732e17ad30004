"""The forms in which reports print periods: a pattern each, and how what it matched becomes days."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from corpus.dates import DAY, MONTH, YEAR, PrintedDate, date_form, full_year, month_end, printed_date
from corpus.report import Period, PeriodKind

_TO = r"\s*(?:\bto\b|\buntil\b|\btill\b|\band\b|\bthrough\b|[-–—])\s*"
_FY = r"(?:(?:(?:full\s+)?(?:financial|fiscal)\s+year|full\s+year|\byear\b|\bF/?Y)[\s:]*)?"
# A financial year of four figures ("2014/15", "2014-2015"), and one of two ("14/15").
_LONG = r"(?P<{0}>(?<![\d.,£$/])\d{{4}})\s?[/–—-]\s?(?P<{0}_to>\d{{4}}|\d{{2}})(?![\d%]|[.,/]\d)"
_SHORT = r"(?P<{0}_short>(?<![\d.,£$/])\d{{2}})/(?P<{0}_short_to>\d{{2}})(?![\d/%])"
_EITHER = rf"{_FY}(?:{_LONG}|{_SHORT})"
_OF = r"[\s,:(–-]*(?:of\s+)?(?:the\s+)?"
_END_OF = r"(?:the\s+)?(?:end\s+(?:of\s+)?)?"
_COUNT = r"(?P<count>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_NUMBERS |= {"nine": 9, "ten": 10, "eleven": 11, "twelve": 12}
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_QUARTER = (
    r"(?<![\w£])(?:(?:Q|Qtr\.?\s?|quarter\s+)(?P<{0}>[1-4]|one|two|three|four)\b"
    r"|(?P<{0}_ordinal>first|second|third|fourth|1st|2nd|3rd|4th)\s+quarter\b)"
)
_HALF = r"(?<!\w)(?:H(?P<half>[12])\b|(?P<half_ordinal>first|second|1st|2nd)\s+half\b)"
_TO_DATE = r"(?:(?:financial\s+|fiscal\s+)?year[\s-]+to[\s-]+date|F?YTD)\b"

Build = Callable[[re.Match[str], Period | None], Period | None]


def _range(match: re.Match[str], context: Period | None) -> Period | None:
    start, end = printed_date(match["start"]), printed_date(match["end"])
    if match["between"]:
        return _between(start, end, context, match.group())
    if match["to"].strip().lower() == "and" and (start.year or (end.month - start.month) % 12 != 1):
        raise ValueError(match.group())  # "May 2014 and May 2015" are two periods; "April and May" are one
    return _between(start, end, context, match.group())


def _day_range(match: re.Match[str], context: Period | None) -> Period | None:
    """ "1-15 July 2015"."""
    end = printed_date(match["end"])
    day = re.match(r"\d+", match["day"])
    start = PrintedDate(int(day.group()) if day else None, end.month, end.year)
    return _between(start, end, context, match.group())


def _numbered_range(match: re.Match[str], context: Period | None) -> Period | None:
    """Days and months as numbers, the year before, after or in the context: "2015-16 1.4.- 15.7"."""
    (d1, m1), (d2, m2) = ((int(match[f"d{n}"]), int(match[f"m{n}"])) for n in (1, 2))
    year = full_year(int(match["after"])) if match["after"] else None
    if not match["year"]:
        return _between(PrintedDate(d1, m1, None), PrintedDate(d2, m2, year), context, match.group())
    april = _april(match, "year")
    first, last = (date(april + (month < 4), month, day) for day, month in ((d1, m1), (d2, m2)))
    return _span(first, last, match.group())


def _months_of_year(match: re.Match[str], _: Period | None) -> Period | None:
    """Months of a financial year: "April to June 2015/16", "January 2015/16"."""
    april = _april(match, "year")
    start, end = printed_date(match["start"] or match["end"]), printed_date(match["end"])
    if start.year or end.year:
        raise ValueError(match.group())
    first, last = start.first(april + (start.month < 4)), end.last(april + (end.month < 4))
    return _span(first, last, match.group())


def _years(match: re.Match[str], _: Period | None) -> Period | None:
    """ "2012/13 to 2014/15"."""
    first, last = date(_april(match, "from"), 4, 1), date(_april(match, "until") + 1, 3, 31)
    return _span(first, last, match.group())


def _months_to(match: re.Match[str], context: Period | None) -> Period | None:
    """ "12 months to June 2015", "quarter ending June 2015", "year to 31 March 2015"."""
    end = _dated(printed_date(match["end"]), context)
    if end is None:
        return None
    count = (match.groupdict().get("count") or "").lower()
    if count.strip("0") == "" and count:
        raise ValueError(match.group())
    months = 3 if match.groupdict().get("quarter") else _NUMBERS.get(count) or int(count or 12)
    return Period(_kind(months), _months_before(end, months), end, match.group())


def _kind(months: int) -> PeriodKind:
    return {3: PeriodKind.QUARTER, 12: PeriodKind.TWELVE_MONTHS}.get(months, PeriodKind.RANGE)


def _months_before(end: date, months: int) -> date:
    """The first of the days that make so many months up to and with `end`."""
    year, month = divmod(end.year * 12 + end.month - 1 - months, 12)
    before = month_end(year, month + 1)
    if end != month_end(end.year, end.month):
        before = before.replace(day=min(end.day, before.day))
    return before + timedelta(days=1)


def _week(match: re.Match[str], context: Period | None) -> Period | None:
    end = _dated(printed_date(match["end"]), context)
    return Period(PeriodKind.RANGE, end - timedelta(days=6), end, match.group()) if end else None


def _single(match: re.Match[str], context: Period | None) -> Period | None:
    point = printed_date(match["end"])
    last = _dated(point, context)
    if last is None:
        return None
    if point.day or match.groupdict().get("as_at"):
        return Period(PeriodKind.AS_AT, None, last, match.group())
    return Period(PeriodKind.RANGE, last.replace(day=1), last, match.group())


def _quarter(match: re.Match[str], context: Period | None) -> Period | None:
    number = _number(match, "quarter")
    if match.groupdict().get("calendar"):
        return None  # "Q2 2015" may be of the calendar year or of the financial one
    month = (4, 7, 10, 1)[number - 1]
    if _has_year(match):
        year: int | None = _april(match, "year") + (number == 4)
    else:
        year = _year(month, month + 2, context)
    if year is None:
        return None
    return Period(PeriodKind.QUARTER, date(year, month, 1), month_end(year, month + 2), match.group())


def _half(match: re.Match[str], _: Period | None) -> Period | None:
    april = _april(match, "year")
    if (match["half"] or match["half_ordinal"])[0] in "1fF":
        return Period(PeriodKind.RANGE, date(april, 4, 1), date(april, 9, 30), match.group())
    return Period(PeriodKind.RANGE, date(april, 10, 1), date(april + 1, 3, 31), match.group())


def _financial_year(match: re.Match[str], _: Period | None) -> Period | None:
    april = _april(match, "year")
    return Period(PeriodKind.YEAR, date(april, 4, 1), date(april + 1, 3, 31), match.group())


def _calendar_year(match: re.Match[str], _: Period | None) -> Period | None:
    year = int(match["year"])
    return Period(PeriodKind.YEAR, date(year, 1, 1), date(year, 12, 31), match.group())


def _year_to_date(match: re.Match[str], context: Period | None) -> Period | None:
    april = _april(match, "year") if _has_year(match) else _financial_april(context)
    return Period(PeriodKind.YEAR_TO_DATE, date(april, 4, 1) if april else None, None, match.group())


def _calendar_to_date(match: re.Match[str], context: Period | None) -> Period | None:
    """ "YTD 2021" in a report that covers a calendar year so far: the same days of that year."""
    year = int(match["year"])
    if context and context.start and context.end and (context.start.month, context.start.day) == (1, 1):
        last = context.end.replace(
            year=year, day=min(context.end.day, month_end(year, context.end.month).day)
        )
        return Period(PeriodKind.YEAR_TO_DATE, date(year, 1, 1), last, match.group())
    return Period(PeriodKind.YEAR_TO_DATE, None, None, match.group())


def _number(match: re.Match[str], name: str) -> int:
    word = (match[name] or match[f"{name}_ordinal"]).lower()
    return _NUMBERS.get(word) or _ORDINALS.get(word) or int(word)


def _has_year(match: re.Match[str]) -> bool:
    return bool(match["year"] or match["year_short"])


def _april(match: re.Match[str], name: str) -> int:
    """The year in which a matched financial year begins. Raises ValueError where it is not one year."""
    groups = match.groupdict()
    begins, ends = (
        (groups[name], groups[f"{name}_to"])
        if groups[name]
        else (groups[f"{name}_short"], groups[f"{name}_short_to"])
    )
    april = full_year(int(begins))
    if int(ends) % 100 != (april + 1) % 100:
        raise ValueError(match.group())
    return april


def _between(start: PrintedDate, end: PrintedDate, context: Period | None, raw: str) -> Period | None:
    if end.year:
        end_year: int | None = end.year
    elif start.year:
        end_year = start.year + ((end.month, end.day or 31) < (start.month, start.day or 1))
    else:
        end_year = _year(end.month, end.month, context)
    if end_year is None:
        return None
    start_year = start.year or end_year - (start.month > end.month)
    return _span(start.first(start_year), end.last(end_year), raw)


def _span(first: date, last: date, raw: str) -> Period | None:
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    whole = first.day == 1 and last == month_end(last.year, last.month)
    kind = PeriodKind.RANGE
    if whole and months == 3:
        kind = PeriodKind.QUARTER
    elif whole and months == 12 and first.month == 4:
        kind = PeriodKind.YEAR
    return Period(kind, first, last, raw) if first <= last else None


def _dated(point: PrintedDate, context: Period | None) -> date | None:
    year = point.year or _year(point.month, point.month, context)
    return point.last(year) if year else None


def _financial_april(context: Period | None) -> int | None:
    """The year in which the financial year of the context's start begins."""
    anchor = (context.start or context.end) if context else None
    return anchor.year - (anchor.month < 4) if anchor else None


def _year(month: int, last_month: int, context: Period | None) -> int | None:
    """The year of a month that was printed without one, in a report that covers `context`.

    The month stands in the context's financial year; but reports look back, so one that ends more
    than two months after the context (they are published that late) is the one a year before.
    """
    april = _financial_april(context)
    if context is None or april is None:
        return None
    year = april + (month < 4)
    end = context.end or context.start
    late = end and (year * 12 + last_month) - (end.year * 12 + end.month) > _PUBLISHED_AFTER
    return year - 1 if late else year


_PUBLISHED_AFTER = 2  # months

_DAYS = r"(?P<d2>\d{1,2})\.(?P<m2>\d{1,2})\b\.?(?P<after>(?<=\.)(?:\d{4}|\d{2}))?(?![\d.]\d|\d|\s?%)"
_FIRST = r"(?<![\d.,/])(?P<d1>\d{1,2})\.(?P<m1>\d{1,2})"
_BACK = r"(?:[\s-]period)?\s+(?:to|ending|ended|up\s+to)\s+" + _END_OF
_AS_AT = r"as\s+(?:at|of|on)[\s:]+" + _END_OF + r"|(?:\b(?:at|by)\s+)?(?:the\s+)?\bend\s+(?:of\s+)?"
_NO_YEAR = r"(?![\s,:(–-]*(?:of\s+)?(?:\d{4}|\d{2}/\d{2}))"
_START, _END, _YEAR = date_form("start"), date_form("end"), _EITHER.format("year")
_NTH = _QUARTER.format("quarter")

# Most telling first: of the forms that match at the earliest place, the first that fits is taken.
_PATTERNS: tuple[tuple[str, Build], ...] = (
    (rf"{_LONG.format('year')}\s+{_FIRST}\.?{_TO}{_DAYS}", _numbered_range),
    (rf"(?P<year>){_FIRST}\.{_TO}{_DAYS}", _numbered_range),
    (rf"\b{_COUNT}[\s-]?(?:months?|mths?|m)\b{_BACK}{_END}", _months_to),
    (rf"\b(?P<quarter>quarter|qtr){_BACK}{_END}", _months_to),
    (rf"\b(?:(?:year|yr){_BACK}|Y/?E\s+){_END}", _months_to),
    (rf"\b(?:week|w/?e)(?:\s+(?:to|ending|ended))?\s+{_END}", _week),
    (rf"\b(?P<as_at>{_AS_AT}){_END}", _single),
    (rf"\bat\s+(?=\d){_END}", _single),
    (rf"{_NTH}{_OF}{_YEAR}\)?", _quarter),
    (rf"{_NTH}{_OF}(?P<calendar>(?:19|20)\d{{2}})\b", _quarter),
    (rf"{_YEAR}[\s:-]*{_NTH}{_NO_YEAR}", _quarter),
    (rf"(?P<calendar>\b(?:19|20)\d{{2}})[\s:-]*{_NTH}{_NO_YEAR}", _quarter),
    (rf"{_NTH}(?P<year>)(?P<year_short>)", _quarter),
    (rf"{_HALF}{_OF}{_YEAR}", _half),
    (rf"(?:{_START}{_TO})?{_END}\s*,?\s*{_YEAR}", _months_of_year),
    (rf"(?:(?P<between>between)\s+)?{_START}(?P<to>{_TO}){_END}", _range),
    (rf"(?<![\d.,/£-])(?P<day>{DAY}){_TO}(?P<end>{DAY}\s+(?:of\s+)?{MONTH}(?:\s*,?\s*{YEAR})?)", _day_range),
    (rf"{_EITHER.format('from')}{_TO}{_EITHER.format('until')}", _years),
    (rf"\b{_TO_DATE}{_OF}{_YEAR}", _year_to_date),
    (rf"{_YEAR}[\s:,(-]*{_TO_DATE}", _year_to_date),
    (rf"\b{_TO_DATE}{_OF}(?P<year>(?:19|20)\d{{2}})\b(?![/–-]\d)", _calendar_to_date),
    (rf"(?<![\d.,£$/])\b(?P<year>(?:19|20)\d{{2}})[\s:,(-]*{_TO_DATE}", _calendar_to_date),
    (rf"\b{_TO_DATE}(?P<year>)(?P<year_short>)", _year_to_date),
    (_YEAR, _financial_year),
    (_END, _single),
    (r"(?<![\d.,£$/])\b(?P<year>(?:19|20)\d{2})\b(?!\s?[/–-]\s?\d{4}|[%/]|[.,]\d)", _calendar_year),
)

FORMS = tuple((re.compile(pattern, re.IGNORECASE), build) for pattern, build in _PATTERNS)
