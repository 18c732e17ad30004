"""How the areas of a group changed between its last two periods: calculated beside what the reports print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.checks.changes import disagrees
from corpus.periods import in_words
from corpus.report import Figure, Role
from qa.alike import Alike, Course
from qa.over_time.timeline import Point
from qa.telling.calculate import Result, difference, percent_change
from qa.telling.wording import number, with_unit

_PRINTED = (Role.CHANGE_PERCENT, Role.CHANGE)


@dataclass(frozen=True, slots=True)
class Change:
    """One area's value before and after. `printed` are the changes that the report of `after` prints.

    `disputed` is the percentage that the printed values give, where the printed one is another.
    """

    course: Course
    before: Point
    after: Point
    calculated: Result
    printed: tuple[Figure, ...]
    disputed: Result | None

    @property
    def words(self) -> str:
        """The calculated difference with its sign: "+8", "-1.5 percentage points", "no change"."""
        if self.calculated.value == 0:
            return "no change"
        unit = self.calculated.unit if self.calculated.unit == "percentage points" else None
        sign = "+" if self.calculated.value > 0 else ""
        return sign + with_unit(self.calculated.value, unit)

    @property
    def dispute(self) -> str | None:
        """What is to be said where the printed percentage is not what the printed values give."""
        if self.disputed is None:
            return None
        return f"the printed values give {number(self.disputed.value)}%"

    def is_small(self, limit: int) -> bool:
        """Whether a count is so small that a percentage of it jumps."""
        figures = (self.before.figure, self.after.figure)
        return any(f.unit != "%" and f.value is not None and f.value < limit for f in figures)


def changes(group: Alike, every: Iterable[Figure]) -> tuple[Change, ...]:
    """The change of each area between the group's last two periods.

    `every` are all figures of the measure: the printed changes are among them.
    """
    if len(group.periods) < 2:
        return ()
    rows: dict[tuple[str, tuple[int, int], str | None], list[Figure]] = {}
    for figure in every:
        rows.setdefault(_row(figure), []).append(figure)
    first, last = group.periods[-2:]
    found = ((course, course.on(first), course.on(last)) for course in group.courses)
    return tuple(
        _change(course, before, after, rows.get(_row(after.figure), ()))
        for course, before, after in found
        if before and after
    )


def drawn(found: Sequence[Change]) -> tuple[tuple[Course, Figure], ...]:
    """The printed changes that can be drawn together: in per cent where most have that, else in number."""
    of_role = {
        role: tuple((c.course, f) for c in found for f in c.printed[:2] if f.role is role)
        for role in _PRINTED
    }
    role = max(_PRINTED, key=lambda role: len(of_role[role]))
    return of_role[role]


def _row(figure: Figure) -> tuple[str, tuple[int, int], str | None]:
    return figure.where.report, figure.where.lines, figure.where.table


def _change(course: Course, before: Point, after: Point, row: Sequence[Figure]) -> Change:
    """`row` are the figures of the row that `after` stands in: its printed changes count if they are of
    these very two periods, and from the value that stands for the first."""
    of_area = [figure for figure in row if figure.area == after.figure.area]
    same = [f for f in of_area if f.role in _PRINTED and f.value is not None]
    printed = tuple(same) if any(_is_of(figure, before) for figure in of_area) else ()
    percent = next((f for f in printed if f.role is Role.CHANGE_PERCENT), None)
    disputed = percent is not None and disagrees(percent, before.figure, after.figure)
    return Change(
        course,
        before,
        after,
        difference(after.figure, before.figure),
        printed,
        percent_change(before.figure, after.figure, percent) if disputed else None,
    )


def _is_of(figure: Figure, before: Point) -> bool:
    """Whether a figure is a row's value of the period before, as it stands."""
    if figure.role is not Role.PREVIOUS or figure.period is None:
        return False
    return in_words(figure.period) == before.words and figure.value == before.figure.value
