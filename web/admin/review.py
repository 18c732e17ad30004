"""One report on the desk: what was understood of it, to be confirmed or corrected, and then published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import Blueprint, make_response, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from corpus.periods import in_words
from corpus.read import check_facts
from corpus.report import Facts, UnreadableReport
from index.desk import UNDO
from index.editing import free_id
from index.entry import Entry, NotOnDesk, State
from index.files import NoOriginal
from index.store import StoredReport
from web import current
from web.admin.doing import after, done, entry_of, gone, worker
from web.problems import NOT_FOUND, Problem
from web.reports.lookup import by_period
from web.reports.parts import in_parts
from web.reports.source import blocks
from web.security.signing_in import who

review = Blueprint("review", __name__, url_prefix="/admin/reports/desk/<entry_id>")

FIELDS = ("title", "publisher", "area", "period")
LONGEST_FACT = 300

SOON_S = 5.0
"""So long a page waits for a report to be read again."""

MOST_CHOICES = 200
"""Of more reports, only those of the same publisher can be chosen as replaced."""


@review.get("")
def show(entry_id: str) -> str:
    return _page(entry_of(entry_id))


@review.post("")
def confirm(entry_id: str) -> AnyResponse:
    """Keeps what was corrected, has the report read again where that matters, and publishes it if asked."""
    entry = entry_of(entry_id)
    given = given_facts()
    if errors := wrong_with(given):
        return make_response(_page(entry, given, errors), 400)
    changed, report = changes(_facts_of(entry), given), _chosen_id(entry)
    publish_now = request.form.get("action") == "publish"
    if not changed and report == entry.report and entry.state is not State.REFUSED:
        return publish(entry_id) if publish_now else after("saved", "review.show", entry_id=entry_id)
    described = corrected(entry.described, changed)
    try:
        current.store().desk.read_again(entry_id, described, report, who(), publish=publish_now)
    except NoOriginal as error:
        raise Problem(NOT_FOUND, "The file of this report is not held. Upload it again.") from error
    current.store().audit.add(who(), "corrected", entry.title, said(changed))
    return _after_reading(entry_id, report, publish_now=publish_now)


@review.get("/text")
def text(entry_id: str) -> str:
    """The report as it was read, with its tables, a part to a page."""
    entry = entry_of(entry_id)
    reading = current.store().desk.reading(entry_id)
    if reading is None:
        raise Problem(NOT_FOUND, "This report is not read yet.")
    parts = in_parts(blocks(reading))
    part = parts[min(current.whole_number("part", 1, 1, 10**6), len(parts)) - 1]
    return render_template("admin/text.html", entry=entry, part=part, parts=parts, blocks=part.blocks)


@review.post("/publish")
def publish(entry_id: str) -> AnyResponse:
    """Also the way back from what was taken back or replaced."""
    entry = entry_of(entry_id)
    try:
        report, earlier = current.store().desk.publish(entry_id, who())
    except NotOnDesk as error:
        raise gone() from error
    current.store().audit.add(who(), "published", entry.title, report)
    return after("published", entry=earlier, report=report)


@review.post("/delete")
def delete(entry_id: str) -> AnyResponse:
    entry = entry_of(entry_id)
    current.store().desk.delete(entry_id, who())
    current.store().audit.add(who(), "deleted", entry.title, entry.report)
    return after("deleted", entry=entry_id)


@review.post("/restore")
def restore(entry_id: str) -> AnyResponse:
    """What was deleted is again what it was: on the desk, or published."""
    was = entry_of(entry_id)
    try:
        entry = current.store().desk.restore(entry_id, who())
    except NotOnDesk as error:
        raise gone() from error
    current.store().audit.add(who(), "brought back", entry.title, entry.report)
    return publish(entry_id) if was.before is State.PUBLISHED else after("restored")


def given_facts() -> dict[str, str]:
    return {name: " ".join(request.form.get(name, "").replace("\0", " ").split()) for name in FIELDS}


def wrong_with(given: Mapping[str, str]) -> list[tuple[str, str]]:
    """What is wrong with facts that were typed in, as (field, words)."""
    errors = [(n, f"Use at most {LONGEST_FACT} characters.") for n in FIELDS if len(given[n]) > LONGEST_FACT]
    try:
        check_facts({"period": given["period"]}, "The form")
    except UnreadableReport:
        errors.append(("period", "Write the period as “April 2015 to June 2015” or “2015/16”."))
    return errors


def shown_facts(facts: Facts | None) -> dict[str, str]:
    """The facts as the form shows them."""
    if facts is None:
        return dict.fromkeys(FIELDS, "")
    period = facts.period.raw if facts.period else ""
    return dict(zip(FIELDS, (facts.title, facts.publisher or "", facts.area or "", period), strict=True))


def changes(facts: Facts | None, given: Mapping[str, str]) -> dict[str, str]:
    shown = {name: " ".join(words.split()) for name, words in shown_facts(facts).items()}
    return {name: words for name, words in given.items() if words != shown[name]}


def corrected(described: Mapping[str, str], changed: Mapping[str, str]) -> dict[str, str]:
    """All corrections: a blank takes one back."""
    return {name: words for name, words in {**described, **changed}.items() if words}


def said(changed: Mapping[str, str]) -> str:
    return "; ".join(f"{name}: {words or '(taken back)'}" for name, words in changed.items())


def _facts_of(entry: Entry) -> Facts | None:
    return entry.summary.facts if entry.summary else None


def _chosen_id(entry: Entry) -> str:
    """The published report that this one replaces, or an id of its own."""
    chosen = request.form.get("replaces", "")
    held = {stored.id for stored in current.store().reports()}
    if chosen in held:
        return chosen
    return free_id(current.store(), entry.report) if entry.report in held else entry.report


def _after_reading(entry_id: str, report: str, *, publish_now: bool) -> AnyResponse:
    """On to the page that shows what came of it: at once where reading is quick."""
    was_published = any(stored.id == report for stored in current.store().reports())
    worker().wake(SOON_S)
    try:
        entry = current.store().desk.one(entry_id)
    except NotOnDesk:  # read and published
        current.store().audit.add(who(), "published", report, "after corrections")
        replaced = current.store().desk.listed((State.REPLACED,)) if was_published else ()
        earlier = next((one.id for one in replaced if one.report == report), None)
        return after("published", entry=earlier, report=report)
    is_waiting = entry.state is State.WAITING
    return after("saved", "desk.listed" if is_waiting or publish_now else "review.show", entry_id=entry_id)


def _replaceable(held: Sequence[StoredReport], entry: Entry) -> Sequence[StoredReport]:
    """The reports to choose from as what this one is a newer version of, the newest first."""
    publisher = _publisher(_facts_of(entry))
    own = [one for one in held if one.id == entry.report or _publisher(one.facts) == publisher]
    return sorted(held if len(held) <= MOST_CHOICES else own, key=by_period, reverse=True)


def _publisher(facts: Facts | None) -> str | None:
    return facts.publisher if facts else None


def _page(
    entry: Entry, given: Mapping[str, str] | None = None, errors: list[tuple[str, str]] | None = None
) -> str:
    facts = _facts_of(entry)
    held = current.store().reports()
    same = next((stored for stored in held if stored.id == entry.report), None)
    reading = current.store().desk.reading(entry.id)
    return render_template(
        "admin/review.html",
        entry=entry,
        summary=entry.summary,
        given=given or shown_facts(facts),
        period=facts and facts.period and in_words(facts.period),
        tables=reading.tables if reading else (),
        errors=errors or [],
        done=done(),
        reports=_replaceable(held, entry),
        same=same,
        is_same_version=bool(same and reading and same.version == reading.version),
        days=UNDO.days,
        preview=url_for("review.text", entry_id=entry.id),
    )
