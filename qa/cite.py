"""The gate: every number, period, area, direction and quotation of an answer is in its evidence, or it is refused.

Each sentence is held against its own figures and results only. What the evidence can say (its
values, periods and names, as worded) is taken out of the sentence piece by piece; a digit or an area
that is left over has no evidence. Then values are held against the periods beside them, and words of
direction against the figures' order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from corpus.numbers import clean
from corpus.periods import in_words
from corpus.report import Figure, Locator, Role
from corpus.vocabulary import vocabulary
from qa.evidence import Sentence
from qa.wording import count, during, is_change, lower_first, number, subject, value, with_unit

_MARKER = re.compile(r"\s*\[\d+\]")
_PIECE = re.compile(r"⟦[VP]\d+⟧")
_UNIT_AFTER = re.compile(
    r"\s*(?:%|per\s?cent\b|percentage points?\b|times\b|per (?:month|week|day|year)\b|£|"
    r"(?:crimes?|offences?|incidents?|days?|weeks?|months?|hours?|years?|complaints?|referrals?|officers?|calls?|"
    r"arrests?|victims?|cases?|people)\b)"
)
_UP = re.compile(r"\b(?:rose|a rise)\b")
_DOWN = re.compile(r"\b(?:fell|a fall)\b")


class Unproven(Exception):  # noqa: N818 (it says what the sentence is)
    """A sentence says something that its evidence does not contain."""

    def __init__(self, sentence: str, what: str) -> None:
        super().__init__(f"{what} has no evidence in: {sentence}")
        self.sentence = sentence
        self.what = what


@dataclass(frozen=True, slots=True)
class _Saying:
    """One way in which evidence may be worded, with the figures that it words."""

    words: str
    figures: frozenset[str]
    is_period: bool = False


def check(sentences: Iterable[Sentence], source: Callable[[Locator], str], areas: Iterable[str] = ()) -> None:
    """Hold each sentence against its evidence. `source` gives the words at a place; `areas` are the reports' own names.

    Raises Unproven for the first sentence that says more than its evidence.
    """
    known = _area_pattern(tuple(sorted({*areas, *_vocabulary_areas()})))
    for sentence in sentences:
        _check_sentence(sentence, source, known)


def _check_sentence(sentence: Sentence, source: Callable[[Locator], str], known: re.Pattern[str]) -> None:
    text = _MARKER.sub("", sentence.text)
    text = _without_quotes(text, sentence, source)
    _check_areas(text, sentence, known)
    sayings = sorted(_sayings(sentence), key=lambda saying: -len(saying.words))
    pieces = _taken_out(text, sayings)
    if left := re.search(r"[+\-−]?\d[\d,.]*\s?%?", _PIECE.sub("", pieces)):
        raise Unproven(sentence.text, f"“{left.group().strip()}”")
    _check_pairs(pieces, sayings, sentence)
    _check_directions(text, sentence)


def _without_quotes(text: str, sentence: Sentence, source: Callable[[Locator], str]) -> str:
    """The text without its quotations, each held against the source; a quotation may hold another."""
    outside, quote, depth = "", "", 0
    for letter in text:
        depth -= letter == "”"
        if depth > 0:
            quote += letter
        elif letter not in "“”":
            outside += letter
        if letter == "”" and depth == 0:
            _prove_quote(quote, sentence, source)
            quote = ""
        depth += letter == "“"
    if depth:
        raise Unproven(sentence.text, "a quotation that does not end")
    return outside


def _prove_quote(quote: str, sentence: Sentence, source: Callable[[Locator], str]) -> None:
    """Raise Unproven unless the source has the quotation word for word."""
    places = [*sentence.quotes, *(figure.where for figure in _figures(sentence))]
    headers = {part for figure in _figures(sentence) for part in (*figure.column_path, *figure.row_path)}
    if (
        quote in headers
        or quote in sentence.names
        or any(_folded(quote) in _folded(source(where)) for where in places)
    ):
        return
    raise Unproven(sentence.text, f"the quotation “{quote}”")


def _folded(text: str) -> str:
    """White space and markup folded away, and table cells joined, as a page or cell break may have parted the words."""
    return " ".join(clean(text.replace("**", "")).split())


def _check_areas(text: str, sentence: Sentence, known: re.Pattern[str]) -> None:
    figures = _figures(sentence)
    allowed = {*sentence.names, *(f.area for f in figures if f.area), *(f.measure or "" for f in figures)}
    for match in known.finditer(text):
        if not any(match.group() in name for name in allowed):
            raise Unproven(sentence.text, f"the area “{match.group()}”")


def _figures(sentence: Sentence) -> tuple[Figure, ...]:
    return (*sentence.figures, *(figure for result in sentence.results for figure in result.figures))


def _sayings(sentence: Sentence) -> list[_Saying]:
    """Every wording that the sentence's evidence allows."""
    sayings = [
        _Saying(words, frozenset()) for name in sentence.names if name for words in (name, lower_first(name))
    ]
    for figure in _figures(sentence):
        own = frozenset({figure.id})
        names = [subject(figure.measure, area) for area in (figure.area, None)] if figure.measure else []
        names += [figure.measure or "", *figure.row_path]
        sayings += [
            _Saying(name, frozenset()) for full in names for name in (full, lower_first(full)) if name
        ]
        if figure.period:
            sayings += [
                _Saying(words, own, is_period=True)
                for words in (in_words(figure.period), during(figure.period))
            ]
        sayings += [_Saying(words, own) for words in _values(figure)]
    for result in sentence.results:
        ids = frozenset(figure.id for figure in result.figures)
        sayings += [_Saying(words, ids) for words in _amounts(result.value, result.unit)]
    return _merged(sayings)


def _merged(sayings: Iterable[_Saying]) -> list[_Saying]:
    """One saying for one wording, with all the figures that it may word."""
    merged: dict[tuple[str, bool], frozenset[str]] = {}
    for saying in sayings:
        found = (saying.words, saying.is_period)
        merged[found] = merged.get(found, frozenset()) | saying.figures
    return [_Saying(words, figures, is_period) for (words, is_period), figures in merged.items()]


def _values(figure: Figure) -> set[str]:
    if figure.value is None:
        return set()
    said = {value(figure), count(figure), with_unit(figure.value, figure.unit)}
    if is_change(
        figure
    ):  # "a fall of 12 crimes": the direction stands in the word, which is held to the figures
        said |= {with_unit(abs(figure.value), figure.unit)}
    return said | (set() if figure.unit == "%" else {number(figure.value), number(abs(figure.value))})


def _amounts(amount: Decimal, unit: str | None) -> set[str]:
    said = {with_unit(amount, unit), with_unit(abs(amount), unit)}
    if unit not in ("%", "percentage points"):
        said |= {number(abs(amount))}
    return said | ({f"+{with_unit(amount, unit)}"} if amount > 0 else set())


def _taken_out(text: str, sayings: list[_Saying]) -> str:
    """The text with each saying of the evidence replaced by a mark that remembers which it was."""
    for at, saying in enumerate(sayings):
        mark = f"⟦{'P' if saying.is_period else 'V'}{at}⟧" if saying.figures else ""
        text = _marked(text, _bounded(saying.words), mark)
    return text


def _marked(text: str, form: re.Pattern[str], mark: str) -> str:
    return form.sub(lambda match: mark if _whole(match) else match.group(), text)


@lru_cache(maxsize=8192)
def _bounded(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.,+\-−£$€⟦/]){re.escape(words)}(?![\w%]|[.,]\d|/\d)")


def _whole(match: re.Match[str]) -> bool:
    """Whether the match is all of what is said: a bare number must not be followed by a unit that it lacks."""
    ends_in_digit = match.group()[-1].isdigit()
    is_number = re.fullmatch(r"[+\-−]?[\d,.]+", match.group()) is not None
    return not (ends_in_digit and is_number and _UNIT_AFTER.match(match.string, match.end()))


def _check_pairs(pieces: str, sayings: list[_Saying], sentence: Sentence) -> None:
    """A period right after a value must be that value's own; "from A to B" runs from the earlier value to the later."""
    for match in re.finditer(r"⟦V(\d+)⟧ ?(?:\(|)⟦P(\d+)⟧", pieces):
        if not sayings[int(match[1])].figures & sayings[int(match[2])].figures:
            raise Unproven(
                sentence.text, f"“{sayings[int(match[1])].words}” for {sayings[int(match[2])].words}"
            )
    previous = frozenset(f.id for f in _figures(sentence) if f.role is Role.PREVIOUS)
    for match in re.finditer(r"\bfrom ⟦V(\d+)⟧(?: \(⟦P\d+⟧\))?(?: to ⟦V(\d+)⟧)", pieces):
        if not sayings[int(match[1])].figures & previous:
            raise Unproven(sentence.text, f"the order of “{sayings[int(match[1])].words}”")


def _check_directions(text: str, sentence: Sentence) -> None:
    """ "Rose" and "fell" agree with the figures, except where a sentence denies them."""
    pairs = _before_after(sentence)
    if not pairs or "did not" in text:
        return
    for form, sign in ((_UP, 1), (_DOWN, -1)):
        if form.search(text) and not any(
            (after > before) - (after < before) == sign for before, after in pairs
        ):
            raise Unproven(sentence.text, f"the word “{form.search(text).group()}”")  # type: ignore[union-attr]


def _before_after(sentence: Sentence) -> list[tuple[Decimal, Decimal]]:
    rows: dict[tuple[str, tuple[int, int]], dict[Role, Decimal]] = {}
    for figure in _figures(sentence):
        if figure.value is not None and figure.role in (Role.CURRENT, Role.PREVIOUS):
            rows.setdefault((figure.where.report, figure.where.lines), {})[figure.role] = figure.value
    return [(row[Role.PREVIOUS], row[Role.CURRENT]) for row in rows.values() if len(row) == 2]


@lru_cache(maxsize=4)
def _area_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")


@lru_cache(maxsize=1)
def _vocabulary_areas() -> frozenset[str]:
    """The names of all known areas, but those that are also ordinary words."""
    ordinary = set(vocabulary().words["also_words"])
    return frozenset(area.name for area in vocabulary().areas if area.name.lower() not in ordinary)
