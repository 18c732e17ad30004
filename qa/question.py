"""The records of a question on its way to an answer: what was asked, understood, found and said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, cast

import msgspec

from corpus.report import Figure, Locator, Period, Role


class Wants(StrEnum):
    """What a question is after: figures in the first group, text in the second, neither in the third."""

    LOOKUP = "the figure"
    CHANGE = "the change"
    YES_NO = "whether it rose or fell"
    RANK = "a ranking"
    COMPARE = "a comparison"
    SUM = "a sum"
    DIFFERENCE = "a difference"
    SHARE = "a share"
    AVERAGE = "an average"
    RATIO = "a ratio"
    TARGET = "the target"
    TREND = "the course over time"
    OVERVIEW = "an overview"

    NARRATIVE = "what the report says"

    OUT_OF_SCOPE = "something else"


class Status(StrEnum):
    ANSWERED = "answered"
    CLARIFY = "clarify"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Link:
    """Words of the question tied to a name that the reports use; `score` is 1 for an exact match."""

    words: str
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class When:
    """Which period is asked for: stated dates, or the one that is `current` or `previous` in the report."""

    period: Period | None = None
    relative: Role | None = None


class Aim(StrEnum):
    """What is asked of a course over time."""

    COURSE = "how it went"
    EXTREME = "when it was highest or lowest"
    EVER = "whether it was ever higher or lower than it is"
    STEPS = "whether it went one way every time"
    PAIR = "one period against another"
    YEAR_BEFORE = "a period against the same one a year before"


@dataclass(frozen=True, slots=True)
class Span:
    """The stretch of time that a question is about, both ends included; an end that is open is `None`.

    "Over the last four quarters" is a `count` of four `unit` ("quarter", "year" or "month"). `ends` are
    the periods that the question names as ends or as a pair. `most` is +1 for the highest, -1 for the
    lowest.
    """

    aim: Aim = Aim.COURSE
    first: date | None = None
    last: date | None = None
    count: int | None = None
    unit: str | None = None
    ends: tuple[Period, ...] = ()
    most: int = 0


@dataclass(frozen=True, slots=True)
class Missing:
    """Something asked for that the reports do not hold.

    `kind` is "measure", "area", "period", "split", "forecast" or "beside" (a target, rank, margin).
    `within` is the area of the reports that an area lies in.
    """

    kind: str
    words: str
    within: str | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """A question as understood.

    `measures` are names of the catalogue. Where `either` is set they are readings of one wording,
    all of them shown; otherwise each was asked for. `areas` empty means that none was named.
    `unplaced` are words that mean something but that nothing in the reports answers to; `conditions`
    those of them that narrow what is asked for, and may never be passed over.
    """

    text: str
    wants: Wants
    measures: tuple[Link, ...] = ()
    either: bool = False
    areas: tuple[Link, ...] = ()
    every_area: bool = False
    except_areas: tuple[str, ...] = ()
    when: tuple[When, ...] = ()
    reports: tuple[str, ...] = ()  # the reports named ("in the April to June 2014 report"); empty for any
    role: Role | None = None
    direction: int = 0  # +1 rise, -1 fall
    most: int = 0  # +1 most first, -1 least first
    count: int | None = None
    nth: int | None = None  # the place in a ranking that is asked for: 2 for "the second highest"
    over: Decimal | None = None  # only changes of more than this many per cent (or fewer, where negative)
    at_least: bool = False  # that many are enough as well
    negated: bool = False  # a yes or no is asked of a denial ("is it true that it did not fall?")
    asks_percent: bool = False
    asks_worse: int = 0  # +1 better, -1 worse
    asks_why: bool = False
    claims: tuple[Decimal, ...] = ()  # numbers that the question itself states
    spoken: tuple[Link, ...] = ()  # the areas spoken of in the conversation so far
    spoken_measures: tuple[Link, ...] = ()  # and the measures
    leader: str | None = None  # the area that the answer put first, where it ranked several
    missing: tuple[Missing, ...] = ()
    span: Span | None = None  # for a course over time
    otherwise: Wants = Wants.LOOKUP  # what such a question is after where too little of a course is held
    unplaced: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()  # what a follow-up took over from the question before it, in words
    asked: str = ""  # the question as asked, with what somebody says around it
    topic: str = ""  # what the conversation is about, where text answered
    told: tuple[str, ...] = ()  # the passages that text answers have quoted on it
    scope: str | None = None  # why it is no question for the reports
    asks_source: bool = False  # where the answer before stands ("which report says that?")

    @property
    def measure_names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(link.name for link in self.measures))

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods stated, without "now" and "last year"."""
        return tuple(when.period for when in self.when if when.period)

    @property
    def area_names(self) -> tuple[str, ...]:
        return tuple(link.name for link in self.areas)


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered reference to a cell or sentence; `quote` is the source's own words there."""

    number: int
    where: Locator
    title: str
    quote: str
    url: str


@dataclass(frozen=True, slots=True)
class CitedFigure:
    """A figure in an answer, with the number of the citation that proves it."""

    figure: Figure
    citation: int


@dataclass(frozen=True, slots=True)
class Calculation:
    """An exact operation on cited figures, shown with its result; `inputs` are citation numbers."""

    formula: str
    result: Decimal
    unit: str | None
    inputs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReadAs:
    """How the question was read, in the words that the answer shows."""

    wants: str
    measures: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()  # what was taken over from the question before


class Mark(StrEnum):
    """How a chart draws its figures."""

    BARS = "bars"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Point:
    """A cited figure as a chart draws it: there is no number in a chart but those.

    `label` names its place along the axis (an area, a measure, a period), `group` what tells it from the
    others there (the period of a bar, the area or measure of a line). `run` counts the parts of a line
    that gaps part; it is 0 for a bar.
    """

    label: str
    group: str
    cited: CitedFigure
    run: int = 0

    @property
    def figure(self) -> Figure:
        return self.cited.figure


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of an answer's figures, all of one unit and of periods alike.

    `subtitle` has the periods, `value_title` what is counted. `points` stand in the order in which they are
    drawn. `sources` are titles of reports; `description` says in sentences what is to be seen; `left_out`
    are figures of the answer that cannot be drawn beside these.
    """

    mark: Mark
    title: str
    subtitle: str
    value_title: str
    points: tuple[Point, ...]
    sources: tuple[str, ...]
    description: tuple[str, ...]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said, and what proves it. `text` carries [n] markers that number the citations."""

    status: Status
    text: str
    read_as: ReadAs
    citations: tuple[Citation, ...] = ()
    figures: tuple[CitedFigure, ...] = ()
    calculations: tuple[Calculation, ...] = ()
    notes: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    chart: Chart | None = None
    emphasis: tuple[str, ...] = ()  # the words of its quotations that are what was asked for: a date, a name


@dataclass(frozen=True, slots=True)
class Reply:
    """A question understood and answered: what a conversation keeps."""

    query: Query
    answer: Answer


def query_to_json(query: Query) -> dict[str, Any]:
    """A query as plain JSON values, for a stored conversation."""
    return cast(dict[str, Any], msgspec.to_builtins(query))


def query_from_json(stored: dict[str, Any]) -> Query:
    """The query that `query_to_json` gave. Raises msgspec.ValidationError when `stored` is not one."""
    return msgspec.convert(stored, Query)
