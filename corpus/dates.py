"""A date as reports print it: a month, with or without a day and a year."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if n}
MONTHS |= {name.lower(): n for n, name in enumerate(calendar.month_abbr) if n} | {"sept": 9}
MONTH = r"(?<![A-Za-z])(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
DAY = r"\d{1,2}(?:\s?(?:st|nd|rd|th))?"
YEAR = r"(?:\d{4}|['’‘]\d{2}|\d{2}(?!\d|\s?%|[.,/:]\d))"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_SPELT = (
    rf"{_WEEKDAY}(?:{DAY}[\s-]+(?:of\s+)?)?{MONTH}"
    rf"(?:\s*,?\s*{YEAR}|[-–]\d{{4}}\b|[-–]\d{{2}}\b(?!\s?%|[.,/:]\d))?"
)
_AMERICAN = rf"{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
_NUMERIC = r"(?<!\d)\d{{1,2}}(?P<{0}>[./-])\d{{1,2}}(?P={0})(?:\d{{4}}|\d{{2}})(?!\d)"
_ISO = r"\d{4}-\d{2}-\d{2}(?!\d)"


def date_form(name: str) -> str:
    """The pattern of a date, as the group `name`; a pattern may hold several under different names."""
    return rf"(?P<{name}>{_AMERICAN}|{_SPELT}|{_ISO}|{_NUMERIC.format('between_' + name)})"


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A month of a year, or a day of it; a year that was not printed is `None`."""

    day: int | None
    month: int
    year: int | None

    def first(self, year: int) -> date:
        """Its first day, in `year` where none was printed. Raises ValueError if there is no such day."""
        return date(self.year or year, self.month, self.day or 1)

    def last(self, year: int) -> date:
        """Its last day, in `year` where none was printed. Raises ValueError if there is no such day."""
        if self.day:
            return date(self.year or year, self.month, self.day)
        return month_end(self.year or year, self.month)


def printed_date(text: str) -> PrintedDate:
    """What a text that matches `date_form` says. Raises ValueError where the calendar has no such day."""
    if iso := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text):
        return _checked(int(iso[3]), int(iso[2]), int(iso[1]))
    if numeric := re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-](\d+)", text):
        return _checked(int(numeric[1]), int(numeric[2]), full_year(int(numeric[3])))
    word = re.search(MONTH, text, re.IGNORECASE)
    if word is None:
        raise ValueError(text)
    numbers = [int(found) for found in re.findall(r"\d+", text[word.end() :])]
    before = re.search(r"\d{1,2}", text[: word.start()])
    day = int(before.group()) if before else numbers.pop(0) if len(numbers) == 2 else None
    return _checked(day, MONTHS[word.group().lower().rstrip(".")], full_year(numbers[0]) if numbers else None)


def _checked(day: int | None, month: int, year: int | None) -> PrintedDate:
    if day is not None:
        date(year or 2000, month, day)  # raises ValueError where there is no such day; 2000 has all
    return PrintedDate(day, month, year)


def full_year(year: int) -> int:
    """ "15" as 2015, "98" as 1998."""
    return year if year >= 100 else (2000 if year < 70 else 1900) + year


def month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
