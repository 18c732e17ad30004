"""A number of a draft held against the row that it is said of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from corpus.numbers import shows
from corpus.periods import alike
from corpus.report import Figure, Role
from corpus.words import stems
from qa.draft.claims import Finding, Kind, Said, Verdict
from qa.draft.times import is_year_before
from qa.figures import Row
from qa.telling.wording import number, subject, value, when, with_unit

_COUNTED = frozenset(
    stems(
        "recorded reported crimes crime offences offence incidents incident cases case more fewer less extra"
        " additional further total overall higher lower increase decrease rise fall drop reduction police"
    )
)
_PERCENT, _POINTS = "%", "percentage points"
_DIGITS = re.compile(r"\d[\d,.]*\d|\d")
_WHOLE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Against:
    """A number that the report gives, and the cells that show it; `note` is said with it."""

    value: Decimal
    unit: str | None
    figures: tuple[Figure, ...]
    words: str
    is_printed: bool = True

    @property
    def is_shown_whole(self) -> bool:
        """Whether its cell shows no decimals: a workbook may hold more than it shows."""
        return self.is_printed and len(self.figures) == 1 and "." not in self.figures[0].raw


def held(
    said: Said, row: Row, *, way: int = 0, a_year: bool = False, before: Figure | None = None
) -> Finding:
    """What the row says of the number.

    `way` is the direction in the clause, `a_year` whether it compares with the year before, `before` the
    figure that the number before it was held against (whose margin it may be).
    """
    if (said.a_year or (a_year and said.kind is Kind.CHANGE)) and not is_year_before(
        row.previous, row.current
    ):
        return not_found(row, "the report compares with another period, not with the year before")
    found = _against(said, row, way, before)
    if not found:
        return not_found(row, _lack(said, row))
    if why := _unlike(said, row, found):
        return not_found(row, why)
    return compared(said, row, found)


def compared(said: Said, row: Row, found: Sequence[Against]) -> Finding:
    """The number held against all that it may be; contradicted by the last that is printed."""
    for one in found:
        if _agrees(said, one):
            others = [other for other in found if other.is_printed and other.value != one.value]
            also = f" The report prints {others[-1].words}." if not one.is_printed and others else ""
            exact = "" if not said.bound else f" The exact figure is {one.words}."
            reason = f"{_of(row)}: {one.words}{_when(one)}.{also}{exact}"
            return Finding(Verdict.SUPPORTED, reason, one.figures)
    right = next((one for one in reversed(found) if one.is_printed), found[-1])
    reason = f"{_of(row)}: {right.words}{_when(right)}, not {said.words.strip()}."
    return Finding(Verdict.CONTRADICTED, reason, right.figures, right.words, _replacement(said, right))


def not_found(row: Row, why: str) -> Finding:
    return Finding(Verdict.NOT_FOUND, f"{_of(row)}: {why}.")


def as_printed(figure: Figure) -> Against | None:
    if figure.value is None:
        return None
    return Against(figure.value, figure.unit, (figure,), value(figure))


def _against(said: Said, row: Row, way: int, before: Figure | None) -> list[Against]:
    current = row.current
    kind = said.kind
    is_rate = current is not None and current.unit == _PERCENT
    if kind is Kind.VALUE and said.unit == _PERCENT and not is_rate and way:
        kind = Kind.CHANGE
    if kind is Kind.CHANGE:
        return _changes(said, row)
    if kind is Kind.MARGIN:
        of = before if before is not None and before.margin is not None else current
        if of is None or of.margin is None:
            return []
        return [Against(of.margin, of.unit, (of,), value(of))]
    roles = {
        Kind.VALUE: Role.CURRENT,
        Kind.BEFORE: Role.PREVIOUS,
        Kind.TARGET: Role.TARGET,
        Kind.COMPARATOR: Role.COMPARATOR,
    }
    printed = (as_printed(figure) for figure in row.figures if figure.role is roles[kind])
    return [one for one in printed if one]


def _changes(said: Said, row: Row) -> list[Against]:
    """The changes that are printed, and the one that the two values give."""
    before, after = row.previous, row.current
    role = Role.CHANGE_PERCENT if said.unit == _PERCENT else Role.CHANGE
    of_rates = after is not None and after.unit == _PERCENT
    found = (
        []
        if of_rates and role is Role.CHANGE_PERCENT
        else [as_printed(f) for f in row.figures if f.role is role]
    )
    kept = [one for one in found if one]
    if (
        before
        and after
        and before.value is not None
        and after.value is not None
        and before.unit == after.unit
    ):
        if not alike(before.period, after.period):
            return kept
        from_both = f"calculated from {value(before)} and {value(after)}"
        moved = after.value - before.value
        if of_rates:
            kept.append(_calculated(moved, _POINTS, (after, before), from_both))
        elif role is Role.CHANGE:
            kept.append(_calculated(moved, after.unit, (after, before), from_both))
        elif before.value:
            exact = moved / before.value * 100
            shown = exact.quantize(Decimal(1).scaleb(min(0, _exponent(said.value)) or 0), ROUND_HALF_UP)
            kept.append(_calculated(shown, _PERCENT, (after, before), from_both))
    return kept


def _calculated(amount: Decimal, unit: str | None, figures: tuple[Figure, ...], how: str) -> Against:
    words = f"{'+' if amount > 0 else ''}{with_unit(amount, unit)} ({how})"
    return Against(amount, unit, figures, words, is_printed=False)


def _agrees(said: Said, one: Against) -> bool:
    if (said.unit == _POINTS) != (one.unit == _POINTS):
        return False
    is_change = said.kind is Kind.CHANGE or said.signed
    given = one.value if said.signed or not is_change else abs(one.value)
    claimed = said.value
    if said.bound == ">":
        return given > claimed
    if said.bound == "<":
        return given < claimed
    if said.bound == "≈":
        return given == claimed or given.quantize(_place(claimed), ROUND_HALF_UP) == claimed
    return given == claimed or (one.is_shown_whole and shows(claimed, given))


def _exponent(amount: Decimal) -> int:
    exponent = amount.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _place(amount: Decimal) -> Decimal:
    """The place that a round number is round to: 100 for 4,800."""
    return _WHOLE.scaleb(_exponent(amount.normalize())) if amount else _WHOLE


def _lack(said: Said, row: Row) -> str:
    if said.kind is Kind.VALUE and row.current is not None and row.current.value is None:
        return f"the report gives no number, but {value(row.current)}"
    if said.kind is Kind.CHANGE:
        return "the report gives no such change, and its two values cannot be compared"
    return f"the report does not give {said.kind.value}"


def _unlike(said: Said, row: Row, found: Sequence[Against]) -> str:
    """Why a number cannot be what the cells give: it counts something else, or is of another unit."""
    one = found[-1]
    is_share, is_rate = said.unit == _PERCENT, one.unit == _PERCENT
    if said.kind is Kind.CHANGE and is_share and one.unit == _POINTS:
        return ""  # "fell by 0.2%" of two percentages: they differ in points
    if said.unit == _POINTS and one.unit != _POINTS:
        return "it is no percentage, and its change is not in points"
    if is_share and not is_rate:
        return "the report gives no percentage there"
    if not is_share and is_rate:
        return "the report gives a percentage there, and no count"
    units = stems(" ".join((one.unit or "", row.measure, row.area or "", *row.figures[0].row_path)))
    odd = [word for word in said.noun if not set(stems(word)) <= {*units, *_COUNTED}]
    return f"the number counts “{' '.join(said.noun)}”, which is something else" if odd else ""


def _replacement(said: Said, right: Against) -> str | None:
    if said.bound in ("<", ">"):
        return None  # "more than 32" would be wrong again
    sign = "" if not said.signed else "+" if right.value > 0 else "-" if right.value < 0 else ""
    amount = right.value if said.kind not in (Kind.CHANGE,) and not said.signed else abs(right.value)
    if said.unit == _PERCENT and right.unit == _POINTS:
        return f"{sign}{with_unit(amount, _POINTS)}"
    if not _DIGITS.search(said.words):
        return number(amount)
    digits = _DIGITS.sub(number(amount), said.words, count=1)
    return f"{sign}{digits.lstrip('+-−– ')}" if said.signed else digits


def _of(row: Row) -> str:
    return subject(row.measure, row.area)


def _when(one: Against) -> str:
    return when(one.figures[0])
