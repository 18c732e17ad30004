"""Sentences that state a figure, against the tables' figures of the same thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from corpus.checks.rows import FigureRow, amount, in_figures, leeway, printed, rounding, same_thing
from corpus.checks.twice import CLOSE
from corpus.periods import in_words
from corpus.report import Figure, Finding, FindingKind, Paragraph, Period, Report, Role
from corpus.sentences import split_sentences
from corpus.stated import Stated, Statements

_VALUES = (Role.CURRENT, Role.PREVIOUS, None)


def sentences(report: Report, rows: Sequence[FigureRow]) -> Iterator[Finding]:
    """Statements that no figure of the thing bears out: of the same period, or of a near one."""
    areas = {row.area for row in rows if row.area}
    reader = Statements({row.measure for row in rows}, areas)
    for paragraph in report.paragraphs:
        if areas & set(paragraph.section):
            continue  # under an area's heading it is not sure what a sentence without an area is of
        for sentence in split_sentences(paragraph.text):
            for stated in reader.read(sentence, report.facts.period):
                yield from _held(stated, paragraph, _figures(stated, rows, report.facts.area))


def _figures(stated: Stated, rows: Iterable[FigureRow], whole: str | None) -> list[Figure]:
    """The tables' figures of the thing stated: one measure, area, kind of number and unit."""
    thing, area = same_thing(stated.measure), stated.area or whole
    own = (
        figure
        for row in rows
        if row.area == area and same_thing(row.measure) == thing
        for figure in row.figures
    )
    return [figure for figure in own if figure.value is not None and _is_of(stated, figure)]


def _is_of(stated: Stated, figure: Figure) -> bool:
    if figure.role not in (_VALUES if stated.role is Role.CURRENT else (stated.role,)):
        return False
    return (figure.unit == "%") == (stated.unit == "%")


def _held(stated: Stated, paragraph: Paragraph, figures: Sequence[Figure]) -> Iterator[Finding]:
    """A finding where the figures of the stated period, or for want of any of a near one, are all others."""
    if any(_agrees(stated, figure) for figure in figures):
        return
    if stated.period is None:
        here = [
            f for f in figures if f.role is not Role.PREVIOUS and f.where.section[:1] == paragraph.section[:1]
        ]
        if len(here) == 1 and here[0].role is not None:
            yield _finding(FindingKind.TWICE, stated, paragraph, here[0])
        return
    same = [figure for figure in figures if _is_same(figure.period, stated.period)]
    near = [figure for figure in figures if _is_near(figure.period, stated.period)]
    if len(same) == 1:
        yield _finding(FindingKind.TWICE, stated, paragraph, same[0])
    elif not same and len(near) == 1:
        yield _finding(FindingKind.DATES, stated, paragraph, near[0])


def _agrees(stated: Stated, figure: Figure) -> bool:
    """Whether a figure is the number stated, to as many decimals as both have."""
    reach = max(rounding(stated.value), rounding(amount(figure)))
    exact = not leeway(figure) and stated.unit is None
    return abs(stated.value - amount(figure)) <= (0 if exact else reach)


def _is_same(own: Period | None, stated: Period) -> bool:
    return own is not None and own.end is not None and (own.start, own.end) == (stated.start, stated.end)


def _is_near(own: Period | None, stated: Period) -> bool:
    if own is None or own.end is None or stated.end is None or own.end == stated.end:
        return False
    return abs(own.end - stated.end) <= CLOSE


def _finding(kind: FindingKind, stated: Stated, paragraph: Paragraph, figure: Figure) -> Finding:
    number = in_figures(stated.value, stated.unit)
    text = f"the text says {number}{_of(stated.period)}"
    table = f"the table prints {printed(figure)}{_of(figure.period)}"
    why = (
        " The dates differ, so both can be right: this is no error."
        if kind is FindingKind.DATES
        else " The text gives no date."
        if stated.period is None
        else ""
    )
    area = stated.area or figure.area
    subject = f"{stated.measure} in {area}" if area else stated.measure
    said = f"{subject}: {text}, and {table}.{why}"
    return Finding(
        kind, stated.words, printed(figure), (figure.id,), (paragraph.lines, figure.where.lines), said
    )


def _of(period: Period | None) -> str:
    return f" ({in_words(period)})" if period else ""
