"""The Flask app: the blueprints over one library, nothing kept between requests but caches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from index.library import open_library
from web import assets, handlers, navigation, rendering
from web.about import about
from web.admin import BLUEPRINTS as ADMIN
from web.admin.worker import Worker
from web.api import api
from web.chat.answers import answers
from web.chat.conversations import conversations
from web.chat.examples import Examples
from web.chat.keeping import Keeping
from web.chat.page import chat
from web.drafts import drafts
from web.figures import charts
from web.figures.page import figures
from web.health import health
from web.reports.page import reports
from web.reports.pictures import Pictures
from web.reports.printed import printed
from web.search.page import search
from web.security import guard, headers, limits, session, signing_in
from web.settings import Settings

if TYPE_CHECKING:
    from index.library import Library

LARGEST_BODY = 16 * 1024
"""Bytes; a question of 500 characters needs at most 6 kB of escaped JSON."""


def create_app(settings: Settings | None = None, library: Library | None = None) -> Flask:
    """An app over `library`, or over the one in the settings' data folder."""
    settings = settings or Settings.from_environment()
    library = library or open_library(
        settings.home, settings.database, model=settings.model, reranker=settings.reranker
    )
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 3600
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.json.sort_keys = False  # type: ignore[attr-defined]  # of the default provider
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.extensions.update(
        library=library,
        settings=settings,
        keeping=Keeping(library),
        examples=Examples(library),
        pictures=Pictures(library.store),
        worker=Worker(library),
    )
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, *[settings.proxies] * 3)  # type: ignore[method-assign]
    for part in (assets, headers, handlers, navigation, rendering, charts, signing_in):
        part.install(app)
    for blueprint in (
        *(api, chat, answers, conversations, search, reports, printed, figures, drafts),
        *(about, health, *ADMIN),
    ):
        app.register_blueprint(blueprint)
    session.install(app, settings)
    guard.install(app)
    limits.install(app)
    return app
