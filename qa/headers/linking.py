"""Words of a question -> cells of a table, by the headers of their rows and columns.

For the figures that no measure or area is known of: those are asked for in their table's own words.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from index.library import Library
from qa.headers.aliases import aliases
from qa.headers.cells import Cell, rank_cells
from qa.headers.headings import HeadedTable, headed_tables
from qa.headers.hearing import Heard, hear
from qa.headers.likeness import told_apart
from qa.headers.same_word import content_stems
from qa.question import Query
from qa.snapshot import once_a_generation

_TABLES = 4  # so many are looked into
_NEARLY = 0.8  # of the weight that the best table has of the question's words
_ENOUGH, _ENOUGH_OF_ANY = 0.25, 0.6  # the least share of the question that a cell must have, by weight
_FULLY = 0.01  # what a header that is named in full leaves unsaid
_EXACTLY = 0.01
_TIED, _TIED_BY_WORDS = 0.15, 0.25  # cells so close in score are equally good
_TYPED = re.compile(r"\w[\w'’-]*")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Linked:
    """The cells of the table that a question is of, best first, and what of the question none answers to.

    `tied` are those that fit it equally well, the best among them. `left_out` are words as typed;
    `unheld` are years that the table, which has others, does not have.
    """

    heard: Heard
    cells: tuple[Cell, ...]
    tied: tuple[Cell, ...]
    left_out: tuple[str, ...]
    unheld: tuple[str, ...]

    @property
    def best(self) -> Cell:
        return self.cells[0]


def link_cells(query: Query, library: Library) -> Linked | None:
    """The cells that a question names by their headers; `None` where no table has enough of its words.

    Of a report that is given, a part of the words will do, for the rest may name what the report is of;
    else most must be there, and every place.
    """
    tables = [t for t in headed_tables(library) if not query.reports or t.report in query.reports]
    heard = hear(query.text, aliases(library))
    if not tables or not heard.stems:
        return None
    weights = _weights(library) if len(tables) > 1 else {}
    ranked = [
        [cell for cell in rank_cells(table, heard) if _is_of_its_column(cell)]
        for table in _nearest(tables, heard, weights)
    ]
    ranked = [cells for cells in ranked if cells and _is_named(cells[0])]
    if not ranked:
        return None
    shares = [_share(cells[0], heard, weights) for cells in ranked]
    best = [cells for cells, share in zip(ranked, shares, strict=True) if share == max(shares)]
    cells = max(best, key=lambda cells: cells[0].score)
    left_out = _left_out(cells[0], heard)
    if not (_is_of_given if query.reports else _is_of_any)(query, cells[0], max(shares), left_out):
        return None
    by_words, cells = cells, told_apart(cells, heard.text, library)
    others = [found[0] for found in best if found[0].table is not cells[0].table]
    tied = (*_tied(cells, by_words), *(other for other in others if other.score >= cells[0].score - _TIED))
    return Linked(heard, tuple(cells), tied, _left_out(cells[0], heard), _unheld(cells[0].table, heard))


def _is_of_given(_: Query, cell: Cell, share: float, __: Sequence[str]) -> bool:
    """Whether a cell of the report given answers: by its share of the question, or a row named in full."""
    row = cell.row_fit
    return share >= _ENOUGH or (row.unsaid <= _FULLY and any(row.worth))


def _is_of_any(query: Query, cell: Cell, share: float, left_out: Sequence[str]) -> bool:
    """Whether a cell of some report answers: it has most of the question, every place and year named."""
    own = cell.figure
    named = {link.name for link in query.areas if link.score == 1.0}
    if own.area and named and own.area not in named:
        return False
    years = {word for word in left_out if _YEAR.fullmatch(word)}
    if years and not (own.period and own.period.end and str(own.period.end.year) in years):
        return False
    places = {word for lack in query.missing if lack.kind == "area" for word in lack.words.split()}
    return share >= _ENOUGH_OF_ANY and places.isdisjoint(left_out)


@once_a_generation
def _weights(library: Library) -> Mapping[str, float]:
    """Inverse document frequency of a stem over the tables."""
    tables = headed_tables(library)
    counts = Counter(stem for table in tables for stem in table.words)
    return {stem: math.log(1 + len(tables) / count) for stem, count in counts.items()}


def _weight(stems: Collection[str], weights: Mapping[str, float]) -> float:
    rarest = max(weights.values(), default=1.0)
    return sum(weights.get(stem, rarest) for stem in stems)


def _nearest(tables: Sequence[HeadedTable], heard: Heard, weights: Mapping[str, float]) -> list[HeadedTable]:
    """The tables that have most of the question's words."""
    if len(tables) == 1:
        return list(tables)
    held = [_weight(table.words & frozenset(heard.stems), weights) for table in tables]
    order = sorted(range(len(tables)), key=lambda at: -held[at])[:_TABLES]
    return [tables[at] for at in order if held[at] >= _NEARLY * held[order[0]] and held[at]]


def _is_named(cell: Cell) -> bool:
    """Whether the question has some word of the cell's own headers; of the total's, the title's will do."""
    if cell.row_heading.whole and 2 * len(cell.said) >= len(cell.row_fit.worth):
        return True
    return any(worth for worth in (*cell.row_fit.worth, *cell.column_fit.worth))


def _is_of_its_column(cell: Cell) -> bool:
    """Whether the question has a word of the column, where the row has other figures of a known measure."""
    return not (cell.figure.measure and cell.figure.area) or any(cell.column_fit.worth)


def _share(cell: Cell, heard: Heard, weights: Mapping[str, float]) -> float:
    said = [heard.stems[at] for at in cell.said]
    return round(_weight(said, weights) / _weight(heard.stems, weights), 3)


def _tied(cells: Sequence[Cell], by_words: Sequence[Cell]) -> tuple[Cell, ...]:
    """The best cell, with those as good that hold another value.

    `by_words` are the cells as the words alone ranked them: those that tie so are told apart by
    meaning only where it is clear.
    """
    best, *rest = cells
    worth = {(cell.row, cell.column): cell.score for cell in by_words}
    as_good = [
        cell
        for cell in rest
        if best.score - cell.score <= (_TIED_BY_WORDS if _even(cell, best, worth) else _TIED)
    ]
    return best, *(cell for cell in as_good if cell.figure.raw != best.figure.raw)


def _even(one: Cell, other: Cell, worth: Mapping[tuple[int, int], float]) -> bool:
    return abs(worth[one.row, one.column] - worth[other.row, other.column]) < _EXACTLY


def _left_out(cell: Cell, heard: Heard) -> tuple[str, ...]:
    """The question's words, as typed, that neither the cell's headers nor its table's title have."""
    missed = {stem for at, stem in enumerate(heard.stems) if at not in cell.said}
    typed = _TYPED.findall(heard.text)
    return tuple(dict.fromkeys(word for word in typed if missed & set(content_stems(word))))


def _unheld(table: HeadedTable, heard: Heard) -> tuple[str, ...]:
    """The years asked for that a table lacks, every row or every column of which has its year."""
    for axis in (table.rows, table.columns):
        held = [[w for w in heading.own | heading.outer if _YEAR.fullmatch(w)] for heading in axis.headings]
        if all(held):
            known = {year for years in held for year in years} | table.title_words
            return tuple(stem for stem in heard.stems if _YEAR.fullmatch(stem) and stem not in known)
    return ()
