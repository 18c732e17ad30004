"""The chat page: a form that works by itself, and that `chat.js` makes quicker."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from index.broken import IndexBroken
from web import current, problems
from web.chat import conversation, visitor
from web.chat.turns import publishers_of, shown
from web.figures import charts
from web.problems import Problem

if TYPE_CHECKING:
    from index.library import Library
    from index.store import StoredReport

chat = Blueprint("chat", __name__)


@chat.get("/")
def start() -> str:
    return _page()


@chat.get("/c/<conversation_id>")
def show(conversation_id: str) -> str:
    return _page(conversation_id)


@chat.post("/ask")
def ask() -> AnyResponse:
    """A whole page for a form, or the new turn alone for the script, which says so with `X-Fragment`."""
    question, known = request.form.get("question", ""), request.form.get("conversation") or None
    try:
        said = current.ask(question, known, request.form.get("after") or None)
    except Problem as problem:
        return _refused(problem, question, known)
    if "X-Fragment" in request.headers:
        response: AnyResponse = _fragment(said)
    else:
        address = url_for("chat.show", conversation_id=said["conversation"], _anchor="latest")
        response = redirect(address, 303)
    if known is None:
        visitor.claim(said["conversation"], response)
        current.sweep()
    return response


@chat.get("/c/<conversation_id>/<answer_id>.csv")
def chart_csv(conversation_id: str, answer_id: str) -> Response:
    """The same as /answers/ID.csv, at the address that older pages link to."""
    said = conversation.answer_in(current.library(), conversation_id, answer_id)
    if said is None:
        raise Problem(problems.NOT_FOUND, "No answer with a chart stands at the address that was asked for.")
    return charts.csv_response(said)


@chat.get("/problems")
def kinds_of_problem() -> str:
    return render_template("problems.html", kinds=problems.KINDS)


def _page(conversation_id: str | None = None, **more: Any) -> str:
    library = current.library()
    turns = conversation.turns(library, conversation_id) if conversation_id else ()
    reports = library.store.reports()
    publishers = publishers_of(library)
    return render_template(
        "chat.html",
        turns=[shown(turn, library, publishers) for turn in turns],
        conversation=conversation_id,
        returns=visitor.token() is not None,
        title=library.store.owned.title(conversation_id) if conversation_id else None,
        reports=reports,
        publishers=sorted({name for name in publishers.values() if name}),
        latest=max((day for day in map(_last_day, reports) if day), default=None),
        examples=current.examples() if reports and not turns else (),
        degraded=_degraded(library),
        longest=problems.LONGEST_QUESTION,
        **more,
    )


def _degraded(library: Library) -> str | None:
    try:
        return library.search.degraded
    except IndexBroken as error:
        return error.reason


def _last_day(stored: StoredReport) -> date | None:
    return stored.facts.period.end if stored.facts.period else None


def _refused(problem: Problem, question: str, known: str | None) -> Response:
    if problem.kind is problems.UNKNOWN_CONVERSATION:
        known = None
    if "X-Fragment" in request.headers:
        body = render_template("refusal.html", problem=problem)
    else:
        body = _page(known, problem=problem, question=question)
    return make_response(body, problem.kind.status)


def _fragment(said: dict[str, Any]) -> Response:
    library = current.library()
    turn = shown(conversation.turn_of(library, said["id"]), library, publishers_of(library))
    response = make_response(render_template("fragment.html", turn=turn, conversation=said["conversation"]))
    response.headers["X-Conversation"] = said["conversation"]
    return response
