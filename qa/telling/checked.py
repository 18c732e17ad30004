"""What the checks found at ingest, said in an answer where it bears on it."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.report import Figure, Finding, FindingKind, Locator
from index.store import Store
from qa.evidence import Draft
from qa.telling import calculate
from qa.telling.wording import during, is_change, listed, subject, value, with_unit


def note_totals(draft: Draft, store: Store) -> None:
    """Where all parts of a printed total were summed and give another number, say both."""
    sums = {frozenset(f.id for f in result.figures): result for s in draft.answer for result in s.results}
    if not sums:
        return
    for finding in _found(draft, store, FindingKind.TOTAL):
        whole, *parts = finding.figures
        result = sums.get(frozenset(parts))
        if result is None or result != calculate.total(result.figures):
            continue
        (total,) = store.figures(ids=[whole])
        added = with_unit(result.value, result.unit)
        place = total.area if result.figures[0].area != total.area else f"“{total.row_path[-1]}”"
        draft.note(
            f"The {'areas' if place == total.area else 'parts'} add up to {added}; the report prints "
            f"{value(total)} for {place}.",
            (total,),
            (result,),
        )


def note_other_places(draft: Draft, store: Store) -> None:
    """Where the report gives a figure of the answer elsewhere with another number, say that too."""
    stated = _stated(draft)
    for kind in (FindingKind.DATES, FindingKind.TWICE):
        for finding in _found(draft, store, kind):
            own = [stated[figure] for figure in finding.figures if figure in stated]
            if len(finding.figures) == 1 and own:
                _note_text(draft, finding, own[0])
            elif own and (kind is FindingKind.TWICE or any(map(is_change, own))):
                lines = {figure.where.lines for figure in own}
                others = store.figures(ids=finding.figures)
                _note_row(draft, [figure for figure in others if figure.where.lines not in lines])


def _note_text(draft: Draft, finding: Finding, figure: Figure) -> None:
    """Quote the sentence."""
    where = Locator(figure.where.report, finding.lines[0])
    draft.quote(f"The report’s text says: “{finding.printed}”", where, finding.printed)


def _note_row(draft: Draft, others: Sequence[Figure]) -> None:
    """Say what the other row prints, unless that has been said."""
    said = {figure.id for sentence in draft.notes for figure in sentence.figures}
    if not others or others[0].measure is None or others[0].period is None or said & {f.id for f in others}:
        return
    numbers, name = listed(map(value, others)), subject(others[0].measure, others[0].area)
    draft.note(f"{name}: the report also prints {numbers} {during(others[0].period)}.", others)


def _stated(draft: Draft) -> dict[str, Figure]:
    return {f.id: f for s in draft.answer for f in (*s.figures, *(g for r in s.results for g in r.figures))}


def _found(draft: Draft, store: Store, kind: FindingKind) -> tuple[Finding, ...]:
    """The findings of a kind in the reports that the answer is from."""
    return store.findings(sorted({figure.where.report for figure in _stated(draft).values()}), kind)
