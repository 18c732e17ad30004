"""Whether a figure is of the time that a draft says, more strictly than a question may be answered.

"In 2014-15" is the whole year here: a figure of its first fifteen weeks is not supported by it.
"""

from __future__ import annotations

from corpus.periods import alike
from corpus.report import Figure, Period, PeriodKind

_A_YEAR = range(350, 381)  # days, some either way for reports that end on a working day


def is_of(figure: Figure, said: Period) -> bool:
    """Whether a figure is of the period said: the same dates, or the same months."""
    own = figure.period
    if own is None:
        return False
    if own.end is None or said.end is None:
        return own.kind is said.kind and own.end == said.end
    if said.kind is PeriodKind.YEAR and own.kind is not PeriodKind.YEAR:
        return own.start == said.start and own.end == said.end
    if PeriodKind.AS_AT in (own.kind, said.kind):
        return own.end == said.end
    if own.start is None or said.start is None:
        return own.kind is said.kind and own.end == said.end
    ends = (own.end.year, own.end.month) == (said.end.year, said.end.month)
    return own.start == said.start and ends


def is_same_period_of(figure: Figure, now: Figure | None, year: Period) -> bool:
    """Whether a figure is of "the same period of" a year, as the one now is of its own."""
    if now is None or figure.period is None or figure.period.end is None:
        return False
    years = {day.year for day in (year.start, year.end) if day}
    return alike(figure.period, now.period) and figure.period.end.year in years


def is_year_before(before: Figure | None, now: Figure | None) -> bool:
    """Whether the earlier figure is of the year before: the same dates a year back, or the whole of it."""
    if before is None or now is None or before.period is None or now.period is None:
        return False
    old, new = before.period, now.period
    if old.end is None or new.end is None:
        return False
    if (new.end - old.end).days in _A_YEAR and alike(old, new):
        return True
    days = (new.start - old.end).days if new.start else -1
    return old.kind is PeriodKind.YEAR and 0 <= days <= 31
