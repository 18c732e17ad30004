"""The numbers in a draft that state a figure, and what each is said to be by the words around it.

Years, dates, ordinals, numbers of lists, pages and sections, times and numbers in names are no claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from corpus.numbers import as_decimal
from corpus.words import words
from qa.draft.claims import Kind, Said

_NUMBER = re.compile(
    r"""
    (?<![\w.,/:\#£$€])
    (?P<margin>(?:\+\s?/\s?[-−–]|±)\s?)?
    (?P<sign>(?<![\d\w])[+\-−–]\s?(?=[\d£$€]))?
    (?P<money>[£$€]\s?)?
    (?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)
    (?!\d|[/:½¼¾]\w?|[-–−]\w|,\d|\.\d)
    (?P<unit>\s?percentage[ ]points?\b|\s?(?:%|per[ ]cent\b|percent\b|pc\b)
      (?:[ -]points?\b)?|\s?ppts?\b|\s?pp\b)?
    (?P<scale>\s?(?:m|mn|bn|k|million|billion|thousand)\b)?
    (?!\w)
    """,
    re.VERBOSE | re.IGNORECASE,
)
WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_IN_WORDS = re.compile(rf"\b(?:{'|'.join(WORDS)})\b(?!-)", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20[0-3])\d")
_PHONE = re.compile(r"\b0\d{2,5}\s(?:\d{3,4}\s)?$")
_RANGE = re.compile(r"\bbetween\s+(\S+)\s+and\s+([^\s,;.]+)", re.IGNORECASE)
_OUT_OF = re.compile(r"\s+(?:in|out of)\s+(?:every\s+)?\d{1,3}\b(?![,.]?\d)", re.IGNORECASE)
_OUT_OF_BEFORE = re.compile(r"\s+(?:in|out of)\s+(?:every\s+)?", re.IGNORECASE)
_BESIDE_VALUE = re.compile(
    r"\b(?:targets?|goals?|aims?|aimed|nation\w*|england|averages?|similar|forecast|ranked|rank|place)\b[^,;]*$",
    re.IGNORECASE,
)
_OF_THE = re.compile(r"\s+of\s+(?:the|all|these|those|its|our)?\s*", re.IGNORECASE)
_LISTED = re.compile(r"(?:^|\n)[ \t]*[\[(]?$")
_LIST_MARK = re.compile(r"[.)\]](?:\s|$)")
_REFERENCE = re.compile(
    r"(?:\b(?:page|pages|pp?\.|table|section|chapter|figure|fig\.|item|no\.|number|nos\.|note|ref\.?|reference"
    r"|issue|line|row|part|appendix|version|aged?|tel\.?|telephone|call|dial|text|ring|op(?:eration)?"
    r"|article|objective|priority|annex|per|every)\s+|\[)$",
    re.IGNORECASE,
)
_IN_A_NAME = re.compile(r"\b(?:within|over|under|in under|after|first|next|aged|than)\s+$", re.IGNORECASE)
_TIME = re.compile(r"\s+(?:hours?|days?|minutes?|seconds?|weeks?|months?|years?)\b", re.IGNORECASE)

_TO_CHANGE = (
    r"(?:up|down|rose|rise|risen|rises|fell|fall|fallen|falls|increased?|decreased?|dropped|drop|declined?"
    r"|grew|grown|reduced)"
)
_FILLER = (
    r"(?:\s+(?:a|an|the|of|just|only|some|about|around|roughly|nearly|almost|over|more|fewer|less|than"
    r"|approximately|total|exactly|under|at|least|most|further|another))*\s*"
)
_BEFORE: tuple[tuple[Kind, str], ...] = (
    (Kind.MARGIN, r"(?:margin(?: of error)?(?: of)?|plus or minus)"),
    (Kind.TARGET, r"(?:target|goal|aim)(?: (?:of|is|was|being|to reach|stands at))?"),
    (
        Kind.COMPARATOR,
        r"(?:national(?:ly)?|england|most similar (?:forces|group))"
        r"(?: \w+){0,2}?(?: (?:of|is|was|at|being))?",
    ),
    (Kind.BEFORE, r"from"),
    (Kind.BEFORE, r"(?:compared|compares) (?:with|to)|against|versus|vs\.?|than the|instead of"),
    (Kind.VALUE, r"to|reached|reaching|at|was|were|now"),
    (Kind.CHANGE, r"by"),
    (Kind.CHANGE, r"(?:rise|increase|fall|drop|reduction|decrease|decline|change|jump|growth)\s+of"),
    (Kind.CHANGE, _TO_CHANGE),
)
_ROLES = tuple((kind, re.compile(rf"\b(?:{form}){_FILLER}\(?$", re.IGNORECASE)) for kind, form in _BEFORE)
_AFTER_CHANGE = re.compile(
    r"\s*(?:(?:more|fewer|less|extra|additional|higher|lower)\b(?! than \d)"
    r"|(?:rise|increase|fall|drop|reduction|decrease|decline|jump|growth|up|down)\b)",
    re.IGNORECASE,
)
_A_YEAR_BEFORE = (
    r"(?:(?:in|for|during|over|at) )?(?:the )?(?:same (?:period|time|quarter|months?)"
    r"(?: (?:of |in )?(?:the )?(?:last year|(?:previous|preceding) year|year before|year earlier))"
    r"|(?:same (?:period|time) )?(?:last year|a year (?:ago|earlier|before)|the year before|year before"
    r"|previous year|year earlier))"
)
_LAST_YEAR = re.compile(rf"\s*,?\s*(?:\w+ )?{_A_YEAR_BEFORE}\b", re.IGNORECASE)
YEAR_BEFORE = re.compile(rf"\b{_A_YEAR_BEFORE}\b", re.IGNORECASE)
_EARLIER = re.compile(
    r"\s*(?:previously|before|beforehand|in the (?:previous|last|same) (?:report|period))\b", re.I
)
_BESIDE = re.compile(r"\s+(?:(?P<national>national(?:ly)?)|target|goal)\b", re.IGNORECASE)
_LED_BY_LAST_YEAR = re.compile(
    rf"(?<!with )(?<!on )(?<!than )(?<!from )(?<!against )(?<!since )(?<!to )\b{_A_YEAR_BEFORE}\b",
    re.IGNORECASE,
)
_OVER = re.compile(r"\b(?:more than|over|above|at least|in excess of)\s+(?:a )?$", re.IGNORECASE)
_UNDER = re.compile(r"\b(?:fewer than|less than|under|below|at most)\s+(?:a )?$", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:about|around|roughly|nearly|almost|approximately|approx\.?|some|circa|close to)\s+(?:a )?$", re.I
)
_NOUN_WORD = re.compile(r"\s+([A-Za-z][A-Za-z'’-]*)")
_ENDS_NOUN = frozenset(
    [
        "in",
        "to",
        "by",
        "and",
        "from",
        "compared",
        "compares",
        "up",
        "down",
        "during",
        "between",
        "this",
        "last",
        "over",
        "while",
        "of",
        "was",
        "were",
        "is",
        "are",
        "has",
        "have",
        "had",
        "on",
        "at",
        "for",
        "with",
        "but",
        "as",
        "against",
        "when",
        "where",
        "which",
        "who",
        "after",
        "before",
        "since",
        "than",
        "across",
        "within",
        "the",
        "a",
        "an",
        "or",
        "now",
        "it",
        "that",
        "these",
        "those",
        "there",
        "versus",
        "per",
        "each",
        "so",
        "year",
        "same",
        "out",
        "both",
        "took",
        "took",
        "place",
        "throughout",
        "under",
        "because",
        "under",
        "rose",
        "fell",
        "according",
        "respectively",
    ]
)
_MOST_NOUNS = 5


def numbers_in(text: str, start: int, end: int, dates: Sequence[tuple[int, int]]) -> Iterator[Said]:
    """The numbers of the sentence at `start` to `end` of the text that state figures, in order.

    `dates` are the places of periods, in which a number is a part of a date.
    """
    found = [m for m in _NUMBER.finditer(text, start, end) if not _is_no_claim(text, m, dates)]
    spelt = [m for m in _IN_WORDS.finditer(text, start, end) if not _in_dates(m, dates)]
    before = start
    for match in sorted((*found, *spelt), key=lambda m: m.start()):
        said = _said(text, match, before, end) if match.re is _NUMBER else _spelt(text, match, before, end)
        if said:
            yield _in_a_range(said, text, start, end)
            before = match.end()


def _in_a_range(said: Said, text: str, start: int, end: int) -> Said:
    for found in _RANGE.finditer(text, start, end):
        if said.start < found.end() and found.start() < said.start:
            return replace(said, why_not="It is one end of a range.")
    return said


def _in_dates(match: re.Match[str], dates: Sequence[tuple[int, int]]) -> bool:
    return any(first < match.end() and match.start() < last for first, last in dates)


def _is_no_claim(text: str, match: re.Match[str], dates: Sequence[tuple[int, int]]) -> bool:
    lead, tail, digits = text[: match.start()], text[match.end() :], match["digits"]
    if _in_dates(match, dates) or (_LISTED.search(lead) and _LIST_MARK.match(tail)):
        return True
    if (
        _REFERENCE.search(lead)
        or _PHONE.search(lead)
        or (digits.startswith("0") and len(digits) > 1 and "." not in digits)
    ):
        return True
    if _YEAR.fullmatch(digits) and not (match["unit"] or match["sign"] or match["money"]):
        return not _noun(text, match.end(), len(text))
    return bool(_IN_A_NAME.search(lead) and _TIME.match(tail))


def _said(text: str, match: re.Match[str], before: int, end: int) -> Said:
    value = as_decimal(match["digits"])
    if match["sign"] and match["sign"].strip() != "+":
        value = -value
    unit = (match["unit"] or "").strip().lower()
    is_points = "point" in unit or unit.startswith("pp")
    lead, tail = text[before : match.start()], text[match.end() : end]
    kind, a_year = _kind(lead, tail)
    if match["margin"]:
        kind = Kind.MARGIN
    elif match["sign"] or is_points:
        kind = Kind.CHANGE
    why_not = "It is an amount of money." if match["money"] else ""
    why_not = why_not or ("It is rounded to thousands or millions." if match["scale"] else "")
    return Said(
        match.start(),
        match.end(),
        match.group(),
        value,
        "percentage points" if is_points else "%" if unit else None,
        bool(match["sign"]),
        kind,
        () if unit else _noun(text, match.end(), end),
        _bound(lead),
        a_year,
        why_not or _part_of(unit, kind, lead, tail),
    )


def _spelt(text: str, match: re.Match[str], before: int, end: int) -> Said | None:
    """A number in a word, where the words around it make it a figure: "rose by eight"."""
    lead, tail = text[before : match.start()], text[match.end() : end]
    named = any(form.search(lead) for kind, form in _ROLES if kind in (Kind.CHANGE, Kind.BEFORE))
    to = re.search(r"\b(?:rose|fell|up|down|risen|fallen|increased|decreased|from \S+) to\s+$", lead, re.I)
    noun = _noun(text, match.end(), end)
    if not (named or to or _AFTER_CHANGE.match(tail)) or any(word.startswith("area") for word in noun):
        return None
    kind, a_year = _kind(lead, tail)
    value = Decimal(WORDS.index(match.group().lower()) + 2)
    return Said(
        *match.span(),
        match.group(),
        value,
        None,
        False,
        kind,
        noun,
        _bound(lead),
        a_year,
        _part_of("", kind, lead, tail),
    )


def _part_of(unit: str, kind: Kind, lead: str, tail: str) -> str:
    if _OUT_OF.match(tail) or _OUT_OF_BEFORE.fullmatch(lead):
        return "It is a share in words, which the tables do not give."
    if kind is Kind.VALUE and (_BESIDE_VALUE.search(lead) or (not unit and lead.strip() == "(")):
        return "Whether it is the figure itself, or one beside it such as a target, cannot be told."
    if _OF_THE.fullmatch(lead):
        return "It is the whole of which a part is told, and which whole that is cannot be told."
    if re.match(r"\s+of\b", tail) and not (unit and kind in (Kind.VALUE, Kind.BEFORE)):
        return "It is a part of something, which the tables do not give."
    return ""


def _kind(lead: str, tail: str) -> tuple[Kind, bool]:
    """What a number is said to be, and whether it is said to be of the year before."""
    found = next((kind for kind, form in _ROLES if form.search(lead)), None)
    if _LAST_YEAR.match(tail) and found in (None, Kind.VALUE, Kind.BEFORE):
        return Kind.BEFORE, True
    if found in (None, Kind.VALUE) and _AFTER_CHANGE.match(tail):
        return Kind.CHANGE, False
    if found in (None, Kind.VALUE) and _EARLIER.match(tail):
        return Kind.BEFORE, False
    if beside := _BESIDE.match(tail):
        return Kind.COMPARATOR if beside["national"] else Kind.TARGET, False
    if found in (None, Kind.VALUE) and _LED_BY_LAST_YEAR.search(lead):
        return Kind.BEFORE, True
    return found or Kind.VALUE, False


def _bound(lead: str) -> str:
    return next(
        (mark for mark, form in ((">", _OVER), ("<", _UNDER), ("≈", _ABOUT)) if form.search(lead)), ""
    )


def _noun(text: str, at: int, end: int) -> tuple[str, ...]:
    """The words right after a number that say what it counts."""
    found: list[str] = []
    while len(found) < _MOST_NOUNS and (match := _NOUN_WORD.match(text, at, end)):
        if match[1].lower() in _ENDS_NOUN:
            break
        found += words(match[1])
        at = match.end()
    return tuple(found)
