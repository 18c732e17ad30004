"""The editors' desk: files come in by upload, and what is published, taken back and deleted is listed."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as AnyResponse

from corpus.file import ReportFile
from corpus.read import report_id
from corpus.read.limits import FILE_MOST, in_bytes
from index.adding import SIDECARS
from index.desk import UNDO
from index.entry import State
from web import current
from web.admin.doing import done, worker
from web.reports.lookup import by_period
from web.security.guard import takes
from web.security.signing_in import who

desk = Blueprint("desk", __name__, url_prefix="/admin/reports")

LARGEST_UPLOAD = 100_000_000
"""Bytes of a request with files."""

SOON_S = 3.0
"""So long an upload waits for its files to be read, so that the next page can show what was understood."""

A_PAGE = 25


@desk.get("")
def listed() -> str:
    return _page()


@desk.get("/work")
def work() -> str:
    """The part of the page that changes while files are read; the script asks for it again and again."""
    return render_template("admin/work.html", **_work())


@desk.post("/upload")
@takes(LARGEST_UPLOAD)
def upload() -> AnyResponse:
    """Lays the files on the desk; the script sends them one by one, so that it can show how far it is."""
    files = [file for file in request.files.getlist("files") if file.filename]
    errors = [] if files else ["Choose a file to upload."]
    laid = [entry for file in files if (entry := _laid(file, errors))]
    worker().wake(0 if "X-Fragment" in request.headers else SOON_S)
    if errors:
        return make_response(_page([("files", error) for error in errors]), 400)
    if len(laid) == 1 and current.store().desk.one(laid[0]).state is State.READY:
        return redirect(url_for("review.show", entry_id=laid[0]), 303)
    return redirect(url_for("desk.listed", done="uploaded"), 303)


@desk.get("/bin")
def removed() -> str:
    """What was deleted or replaced, as long as it can be brought back."""
    found = current.store().desk.listed((State.DELETED, State.REPLACED))
    return render_template("admin/bin.html", entries=found, days=UNDO.days, done=done())


def _laid(file: FileStorage, errors: list[str]) -> str | None:
    """The desk's entry for a file; None, with what is wrong with it, where it is not taken."""
    name = (file.filename or "").replace("\0", " ")
    with file.stream:
        content = file.stream.read()
    if Path(name).suffix.lower() in SIDECARS:
        errors.append(f"{name} says something about a report: type that in when you look the report over.")
    elif len(content) > FILE_MOST:
        limit = in_bytes(FILE_MOST)
        errors.append(f"{name} has {in_bytes(len(content))}; the limit is {limit}. Split the report.")
    elif not content:
        errors.append(f"{name} is empty. Choose another file.")
    else:
        entry = current.store().desk.put(ReportFile(name, content), report_id(Path(name)), who())
        current.store().audit.add(who(), "uploaded", name, in_bytes(len(content)))
        return entry
    return None


def _page(errors: list[tuple[str, str]] | None = None) -> str:
    words = current.words_of("q") or ""
    held = sorted(current.store().reports(), key=by_period, reverse=True)
    found = [stored for stored in held if words.casefold() in _words(stored.facts)]
    last = max(1, -(-len(found) // A_PAGE))
    number = min(current.whole_number("page", 1, 1, 10**6), last)
    return render_template(
        "admin/reports.html",
        errors=errors or [],
        done=done(),
        published=found[(number - 1) * A_PAGE : number * A_PAGE],
        count=len(found),
        words=words,
        number=number,
        last=last,
        withdrawn=current.store().desk.listed((State.WITHDRAWN,)),
        largest=in_bytes(FILE_MOST),
        **_work(),
    )


def _words(facts: object) -> str:
    return str(facts).casefold()


def _work() -> dict[str, object]:
    incoming = current.store().desk.listed((State.WAITING, State.READY, State.REFUSED))
    waiting = sum(entry.state is State.WAITING for entry in incoming)
    return {"incoming": incoming, "waiting": waiting, "step": worker().step, "fault": worker().fault}
