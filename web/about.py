"""The pages about the service itself: how answers are made, how accessible it is, what it keeps."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from flask import Blueprint, render_template

from index.owned import UNDO
from web import current
from web.chat import visitor
from web.security import session

about = Blueprint("about", __name__)


@about.get("/about", endpoint="about")
def how() -> str:
    return _page("about.html", accuracy=_accuracy(), reports=current.store().reports())


@about.get("/accessibility")
def accessibility() -> str:
    return _page("accessibility.html")


@about.get("/privacy")
def privacy() -> str:
    return _page(
        "privacy.html",
        keep_days=current.settings().keep_days,
        undo_hours=UNDO.days * 24,
        sign_in=current.settings().sign_in,
        session_cookie=session.COOKIE,
        session_days=session.DAYS,
        cookie=visitor.COOKIE,
        cookie_days=visitor.DAYS,
    )


def _page(template: str, **values: Any) -> str:
    return render_template(template, contact=current.settings().contact, **values)


@cache
def _accuracy() -> dict[str, Any]:
    text = Path(about.root_path, "accuracy.yaml").read_text("utf-8")
    return dict(yaml.safe_load(text))
