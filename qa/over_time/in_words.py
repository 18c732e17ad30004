"""One course over time in words: the sentence that answers, then the figures in time order.

A course that turns is never called steady, and none is drawn on into the future.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from corpus.periods import in_words
from corpus.report import Figure, PeriodKind
from qa.case import Case
from qa.evidence import Draft, amount
from qa.figures import Row
from qa.gate.facts import Fact, Judgement, Relation, yes_or_no
from qa.over_time.caveats import note_gaps, note_others, note_points
from qa.over_time.course import Course
from qa.over_time.timeline import Timeline
from qa.question import Aim, Query, Wants
from qa.reading.grammar import starts_yes_no
from qa.telling import calculate
from qa.telling.change import SMALL_NUMBERS, are_small, change, movement, note_margins
from qa.telling.wording import during, listed, lower_first, number, subject, value, with_unit
from qa.telling.yes_no import direction_meant

_MOST_LISTED = 2  # courses whose figures are all listed; of more, only how each went


def premise_is_wrong(course: Course, query: Query) -> bool:
    """Whether a question takes a rise for a fall, or the other way round."""
    if len(course.points) < 2 or not query.direction:
        return False
    moved = calculate.difference(course.points[-1].figure, course.points[0].figure)
    return moved.value * query.direction <= 0


def in_of(figure: Figure) -> str:
    """A figure's period in words."""
    return in_words(figure.period) if figure.period else ""


class Teller:
    """Puts one course into words."""

    def __init__(
        self, draft: Draft, case: Case, course: Course, rows: dict[str, Row], among: Sequence[Course]
    ) -> None:
        self.draft = draft
        self.case = case
        self.query = case.query
        self.course = course
        self.span = course.span
        self.rows = rows
        self.among = among
        self.said = subject(course.whole.measure, course.whole.area)
        self.is_yes_no = starts_yes_no(case.query.text)

    def tell(self) -> bool:
        """Say the course; whether there was anything to say."""
        self._say_force()
        if self.span.aim in (Aim.PAIR, Aim.YEAR_BEFORE):
            return self._tell_pairs()
        self.draft.put_in_order(self.course.line.figures)
        self._say_unit()
        self._say_reach()
        if len(self.course.points) == 1:
            self._say_only()
        else:
            _AIMS[self.span.aim](self)
            self._say_since_when()
            self._say_percent()
            self._say_figures()
            self._say_put_together()
        note_gaps(self.draft, self.course)
        note_points(self.draft, self.course, self.course.points, self.case.known)
        note_others(self.draft, self.course)
        return True

    # What is asked for

    def course_went(self) -> None:
        """From first to last, in how many steps up and down, and the highest and lowest."""
        first, last = self._ends()
        if self.is_yes_no and (asked := self._direction()):
            self._verdict(yes_or_no((Fact(last, _further(asked), first),)), (first, last))
        elif premise_is_wrong(self.course, self.query):
            self.draft.say(f"{self.said} did not {_verb(self.query.direction)}.", (first, last))
        self._say_moved(first, last)
        self._say_steps()
        if len(self.course.points) > 2:
            self._say_extremes()

    def extreme(self) -> None:
        """When it was highest, lowest, or both; yes or no first where the latest is asked about."""
        most = self.span.most or self._best_or_worst()
        if self.is_yes_no and most:
            figures, last = self.course.line.figures, self.course.points[-1].figure
            relation = Relation.AT_LEAST if most > 0 else Relation.AT_MOST
            said = yes_or_no(*((Fact(last, relation, figure),) for figure in figures))
            if not (said.is_so and self.course.starts_late):
                self._verdict(said, figures)
        self._say_extremes(most)
        if self.is_yes_no:
            self._say_latest()

    def ever(self) -> None:
        """Whether it was ever higher (or lower) than it is."""
        figures, last = self.course.line.figures, self.course.points[-1].figure
        if self.is_yes_no:
            cases = ((Fact(figure, _further(self.span.most), last),) for figure in figures)
            self._verdict(yes_or_no(*cases, every=False), figures)
        self._say_extremes(self.span.most)
        self._say_latest()

    def every_step(self) -> None:
        """Whether it went one way every time."""
        line, asked = self.course.line, self._direction()
        if self.is_yes_no and asked:
            cases = ((Fact(after, _further(asked), before),) for before, after in pairwise(line.figures))
            said = yes_or_no(*cases)
            if not (said.is_so and (line.gaps or self.course.starts_late)):
                self._verdict(said, line.figures)
        self._say_steps()
        self._say_moved(*self._ends())

    def _tell_pairs(self) -> bool:
        """One period against another, each pair of one season; a row that prints both prints the change."""
        pairs = self.course.pairs()
        for before, after in pairs:
            self.draft.put_in_order((before.figure, after.figure))
            row = self.rows[after.figure.id]
            if row.previous == before.figure and row.current == after.figure:
                change(self.draft, row)
            else:
                self._say_moved(before.figure, after.figure)
            note_points(self.draft, self.course, (before, after), self.case.known)
        if pairs and self.query.asks_percent:
            self._percent(pairs[-1][0].figure, pairs[-1][1].figure)
        return bool(pairs)

    # Sentences

    def _verdict(self, said: Judgement, figures: Sequence[Figure]) -> None:
        self.draft.put_in_order(figures)
        self.draft.verdict(said, figures)

    def _say_moved(self, first: Figure, last: Figure) -> None:
        moved = calculate.difference(last, first)
        self.draft.sum_up(
            f"{movement(self.said, first, last, moved)}.", (first, last), (first, last), (moved,)
        )
        note_margins(self.draft, first, last)

    def _say_steps(self) -> None:
        """In how many steps of how many it rose, fell and stayed."""
        steps = calculate.steps(self.course.line.figures)
        if steps.total < 2:
            return
        ways = (("rose", steps.up), ("fell", steps.down), ("stayed level", steps.level))
        said = listed(f"{way} in {times} of {steps.total} steps" for way, times in ways if times)
        self.draft.sum_up(f"From one figure to the next it {said}.", self.course.line.figures, ())

    def _say_extremes(self, most: int = 0) -> None:
        """The highest where `most` is +1, the lowest where it is -1, else both."""
        for way, points in (("highest", self.course.highest), ("lowest", self.course.lowest)):
            if most and (way == "highest") != (most > 0):
                continue
            figures = [point.figure for point in points]
            when = listed(during(point.period) for point in points)
            said = f"{self.said} was {way} {when}, at {value(figures[0])}."
            self.draft.sum_up(said, self.course.line.figures, figures)

    def _say_latest(self) -> None:
        last = self.course.points[-1].figure
        self.draft.say(f"The latest figure, {in_of(last)}, is {value(last)}.", (last,))

    def _say_only(self) -> None:
        only = self.course.points[0].figure
        self.draft.say(f"The one figure held for that time: {value(only)}, for {in_of(only)}.", (only,))

    def _say_figures(self) -> None:
        """The series, a line a period."""
        if len(self.among) <= _MOST_LISTED:
            for figure in self.course.line.figures:
                self.draft.say(f"{in_of(figure)}: {value(figure)}.", (figure,))

    def _say_force(self) -> None:
        """Say whose reports these are, where two forces have areas of one name."""
        own = self.course.whole
        alike = (other.whole for other in self.among if other.whole.measure == own.measure)
        if own.force and any(o.area == own.area and o.force != own.force for o in alike):
            self.draft.say(f"In the reports for {own.force}:", names=(own.force,))

    def _say_unit(self) -> None:
        """Say so where the reports do not go by the unit of time asked for."""
        unit, line = self.span.unit, self.course.whole
        if unit and line.is_by != unit and not (self.span.count and unit == "year"):
            said = lower_first(self.said)
            sort = _sort_of(line)
            self.draft.say(
                f"The reports do not give {said} by {unit}: these are figures {sort}.", line.figures[-1:]
            )

    def _say_reach(self) -> None:
        """Say how far the reports go where that bears on the answer."""
        first, last = (self.course.whole.points[at].figure for at in (0, -1))
        said = lower_first(self.said)
        if self.course.starts_late:
            self.draft.say(f"The reports hold {said} only for {in_of(first)} and later.", (first,))
        if self.course.ends_early:
            self.draft.say(f"The reports hold {said} only for {in_of(last)} and earlier.", (last,))

    def _say_since_when(self) -> None:
        """How far "ever" goes back."""
        if self.span.aim in (Aim.EXTREME, Aim.EVER) and not (self.span.first or self.span.count):
            first = self.course.points[0].figure
            self.draft.say(f"The reports go back to {in_of(first)}.", (first,))

    def _say_percent(self) -> None:
        if self.query.asks_percent:
            self._percent(*self._ends())

    def _percent(self, first: Figure, last: Figure) -> None:
        """The change in per cent, worked out from the counts; between percentages there is none."""
        given = calculate.percent_change(first, last) if first.unit != "%" else None
        if given:
            old, new = number(amount(first.value)), number(amount(last.value))
            said = f"In per cent that is {number(given.value)}%, calculated from {old} and {new}."
            self.draft.sum_up(said, (first, last), (first, last), (given,))
            if are_small(self.draft, first, last):
                self.draft.note(SMALL_NUMBERS)

    def _say_put_together(self) -> None:
        """The average or the sum of the figures, where one is asked for and they may be put together."""
        wants, line = self.query.otherwise, self.course.line
        wants = Wants.SUM if self.case.says("trend.summed") else wants
        if wants not in (Wants.AVERAGE, Wants.SUM):
            return
        overlap = line.kind in (PeriodKind.TWELVE_MONTHS, PeriodKind.AS_AT)
        if line.figures[0].unit == "%" or (overlap or (wants is Wants.SUM and (line.gaps or not line.is_by))):
            self.draft.say(
                "These figures cannot be put into one: they overlap, leave parts out or are shares."
            )
            return
        average = wants is Wants.AVERAGE
        result = calculate.mean(line.figures) if average else calculate.total(line.figures)
        said = f"The {result.name} is {with_unit(result.value, result.unit)}."
        self.draft.sum_up(said, line.figures, (), (result,))

    # Of the question

    def _ends(self) -> tuple[Figure, Figure]:
        return self.course.points[0].figure, self.course.points[-1].figure

    def _direction(self) -> int:
        polarity = self.case.known.measures[self.course.whole.measure].polarity
        return self.query.direction or direction_meant(self.query.asks_worse, polarity)

    def _best_or_worst(self) -> int:
        polarity = self.case.known.measures[self.course.whole.measure].polarity
        return direction_meant(self.query.asks_worse, polarity)


_AIMS = {
    Aim.COURSE: Teller.course_went,
    Aim.EXTREME: Teller.extreme,
    Aim.EVER: Teller.ever,
    Aim.STEPS: Teller.every_step,
}


def _further(way: int) -> Relation:
    """How what lies further that way stands to the rest."""
    return Relation.MORE if way > 0 else Relation.LESS


def _verb(direction: int) -> str:
    return "rise" if direction > 0 else "fall"


def _sort_of(line: Timeline) -> str:
    """The sort of period that a timeline has, without numbers."""
    if line.kind is PeriodKind.YEAR:
        return "by calendar year" if line.frame[1] == (1,) else "by financial year"
    known = {PeriodKind.QUARTER: "by quarter", PeriodKind.TWELVE_MONTHS: "of twelve months each"}
    known |= {PeriodKind.AS_AT: "as at single days"}
    return known.get(line.kind) or ("by month" if line.is_by else "for the same part of every year")
