"""What people said of answers, as the command lists it and as CSV and JSON for editors."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from web.figures.charts import safe

if TYPE_CHECKING:
    from index.feedback import Feedback

COLUMNS = ("When", "Helpful", "Reason", "Comment", "Question", "Status", "Answer", "Answer id")


def row(said: Feedback) -> tuple[str, ...]:
    """Under COLUMNS; what was not said is blank."""
    reason = said.reason.words if said.reason else ""
    helpful = "yes" if said.helpful else "no"
    when = f"{said.at:%Y-%m-%d %H:%M}"
    return (when, helpful, reason, said.comment or "", said.question, said.status, said.said, said.answer)


def as_csv(found: Iterable[Feedback]) -> str:
    """One line each under COLUMNS; words that a spreadsheet would take for a formula get an apostrophe."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([safe(cell) for cell in row(said)] for said in found)
    return written.getvalue()


def as_json(found: Iterable[Feedback]) -> dict[str, Any]:
    return {"feedback": [_json(said) for said in found]}


def _json(said: Feedback) -> dict[str, Any]:
    return {
        "id": said.id,
        "answer_id": said.answer,
        "at": said.at.isoformat(),
        "helpful": said.helpful,
        "reason": said.reason.value if said.reason else None,
        "comment": said.comment,
        "question": said.question,
        "answer": said.said,
        "status": said.status,
    }
