"""A printed status ("Red", "not met") against the value and the target beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from corpus.checks.rows import FigureRow, amount, printed
from corpus.report import Figure, Finding, FindingKind, Role
from corpus.targets import wanted
from corpus.vocabulary import Polarity, vocabulary
from corpus.words import stems


def statuses(rows: Iterable[FigureRow]) -> Iterator[Finding]:
    """Statuses that the row's own value and target contradict, where it is known which way is better."""
    for row in rows:
        now, target, status = row.only(Role.CURRENT), row.only(Role.TARGET), _status(row)
        if now is None or target is None or status is None or now.unit != target.unit:
            continue
        cell, says_met = status
        way = wanted(target.row_path[-1], target.raw, polarity_of(row.measure))
        if way is None or _is_near(now, target):
            continue
        gap = amount(now) - amount(target)
        met = gap <= 0 if way is Polarity.LOWER else gap >= 0
        if met is not says_met:
            yield _finding(row, now, target, cell, met=met)


def polarity_of(measure: str) -> Polarity:
    """Which way is better for a measure that the vocabulary knows by this very name."""
    known = _polarities().get(stems(measure), frozenset())
    return next(iter(known)) if len(known) == 1 else Polarity.NEITHER


@lru_cache(maxsize=1)
def _polarities() -> Mapping[tuple[str, ...], frozenset[Polarity]]:
    """The polarities of the vocabulary's measures by each of their names."""
    found: dict[tuple[str, ...], frozenset[Polarity]] = {}
    for term in vocabulary().measures:
        for name in map(stems, (term.name, *term.aka)):
            found[name] = found.get(name, frozenset()) | {term.polarity}
    return found


def _status(row: FigureRow) -> tuple[Figure, bool] | None:
    """The one cell that says whether the target is met, and whether it says so."""
    said = [(figure, met) for figure in row.figures if (met := _says_met(figure)) is not None]
    return said[0] if len(said) == 1 else None


def _says_met(figure: Figure) -> bool | None:
    if figure.value is not None or figure.role not in (None, Role.NOTE):
        return None
    return vocabulary().status(figure.raw)


def _is_near(now: Figure, target: Figure) -> bool:
    """Whether the value's margin holds the target: then either status may be right."""
    return now.margin is not None and abs(amount(now) - amount(target)) <= now.margin


def _finding(row: FigureRow, now: Figure, target: Figure, cell: Figure, *, met: bool) -> Finding:
    given = "met" if met else "not met"
    said = (
        f"{row.subject}: the report’s status is “{printed(cell)}”, but with {printed(now)} against a target "
        f"of {printed(target)} the target is {given}."
    )
    return Finding(FindingKind.STATUS, printed(cell), given, (cell.id, now.id, target.id), (row.lines,), said)
