"""The questions that the reports did not answer, grouped by what they asked for; nothing of who asked."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from index.unanswered import KIND, Gap
from web import current
from web.admin.lists import choice, page_of, with_words
from web.figures.spreadsheets import as_csv, csv_file
from web.problems import NOT_FOUND, Problem
from web.security.signing_in import who

questions = Blueprint("questions", __name__, url_prefix="/admin/questions")

SHOWN = 3
"""Questions of a group that are shown at once; the others fold."""

COLUMNS = ("Measure", "Area", "Question", "Asked", "Answer", "Dealt with by")


@questions.get("")
def listed() -> str:
    return render_template(
        "admin/questions.html",
        page=page_of(_found()),
        state=_state(),
        words=current.words_of("q") or "",
        shown=SHOWN,
        any=bool(current.store().unanswered.gaps()),
    )


@questions.get("/questions.csv")
def as_file() -> Response:
    return csv_file(as_csv(COLUMNS, _rows()), "unanswered-questions")


@questions.post("/settle")
def settle() -> AnyResponse:
    gap = _gap()
    current.store().settled.settle(KIND, gap.name, who())
    current.store().audit.add(who(), "dealt with questions", in_words(gap))
    return redirect(url_for("questions.listed", settled=gap.name), 303)


@questions.post("/open")
def open_again() -> AnyResponse:
    gap = _gap()
    current.store().settled.open_again(KIND, gap.name)
    current.store().audit.add(who(), "opened questions again", in_words(gap))
    return redirect(url_for("questions.listed"), 303)


def in_words(gap: Gap) -> str:
    """What a group is about."""
    return " – ".join(filter(None, (gap.measure, gap.area))) or "Other questions"


def _state() -> str:
    return choice("state", "open", "settled", "all")


def _found() -> list[Gap]:
    state = _state()
    gaps = [
        gap
        for gap in current.store().unanswered.gaps()
        if state == "all" or (gap.settled is not None) == (state == "settled")
    ]
    return with_words(gaps, current.words_of("q") or "", lambda gap: (gap.measure, gap.area, gap.questions))


def _rows() -> Iterator[list[object]]:
    for gap in _found():
        by = gap.settled.by if gap.settled else ""
        for one in gap.questions:
            yield [gap.measure, gap.area, one.question, f"{one.at:%Y-%m-%d %H:%M}", one.said, by]


def _gap() -> Gap:
    """The group that a form names; raises Problem."""
    name = request.form.get("name", "")
    found = next((gap for gap in current.store().unanswered.gaps() if gap.name == name), None)
    if found is None:
        raise Problem(NOT_FOUND, "These questions are no longer kept.")
    return found
