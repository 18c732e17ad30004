"""The settings: those that can be changed here, and the others as they are."""

from __future__ import annotations

from flask import Blueprint, current_app, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from web import current
from web.problems import NOT_FOUND, Problem
from web.security.signing_in import who
from web.settings import SETTINGS, BadSetting, Setting

options = Blueprint("options", __name__, url_prefix="/admin/settings")

_ON_PAGE = tuple(setting for setting in SETTINGS if setting.label)


@options.get("")
def listed() -> str:
    return _page()


@options.post("")
def change() -> AnyResponse:
    """Keeps what differs from what stands; nothing, where one of them cannot be used."""
    given = {setting: " ".join(request.form.get(setting.name, "").split()) for setting in _ON_PAGE}
    errors = [(one.name, wrong) for one, words in given.items() if (wrong := _wrong(one, words))]
    if errors:
        return make_response(_page(errors, {one.name: words for one, words in given.items()}), 400)
    now = _now()
    changed = {one.name: words for one, words in given.items() if words != now[one.name]}
    current.store().options.set(changed)
    for name, words in changed.items():
        current.store().audit.add(who(), "changed a setting", name, f"{now[name]!r} to {words!r}")
    return redirect(url_for("options.listed", done="1"), 303)


@options.post("/<name>/reset")
def reset(name: str) -> AnyResponse:
    """The environment's value again."""
    if name not in {setting.name for setting in _ON_PAGE}:
        raise Problem(NOT_FOUND, "There is no such setting.")
    current.store().options.set({name: None})
    current.store().audit.add(who(), "took a setting back", name)
    return redirect(url_for("options.listed", done="1"), 303)


def _wrong(setting: Setting, words: str) -> str | None:
    try:
        setting.parsed(words)
    except BadSetting as error:
        return f"This must be {error.wanted}."
    return None


def _now() -> dict[str, str]:
    return {setting.name: setting.shown(getattr(current.settings(), setting.field)) for setting in SETTINGS}


def _page(errors: list[tuple[str, str]] | None = None, given: dict[str, str] | None = None) -> str:
    environment = current_app.extensions["settings"]
    return render_template(
        "admin/settings.html",
        on_page=_ON_PAGE,
        others=[setting for setting in SETTINGS if not setting.label],
        now=_now(),
        given=given or _now(),
        changed=current.store().options.all(),
        usual={one.name: one.shown(getattr(environment, one.field)) for one in _ON_PAGE},
        errors=errors or [],
    )
