"""Figures and periods as words, by the ONS style guide: as published, commas in thousands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from corpus.numbers import clean, join_ordinals
from corpus.periods import in_words
from corpus.report import Figure, Period, PeriodKind, Role

_COUNTS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)


def number(value: Decimal) -> str:
    """A number with its own decimals and commas in thousands: 23796 as "23,796", 99.0 as "99.0"."""
    return f"{value:,f}"


def value(figure: Figure) -> str:
    """A figure as published: "98.8% (+/-0.6%)", "54 crimes", "27 per month"; without a number, its words."""
    if figure.value is None:
        return f"“{clean(figure.raw)}”"
    said = f"{_sign(figure)}{with_unit(figure.value, figure.unit)}"
    return (
        f"{said} (+/-{number(figure.margin)}{'%' if figure.unit == '%' else ''})"
        if figure.margin is not None
        else said
    )


def count(figure: Figure) -> str:
    """A figure's number with its sign but without the noun that it counts: "24", "+8", "35%"."""
    if figure.value is None or figure.unit in ("%", "percentage points"):
        return value(figure)
    return f"{_sign(figure)}{number(figure.value)}"


def _sign(figure: Figure) -> str:
    """The sign that a change's number lacks; a zero keeps the printed one: "- 0%" is a rounded small fall."""
    if figure.value is None or not is_change(figure) or figure.value < 0:
        return ""
    return "-" if figure.value == 0 and figure.raw.lstrip()[:1] in ("-", "−", "–") else "+"


def with_unit(amount: Decimal, unit: str | None) -> str:
    if unit in ("£", "$", "€"):
        return f"{'-' if amount < 0 else ''}{unit}{number(abs(amount))}"
    if unit is None or unit == "%":
        return f"{number(amount)}{unit or ''}"
    if amount in (1, -1):
        unit = {"percentage points": "percentage point"}.get(unit, re.sub(r"s$", "", unit))
    return f"{number(amount)} {unit}"


def is_change(figure: Figure) -> bool:
    return figure.role in (Role.CHANGE, Role.CHANGE_PERCENT)


def subject(measure: str, area: str | None) -> str:
    """What a figure is of, in words that can open a sentence: "Robbery in Gateshead"."""
    said = re.sub(r"^%\s*", "Percentage ", join_ordinals(measure))
    return f"{said} in {area}" if area else said


def subject_was(measure: str, area: str | None) -> str:
    """The subject with its verb: "Robbery in Gateshead was", "Sexual offences in Gateshead were"."""
    head = _HEAD_END.split(measure.rpartition(": ")[2].removeprefix("% "))[0].split()
    is_plural = (
        not measure.startswith("%")
        and any(_PLURAL.search(word) for word in head)
        and head[0].lower() not in _QUANTITIES
    )
    return f"{subject(measure, area)} {'were' if is_plural else 'was'}"


_HEAD_END = re.compile(r"\s(?:of|in|to|for|from|with|within|who|which|that|per)\b|[(,]")
_PLURAL = re.compile(r"[a-rt-z]s$|ses$", re.IGNORECASE)
_QUANTITIES = ("average", "mean", "median", "percentage", "proportion", "share", "number", "rate", "total")


def lower_first(text: str) -> str:
    """The text with a small first letter, unless it begins with an acronym or with several capital words."""
    return text if re.match(r"[A-Z]{2}|[A-Z]\w* [A-Z]", text) else text[:1].lower() + text[1:]


def during(period: Period) -> str:
    """A period as part of a sentence: "from 1 April to 15 July 2015", "in the 12 months to June 2015"."""
    said = in_words(period)
    if period.end is None:
        return f"in the {said}" if period.kind is PeriodKind.YEAR_TO_DATE else f"in {said}"
    if period.kind is PeriodKind.AS_AT:
        return said
    if period.kind is PeriodKind.TWELVE_MONTHS:
        return f"in the {said}"
    return f"from {said}" if " to " in said and period.kind is not PeriodKind.YEAR else f"in {said}"


def when(figure: Figure) -> str:
    """A figure's period as it follows the value, with the blank before it; nothing where it has none."""
    return f" {during(figure.period)}" if figure.period else ""


def listed(parts: Iterable[str]) -> str:
    """A list in words: "a, b and c"."""
    *most, last = list(parts) or [""]
    return f"{', '.join(most)} and {last}" if most else last


def counted(amount: int, noun: str) -> str:
    """A small count in words: "two areas"."""
    return f"{spelt(amount)} {noun if amount == 1 else noun + 's'}"


def spelt(amount: int) -> str:
    """A count in a word, or from thirteen on in digits."""
    return _COUNTS[amount] if amount < len(_COUNTS) else f"{amount:,}"


def count_said(words: str) -> int | None:
    """The count that `spelt` says in this way; `None` where it is none."""
    digits = words.replace(",", "")
    return _COUNTS.index(words) if words in _COUNTS else int(digits) if digits.isdecimal() else None
