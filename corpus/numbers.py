"""Numbers as reports print them: the raw words stand beside the exact value, its unit and its margin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_SIGN = r"[+\-−–]"
_DIGITS = r"\d{1,3}(?:\s?,\s?\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_NUMBER = re.compile(
    rf"""
    (?P<currency_before>[£$€](?=\s*\())?\s*
    (?P<open>\()?\s*
    (?P<sign>{_SIGN})?\s*
    (?P<currency>[£$€])?\s*
    (?P<digits>{_DIGITS})
    \s*(?P<percent>%|per\s?cent\b|percent\b)?
    (?P<points>\s*(?:percentage\s+points?|ppts?|pp)\b)?
    (?(open)\s*\)\s*(?P<percent_after>%)?)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MARGIN = re.compile(rf"\(?\s*(?:\+\s*/\s*[-−–]|±)\s*(?P<margin>{_DIGITS})\s*%?\s*\)?")
_FOOTNOTE = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰]+|[*†‡]+$")
# The words after a number: what is counted ("crimes", "per month") or on what terms ("over 28 days").
_NOUN = re.compile(r"\s*([a-z][a-z ]*?(?:\d+ [a-z ]+?)?)(?=[,;(]|\s*[+\-−]\s*\d|$)", re.IGNORECASE)
_TAGS = re.compile(r"</?[a-zA-Z][^<>]*>")
_ORDINAL = re.compile(r"\b(\d+)\s+(st|nd|rd|th)\b")


@dataclass(frozen=True, slots=True)
class Reading:
    """One number read from a cell. `signed` says that the sign was printed: the number is a change."""

    value: Decimal
    unit: str | None
    margin: Decimal | None
    signed: bool
    raw: str


def clean(text: str) -> str:
    """The words of a cell: HTML tags dropped, white space folded."""
    return " ".join(_TAGS.sub(" ", text).split())


def join_ordinals(text: str) -> str:
    """ "1 st" as "1st", as a reader would say it; quotations keep the source's own spelling."""
    return _ORDINAL.sub(r"\1\2", text)


def read_numbers(text: str) -> tuple[Reading, ...]:
    """The numbers that a value cell states, or none when the cell holds words, or words with numbers in them.

    "98.8% (+/-0.6%)" is one number with a margin; "+ 415 + 10%" and "+7%, +36 crimes" are two;
    "27 per month" and "75% over 28 days" are one number with words about it.
    """
    words = _FOOTNOTE.sub("", clean(text)).strip()
    readings: list[Reading] = []
    while words:
        margin = _MARGIN.match(words)
        if margin and readings:
            readings[-1] = _with_margin(readings[-1], margin)
            words = words[margin.end() :].strip(" ,;/")
            continue
        match = _NUMBER.match(words)
        if match is None or not match["digits"]:
            break
        rest = words[match.end() :]
        noun = _NOUN.match(rest)
        readings.append(_reading(match, noun.group(1).strip() if noun else None, first=not readings))
        words = rest[noun.end() :].strip(" ,;/") if noun else rest.strip(" ,;/")
    if words and not (readings and words.startswith("(")):
        return ()  # something else is said: not a plain value
    return tuple(readings)


def as_decimal(digits: str) -> Decimal:
    return Decimal(re.sub(r"[\s,]", "", digits))


def _reading(match: re.Match[str], noun: str | None, *, first: bool) -> Reading:
    # A number in brackets is negative (accounting), but after another number it only adds to that one.
    negative = (match["sign"] and match["sign"] != "+") or (match["open"] and not match["sign"] and first)
    value = as_decimal(match["digits"])
    percent = match["percent"] or match["percent_after"]
    unit = (
        "percentage points"
        if match["points"]
        else "%"
        if percent
        else match["currency"] or match["currency_before"] or noun
    )
    raw = " ".join(part for part in (match.group().strip(), noun) if part)
    return Reading(-value if negative else value, unit, None, bool(match["sign"]), raw)


def _with_margin(reading: Reading, margin: re.Match[str]) -> Reading:
    raw = f"{reading.raw} {margin.group().strip()}"
    return Reading(reading.value, reading.unit, as_decimal(margin["margin"]), reading.signed, raw)
