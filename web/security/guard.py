"""What every request passes, in order: how much it may send, who may see the page, that a form is ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from flask import current_app, redirect, request, session, url_for
from flask_wtf.csrf import CSRFError, CSRFProtect, generate_csrf
from markupsafe import Markup

from index.account import AccountRole
from web import current, problems
from web.problems import Problem
from web.security.signing_in import signed_in

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.wrappers import Response

View = TypeVar("View", bound=Callable[..., Any])

_NEEDS = (
    ("/admin/people", AccountRole.ADMIN),
    ("/admin/settings", AccountRole.ADMIN),
    ("/admin/trail", AccountRole.ADMIN),
    ("/admin", AccountRole.EDITOR),
)
_OPEN = frozenset({"static", "account.sign_in", "health.live", "health.ready", "about.accessibility"})
"""What may be seen where reading needs a sign-in."""


def install(app: Flask) -> None:
    # The token stands as long as the session: an hour's limit would refuse a page that was left open.
    app.config.update(WTF_CSRF_TIME_LIMIT=None, WTF_CSRF_SSL_STRICT=False, WTF_CSRF_CHECK_DEFAULT=False)
    forms = CSRFProtect(app)
    forms.exempt(app.blueprints["api"])  # it takes JSON alone, which no form of another site can send

    app.jinja_env.globals["form_token"] = form_token

    @app.before_request
    def check() -> Response | None:
        request.max_content_length = _largest_body()
        if asked := _asks_to_sign_in():
            return asked
        if app.config["WTF_CSRF_ENABLED"]:
            forms.protect(apply_exemptions=True)
        return None

    @app.errorhandler(CSRFError)
    def refuse(_: CSRFError) -> Response:
        from web.handlers import told

        return told(Problem(problems.OLD_PAGE, "The form was not sent from a page that is current."))


def form_token() -> Markup:
    """What every form that is sent holds, so that no other site can send it in a visitor's name."""
    session.permanent = True
    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())


def takes(most: int) -> Callable[[View], View]:
    """A view whose requests may have a body of so many bytes, more than the app's usual."""

    def mark(view: View) -> View:
        view.largest_body = most  # type: ignore[attr-defined]  # read by the guard before the view is called
        return view

    return mark


def _largest_body() -> int:
    view = current_app.view_functions.get(request.endpoint or "")
    return int(getattr(view, "largest_body", current_app.config["MAX_CONTENT_LENGTH"]))


def _asks_to_sign_in() -> Response | None:
    """The way to the sign-in page, where it is needed; raises Problem where signing in would not do."""
    needed, account = _needed(), signed_in()
    if needed is None or (account and account.role.includes(needed)):
        return None
    if account:
        raise Problem(problems.NOT_ALLOWED, f"{account.name} is a {account.role.value} here.")
    if request.path.startswith("/api/") or "X-Fragment" in request.headers:
        raise Problem(problems.NOT_SIGNED_IN, "You are not signed in, or your sign-in has ended.")
    here = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("account.sign_in", next=here), 303)


def _needed() -> AccountRole | None:
    """The role that somebody must have for the page asked for."""
    rule = request.url_rule.rule if request.url_rule else request.path
    for place, role in _NEEDS:
        if rule == place or rule.startswith(f"{place}/"):
            return role
    if rule == "/account":
        return AccountRole.READER
    is_open = request.endpoint in _OPEN or not current.settings().sign_in
    return None if is_open else AccountRole.READER
