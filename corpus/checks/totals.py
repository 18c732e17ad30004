"""Every printed total against the sum of its parts.

Parts are areas against the report's own area, or the rows and columns of a table against its total. That
they make up the total is shown by the numbers: most sums agree to the last unit, so that those that do not
are odd. Where none agrees, a part may be missing, and nothing is checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.checks.rows import amount, in_figures, leeway, printed
from corpus.periods import in_words
from corpus.report import Figure, Finding, FindingKind, Report, Role
from corpus.vocabulary import vocabulary
from corpus.words import fold, stems

_VALUES = (Role.CURRENT, Role.PREVIOUS, None)
_NO_SUMS = re.compile(r"%|percentage points|\bper\b", re.IGNORECASE)
_BARE_TOTAL = re.compile(
    r"(?:grand |overall |force )?(?:totals?|all|overall)(?: areas| divisions| districts)?"
)
_NAMED_TOTAL = re.compile(r"(?:total|all|overall)\b.*|.*\btotal")
_OVERLAPS = re.compile(r"(?:of which|including|excluding|of these|sub ?total)\b")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Sum:
    """A printed total with all its parts."""

    total: Figure
    parts: tuple[Figure, ...]

    @property
    def value(self) -> Decimal:
        return sum(map(amount, self.parts), Decimal(0))

    @property
    def agrees(self) -> bool:
        """Whether the parts give the total, whatever was rounded in printing."""
        reach = sum(map(leeway, (self.total, *self.parts)), Decimal(0))
        return abs(self.value - amount(self.total)) <= reach

    @property
    def shows(self) -> bool:
        """Whether its agreement shows anything: a sum of noughts, or of one number and noughts, does not."""
        return self.agrees and sum(part.value != 0 for part in self.parts) > 1


def totals(report: Report) -> Iterator[Finding]:
    """Printed totals that their parts do not add up to."""
    if report.facts.area:
        for areas in _area_sets(report.figures, report.facts.area):
            yield from _odd_ones(areas, "areas")
    by_line: dict[int, list[Figure]] = {}
    for figure in filter(_adds_up, report.figures):
        by_line.setdefault(figure.where.lines[0], []).append(figure)
    for table in report.tables:
        lines = range(table.lines[0], table.lines[1] + 1)
        yield from _in_table([f for line in lines for f in by_line.get(line, ())], report.facts.area)


def _odd_ones(sums: Sequence[_Sum], noun: str, *, said: bool = False) -> Iterator[Finding]:
    """The sums that do not agree, where more do; a label that only says "total" (`said`) counts as one."""
    odd = [one for one in sums if not one.agrees]
    if sum(one.shows for one in sums) + said > len(odd):
        yield from (_finding(one, noun) for one in odd)


def _area_sets(figures: Iterable[Figure], whole: str) -> Iterator[tuple[_Sum, ...]]:
    """The sums over each set of areas that stand side by side: "Area Commands", "Districts"."""
    wholes: dict[Key, list[Figure]] = {}
    sets: dict[tuple[str, ...], dict[str, dict[Key, list[Figure]]]] = {}
    for figure in figures:
        if not figure.area or not figure.measure or not _adds_up(figure):
            continue
        if figure.area == whole:
            wholes.setdefault(_key(figure), []).append(figure)
        else:
            section = figure.where.section
            beside = section[:-1] if section[-1:] == (figure.where.table,) else section
            own = sets.setdefault(beside, {}).setdefault(figure.area, {})
            own.setdefault(_key(figure), []).append(figure)
    for areas in sets.values():
        if len(areas) > 1:
            yield tuple(_sums(wholes, tuple(areas.values())))


def _sums(
    wholes: Mapping[Key, Sequence[Figure]], parts: Sequence[Mapping[Key, Sequence[Figure]]]
) -> Iterator[_Sum]:
    """A sum for every total that has exactly one number in each of the parts."""
    for key, found in wholes.items():
        members = [figure for part in parts for figure in part.get(key, ())]
        each_one = all(len(part.get(key, ())) == 1 for part in parts)
        if len(found) == 1 and each_one and all(f.value is not None for f in (*found, *members)):
            yield _Sum(found[0], tuple(members))


def _key(figure: Figure) -> Key:
    """What must be the same of a total and its parts."""
    return figure.measure, figure.role, figure.period, figure.unit, figure.column_path


def _adds_up(figure: Figure) -> bool:
    """Whether figures of this sort can be added: values, and no rates."""
    return figure.role in _VALUES and not _NO_SUMS.search(figure.unit or "") and figure.margin is None


def _in_table(figures: Sequence[Figure], whole: str | None) -> Iterator[Finding]:
    """A table's total row against its other rows, and its total column against its other columns."""
    groups: dict[tuple[str, ...], list[_Cell]] = {}
    for figure in figures:
        cell = _Cell(figure.row_path[-1], (figure.column_path, figure.role), figure)
        groups.setdefault(figure.row_path[:-1], []).append(cell)
    for group in groups.values():
        yield from _in_line(group, whole, "rows")
    across = [_Cell(f.column_path[0], (f.where.lines, f.role), f) for f in figures if f.column_path]
    yield from _in_line(across, whole, "columns")


@dataclass(frozen=True, slots=True)
class _Cell:
    """A figure under the label of its part, at the place that it has in common with the other parts."""

    label: str
    place: Key
    figure: Figure


def _in_line(cells: Iterable[_Cell], whole: str | None, noun: str) -> Iterator[Finding]:
    """The sums for the one label that is called a total; none where labels overlap or several are totals."""
    by_label: dict[str, dict[Key, list[Figure]]] = {}
    for cell in cells:
        by_label.setdefault(cell.label, {}).setdefault(cell.place, []).append(cell.figure)
    called = [label for label in by_label if _is_total(label, whole)]
    if len(called) != 1 or len(by_label) < 3 or any(_OVERLAPS.match(fold(label)) for label in by_label):
        return
    parts = [places for label, places in by_label.items() if label != called[0]]
    sums = [
        one
        for one in _sums(by_label[called[0]], parts)
        if len({f.unit for f in (one.total, *one.parts)}) == 1
    ]
    yield from _odd_ones(sums, noun, said=_is_bare(called[0], whole))


def _is_total(label: str, whole: str | None) -> bool:
    return _is_bare(label, whole) or bool(_NAMED_TOTAL.fullmatch(fold(label)))


def _is_bare(label: str, whole: str | None) -> bool:
    """Whether a label says nothing but that it is the total: "Total", "All areas", the report's own area."""
    if _BARE_TOTAL.fullmatch(fold(label)) or vocabulary().is_force_wide(label):
        return True
    return bool(whole) and stems(label) == stems(whole or "")


def _finding(one: _Sum, noun: str) -> Finding:
    total = one.total
    value = in_figures(one.value, total.unit)
    count = _NUMBERS[len(one.parts)] if len(one.parts) < len(_NUMBERS) else str(len(one.parts))
    name = (
        total.area
        if noun == "areas"
        else f"“{total.row_path[-1] if noun == 'rows' else total.column_path[0]}”"
    )
    said = (
        f"{_subject(total, noun)}: the {count} {noun} add up to {value}; the report prints {printed(total)} "
        f"for {name}."
    )
    places = dict.fromkeys(figure.where.lines for figure in (total, *one.parts))
    ids = (total.id, *(part.id for part in one.parts))
    return Finding(FindingKind.TOTAL, printed(total), value, ids, tuple(places), said)


def _subject(total: Figure, noun: str) -> str:
    """What is summed: over rows the column, which every row has, else the measure."""
    named = total.column_path[0] if noun == "rows" and total.column_path else total.measure
    title = f"{total.where.table}, {named}" if noun == "rows" and total.where.table else named
    return f"{title}, {in_words(total.period)}" if total.period and noun != "rows" else str(title)
