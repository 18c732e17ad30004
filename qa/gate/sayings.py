"""What evidence can say: the wordings of its values, periods, areas and measures, each with its figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from corpus.periods import in_words
from corpus.report import Figure
from corpus.vocabulary import vocabulary
from qa.evidence import Sentence
from qa.telling.calculate import Result
from qa.telling.wording import count, during, is_change, lower_first, number, subject, value, with_unit


class Kind(StrEnum):
    """What a wording says of its figures: a result is worked out from them.

    A size is a change without its sign: "a fall of 12 crimes".
    """

    VALUE = "value"
    RESULT = "result"
    SIZE = "size"
    PERIOD = "period"
    AREA = "area"
    MEASURE = "measure"
    NAME = "name"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Saying:
    """One wording, with the ids of the figures that it words, by kind; `times` counts values and results."""

    words: str
    figures: Mapping[Kind, frozenset[str]]
    times: int

    def of(self, *kinds: Kind) -> frozenset[str]:
        return frozenset().union(*(self.figures.get(kind, frozenset()) for kind in kinds))


_One = tuple[str, Kind, frozenset[str]]


def figures_of(sentence: Sentence) -> tuple[Figure, ...]:
    """The figures that prove a sentence, each once: its own, and those its results were worked out from."""
    every = (*sentence.figures, *(figure for result in sentence.results for figure in result.figures))
    return tuple({figure.id: figure for figure in every}.values())


def sayings(sentence: Sentence) -> list[Saying]:
    """Every wording that the sentence's evidence allows, the longest first."""
    ones = [one for figure in figures_of(sentence) for one in _of_figure(figure)]
    ones += [one for result in dict.fromkeys(sentence.results) for one in _of_result(result)]
    ones += [
        (words, Kind.NAME, frozenset()) for name in sentence.names for words in (name, lower_first(name))
    ]
    for report, words in sentence.reports:
        own = (figure.id for figure in figures_of(sentence) if figure.where.report == report)
        ones.append((words, Kind.REPORT, frozenset(own)))
    return sorted(_merged(ones), key=lambda saying: -len(saying.words))


def _merged(ones: Iterable[_One]) -> Iterator[Saying]:
    """One saying for one wording, with all that it may say."""
    kinds: dict[str, dict[Kind, frozenset[str]]] = {}
    times: dict[str, int] = {}
    for words, kind, figures in set(ones):
        if words:
            known = kinds.setdefault(words, {})
            known[kind] = known.get(kind, frozenset()) | figures
            times[words] = times.get(words, 0) + (kind in (Kind.VALUE, Kind.RESULT))
    return (Saying(words, figures, times[words]) for words, figures in kinds.items())


@lru_cache(maxsize=4096)  # a figure proves several sentences of an answer, and its chart
def _of_figure(figure: Figure) -> tuple[_One, ...]:
    return tuple(_said_of(figure))


def _said_of(figure: Figure) -> Iterator[_One]:
    own = frozenset({figure.id})
    labels = (label for label in figure.row_path if label != figure.area and not _is_outer(label, figure))
    names = (figure.measure or "", subject(figure.measure or "", None), *labels)
    yield from ((words, Kind.MEASURE, own) for name in names for words in (name, lower_first(name)))
    if figure.area:
        yield figure.area, Kind.AREA, own
    if figure.period:
        yield from ((words, Kind.PERIOD, own) for words in (in_words(figure.period), during(figure.period)))
    yield from ((words, Kind.VALUE, own) for words in _values(figure))
    if is_change(figure) and figure.value is not None:
        yield with_unit(abs(figure.value), figure.unit), Kind.SIZE, own


def _is_outer(label: str, figure: Figure) -> bool:
    """Whether a label over an area's row is the area around it, and so no measure: its region's name."""
    is_areas = figure.area is not None and figure.row_path[-1].startswith(figure.area)
    return is_areas and bool(vocabulary().areas_named(label))


def _values(figure: Figure) -> set[str]:
    """A figure's value as it may be said: always with its margin and sign; bare only where it counts."""
    if figure.value is None:
        return set()
    if figure.margin is not None or figure.unit == "%" or is_change(figure):
        return {value(figure), count(figure)}
    return {value(figure), count(figure), number(figure.value)}


def _of_result(result: Result) -> Iterator[_One]:
    """A result as it may be said; worked out from its own inputs, so that it belongs to all of them."""
    inputs = frozenset(figure.id for figure in result.figures)
    yield with_unit(result.value, result.unit), Kind.RESULT, inputs
    if result.value > Decimal(0):
        yield f"+{with_unit(result.value, result.unit)}", Kind.RESULT, inputs
    yield with_unit(abs(result.value), result.unit), Kind.SIZE, inputs
