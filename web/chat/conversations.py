"""The conversations of the browser that asks: listed, renamed, deleted, brought back, downloaded."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from index.store import NoSuchConversation
from web import current
from web.chat import conversation, exporting, visitor
from web.chat.turns import publishers_of, shown
from web.problems import UNKNOWN_CONVERSATION, Problem

conversations = Blueprint("conversations", __name__)

HTML = "text/html; charset=utf-8"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@conversations.get("/conversations")
def listed() -> str:
    """What this browser started; `deleted` in the address is the one that can be brought back."""
    current.sweep()
    owned, token = current.store().owned, visitor.token() or ""
    deleted = request.args.get("deleted", "")
    return render_template(
        "conversations.html",
        conversations=owned.listed(token),
        deleted=deleted if owned.is_deleted(deleted, token) else None,
        keep_days=current.settings().keep_days,
    )


@conversations.post("/conversations/<conversation_id>/rename")
def rename(conversation_id: str) -> AnyResponse:
    title = " ".join(request.form.get("title", "").replace("\0", " ").split())
    return _done(lambda token: current.store().owned.rename(conversation_id, token, title))


@conversations.post("/conversations/<conversation_id>/delete")
def delete(conversation_id: str) -> AnyResponse:
    return _done(lambda token: current.store().owned.delete(conversation_id, token), deleted=conversation_id)


@conversations.post("/conversations/<conversation_id>/restore")
def restore(conversation_id: str) -> AnyResponse:
    return _done(lambda token: current.store().owned.restore(conversation_id, token))


@conversations.get("/c/<conversation_id>/conversation.html")
def as_html(conversation_id: str) -> Response:
    return _download(conversation_id, "html")


@conversations.get("/c/<conversation_id>/conversation.docx")
def as_docx(conversation_id: str) -> Response:
    return _download(conversation_id, "docx")


def _download(conversation_id: str, kind: str) -> Response:
    library = current.library()
    turns = conversation.turns(library, conversation_id)
    publishers = publishers_of(library)
    title = library.store.owned.title(conversation_id) or (turns[0].question if turns else "Conversation")
    briefing = exporting.Briefing(
        title, tuple(shown(turn, library, publishers) for turn in turns), publishers, request.url_root
    )
    if kind == "docx":
        response = Response(exporting.docx(briefing), content_type=DOCX)
    else:
        response = Response(exporting.html(briefing), content_type=HTML)
    response.headers.set("Content-Disposition", "attachment", filename=f"{briefing.filename}.{kind}")
    return response


def _done(change: Callable[[str], None], deleted: str | None = None) -> AnyResponse:
    try:
        change(visitor.token() or "")
    except NoSuchConversation as error:
        raise Problem(UNKNOWN_CONVERSATION, "No conversation of this browser is at that address.") from error
    return redirect(url_for("conversations.listed", deleted=deleted), 303)
