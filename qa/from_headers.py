"""An answer from a table's cells, found by their headers: a look-up, a ranking, a comparison, arithmetic."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.periods import in_words
from corpus.report import Figure, Role
from qa.case import Case, Outcome
from qa.evidence import Draft
from qa.figures import Row
from qa.headers.linking import Linked
from qa.headers.named import Named, named_cells, ranked_cells
from qa.question import ReadAs, Status, Wants
from qa.telling.arithmetic import addable, arithmetic
from qa.telling.compare import comparison
from qa.telling.ranking import ranking
from qa.telling.wording import listed, value

_CHOICES = 6
_ARITHMETIC = (Wants.SUM, Wants.SHARE, Wants.AVERAGE, Wants.RATIO, Wants.DIFFERENCE)


def from_headers(draft: Draft, case: Case, linked: Linked) -> Outcome:
    """Answer from the cells that the question names, and say what of it no header has."""
    if linked.unheld:
        return _no_such_year(draft, linked)
    if rows := _several(case, linked):
        _word(draft, case, rows)
    elif len(linked.tied) > 1:
        return _ask_back(draft, linked)
    else:
        draft.say(f"{_sentence(linked.best.figure)}.", (linked.best.figure,))
    _say_left_out(draft, linked)
    return Outcome(Status.ANSWERED, _read_as(case, linked))


def _several(case: Case, linked: Linked) -> list[Row]:
    """The rows to rank, compare or calculate with, where the question wants that of several cells."""
    query = case.query
    if case.says("cells.which") and not case.says("cells.amount"):
        return _rows(ranked_cells(linked)) if query.wants is Wants.RANK or query.most else []
    found = named_cells(linked)
    if len(found.cells) < 2:
        return []
    if query.wants in _ARITHMETIC and _can_be_reckoned(found, query.wants):
        return _rows(found)
    return _rows(found) if query.wants is Wants.COMPARE or case.says("cells.each") else []


def _can_be_reckoned(found: Named, wants: Wants) -> bool:
    """Whether the cells make a sum, share and the like; a printed percentage is a share already."""
    if wants is Wants.AVERAGE and any("averag" in cell.table.words for cell in found.cells):
        return False  # an average that is printed is looked up
    figures = [cell.figure for cell in found.cells]
    return addable(figures) and (figures[0].unit != "%" or wants in (Wants.DIFFERENCE, Wants.RATIO))


def _rows(named: Named) -> list[Row]:
    """Each cell as a row of its own, called by the header that tells it from the others."""
    return [
        _row(cell.figure, cell.row_heading.label if named.by_row else cell.column_heading.text)
        for cell in named.cells
    ]


def _row(figure: Figure, name: str) -> Row:
    own = replace(figure, measure=name, area=None, period=None, role=Role.CURRENT)
    return Row(name, None, figure.where.report, (own,))


def _word(draft: Draft, case: Case, rows: Sequence[Row]) -> None:
    query = case.query
    if case.says("cells.which") and not case.says("cells.amount"):
        ranking(draft, rows, replace(query, direction=0, over=None))
    elif query.wants in _ARITHMETIC:
        arithmetic(draft, rows, query)
    elif query.wants is Wants.COMPARE:
        comparison(draft, rows, query)
    else:
        for row in rows:
            draft.say(f"{_sentence(row.figures[0])}.", row.figures)


def _sentence(figure: Figure) -> str:
    """A cell under its headers, in the table's own words."""
    under = f" under {_quoted(figure.column_path)}" if figure.column_path else ""
    return f"{_quoted(figure.row_path)}{under}: {value(figure)}"


def _quoted(path: Iterable[str]) -> str:
    return ", ".join(f"“{part}”" for part in dict.fromkeys(path) if part)


def _ask_back(draft: Draft, linked: Linked) -> Outcome:
    """Ask which of several cells is meant, each with its headers to click."""
    draft.say("Several cells of the table fit that equally well. Which do you mean?")
    choices = (" ".join((*cell.row_heading.path, *cell.column_heading.path)) for cell in linked.tied)
    return Outcome(Status.CLARIFY, ReadAs(Wants.LOOKUP.value), tuple(dict.fromkeys(choices))[:_CHOICES])


def _no_such_year(draft: Draft, linked: Linked) -> Outcome:
    draft.say(f"The table has no figures for {listed(linked.unheld)}.", names=linked.unheld)
    return Outcome(Status.NOT_FOUND, ReadAs(Wants.LOOKUP.value))


def _say_left_out(draft: Draft, linked: Linked) -> None:
    """What the question also says, and the cell's headers do not."""
    if linked.left_out:
        words = listed(f"“{word}”" for word in linked.left_out)
        draft.note(f"The table’s headers do not say {words}.", names=linked.left_out)


def _read_as(case: Case, linked: Linked) -> ReadAs:
    best = linked.best
    periods = (in_words(best.figure.period),) if best.figure.period else ()
    measures = (" – ".join((*best.row_heading.path, *best.column_heading.path)),)
    return ReadAs(case.query.wants.value, measures, (), periods)
