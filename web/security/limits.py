"""How often one address may ask and send things, and how often anybody may try to sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from web import current
from web.problems import TOO_MANY, Problem

if TYPE_CHECKING:
    from flask import Flask

TRIES = parse("10 per 15 minutes")
"""Failed sign-ins from one address, and again of one name."""


def install(app: Flask) -> None:
    """To be called when the app has all its views: limits are put on those that cost something."""
    limiter = Limiter(
        get_remote_address, app=app, storage_uri="memory://", strategy="moving-window", headers_enabled=True
    )
    asking = limiter.shared_limit(_rate, scope="asking", exempt_when=_is_free)
    for endpoint in sorted(_costly(app)):
        app.view_functions[endpoint] = asking(app.view_functions[endpoint])  # type: ignore[assignment]
    app.extensions["tries"] = Tries()


class Tries:
    """Counts failed sign-ins, so that a password cannot be found by trying; may be shared between threads."""

    def __init__(self) -> None:
        self._window = MovingWindowRateLimiter(MemoryStorage())

    def check(self, name: str) -> None:
        """Raises Problem where too many have failed from this address, or with this name from anywhere."""
        if not all(self._window.test(TRIES, *key) for key in _keys(name)):
            raise Problem(TOO_MANY, "Signing in has failed too often. Wait a quarter of an hour.")

    def failed(self, name: str) -> None:
        for key in _keys(name):
            self._window.hit(TRIES, *key)


def _keys(name: str) -> tuple[tuple[str, str], ...]:
    return ("address", get_remote_address()), ("name", name.strip().casefold()[:100])


def _costly(app: Flask) -> set[str]:
    """What looks into the reports, and what stores something.

    Editors' pages are behind their sign-in, and signing in has a count of its own.
    """
    own = ("/admin", "/account", "/sign-")
    rules = [rule for rule in app.url_map.iter_rules() if not rule.rule.startswith(own)]
    stores = {rule.endpoint for rule in rules if "POST" in (rule.methods or ())}
    looks = {rule.endpoint for rule in rules if rule.rule.startswith(("/api/", "/search"))}
    return stores | looks


def _rate() -> str:
    return f"{current.settings().rate} per minute"


def _is_free() -> bool:
    return current.settings().rate == 0
