"""The figures of one printed row, and how exactly each is printed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from corpus.numbers import clean, join_ordinals
from corpus.report import Figure, Role
from corpus.words import stems

_HALF = Decimal("0.5")
# Units that are measured, not counted: a whole number of them was rounded.
_MEASURED = re.compile(
    r"%|percentage points|[£$€]|\bper\b"
    r"|\b(?:second|minute|hour|day|week|month|year|mile|thousand|million)s?\b",
    re.IGNORECASE,
)
_MEASURED_WORDS = frozenset(
    stems("average mean median rate ratio time length index score percentage proportion")
)
_COUNTING_WORDS = frozenset(stems("number total of the a an offences crimes incidents recorded"))
_AFTER_SIGN = re.compile(r"(?<=[+\-−–]) (?=[\d£$€])")


@dataclass(frozen=True, slots=True)
class FigureRow:
    """The figures of one measure on one row, in one area."""

    measure: str
    area: str | None
    figures: tuple[Figure, ...]

    def only(self, role: Role) -> Figure | None:
        """The one figure of a role; none where several stand there, or where it has no number."""
        found = [figure for figure in self.figures if figure.role is role]
        return found[0] if len(found) == 1 and found[0].value is not None else None

    @property
    def lines(self) -> tuple[int, int]:
        return self.figures[0].where.lines

    @property
    def subject(self) -> str:
        """What the row is of: "Robbery in Gateshead"."""
        measure = join_ordinals(self.measure)
        return f"{measure} in {self.area}" if self.area else measure


def rows_of(figures: Iterable[Figure]) -> tuple[FigureRow, ...]:
    """The figures by row: those that know their measure."""
    found: dict[tuple[tuple[int, int], str, str | None], list[Figure]] = {}
    for figure in figures:
        if figure.measure:
            found.setdefault((figure.where.lines, figure.measure, figure.area), []).append(figure)
    return tuple(FigureRow(measure, area, tuple(own)) for (_, measure, area), own in found.items())


def same_thing(measure: str) -> tuple[str, ...]:
    """What names of one measure have in common: their stems without the words that only say "number of"."""
    return tuple(stem for stem in stems(measure) if stem not in _COUNTING_WORDS)


def amount(figure: Figure) -> Decimal:
    """A figure's number; raises ValueError where it has none."""
    if figure.value is None:
        raise ValueError(f"{figure.id} has no number")
    return figure.value


def is_count(figure: Figure) -> bool:
    """Whether a figure is of things that are counted one by one, so that a whole number is exact."""
    return not _is_measured(figure.unit or "", figure.measure or "")


@lru_cache(maxsize=4096)
def _is_measured(unit: str, measure: str) -> bool:
    return bool(_MEASURED.search(unit) or _MEASURED_WORDS & set(stems(measure)))


def leeway(figure: Figure) -> Decimal:
    """How far the true number may be from the printed one: half of its last place, nothing for a count."""
    number = amount(figure)
    return Decimal(0) if is_count(figure) and number == number.to_integral_value() else rounding(number)


def rounding(number: Decimal) -> Decimal:
    """Half of a number's last printed place: 0.5 for 35, 0.05 for 35.0."""
    return _HALF.scaleb(-places(number))


def places(number: Decimal) -> int:
    """How many decimals are printed."""
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def rounded(number: Decimal, decimals: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def printed(figure: Figure) -> str:
    """A figure in its own words, a sign put to its number: "+35%"."""
    return _AFTER_SIGN.sub("", clean(figure.raw))


def in_figures(number: Decimal, unit: str | None = None) -> str:
    """A number with commas in thousands, and its unit where that is needed to read it."""
    said = f"{abs(number):,f}"
    sign = "-" if number < 0 else ""
    if unit in ("£", "$", "€"):
        return f"{sign}{unit}{said}"
    return f"{sign}{said}{'%' if unit == '%' else ''}"
