"""The signed cookie that a browser is known by: what signs it, and when it may travel."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from flask import request
from flask.sessions import SecureCookieSessionInterface

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask

    from web.settings import Settings

COOKIE = "reports_session"
DAYS = 30


class _Cookie(SecureCookieSessionInterface):
    """Only ever sent back over HTTPS where it came over HTTPS."""

    def get_cookie_secure(self, app: Flask) -> bool:
        return request.is_secure


def install(app: Flask, settings: Settings) -> None:
    app.session_interface = _Cookie()
    app.config.update(
        SECRET_KEY=settings.secret or kept_secret(settings.home),
        SESSION_COOKIE_NAME=COOKIE,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(days=DAYS),
        SESSION_REFRESH_EACH_REQUEST=False,
    )


def kept_secret(home: Path) -> str:
    """The data folder's own secret, made once, and readable by its owner alone."""
    path = home / "secret"
    if not path.exists():
        home.mkdir(parents=True, exist_ok=True)
        own = home / f"secret-{secrets.token_hex(4)}"
        with os.fdopen(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
        with suppress(FileExistsError):  # another process was first: its secret stands
            path.hardlink_to(own)
        own.unlink()
    return path.read_text()
