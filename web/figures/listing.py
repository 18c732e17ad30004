"""The figures that the reports state, page by page, for the API and the command line alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from corpus.periods import in_words
from web.contract import figure_to_json
from web.reports.lookup import stored_report

if TYPE_CHECKING:
    from corpus.report import Figure
    from index.store import Store


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which figures: all that is given must match.

    A report's id matches to the letter, measures and areas whole and in any case; a period matches when
    its words, as printed or in plain words, hold those given.
    """

    report: str | None = None
    measure: str | None = None
    area: str | None = None
    period: str | None = None


def figures_to_json(store: Store, wanted: Wanted, limit: int, offset: int = 0) -> dict[str, Any]:
    """At most `limit` figures from `offset`; `next_offset` is None when there are no more.

    Raises Problem for a report that is not here.
    """
    if wanted.report is not None:
        stored_report(store, wanted.report)
    found = _found(store, wanted, limit + 1, offset)
    more = offset + limit if len(found) > limit else None
    return {"figures": [figure_to_json(figure) for figure in found[:limit]], "next_offset": more}


def _found(store: Store, wanted: Wanted, count: int, offset: int) -> tuple[Figure, ...]:
    series = store.series() if wanted.measure or wanted.area else ()
    measure = _spelt((one.measure for one in series), wanted.measure)
    area = _spelt((one.area for one in series), wanted.area)
    if wanted.period is None:
        return store.figures(report=wanted.report, measure=measure, area=area, limit=count, offset=offset)
    figures = store.figures(report=wanted.report, measure=measure, area=area)
    return tuple(islice(_of_period(figures, wanted.period.casefold()), offset, offset + count))


def _spelt(known: Iterable[str | None], name: str | None) -> tuple[str, ...] | None:
    """The spellings that the store has of a name given in any case; none of them where it has none."""
    if name is None:
        return None
    return tuple({one for one in known if one and one.casefold() == name.casefold()})


def _of_period(figures: Iterable[Figure], words: str) -> Iterator[Figure]:
    for figure in figures:
        period = figure.period
        if period and (words in period.raw.casefold() or words in in_words(period).casefold()):
            yield figure
