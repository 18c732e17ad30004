"""Days and times as a workbook counts them (days since the end of 1899), shown by a number format."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

_FIRST = datetime(1899, 12, 30)  # noqa: DTZ001 - a day of the calendar, of no time zone
_LEAP = 60  # the 29 February 1900, which spreadsheet programs count and no calendar has
_LAST = 2_958_466  # the day after 9999

Tokens = Sequence[tuple[str, str]]


def day_of(days: Decimal) -> datetime | None:
    """The moment that a count of days stands for; `None` where no spreadsheet program shows it as one."""
    if not 0 <= days < _LAST:
        return None
    seconds = round(days * 86_400)
    moment = _FIRST + timedelta(seconds=seconds)
    return moment + timedelta(days=1) if days < _LEAP else moment


def shown_date(days: Decimal, tokens: Tokens) -> str | None:
    """A day or time as the tokens of a format print it: "mmm-yy" prints 43373 as "Sep-18"."""
    moment = day_of(days)
    if moment is None:
        return None
    return "".join(_shown(kind, text, moment, days) for kind, text in _told_apart(tokens))


def _told_apart(tokens: Tokens) -> list[tuple[str, str]]:
    """The tokens in small letters, with minutes apart from months and hours of half a day from others."""
    hours = "half hour" if any(kind == "half" for kind, _ in tokens) else "date"
    minutes = _minutes(tokens)
    told: list[tuple[str, str]] = []
    for at, (kind, text) in enumerate(tokens):
        if kind == "date":
            own = "minute" if at in minutes else hours if text[0] in "hH" else kind
            told.append((own, text.lower()))
        else:
            told.append((kind, text.lower() if kind == "elapsed" else text))
    return told


def _minutes(tokens: Tokens) -> frozenset[int]:
    """Which "m" are minutes: those right after hours or right before seconds."""
    parts = [(at, text.lower()) for at, (kind, text) in enumerate(tokens) if kind in ("date", "elapsed")]
    found: set[int] = set()
    for order, (at, text) in enumerate(parts):
        before = parts[order - 1][1] if order else ""
        after = parts[order + 1][1] if order + 1 < len(parts) else ""
        if text in ("m", "mm") and (before.startswith("h") or after.startswith("s")):
            found.add(at)
    return frozenset(found)


def _shown(kind: str, text: str, moment: datetime, days: Decimal) -> str:
    if kind == "date":
        return _date_part(text, moment)
    if kind == "minute":
        return f"{moment.minute:0{len(text)}d}"
    if kind == "half hour":
        return f"{(moment.hour - 1) % 12 + 1:0{min(len(text), 2)}d}"
    if kind == "elapsed":
        size = {"h": 24, "m": 1440, "s": 86_400}[text[0]]
        return f"{int(round(days * 86_400) * size // 86_400):0{len(text)}d}"
    if kind == "half":
        return "AM" if moment.hour < 12 else "PM"
    return text if kind in ("quoted", "escaped", "currency", "other") else " " * (kind == "gap")


def _date_part(text: str, moment: datetime) -> str:
    first, size = text[0], len(text)
    if first == "y":
        return f"{moment.year:04d}" if size > 2 else f"{moment.year % 100:02d}"
    if first == "m":
        name = calendar.month_name[moment.month]
        return {1: str(moment.month), 2: f"{moment.month:02d}", 3: name[:3], 5: name[:1]}.get(size, name)
    if first == "d":
        name = calendar.day_name[moment.weekday()]
        return {1: str(moment.day), 2: f"{moment.day:02d}", 3: name[:3]}.get(size, name)
    number = moment.hour if first == "h" else moment.second
    return f"{number:0{min(len(text.partition('.')[0]), 2)}d}"
