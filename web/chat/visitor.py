"""Which browser asks, so that it finds its own conversations again, and nobody else's.

A random token stands in a cookie from the first question on; no page but the list needs it, and the store
holds only its hash.
"""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING

from flask import request

from web import current

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

COOKIE = "reports_visitor"
DAYS = 400  # as long as browsers keep a cookie

_TOKEN = re.compile(r"[\w-]{43}")


def token() -> str | None:
    """This browser's token; None where it has none, or one that we never gave out."""
    held = request.cookies.get(COOKIE, "")
    return held if _TOKEN.fullmatch(held) else None


def claim(conversation: str, response: Response) -> None:
    """Say that a conversation just started is this browser's, which gets a token if it has none."""
    held = token() or secrets.token_urlsafe(32)
    current.store().owned.claim(conversation, held)
    response.set_cookie(
        COOKIE, held, max_age=DAYS * 86_400, secure=request.is_secure, httponly=True, samesite="Lax"
    )
