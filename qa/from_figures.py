"""An answer from figures: find the rows, keep those that can tell, put them into words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from corpus.periods import in_words
from corpus.report import Period, Role
from qa.case import Case, Outcome
from qa.compose import one_row
from qa.evidence import Draft
from qa.figures import Found, Row, asked_roles, find_figures
from qa.from_headers import from_headers
from qa.headers.linking import Linked, link_cells
from qa.narrative import quote_answer
from qa.over_time.between_days import between_days
from qa.over_time.course_ranking import course_ranking
from qa.over_time.restated import note_restated
from qa.over_time.trend import say_reach, trend
from qa.question import Link, Missing, Query, ReadAs, Status, Wants
from qa.reading.keys import key, parts_of
from qa.telling import absent
from qa.telling.arithmetic import addable, arithmetic
from qa.telling.change import printed_direction
from qa.telling.checked import note_other_places, note_totals
from qa.telling.compare import comparison, overview
from qa.telling.ranking import ranking
from qa.telling.targets import aim_of, is_met, targets
from qa.telling.wording import during, is_change, listed, lower_first, subject, value
from qa.telling.yes_no import direction_meant

ARITHMETIC = (Wants.SUM, Wants.SHARE, Wants.AVERAGE, Wants.RATIO, Wants.DIFFERENCE)
_COUNTING = frozenset(key("number percentage percent proportion rate total level figure high medium low"))
_SIDES = 2
_YEARLY = 300  # days between the ends of two values of which one is last year's
_PLAIN = (Wants.LOOKUP, Wants.OVERVIEW, Wants.TREND)  # of a course, these ask for the change
_COURSES = (Wants.TREND, Wants.RANK)
_OVER_TIME = (*_COURSES, Wants.TARGET, Wants.SHARE, Wants.RATIO)
_TOO_MANY = 6  # more readings than this are asked back, not all answered
_CHOICES = 10  # and so many of them are offered


def from_figures(draft: Draft, case: Case) -> Outcome:
    """Answer from figures, or say which are not there."""
    query = case.query
    found = find_figures(query, case.known, case.library.store)
    if missing := tuple(lack for lack in query.missing if not _is_in_unit(lack, found.rows)):
        return case.not_there(draft, missing)
    if query.span is None and (told := between_days(draft, case)):
        return told
    if query.span and query.wants in _OVER_TIME:
        return _course(draft, case) if query.wants in _COURSES else _one_period(draft, case)
    found = _that_can_tell(found, case)
    return _not_answered(draft, case, found) or _answered(draft, case, found)


def _not_answered(draft: Draft, case: Case, found: Found) -> Outcome | None:
    """What is said instead of an answer, where rows are none or too many, or a reason is asked for."""
    query = case.query
    if not found.rows:
        if any(lack.kind == "beside" for lack in found.missing) and (linked := _under_header(case)):
            return from_headers(draft, case, linked)
        return case.not_there(draft, found.missing or (Missing("area", " ".join(query.area_names)),))
    if _are_too_many(query, found.rows):
        return _ask_back(draft, case, found.rows)
    if query.asks_why and not found.missing and not _premise_is_wrong(case, found.rows):
        return _reason(draft, case, found.rows)
    return None


def _under_header(case: Case) -> Linked | None:
    """What no role is known of, but a column says ("5-year average"), in a row that the question names."""
    linked = link_cells(case.query, case.library)
    is_named = linked and any(linked.best.row_fit.worth) and any(linked.best.column_fit.worth)
    return linked if is_named else None


def _answered(draft: Draft, case: Case, found: Found) -> Outcome:
    """The answer in words, with what bears on it."""
    found = replace(found, rows=_with_whole(found.rows, case))
    status = Status.ANSWERED if _word(draft, case, found.rows) else Status.NOT_FOUND
    if not draft.answer:
        return case.not_there(draft, found.missing or (Missing("period", ""),))
    if found.missing:
        absent.not_there(draft, case.query, found.missing, case.known)
    _say_percentages(draft, case, found.rows)
    _say_others(draft, case, found)
    note_totals(draft, case.library.store)
    note_other_places(draft, case.library.store)
    _say_latest(draft, case, found.rows)
    note_restated(draft, case)
    return Outcome(status, case.read_as(found.rows), _next_questions(case, found.rows))


def _is_in_unit(lack: Missing, rows: Sequence[Row]) -> bool:
    """Whether a split asked for is the figures' own unit: "each month" of a figure "per month"."""
    asked = frozenset(key(lack.words))
    return lack.kind == "split" and any(asked & frozenset(key(f.unit or "")) for r in rows for f in r.figures)


def _course(draft: Draft, case: Case) -> Outcome:
    """A course over time, or a ranking of courses; where no more than one change is held, that change."""
    query = case.query
    told = trend(draft, case) if query.wants is Wants.TREND else course_ranking(draft, case)
    if told:
        return told
    outcome = from_figures(draft, case.asking(_as_one_change(case)))
    if outcome.status is Status.ANSWERED:
        say_reach(draft, case)
    return outcome


def _one_period(draft: Draft, case: Case) -> Outcome:
    """What is not followed over time (shares, ratios, targets): as the latest report has it, and so said."""
    query, several = case.query, len(case.known.report_periods) > 1
    ends = query.span.ends if query.span and several else ()
    when = tuple(one for one in query.when if one.period not in ends)
    outcome = from_figures(draft, case.asking(replace(query, when=when, span=None)))
    if several and outcome.status is Status.ANSWERED:
        draft.note("This is for one period only: a question of this kind is not answered over time.")
    return outcome


def _as_one_change(case: Case) -> Query:
    """The query without its stretch of time, nor the ends of that which no report has a figure of."""
    query = case.query
    wants = Wants.CHANGE if query.otherwise in _PLAIN else query.otherwise
    plain = replace(query, wants=wants, span=None)
    if any(lack.kind == "period" for lack in find_figures(plain, case.known, case.library.store).missing):
        ends = query.span.ends if query.span else ()
        plain = replace(plain, when=tuple(when for when in query.when if when.period not in ends))
    return plain


def _that_can_tell(found: Found, case: Case) -> Found:
    """Only rows that hold what is asked for; where none does, the figure is not there, not the row."""
    query, rows = case.query, found.rows
    if query.wants is Wants.TARGET:
        aimed = [row for row in rows if aim_of(row)] if query.measures else []
        return _only([row for row in rows if row.of(Role.TARGET)] or aimed, found, "target")
    if query.wants is Wants.AVERAGE and len(rows) == 1:
        return _only([row for row in rows if _is_average(row)], found, "average")
    if query.when and not query.periods and asked_roles(query) == (Role.PREVIOUS,):
        kept = [
            row for row in rows if row.previous and not (case.says("beside.quarter_before") and _is_year(row))
        ]
        return _only(kept, found, "figure for the period before")
    return _with_beside(found, case)


def _is_year(row: Row) -> bool:
    """Whether the value before is of about a year before, and so not of the last quarter."""
    before, after = (figure and figure.period for figure in (row.previous, row.current))
    return bool(before and after and before.end and after.end and (after.end - before.end).days > _YEARLY)


def _with_beside(found: Found, case: Case) -> Found:
    """Only rows that have beside their value what the question's role asks for."""
    query, rows = case.query, found.rows
    if query.role is Role.COMPARATOR and query.wants in (Wants.LOOKUP, Wants.COMPARE, Wants.YES_NO):
        return _only([row for row in rows if row.of(Role.COMPARATOR)], found, "national figure")
    if query.role is Role.RANK:
        return _only([row for row in rows if row.of(Role.RANK)], found, "position")
    if query.role is Role.NOTE and case.says("beside.says_margin"):
        return _only([row for row in rows if _has_margin(row)], found, "margin")
    return found


def _with_whole(rows: Sequence[Row], case: Case) -> tuple[Row, ...]:
    """The rows; for the share of one area, with the row of the whole that it is a share of."""
    query, wholes = case.query, case.known.wholes
    of_one = len(rows) == 1 and rows[0].area not in wholes and rows[0].current
    if query.wants is not Wants.SHARE or not of_one or of_one.unit == "%":
        return tuple(rows)
    areas = (*query.areas, *(Link(name, name, 1.0) for name in wholes))
    return find_figures(replace(query, areas=areas), case.known, case.library.store).rows


def _is_average(row: Row) -> bool:
    """Whether a row is itself an average, or so much per month."""
    unit = row.current.unit if row.current else None
    return bool(frozenset(key("average mean")) & frozenset(key(row.measure))) or "per" in (unit or "").split()


def _only(rows: Sequence[Row], found: Found, lack: str) -> Found:
    return Found(tuple(rows), found.missing, found.others) if rows else Found((), (Missing("beside", lack),))


def _has_margin(row: Row) -> bool:
    return any(figure.margin is not None for figure in row.figures)


def _are_too_many(query: Query, rows: Sequence[Row]) -> bool:
    """Whether the readings of one wording are more than can all be answered."""
    readings = {row.measure for row in rows}
    return query.either and len(readings) > _TOO_MANY and query.wants is not Wants.OVERVIEW


def _ask_back(draft: Draft, case: Case, rows: Sequence[Row]) -> Outcome:
    """Ask which reading is meant, with the choices to click."""
    names = tuple(dict.fromkeys(row.measure for row in rows))[:_CHOICES]
    draft.say("Several figures fit that. Which do you mean?")
    place = f" in {case.query.area_names[0]}" if case.query.area_names else ""
    return Outcome(Status.CLARIFY, case.read_as(rows), tuple(f"{name}{place}" for name in names))


def premise_is_wrong(case: Case) -> bool:
    """Whether a question takes for granted that measures rose (or fell) which did not."""
    if not (case.query.direction and case.query.measures) or case.query.missing:
        return False
    return _premise_is_wrong(case, find_figures(case.query, case.known, case.library.store).rows)


def _premise_is_wrong(case: Case, rows: Sequence[Row]) -> bool:
    """Whether a "why" takes a rise for a fall, or a target for missed: that is corrected, and so answered."""
    query = case.query
    if query.wants is Wants.COMPARE:
        return True
    if query.wants is Wants.TARGET:
        met = [is_met(row, case.known.measures[row.measure].polarity) for row in rows]
        return case.says("beside.target_missed") and all(met)
    if query.wants is Wants.RANK and query.most and len(query.areas) == 1:
        sizes = {row.area: row.current.value for row in rows if row.current and row.current.value is not None}
        first = (max if query.most > 0 else min)(sizes, key=lambda area: sizes[area], default=None)
        return first not in query.area_names
    moves = [moved for row in rows if (moved := printed_direction(row)) is not None]
    return bool(query.direction and moves) and query.direction not in moves


def _reason(draft: Draft, case: Case, rows: Sequence[Row]) -> Outcome:
    """A "why" is answered by a reason that a report states, or not at all; its figures are given anyway.

    A question that asks "by how much" as well is answered by them.
    """
    named = tuple(" ".join(_content(link.words)) for link in case.query.measures[:1])
    demand = replace(case.demand(), mostly=named, strict=True)
    asks_both = case.says("form.and_how_much")
    is_told = quote_answer(draft, case.query, case.library, demand)
    if is_told and not asks_both:
        return Outcome(Status.ANSWERED, ReadAs(Wants.NARRATIVE.value))
    if not is_told:
        draft.say("The reports do not say why. What they do say:")
    _word(draft, case.asking(replace(case.query, asks_why=False)), rows)
    status = Status.ANSWERED if asks_both else Status.NOT_FOUND
    return Outcome(status, case.read_as(rows), _next_questions(case, rows))


def _content(words: str) -> tuple[str, ...]:
    """The words without those that only say that something is counted."""
    return tuple(word for word in words.split() if not frozenset(key(word)) <= _COUNTING)


def _word(draft: Draft, case: Case, rows: Sequence[Row]) -> bool:
    """Put the rows into words, as the question wants them. Whether they do answer it."""
    query, several = case.query, len(rows) > 1
    if query.over is not None and _are_shares(rows, query):
        query = replace(query, wants=Wants.YES_NO)  # "is the share of ... below 50%?"
    readings = {row.measure for row in rows}
    if query.either and case.says("several.weighed") and (sides := _as_named(rows, case)):
        rows, weighed = sides, True
    else:
        weighed = False
    is_either = query.either and len(readings) > 1 and not weighed
    if query.wants is Wants.TARGET or _asks_of_target(case, rows):
        targets(draft, rows, query, lambda row: case.known.measures[row.measure].polarity)
    elif several and (query.wants is Wants.RANK or (query.wants is Wants.YES_NO and query.every_area)):
        for own in _by_reading(rows, is_either):
            ranking(draft, own, _with_direction(query, own, case))
    elif several and query.wants in ARITHMETIC and not _are_shares(rows, query):
        results = [arithmetic(draft, own, query) for own in _by_reading(rows, is_either)]
        return all(results)
    elif several and query.wants is Wants.COMPARE and not is_either:
        comparison(draft, rows, query)
    elif query.wants is Wants.OVERVIEW:
        overview(draft, rows, query)
    else:
        for row in rows:
            one_row(draft, row, query, case.known.measures[row.measure].polarity)
        if case.says("several.sum_of_readings") and _are_parts(rows, case):
            arithmetic(draft, rows, replace(query, wants=Wants.SUM))
    return True


def _by_reading(rows: Sequence[Row], is_either: bool) -> list[Sequence[Row]]:
    """The rows to put together: readings of one wording each by themselves, where each has several areas."""
    names = dict.fromkeys(row.measure for row in rows) if is_either else {}
    groups = [[row for row in rows if row.measure == name] for name in names]
    each = all(len({row.area for row in own}) > 1 for own in groups)
    return list(groups) if groups and each else [rows]


def _as_named(rows: Sequence[Row], case: Case) -> tuple[Row, ...]:
    """Two rows in the order in which the question names them: "are appeals made higher than appeals upheld?".

    None where it names no two sides, only one wording with two readings.
    """
    if len(rows) != _SIDES:
        return ()
    asked = key(case.query.text)
    names = [frozenset(key(row.measure)) for row in rows]
    first, second = (
        next((at for at, stem in enumerate(asked) if stem in own - other), len(asked))
        for own, other in (names, names[::-1])
    )
    if first == second or len(asked) in (first, second):
        return ()
    return tuple(rows if first < second else rows[::-1])


def _are_parts(rows: Sequence[Row], case: Case) -> bool:
    """Whether rows are counts of one area that may be added up: not a class and a part of it."""
    meant = [case.known.measures[row.measure].identity for row in rows]
    if any(parts_of(name) & other for own in meant for name in own for other in meant):
        return False
    counts = [row.current for row in rows if row.current and row.change]
    alike = len({(row.area, row.report) for row in rows}) == 1
    return len(rows) > 1 and len(counts) == len(rows) and alike and addable(counts)


def _with_direction(query: Query, rows: Sequence[Row], case: Case) -> Query:
    """The query with the direction that "got worse" or "improved" means for these measures."""
    if query.direction or not case.says("change.went"):
        return query
    polarities = {case.known.measures[row.measure].polarity for row in rows}
    ways = {way for polarity in polarities if (way := direction_meant(query.asks_worse, polarity))}
    return replace(query, direction=next(iter(ways))) if len(ways) == 1 else query


def _are_shares(rows: Sequence[Row], query: Query) -> bool:
    """Whether rows are themselves the percentages that a share is asked for."""
    return query.wants is Wants.SHARE and all(row.current and row.current.unit == "%" for row in rows)


def _asks_of_target(case: Case, rows: Sequence[Row]) -> bool:
    """Whether a yes or no is about a target that is not called so: "are we hitting the 85%?"."""
    aims = {aim.value for row in rows if (aim := row.of(Role.TARGET))}
    if case.query.wants not in (Wants.YES_NO, Wants.LOOKUP) or not aims:
        return False
    return bool(aims & set(case.query.claims)) or case.says("beside.target_reached")


def _say_percentages(draft: Draft, case: Case, rows: Sequence[Row]) -> None:
    """Say so where a number is asked for and the report gives a percentage."""
    now = [row.current for row in rows if row.current]
    if case.says("asks.number") and now and all(figure.unit == "%" for figure in now):
        draft.note("The report gives this as a percentage, not as a number.", now[:1])


def _say_others(draft: Draft, case: Case, found: Found) -> None:
    """Say the other figures that the reports give for the same thing, with their dates (rule 11)."""
    if case.query.wants not in (Wants.CHANGE, Wants.YES_NO):
        return
    for row in found.others:
        printed = [figure for figure in row.figures if is_change(figure) and figure.period]
        latest = max((figure.period for figure in printed if figure.period), key=_end, default=None)
        said = [figure for figure in printed if figure.period == latest]
        if said and latest:
            changes = listed(map(value, said))
            draft.note(
                f"{subject(row.measure, row.area)}: the report also prints {changes} {during(latest)}.", said
            )


def _end(period: Period) -> date:
    return period.end or date.min


def _say_latest(draft: Draft, case: Case, rows: Sequence[Row]) -> None:
    """Say which period the figures are of, where several reports are held and none was asked for."""
    if len(case.known.report_periods) < 2 or case.query.when or case.query.reports:
        return
    periods = {row.current.period for row in rows if row.current and row.current.period}
    if len(periods) == 1:
        first = rows[0].current
        said = f"This is the latest that the reports hold: {in_words(periods.pop())}."
        draft.note(said, (first,) if first else ())


def _next_questions(case: Case, rows: Sequence[Row]) -> tuple[str, ...]:
    """Up to three questions that go on from this one, and that the reports answer."""
    query, row = case.query, rows[0]
    measure = lower_first(row.measure)
    asked: list[str] = []
    if query.wants is not Wants.CHANGE and row.previous and row.area:
        asked.append(f"how did {measure} change in {row.area}?")
    if len(case.known.measures[row.measure].areas) > 2 and query.wants is not Wants.RANK:
        asked.append(f"which area had the biggest rise in {measure}?")
    if query.wants is not Wants.OVERVIEW and row.area:
        asked.append(f"summarise {row.area}")
    return tuple(asked)
