"""Each answer at an address of its own, with what it came from; and what people say of it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from index.feedback import LONGEST_COMMENT, NoSuchFeedback, Reason
from web import current, problems
from web.chat.conversation import turn_of
from web.chat.standing import standing
from web.chat.turns import publishers_of, shown
from web.figures import charts
from web.problems import Problem

answers = Blueprint("answers", __name__)


@answers.get("/answers/<answer_id>")
def show(answer_id: str) -> str:
    library = current.library()
    turn = turn_of(library, answer_id)
    return render_template(
        "answer.html",
        turn=shown(turn, library, publishers_of(library)),
        reports=standing(turn, library.store),
        permanent=True,
    )


@answers.get("/answers/<answer_id>.csv")
def chart_csv(answer_id: str) -> Response:
    """The figures of an answer's chart with their sources; a mark in front tells spreadsheets it is UTF-8."""
    return charts.csv_response(turn_of(current.library(), answer_id).answer)


@answers.post("/answers/<answer_id>/feedback")
def say(answer_id: str) -> AnyResponse:
    """Keeps "helpful" or "not helpful" at once; why can be said on the page that follows."""
    helpful = request.form.get("helpful")
    if helpful not in ("yes", "no"):
        raise Problem(problems.BAD_PARAMETER, '"helpful" must be "yes" or "no".')
    answer = turn_of(current.library(), answer_id).answer
    said = current.store().feedback.add(answer, helpful=helpful == "yes")
    if "X-Fragment" in request.headers:
        return make_response(_form("feedback_form.html", said))
    return redirect(url_for("answers.feedback", feedback_id=said), 303)


@answers.get("/feedback/<feedback_id>")
def feedback(feedback_id: str) -> str:
    return _form("feedback.html", feedback_id)


@answers.post("/feedback/<feedback_id>")
def explain(feedback_id: str) -> AnyResponse:
    chosen = request.form.get("reason", "")
    reason = next((one for one in Reason if one.value == chosen), None)
    try:
        current.store().feedback.explain(
            feedback_id, reason, request.form.get("comment", "").replace("\0", " ")
        )
    except NoSuchFeedback as error:
        raise _unknown(error) from error
    if "X-Fragment" in request.headers:
        return make_response(render_template("feedback_thanks.html"))
    return redirect(url_for("answers.feedback", feedback_id=feedback_id, thanks="1"), 303)


def _form(template: str, feedback_id: str) -> str:
    try:
        said = current.store().feedback.one(feedback_id)
    except NoSuchFeedback as error:
        raise _unknown(error) from error
    values: dict[str, Any] = {"said": said, "reasons": tuple(Reason), "longest": LONGEST_COMMENT}
    return render_template(template, **values, thanked="thanks" in request.args)


def _unknown(error: NoSuchFeedback) -> Problem:
    return Problem(problems.NOT_FOUND, f"No feedback has the id {error.feedback[:40]!r}.")
