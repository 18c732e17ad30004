"""Tables as their headers name them: each row and column with its words, for questions in those words.

Held are the figures that no measure or area was recognised for; those that have both are asked for by them.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.report import Figure
from corpus.units import is_unit
from index.library import Library
from qa.headers.same_word import alike, content_stems
from qa.headers.totals import summing_rows
from qa.reading.patterns import says
from qa.snapshot import once_a_generation

_BRACKETS = re.compile(r"\([^()]*\)")
_SUM = 0.95  # a row that is the sum of others is the whole, whatever it is called
KINDS = ("change", "percent", "rate", "bounds")  # what a header, or a question, may say its numbers are
_Place = tuple[str, tuple[str, ...], str | None]


@dataclass(frozen=True, slots=True)
class Heading:
    """A row or a column with its words.

    `own` are the stems of its innermost header (`core` of those outside brackets), `outer` those of the
    headers over it, `beside` those of the words in its cells. `whole` says how far it means all that
    the table is of: 1 for a bare "Total".
    """

    path: tuple[str, ...]
    own: frozenset[str]
    core: frozenset[str]
    outer: frozenset[str]
    beside: frozenset[str]
    beside_text: str
    kinds: frozenset[str]
    whole: float
    denies: bool

    @property
    def text(self) -> str:
        return " ".join(self.path)

    @property
    def label(self) -> str:
        return self.path[-1] if self.path else ""


@dataclass(frozen=True, slots=True)
class Axis:
    """The rows or the columns of a table; a stem weighs more, the fewer of them have it."""

    headings: tuple[Heading, ...]
    weights: Mapping[str, float]

    def weight(self, stems: Iterable[str]) -> float:
        return sum(self.weights.get(stem, 0.0) for stem in stems)


@dataclass(frozen=True, slots=True)
class HeadedTable:
    """A table of figures by row and column; `words` are the stems of all that it says."""

    report: str
    title: str
    rows: Axis
    columns: Axis
    cells: Mapping[tuple[int, int], Figure]
    title_words: frozenset[str]
    words: frozenset[str]


@once_a_generation
def headed_tables(library: Library) -> tuple[HeadedTable, ...]:
    """Every table with figures that are not known by measure, area, and a role or period."""
    tables: dict[_Place, list[Figure]] = {}
    for figure in library.store.figures(recognised=False):
        where = figure.where
        tables.setdefault((where.report, where.section, where.table), []).append(figure)
    titles = {report.id: report.facts.title for report in library.store.reports()}
    return tuple(_table(place, titles[place[0]], figures) for place, figures in tables.items())


def _table(place: _Place, report_title: str, figures: Sequence[Figure]) -> HeadedTable:
    report, section, own_title = place
    title = " ".join(dict.fromkeys((report_title, *section, own_title or "")))
    title_words = frozenset(content_stems(title))
    rows = {row: at for at, row in enumerate(dict.fromkeys((f.row_path, f.where.lines) for f in figures))}
    columns = {path: at for at, path in enumerate(dict.fromkeys(figure.column_path for figure in figures))}
    cells: dict[tuple[int, int], Figure] = {}
    beside: list[list[str]] = [[] for _ in rows]
    for figure in figures:
        row = rows[figure.row_path, figure.where.lines]
        cells.setdefault((row, columns[figure.column_path]), figure)
        if figure.value is None:
            beside[row].append(figure.raw)
    counted = [at for path, at in columns.items() if not _kinds(" ".join(path))]
    totals = summing_rows(cells, len(rows), counted)
    headings = [_heading(path, beside[at], title_words) for (path, _), at in rows.items()]
    headings = [replace(h, whole=max(h.whole, _SUM)) if at in totals else h for at, h in enumerate(headings)]
    row_axis = _axis(headings)
    column_axis = _axis(_in_quarters([_heading(path, (), title_words) for path in columns]))
    said = frozenset().union(
        *(h.own | h.outer | h.beside for a in (row_axis, column_axis) for h in a.headings)
    )
    return HeadedTable(report, title, row_axis, column_axis, cells, title_words, said | title_words)


def _heading(path: tuple[str, ...], beside: Sequence[str], title: frozenset[str]) -> Heading:
    *outer, label = path or ("",)
    own = frozenset(content_stems(label))
    text, beside_text = " ".join(path), " | ".join(beside)
    return Heading(
        path=path,
        own=own,
        core=frozenset(content_stems(_BRACKETS.sub(" ", label))) or own,
        outer=frozenset(stem for words_ in outer for stem in content_stems(words_)) - own,
        beside=frozenset(content_stems(beside_text)) - own,
        beside_text=beside_text,
        kinds=_kinds(text),
        whole=_whole(next((part for part in reversed(path) if not is_unit(part)), ""), title),
        denies=says(text, "cells.denial"),
    )


def _kinds(text: str) -> frozenset[str]:
    plain = _BRACKETS.sub(" ", text) if _BRACKETS.sub(" ", text).strip() else text
    return frozenset(kind for kind in KINDS if says(plain, f"cells.{kind}"))


def _whole(label: str, title: frozenset[str]) -> float:
    """How far a label means all that the table is of: a bare total, one of what the title says, or less."""
    if not says(label, "cells.total"):
        return 0.0
    rest = [stem for stem in content_stems(label) if not says(stem, "cells.total")]
    if not rest:
        return 1.0
    return 0.9 if all(any(alike(stem, word) for word in title) for stem in rest) else 0.2


def _axis(headings: Sequence[Heading]) -> Axis:
    counts = Counter(stem for h in headings for stem in h.own | h.outer | h.beside)
    return Axis(tuple(headings), {stem: math.log(1 + len(headings) / n) for stem, n in counts.items()})


def _in_quarters(headings: Sequence[Heading]) -> list[Heading]:
    """Four columns of quarters under one header are the first to the fourth, whatever their dates."""
    groups: dict[tuple[str, ...], list[int]] = {}
    for at, heading in enumerate(headings):
        if says(heading.text, "cells.quarter"):
            groups.setdefault(heading.path[:-1], []).append(at)
    done = list(headings)
    for group in (found for found in groups.values() if len(found) == 4):
        for count, at in enumerate(group, 1):
            done[at] = replace(done[at], own=done[at].own | {f"q{count}"})
    return done
