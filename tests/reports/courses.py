"""What a course over time is, read from the truths of the made reports: the yardstick for answers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from .cells import Truth
from .forty import Copy
from .history import AREA, MEASURE, OLD_AREA, OLD_MEASURE

_YEAR = re.compile(r"(\d{4})-\d\d 1\.4\.– 31\.3")
_QUARTER = re.compile(r"(April|July|October|January) to (?:June|September|December|March) (\d{4})")
_AS_AT = re.compile(r"As at (\d+ \w+ \d{4})")
_NUMBERS = {"April": 1, "July": 2, "October": 3, "January": 4}
_STANDING = {OLD_MEASURE: MEASURE, OLD_AREA: AREA}

Label = int | str | date


def course(reports: Iterable[Copy], row: str, area: str, by: str) -> dict[Label, Truth]:
    """By label (the April year, "2014-q1" or a day), in time order, the truth that stands: the last value
    printed, where it was printed first."""
    found: dict[Label, Truth] = {}
    for copy in reports:
        for truth in copy.truths:
            label = _label(truth.period, by)
            if label is None or truth.role not in ("current", "previous"):
                continue
            named = _STANDING.get(truth.row, truth.row), _STANDING.get(truth.area, truth.area)
            if not (named[0].startswith(row) and named[1] == area):
                continue
            if label not in found or found[label].value != truth.value:
                found[label] = truth
    return dict(sorted(found.items()))


def _label(period: str, by: str) -> Label | None:
    if by == "year":
        match = _YEAR.fullmatch(period)
        return int(match[1]) if match else None
    if by == "quarter":
        match = _QUARTER.fullmatch(period)
        return f"{int(match[2]) - (match[1] == 'January')}-q{_NUMBERS[match[1]]}" if match else None
    match = _AS_AT.fullmatch(period)
    return datetime.strptime(match[1], "%d %B %Y").date() if match else None  # noqa: DTZ007 (a day, no hour)
