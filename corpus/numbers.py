"""Numbers as reports print them: the raw words stand beside the exact value, its unit and its margin."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

_SIGN = r"[+\-−–]"
_DIGITS = r"(?:\d{1,3}(?:\s?,\s?\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_NUMBER = re.compile(
    rf"""
    (?P<currency_before>[£$€](?=\s*\())?\s*
    (?P<open>\()?\s*
    (?P<sign>{_SIGN})?\s*
    (?P<currency>[£$€])?\s*
    (?P<digits>{_DIGITS})(?![\d½¼¾]|[.,:/−–-]\s?\d)  # "10-15", "5/10", "10:30", "1,23" are no plain numbers
    (?P<ordinal>\s?(?:st|nd|rd|th)\b)?
    \s*(?P<percent>%|per\s?cent\b|percent\b)?
    (?P<points>\s*(?:percentage\s+points?|ppts?|pp|pts|points)\b)?
    (?(open)\s*\)\s*(?P<percent_after>%)?)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MARGIN = re.compile(rf"\(?\s*(?:\+\s*/\s*[-−–]|±)\s*(?P<margin>{_DIGITS})\s*%?\s*\)?")
_FLAG = re.compile(r"^\[[pre]\]\s*|\s*\[[pre\d]{1,2}\]$")  # "[p] 176": provisional, revised, estimated
_FOOTNOTE = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰]+|[*†‡]+$")
# The words after a number: what is counted ("crimes", "per month") or on what terms ("over 28 days").
_NOUN = re.compile(r"\s*([a-z][a-z ]*?(?:\d+ [a-z ]+?)?)(?=[,;(]|\s*[+\-−]\s*\d|$)", re.IGNORECASE)
_SCALE = re.compile(r"(?:m|mn|bn|k|million|billion|thousand|0{3}s)\b", re.IGNORECASE)
_TAGS = re.compile(r"</?[a-zA-Z][^<>]*>")
_GAP = re.compile(r"[\s,;/]*")
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


def shows(printed: Decimal, held: Decimal) -> bool:
    """Whether a printed number is the one that is held; a workbook may show 3,141 where it holds 3140.62."""
    return printed == held or printed == printed.to_integral_value() == held.to_integral_value(ROUND_HALF_UP)


def read_numbers(text: str) -> tuple[Reading, ...]:
    """The numbers that a value cell states, or none when the cell holds words, or words with numbers in them.

    "98.8% (+/-0.6%)" is one number with a margin; "+ 415 + 10%" and "+7%, +36 crimes" are two;
    "27 per month" and "75% over 28 days" are one number with words about it.
    """
    words = _FLAG.sub("", _FOOTNOTE.sub("", clean(text)).strip()) or clean(text)
    readings: list[Reading] = []
    start = at = 0
    while at < len(words):
        if readings and (margin := _MARGIN.match(words, at)):
            raw = words[start : margin.end()].strip()
            readings[-1] = replace(readings[-1], margin=as_decimal(margin["margin"]), raw=raw)
            at = _GAP.match(words, margin.end()).end()  # type: ignore[union-attr]
            continue
        match = _NUMBER.match(words, at)
        if match is None or (readings and not _stands_apart(words, match, readings[-1])):
            break
        start, noun = at, _NOUN.match(words, match.end())
        at = noun.end() if noun else match.end()
        readings.append(_reading(match, noun, words[start:at].strip(), first=not readings))
        at = _GAP.match(words, at).end()  # type: ignore[union-attr]
    if at < len(words) and not (readings and words[at] == "("):
        return ()  # something else is said: not a plain value
    return tuple(readings)


def _stands_apart(words: str, match: re.Match[str], before: Reading) -> bool:
    """Whether a further number is one of its own ("+ 415 + 10%"), not the rest of the last ("1 000")."""
    if match["sign"] and not match["open"]:
        return before.signed or bool(match["percent"])  # "10 - 15" is a range
    return bool(match["open"]) or words[: match.start("digits")].rstrip()[-1] in ",;/%£$€"


def as_decimal(digits: str) -> Decimal:
    return Decimal(re.sub(r"[\s,]", "", digits))


def _reading(match: re.Match[str], noun: re.Match[str] | None, raw: str, *, first: bool) -> Reading:
    # A number in brackets is negative (accounting), but after another number it only adds to that one.
    negative = (match["sign"] and match["sign"] != "+") or (match["open"] and not match["sign"] and first)
    value = as_decimal(match["digits"])
    unit = _unit(match, noun.group(1).strip() if noun else "")
    return Reading(-value if negative else value, unit, None, bool(match["sign"]), raw)


def _unit(match: re.Match[str], noun: str) -> str | None:
    if match["points"]:
        return "percentage points"
    if match["percent"] or match["percent_after"]:
        return "%"
    if currency := match["currency"] or match["currency_before"]:
        return f"{currency}{noun}" if _SCALE.match(noun) else currency  # "£1.2m" is not £1.20
    return None if match["ordinal"] or noun.lower() in _MARKS else noun or None


# Letters after a number that mark it as revised, provisional, estimated: no unit.
_MARKS = ("r", "p", "e", "est", "rev")
