"""A row's value in words: a look-up, as published, with its period and margin."""

from __future__ import annotations

from corpus.report import Figure
from qa.evidence import Draft
from qa.figures import Row, asked_figures
from qa.question import Query
from qa.telling.wording import count, during, is_change, lower_first, subject, subject_was, value


def look_up(draft: Draft, row: Row, query: Query) -> None:
    """The value now (or then), as published, with its period and margin."""
    figures = asked_figures(row, query)
    if not figures:
        draft.say(
            f"{subject(row.measure, row.area)} is in the report, but not for what was asked.", row.figures[:1]
        )
    for figure in figures:
        draft.say(f"{value_sentence(row, figure)}.", (figure,))


def value_sentence(row: Row, figure: Figure) -> str:
    said = subject(row.measure, row.area)
    if figure.value is None:
        return f"The report gives no figure for {lower_first(said)}: it says {value(figure)}"
    when = (
        f" {during(figure.period)}"
        if figure.period
        else f", headed “{figure.column_path[0]}”"
        if figure.column_path
        else ""
    )
    if is_change(figure):
        return f"{said} had changed by {value(figure)}{when}"
    return f"{subject_was(row.measure, row.area)} {_plain(row, figure)}{when}"


def _plain(row: Row, figure: Figure) -> str:
    """A value without its noun where the measure's own words have it ("Number of referrals ... was 4")."""
    return (
        count(figure) if "number of" in row.measure.lower() and figure.unit != "per month" else value(figure)
    )
