"""The page that checks a draft: every figure in it marked, with its cell, and the text put right to copy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, make_response, render_template, request

from web import current
from web.contract import figure_to_json
from web.problems import BLANK_DRAFT, LONG_DRAFT, LONGEST_DRAFT, NOT_TEXT, Problem
from web.security.guard import takes

if TYPE_CHECKING:
    from index.library import Library
    from qa.draft.claims import Checked, Claim

drafts = Blueprint("drafts", __name__)

LARGEST_DRAFT = 64 * 1024
"""Bytes of a request with a draft: its longest text, escaped."""

Json = dict[str, Any]


@drafts.get("/check")
def check() -> str:
    return _page("")


@drafts.post("/check")
@takes(LARGEST_DRAFT)
def checked_page() -> str | Response:
    text = request.form.get("text", "")
    try:
        return _page(text, checked(current.library(), text))
    except Problem as problem:
        return make_response(_page(text, problem=problem), problem.kind.status)


def checked(library: Library, text: object) -> Checked:
    """The draft with its claims. Raises Problem for what is no text, blank or too long."""
    from qa.draft.check import check_draft

    return check_draft(checked_text(text), library)


def checked_text(text: object) -> str:
    """The draft's words, its line ends of one kind; raises Problem for one that cannot be checked."""
    if not isinstance(text, str) or any("\ud800" <= character <= "\udfff" for character in text):
        raise Problem(NOT_TEXT, '"text" is not a string of whole characters.')
    words = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", " ").strip()
    if not words:
        raise Problem(BLANK_DRAFT, "There are no words in the draft.")
    if len(words) > LONGEST_DRAFT:
        raise Problem(LONG_DRAFT, f"The draft has {len(words):,} characters.")
    return words


def checked_to_json(found: Checked) -> Json:
    """The claims in the order of the text; `start` and `end` count its characters (code points)."""
    from qa.draft.claims import Verdict

    return {
        "text": found.text,
        "claims": [_claim(claim) for claim in found.claims],
        "supported": found.count(Verdict.SUPPORTED),
        "contradicted": found.count(Verdict.CONTRADICTED),
        "not_found": found.count(Verdict.NOT_FOUND),
        "corrected": found.corrected,
    }


def _claim(claim: Claim) -> Json:
    return {
        "number": claim.number,
        "start": claim.start,
        "end": claim.end,
        "said": claim.said,
        "verdict": claim.verdict.value.replace(" ", "_"),
        "reason": claim.reason,
        "right": claim.right,
        "replacement": claim.replacement,
        "figures": [figure_to_json(figure) for figure in claim.figures],
    }


def pieces(found: Checked) -> Iterator[tuple[str, Claim | None]]:
    """The text in pieces: what stands between claims, and each claim."""
    at = 0
    for claim in found.claims:
        yield found.text[at : claim.start], None
        yield claim.said, claim
        at = claim.end
    yield found.text[at:], None


def _page(text: str, found: Checked | None = None, problem: Problem | None = None) -> str:
    titles = {report.id: report.facts.title for report in current.store().reports()}
    return render_template(
        "check.html",
        text=text,
        found=found,
        shown=list(pieces(found)) if found else [],
        counts=checked_to_json(found) if found else {},
        problem=problem,
        titles=titles,
        longest=LONGEST_DRAFT,
    )
