"""Who is signed in: by a session that ends with the password or after twelve hours; scripts by HTTP Basic."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, cast

from flask import current_app, request, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from index.account import Account, NoSuchAccount
from web import current

if TYPE_CHECKING:
    from flask import Flask, Request

    from web.security.limits import Tries

HOURS = 12
_SINCE = "signed_in"


class _User(UserMixin):  # type: ignore[misc]  # the library has no types
    """An account as Flask-Login knows it: its id is another one once the password is."""

    def __init__(self, account: Account) -> None:
        self.account = account

    def get_id(self) -> str:
        return f"{self.account.stamp}:{self.account.name}"


def install(app: Flask) -> None:
    manager = LoginManager(app)
    manager.user_loader(_of_session)
    manager.request_loader(_of_request)
    app.jinja_env.globals["signed_in"] = signed_in


def signed_in() -> Account | None:
    return cast("Account", current_user.account) if current_user.is_authenticated else None


def who() -> str:
    """The name of who is signed in, for what is stored of what they do."""
    account = signed_in()
    return account.name if account else "nobody"


def try_to_sign_in(name: str, password: str) -> Account | None:
    """The account that a name and a password open; raises Problem where too many tries have failed."""
    tries = cast("Tries", current_app.extensions["tries"])
    tries.check(name)
    account = current.store().accounts.signed_in(name, password)
    if account is None:
        tries.failed(name)
    return account


def open_session(account: Account) -> None:
    """A new session: whatever the browser's old one held does not outlive the sign-in."""
    session.clear()
    session.permanent = True
    session[_SINCE] = int(time.time())
    login_user(_User(account))


def close_session() -> None:
    logout_user()
    session.clear()


def _of_session(identity: str) -> _User | None:
    stamp, _, name = identity.partition(":")
    if time.time() - session.get(_SINCE, 0) > HOURS * 3600:
        return None
    try:
        account = current.store().accounts.one(name)
    except NoSuchAccount:
        return None
    return _User(account) if account.stamp == stamp else None


def _of_request(asked: Request) -> _User | None:
    """Scripts send a name and a password with each request to the API, where that needs a sign-in."""
    given = asked.authorization
    is_used = request.path.startswith("/api/") and current.settings().sign_in
    if not is_used or given is None or given.type != "basic":
        return None
    account = try_to_sign_in(given.username or "", given.password or "")
    return _User(account) if account else None
