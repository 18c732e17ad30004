"""Serving: waitress, one process, threads. SIGTERM and SIGINT drain: what is under way is answered first."""

from __future__ import annotations

import logging
import signal
import sys
import threading
import time
from collections.abc import Iterator
from copy import copy
from typing import TYPE_CHECKING, Any

from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import create_server

from web.admin.desk import LARGEST_UPLOAD

if TYPE_CHECKING:
    from flask import Flask

    from web.settings import Settings

log = logging.getLogger("web")

LARGEST_REQUEST = 1024 * 1024
"""Bytes that are read at all; the app refuses bodies far smaller than this, with words."""

UPLOADS = "/admin/reports/upload"
"""The one address that takes more."""


class _Parser(HTTPRequestParser):  # type: ignore[misc]  # the library has no types
    """Reads no more of a body than its address may take, so that nobody fills the disk by way of another."""

    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        if self.path == UPLOADS:
            self.adj = copy(self.adj)  # type: ignore[has-type]
            self.adj.max_request_body_size = LARGEST_UPLOAD


class _Channel(HTTPChannel):  # type: ignore[misc]
    parser_class = _Parser


class CannotListen(Exception):
    """The address or port asked for cannot be listened on."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(
            f"{host}, port {port}, cannot be listened on: {reason}. Choose others by --host and --port."
        )
        self.host, self.port, self.reason = host, port, reason


class Server:
    """A waitress server whose loop is ours, so that it can stop listening and still finish its work."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        self._sockets: dict[int, Any] = {}
        self._stopping = threading.Event()
        self._drain_seconds = settings.drain_seconds
        self._server = create_server(
            app,
            map=self._sockets,
            host=settings.host,
            port=settings.port,
            threads=settings.threads,
            max_request_body_size=LARGEST_REQUEST,
            ident=None,
        )
        for listener in self._sockets.values():
            if hasattr(listener, "channel_class"):
                listener.channel_class = _Channel

    @property
    def port(self) -> int:
        return next(int(s.effective_port) for s in self._sockets.values() if hasattr(s, "effective_port"))

    def run(self) -> None:
        """Serve until a signal, then drain; returns within the drain's seconds and a little."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        while not self._stopping.is_set():
            self._turn(0.5)
        self._drain()

    def _stop(self, *_: object) -> None:
        self._stopping.set()

    def _turn(self, seconds: float) -> None:
        wasyncore.loop(timeout=seconds, map=self._sockets, count=1, use_poll=True)

    def _drain(self) -> None:
        for listener in [s for s in self._sockets.values() if getattr(s, "accepting", False)]:
            wasyncore.dispatcher.close(listener)  # the server's own close would take the worker's trigger too
        log.info("stopping: no new connections, finishing what is under way")
        deadline = time.monotonic() + self._drain_seconds
        while any(self._busy()) and time.monotonic() < deadline:
            self._turn(0.05)
        self._server.task_dispatcher.shutdown(timeout=1)
        log.info("stopped, %d requests cut off", len(list(self._busy())))

    def _busy(self) -> Iterator[HTTPChannel]:
        """The connections with a request that is being read, worked on or answered."""
        for channel in self._sockets.values():
            if isinstance(channel, HTTPChannel) and (
                channel.requests or channel.request is not None or channel.total_outbufs_len
            ):
                yield channel


def serve(app: Flask, settings: Settings) -> None:
    """Listens, warms model and index in the background, and returns after a signal; raises CannotListen."""
    logging.basicConfig(
        stream=sys.stderr, level=settings.log_level, format="%(asctime)s %(levelname)s %(message)s"
    )
    try:
        server = Server(app, settings)
    except OSError as error:
        raise CannotListen(settings.host, settings.port, error.strerror or str(error)) from error
    log.info("listening on http://%s:%d/", settings.host, server.port)
    threading.Thread(target=warm, args=(app,), daemon=True, name="warm").start()
    server.run()


def warm(app: Flask) -> None:
    """Goes on with what a stop cut short on the desk and in the index, and loads what questions need."""
    from index.build import catch_up
    from web.figures import vega

    started = time.perf_counter()
    library = app.extensions["library"]
    if library.store.desk.next_waiting():
        app.extensions["worker"].wake()
    if library.store.reports():
        catch_up(library)
        library.search.find("warm", limit=1)
        app.extensions["examples"].now()
        vega.warm()
        log.info("model and index are warm after %.1f s", time.perf_counter() - started)
