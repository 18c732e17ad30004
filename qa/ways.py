"""Which way a question is answered: from figures, from text, or by saying what is not there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from corpus.periods import in_words
from corpus.report import Role
from index.library import Library
from qa import absent, compare, narrative
from qa.acronyms import asks_meaning
from qa.catalogue import Catalogue
from qa.compose import direction_of, one_row
from qa.evidence import Draft
from qa.figures import Found, Row, find_figures
from qa.patterns import says
from qa.question import Missing, Query, ReadAs, Status, Wants
from qa.gist import only_manner
from qa.wording import listed, lower_first

_TOO_MANY = 6  # more readings than this are asked back, not all answered
_ARITHMETIC = (Wants.SUM, Wants.SHARE, Wants.AVERAGE, Wants.RATIO, Wants.DIFFERENCE)


@dataclass(frozen=True, slots=True)
class Outcome:
    status: Status
    read_as: ReadAs
    suggestions: tuple[str, ...] = ()


Way = Callable[[Draft], Outcome]


def choose(query: Query, known: Catalogue, library: Library) -> Way:
    """The way to answer a query. What the figures answer in full is answered from them; the rest from text."""
    if query.wants is Wants.OUT_OF_SCOPE:
        return lambda draft: _out_of_scope(draft, query, known)
    if _figures_can_answer(query):
        if _is_about_text(query):
            return lambda draft: _from_text_or_figures(draft, query, known, library)
        return lambda draft: _from_figures(draft, query, known, library)
    return lambda draft: _from_text(draft, query, known, library)


def _is_about_text(query: Query) -> bool:
    """Whether a question that figures could answer asks rather what is done, by whom, or why."""
    if says(query.text, "text.doings"):
        return True
    if query.wants not in (Wants.LOOKUP, Wants.OVERVIEW) or query.area_names or query.role:
        return False
    return says(query.text, "text.about") and not says(query.text, "text.figures")


def _figures_can_answer(query: Query) -> bool:
    """Whether every word of the question is accounted for by measures, areas, periods and grammar."""
    if query.unplaced or (query.missing and not query.measures):
        return False
    if any(lack.kind == "measure" for lack in query.missing):
        return False
    return (
        bool(query.measures)
        or bool(query.area_names and query.wants in (Wants.OVERVIEW, Wants.RANK, Wants.CHANGE))
        or (query.wants is Wants.TARGET and not query.missing)
    )


def _from_figures(draft: Draft, query: Query, known: Catalogue, library: Library) -> Outcome:
    if query.missing:
        return _not_there(draft, query, query.missing, known)
    query = _defaults(query, known)
    found = find_figures(query, known, library.store)
    found = _that_can_tell(found, query)
    read_as = _read_as(query, found.rows)
    if not found.rows:
        return _not_there(
            draft, query, found.missing or (Missing("area", " ".join(query.area_names)),), known
        )
    if (
        query.either
        and len({row.measure for row in found.rows}) > _TOO_MANY
        and query.wants is not Wants.OVERVIEW
    ):
        return _ask_back(draft, query, found.rows, read_as)
    if query.asks_why and not found.missing and not _premise_is_wrong(query, found.rows):
        return _no_reason(draft, query, found.rows, known, library, read_as)
    _word(draft, query, found.rows, known)
    if found.missing:
        absent.not_there(draft, query, found.missing, known)
    _say_latest(draft, query, found.rows, known)
    return Outcome(Status.ANSWERED, read_as, _next_questions(query, found.rows, known))


def _premise_is_wrong(query: Query, rows: Sequence[Row]) -> bool:
    """Whether a "why" takes a rise for a fall: that is corrected, and so answered."""
    moves = [moved for row in rows if (moved := direction_of(row)) is not None]
    return bool(query.direction and moves and all(moved != query.direction for moved in moves)) or (
        query.wants is Wants.COMPARE
    )


def _no_reason(
    draft: Draft, query: Query, rows: Sequence[Row], known: Catalogue, library: Library, read_as: ReadAs
) -> Outcome:
    """A "why" is answered by a reason that a report states, or not at all; the figures are given all the same."""
    if narrative.quote_answer(draft, query, library, _scopes(query, known), _places(query, known)):
        return Outcome(Status.ANSWERED, ReadAs(Wants.NARRATIVE.value))
    draft.say("The reports do not say why. What they do say:")
    _word(draft, replace(query, asks_why=False), rows, known)
    return Outcome(Status.NOT_FOUND, read_as, _next_questions(query, rows, known))


def _defaults(query: Query, known: Catalogue) -> Query:
    if query.wants is Wants.TARGET and not query.measures:
        return replace(query, measures=(), either=False)
    return query


def _that_can_tell(found: Found, query: Query) -> Found:
    """Only rows that hold what is asked for; where none does, it is the figure that is not there, not the row."""
    if query.wants is Wants.TARGET:
        rows = tuple(row for row in found.rows if row.of(Role.TARGET))
        aimed = tuple(row for row in found.rows if compare.aim_of(row))
        rows = rows or (aimed if query.measures else ())
        return Found(rows, found.missing) if rows else Found((), (Missing("beside", "target"),))
    if query.role is Role.COMPARATOR and query.wants in (Wants.LOOKUP, Wants.COMPARE, Wants.YES_NO):
        rows = tuple(row for row in found.rows if row.of(Role.COMPARATOR))
        return Found(rows, found.missing) if rows else Found((), (Missing("beside", "national figure"),))
    if query.role is Role.RANK:
        rows = tuple(row for row in found.rows if row.of(Role.RANK))
        return Found(rows, found.missing) if rows else Found((), (Missing("beside", "position"),))
    if query.role is Role.NOTE and says(query.text, "beside.says_margin"):
        rows = tuple(row for row in found.rows if any(f.margin is not None for f in row.figures))
        return Found(rows, found.missing) if rows else Found((), (Missing("beside", "margin"),))
    return found


def _word(draft: Draft, query: Query, rows: Sequence[Row], known: Catalogue) -> None:
    """Put the rows into words, as the question wants them."""
    if query.wants is Wants.TARGET or _asks_of_target(query, rows):
        compare.targets(draft, rows, query)
    elif len(rows) > 1 and (query.wants is Wants.RANK or (query.wants is Wants.YES_NO and query.every_area)):
        compare.ranking(draft, rows, query)
    elif query.wants in _ARITHMETIC and len(rows) > 1:
        compare.arithmetic(draft, rows, query)
    elif query.wants is Wants.COMPARE and len(rows) > 1 and not query.either:
        compare.comparison(draft, rows, query)
    elif query.wants is Wants.OVERVIEW:
        compare.overview(draft, rows, query)
    else:
        for row in rows:
            one_row(draft, row, query, known.measures[row.measure].polarity)


def _asks_of_target(query: Query, rows: Sequence[Row]) -> bool:
    """Whether a yes or no is about a target that is not called so: "are we hitting the 85%?"."""
    aims = {aim.value for row in rows if (aim := row.of(Role.TARGET))}
    if query.wants not in (Wants.YES_NO, Wants.LOOKUP) or not aims:
        return False
    return bool(aims & set(query.claims)) or says(query.text, "beside.target_reached")


def _say_latest(draft: Draft, query: Query, rows: Sequence[Row], known: Catalogue) -> None:
    if len(known.report_periods) > 1 and not (query.when or query.reports) and rows:
        periods = {f.period for row in rows if (f := row.current) and f.period}
        if len(periods) == 1:
            draft.note(
                f"This is the latest that the reports hold: {in_words(periods.pop())}.",
                [rows[0].current] if rows[0].current else [],
            )


def _ask_back(draft: Draft, query: Query, rows: Sequence[Row], read_as: ReadAs) -> Outcome:
    """Too many readings: ask which is meant, with the choices to click."""
    names = tuple(dict.fromkeys(row.measure for row in rows))
    draft.say("Several figures fit that. Which do you mean?")
    places = f" in {query.area_names[0]}" if query.area_names else ""
    return Outcome(Status.CLARIFY, read_as, tuple(f"{name}{places}" for name in names[:10]))


def _from_text_or_figures(draft: Draft, query: Query, known: Catalogue, library: Library) -> Outcome:
    if narrative.quote_answer(draft, query, library, _scopes(query, known), _places(query, known)):
        return Outcome(Status.ANSWERED, ReadAs(Wants.NARRATIVE.value))
    return _from_figures(draft, query, known, library)


def _from_text(draft: Draft, query: Query, known: Catalogue, library: Library) -> Outcome:
    read_as = ReadAs(Wants.NARRATIVE.value)
    if _passes_over(query, library):
        draft.note(
            f"Left out of account: {listed(f'“{word}”' for word in query.unplaced)}.", names=query.unplaced
        )
        return _from_figures(draft, replace(query, unplaced=()), known, library)
    if query.measures and (
        query.area_names or any(lack.kind in ("split", "period") for lack in query.missing)
    ):
        return _not_there(draft, query, query.missing or _unplaced(query), known)
    only_figures = query.measures and query.wants in (*_ARITHMETIC, Wants.RANK, Wants.TARGET, Wants.COMPARE)
    counts = says(query.text, "text.figures") or bool(query.area_names)
    absent_measures = [lack.words for lack in query.missing if lack.kind == "measure" and counts]
    if not only_figures and narrative.quote_answer(
        draft,
        query,
        library,
        _scopes(query, known),
        (*absent_measures, *_places(query, known)),
        strict=counts and bool(query.missing or query.measures) and not asks_meaning(query.text),
    ):
        return Outcome(Status.ANSWERED, read_as)
    missing = query.missing or _unplaced(query)
    if query.measures or query.missing:
        return _not_there(draft, query, missing, known)
    narrative.nearest(draft, query, library)
    return Outcome(Status.NOT_FOUND, read_as, tuple(absent.examples(known)))


def _scopes(query: Query, known: Catalogue) -> tuple[tuple[str, ...], ...]:
    """Which reports' text to look in, one scope after another (empty: all): the reports named, else the latest first."""
    stated = tuple(report for when in query.when if when.period for report in known.reports_on(when.period))
    if query.reports or stated:
        return (query.reports or stated,)
    return ((),) if len(known.report_periods) < 2 else (known.latest, ())


def _places(query: Query, known: Catalogue) -> tuple[str, ...]:
    """The places that a question names: what answers it must name them too. The force itself goes without saying."""
    named = [link.words for link in query.areas if link.name not in known.wholes]
    return (*named, *(lack.words for lack in query.missing if lack.kind == "area"))


def _passes_over(query: Query, library: Library) -> bool:
    """Whether the words that nothing answers to are only the manner of a question that figures answer."""
    if not query.unplaced or not _figures_can_answer(replace(query, unplaced=())) or _is_about_text(query):
        return False
    return only_manner(query.text, query.unplaced, library)


def _unplaced(query: Query) -> tuple[Missing, ...]:
    return tuple(Missing("measure", words) for words in query.unplaced[:1])


def _not_there(draft: Draft, query: Query, missing: Sequence[Missing], known: Catalogue) -> Outcome:
    suggestions = absent.not_there(draft, query, missing, known)
    return Outcome(Status.NOT_FOUND, _read_as(query, ()), suggestions)


def _out_of_scope(draft: Draft, query: Query, known: Catalogue) -> Outcome:
    return Outcome(Status.NOT_FOUND, ReadAs(Wants.OUT_OF_SCOPE.value), absent.out_of_scope(draft, known))


def _read_as(query: Query, rows: Sequence[Row]) -> ReadAs:
    """How the question was read: by the rows that it came to, else by its links."""
    measures = tuple(dict.fromkeys(row.measure for row in rows)) or query.measure_names
    areas = tuple(dict.fromkeys(row.area for row in rows if row.area)) or query.area_names
    periods = tuple(
        dict.fromkeys(
            in_words(f.period) for row in rows for f in (row.current, row.previous) if f and f.period
        )
    )
    return ReadAs(query.wants.value, measures, areas, periods)


def _next_questions(query: Query, rows: Sequence[Row], known: Catalogue) -> tuple[str, ...]:
    """Two or three questions that go on from this one, and that the reports answer."""
    row = rows[0]
    measure = lower_first(row.measure)
    areas = known.measures[row.measure].areas
    asked: list[str] = []
    if query.wants is not Wants.CHANGE and row.previous and row.area:
        asked.append(f"how did {measure} change in {row.area}?")
    if len(areas) > 2 and query.wants is not Wants.RANK:
        asked.append(f"which area had the biggest rise in {measure}?")
    if query.wants is not Wants.OVERVIEW and row.area:
        asked.append(f"summarise {row.area}")
    return tuple(asked[:3])
