"""A draft -> its sentences and clauses: a clause has numbers of one subject, as commas and "and" tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.report import Period
from corpus.sentences import split_sentences
from qa.draft.claims import Kind, Said
from qa.draft.numbers import numbers_in
from qa.reading.when import find_stated

_PARAGRAPH = re.compile(r"\n(?=[ \t]*(?:\n|[-•*–]\s|\d{1,2}[.)]\s))")
_BOUNDARY = re.compile(
    r"[,;:]\s+|\s[-–—]\s|\s\(|\)\s|(?<=\s)(?=(?:and|while|whereas|but|although|with)\s)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A period that the text states, at characters `start` to `end`."""

    start: int
    end: int
    period: Period


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence, at characters `start` to `end` of the text; `is_first` in its sentence."""

    start: int
    end: int
    numbers: tuple[Said, ...]
    dates: tuple[Dated, ...]
    is_first: bool


def clauses_of(text: str, context: Period | None) -> Iterator[tuple[Clause, ...]]:
    """The clauses of each sentence of the text. `context` is a report's period: it lends a missing year."""
    for start, end in _sentences(text):
        found = find_stated(text[start:end], context).found
        dates = [Dated(start + one.span[0], start + one.span[1], one.period) for one in found]
        numbers = tuple(numbers_in(text, start, end, [(one.start, one.end) for one in dates]))
        yield tuple(_clauses(text, start, end, numbers, dates))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    starts = [0, *(match.end() for match in _PARAGRAPH.finditer(text)), len(text)]
    for first, last in pairwise(starts):
        at = first
        for sentence in split_sentences(text[first:last]):
            begin = text.index(sentence, at)
            at = begin + len(sentence)
            yield begin, at


def _clauses(
    text: str, start: int, end: int, numbers: Sequence[Said], dates: Sequence[Dated]
) -> Iterator[Clause]:
    begin, held = start, 0
    for index, (one, after) in enumerate(pairwise(numbers), start=1):
        if after.kind is Kind.MARGIN:
            continue  # "98.8% (+/-0.6%) of victims": one number in two parts
        if match := _BOUNDARY.search(text, one.end, after.start):
            yield _clause(begin, match.start(), numbers[held:index], dates, begin == start)
            begin, held = match.start(), index
    yield _clause(begin, end, numbers[held:], dates, begin == start)


def _clause(start: int, end: int, numbers: Sequence[Said], dates: Sequence[Dated], is_first: bool) -> Clause:
    own = tuple(one for one in dates if start <= one.start and one.end <= end)
    return Clause(start, end, tuple(numbers), own, is_first)
