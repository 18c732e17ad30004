"""What every response carries and what is logged of it: strict headers, and never a question's words."""

from __future__ import annotations

import logging
import time
from urllib.parse import quote

from flask import Flask, Response, g, request
from secure import (
    ContentSecurityPolicy,
    CrossOriginOpenerPolicy,
    CrossOriginResourcePolicy,
    PermissionsPolicy,
    ReferrerPolicy,
    Secure,
    StrictTransportSecurity,
    XContentTypeOptions,
    XFrameOptions,
)

log = logging.getLogger("web")

_OURS, _NOBODY = "'self'", "'none'"

_HEADERS = Secure(
    csp=ContentSecurityPolicy()
    .default_src(_NOBODY)
    .script_src(_OURS)
    .style_src(_OURS)
    .img_src(_OURS)
    .connect_src(_OURS)
    .form_action(_OURS)
    .base_uri(_NOBODY)
    .frame_ancestors(_NOBODY),
    xcto=XContentTypeOptions().nosniff(),
    xfo=XFrameOptions().deny(),
    referrer=ReferrerPolicy().no_referrer(),
    coop=CrossOriginOpenerPolicy().same_origin(),
    corp=CrossOriginResourcePolicy().same_origin(),
    permissions=PermissionsPolicy().camera().geolocation().microphone(),
)
_HTTPS = Secure(hsts=StrictTransportSecurity().max_age(31_536_000))


def install(app: Flask) -> None:
    app.before_request(_start)
    app.after_request(_finish)


def _start() -> None:
    g.started = time.perf_counter()


def _finish(response: Response) -> Response:
    _HEADERS.set_headers(response)
    if request.is_secure:
        _HTTPS.set_headers(response)
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    log.info("%s %s %d %.1f ms", request.method, _place(), response.status_code, _milliseconds())
    return response


def _place() -> str:
    """The rule that matched, not the address: that may hold a question or a conversation's id."""
    return request.url_rule.rule if request.url_rule else quote(request.path[:200])


def _milliseconds() -> float:
    return (time.perf_counter() - float(g.started)) * 1000
