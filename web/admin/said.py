"""What people said of answers: listed, dealt with, removed and downloaded."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, jsonify, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from index.conversations import NoSuchAnswer
from index.feedback import Feedback, NoSuchFeedback
from index.settled import Settled
from web import current
from web.admin.lists import choice, page_of, with_words
from web.chat import feedback
from web.figures.spreadsheets import csv_file
from web.problems import NOT_FOUND, Problem
from web.security.signing_in import who

said = Blueprint("said", __name__, url_prefix="/admin/feedback")

KIND = "feedback"


@dataclass(frozen=True, slots=True)
class Shown:
    """Feedback with who dealt with it; `is_kept` is whether the answer still has its page."""

    said: Feedback
    settled: Settled | None

    @property
    def is_kept(self) -> bool:
        try:
            current.store().answered(self.said.answer)
        except NoSuchAnswer:
            return False
        return True


@said.get("")
def listed() -> str:
    return render_template(
        "admin/feedback.html",
        page=page_of(_found()),
        state=_state(),
        helpful=_helpful(),
        words=current.words_of("q") or "",
        any=bool(current.store().feedback.all()),
    )


@said.get("/feedback.csv")
def as_file() -> Response:
    return csv_file(feedback.as_csv(one.said for one in _found()), "feedback")


@said.get("/feedback.json")
def as_json() -> Response:
    response = jsonify(feedback.as_json(one.said for one in _found()))
    response.headers.set("Content-Disposition", "attachment", filename="feedback.json")
    return response


@said.post("/<feedback_id>/settle")
def settle(feedback_id: str) -> AnyResponse:
    one = _one(feedback_id)
    current.store().settled.settle(KIND, feedback_id, who())
    current.store().audit.add(who(), "dealt with feedback", one.question)
    return redirect(url_for("said.listed", settled=feedback_id), 303)


@said.post("/<feedback_id>/open")
def open_again(feedback_id: str) -> AnyResponse:
    one = _one(feedback_id)
    current.store().settled.open_again(KIND, feedback_id)
    current.store().audit.add(who(), "opened feedback again", one.question)
    return redirect(url_for("said.listed"), 303)


@said.get("/<feedback_id>/remove")
def ask_to_remove(feedback_id: str) -> str:
    return render_template("admin/feedback_remove.html", said=_one(feedback_id))


@said.post("/<feedback_id>/remove")
def remove(feedback_id: str) -> AnyResponse:
    """For good: a comment may hold what should never have been kept."""
    _one(feedback_id)
    current.store().feedback.remove(feedback_id)
    current.store().audit.add(who(), "removed feedback", "one comment")
    return redirect(url_for("said.listed", removed="1"), 303)


def _state() -> str:
    return choice("state", "open", "settled", "all")


def _helpful() -> str:
    return choice("helpful", "all", "yes", "no")


def _found() -> list[Shown]:
    wanted = {"all": None, "yes": True, "no": False}[_helpful()]
    settled, state = current.store().settled.all(KIND), _state()
    shown = [Shown(one, settled.get(one.id)) for one in current.store().feedback.all(helpful=wanted)]
    kept = [one for one in shown if state == "all" or (one.settled is not None) == (state == "settled")]
    return with_words(kept, current.words_of("q") or "", lambda one: feedback.row(one.said))


def _one(feedback_id: str) -> Feedback:
    try:
        return current.store().feedback.one(feedback_id)
    except NoSuchFeedback as error:
        raise Problem(NOT_FOUND, "This feedback is no longer kept.") from error
