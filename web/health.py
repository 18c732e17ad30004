"""Whether the process lives, and whether it can answer."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, make_response
from sqlalchemy.exc import SQLAlchemyError

from index.broken import IndexBroken
from web import current

health = Blueprint("health", __name__, url_prefix="/health")


@health.get("/live")
def live() -> Response:
    return jsonify(status="live")


@health.get("/ready")
def ready() -> Response:
    """503 with what is wrong, until a report is in, the database answers and search finds something."""
    wrong = _wrong()
    if wrong:
        return make_response(jsonify(status="not ready", problems=[wrong]), 503)
    degraded = current.library().search.degraded
    return jsonify(status="degraded" if degraded else "ready", problems=[degraded] if degraded else [])


def _wrong() -> str | None:
    try:
        if not current.store().reports():
            return "No report is in: add one with `reports add FILE`."
        found = current.library().search.find("report", limit=1)
    except SQLAlchemyError:
        return "The database cannot be used: check REPORTS_DATABASE and REPORTS_HOME."
    except IndexBroken as error:
        return f"Search cannot be used: {error}."
    return None if found else "Search finds nothing: run `reports rebuild`."
