"""Financial quarters, and the dates of a quarter's report moved to another quarter.

The bundled report covers the first quarter of 2015-16. Moving it to another quarter moves every date in
it by the same number of months, with two exceptions that published reports share: a financial year
("2014/15") follows the quarter's own financial year, and the crime tables run from the first of April to
just after the quarter's end ("1.4.– 15.7"), as the year to date does.
"""

from __future__ import annotations

import re
from calendar import month_abbr, month_name, monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

ORIGINAL_YEAR = 2015
QUARTER_WORDS = ("one", "two", "three", "four")
YEAR_END = (3, 31)


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of the financial year that starts in April of `year`; `number` is 1 to 4."""

    year: int
    number: int

    @property
    def months_moved(self) -> int:
        return (self.year - ORIGINAL_YEAR) * 12 + (self.number - 1) * 3

    @property
    def start(self) -> date:
        return date(*moved(ORIGINAL_YEAR, 4, self.months_moved), 1)

    @property
    def end(self) -> date:
        year, month = moved(ORIGINAL_YEAR, 6, self.months_moved)
        return date(year, month, monthrange(year, month)[1])

    @property
    def year_to_date(self) -> tuple[date, date]:
        """What the crime tables cover: to the year's end in the fourth quarter, else into the next month."""
        start = date(self.year, 4, 1)
        if self.number == 4:
            return start, date(self.year + 1, *YEAR_END)
        year, month = moved(ORIGINAL_YEAR, 7, self.months_moved)
        return start, date(year, month, 15)

    @property
    def label(self) -> str:
        """The name in a report's id, as the bundled report's: "2015-q1" is April to June 2015."""
        return f"{self.year}-q{self.number}"


def quarters(first: Quarter, count: int) -> tuple[Quarter, ...]:
    """`count` quarters, one after the other, from `first` on."""
    at = first.year * 4 + first.number - 1
    return tuple(Quarter(step // 4, step % 4 + 1) for step in range(at, at + count))


def moved(year: int, month: int, months: int) -> tuple[int, int]:
    """The year and month that lie `months` later (earlier, if negative)."""
    at = year * 12 + month - 1 + months
    return at // 12, at % 12 + 1


_FULL = tuple(month_name)[1:]
_SHORT = tuple(month_abbr)[1:]
_MONTHS = {name: n for names in (_SHORT, _FULL) for n, name in enumerate(names, start=1)} | {"Sept": 9}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATES = re.compile(
    rf"""
      (?P<span>1\ Apr\ 2015\ to\ 15\ Jul\ 2015)
    | (?P<column>\b20\d\d-\d\d\ 1\.4\.–\ 15\.7)
    | (?P<financial>\b20\d\d[-/]\d\d\b)
    | (?P<when>early|end)\ (?P<lone>20\d\d)
    | quarter\ (?P<quarter>one)
    | (?:\b(?P<day>\d{{1,2}})(?P<th>\ ?(?:st|nd|rd|th))?\ )?
      \b(?P<month>{_MONTH})\b(?:(?P<gap>\s+'?)(?P<year>20\d\d|\d\d\b))?
    """,
    re.VERBOSE,
)


def move_dates(text: str, quarter: Quarter) -> str:
    """The original's `text` with its dates moved to `quarter`; everything else stays to the letter."""
    return _DATES.sub(lambda found: _moved_date(found, quarter), text)


def _moved_date(found: re.Match[str], quarter: Quarter) -> str:
    return next(mover(found, quarter) for name, mover in _MOVERS.items() if found[name])


def _span(_: re.Match[str], quarter: Quarter) -> str:
    start, end = quarter.year_to_date
    return (
        f"{start.day} {_SHORT[start.month - 1]} {start.year} to {end.day} {_SHORT[end.month - 1]} {end.year}"
    )


def _column(found: re.Match[str], quarter: Quarter) -> str:
    years, _ = found["column"].split(" ", 1)
    end = quarter.year_to_date[1]
    return f"{_financial_year(years, quarter)} 1.4.– {end.day}.{end.month}"


def _financial(found: re.Match[str], quarter: Quarter) -> str:
    return _financial_year(found["financial"], quarter)


def _financial_year(words: str, quarter: Quarter) -> str:
    first = int(words[:4]) + quarter.year - ORIGINAL_YEAR
    return f"{first}{words[4]}{(first + 1) % 100:02}"


def _lone_year(found: re.Match[str], quarter: Quarter) -> str:
    month = 2 if found["when"] == "early" else 12
    return f"{found['when']} {moved(int(found['lone']), month, quarter.months_moved)[0]}"


def _quarter_word(_: re.Match[str], quarter: Quarter) -> str:
    return f"quarter {QUARTER_WORDS[quarter.number - 1]}"


def _month(found: re.Match[str], quarter: Quarter) -> str:
    """A month with or without a day and a year; the last day of a month stays the last day."""
    stated = found["year"]
    old_year = int(stated) + (2000 if stated and len(stated) == 2 else 0) if stated else ORIGINAL_YEAR
    old_month = _MONTHS[found["month"]]
    year, month = moved(old_year, old_month, quarter.months_moved)
    words = _named_like(found["month"], month)
    if found["day"]:
        words = f"{_day(found, old_year, old_month, year, month)}{found['th'] or ''} {words}"
    return words + (f"{found['gap']}{year % 10 ** len(stated):0{len(stated)}}" if stated else "")


def _day(found: re.Match[str], old_year: int, old_month: int, year: int, month: int) -> int:
    day = int(found["day"])
    last = monthrange(year, month)[1]
    return last if day == monthrange(old_year, old_month)[1] else min(day, last)


def _named_like(old: str, month: int) -> str:
    if old in _FULL:
        return _FULL[month - 1]
    return "Sept" if month == 9 else _SHORT[month - 1]


_MOVERS: dict[str, Callable[[re.Match[str], Quarter], str]] = {
    "span": _span,
    "column": _column,
    "financial": _financial,
    "lone": _lone_year,
    "quarter": _quarter_word,
    "month": _month,
}
