"""How problems are told: problem details under /api, a page elsewhere; faults are logged, never shown."""

from __future__ import annotations

import json
import logging
from uuid import uuid4

from flask import Flask, Response, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from index.broken import IndexBroken
from web import problems
from web.problems import Kind, Problem

log = logging.getLogger("web")

KIND_OF_STATUS: dict[int, Kind] = {
    404: problems.NOT_FOUND,
    405: problems.WRONG_METHOD,
    413: problems.TOO_LARGE,
    415: problems.WRONG_CONTENT_TYPE,
    429: problems.TOO_MANY,
}


def install(app: Flask) -> None:
    app.register_error_handler(Problem, told)
    app.register_error_handler(HTTPException, _http_exception)
    app.register_error_handler(IndexBroken, _search_broken)
    app.register_error_handler(Exception, _fault)


def told(problem: Problem) -> Response:
    """The problem in the form that the asker reads."""
    if request.path.startswith("/api/"):
        return _problem_details(problem)
    is_part = "X-Fragment" in request.headers  # a script puts it into the page that is there
    body = render_template("refusal.html" if is_part else "problem.html", problem=problem)
    return make_response(body, problem.kind.status)


def _problem_details(problem: Problem) -> Response:
    body = json.dumps(problem.to_json(request.path), ensure_ascii=False)
    response = Response(body, problem.kind.status, content_type="application/problem+json")
    if problem.kind is problems.NOT_SIGNED_IN:
        response.headers["WWW-Authenticate"] = 'Basic realm="Ask the Reports", charset="UTF-8"'
    return response


def _http_exception(error: HTTPException) -> Response:
    if error.code is not None and error.code < 400:
        return error.get_response()  # type: ignore[return-value]  # a redirect is a werkzeug Response
    response = told(Problem(_kind(error.code or 500), _detail(error)))
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def _kind(status: int) -> Kind:
    return KIND_OF_STATUS.get(status, problems.BAD_REQUEST if status < 500 else problems.SERVER_ERROR)


def _detail(error: HTTPException) -> str:
    if error.code == 404:
        return "No page or data stands at the address that was asked for."
    if error.code == 405:
        return f"{request.method} cannot be used here."
    if error.code == 429:
        return f"No more than {error.description} are taken from one address."
    return error.description or "The request could not be served."


def _search_broken(error: IndexBroken) -> Response:
    log.error("%s", error)
    return told(Problem(problems.SEARCH_BROKEN, "The search index is missing or cannot be read."))


def _fault(error: Exception) -> Response:
    """Not foreseen: logged whole under a number that the asker can pass on."""
    number = uuid4().hex[:12]
    log.error("fault %s in %s %s", number, request.method, request.url_rule, exc_info=error)
    return told(Problem(problems.SERVER_ERROR, f"The fault was written to the log as number {number}."))
