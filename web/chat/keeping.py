"""How long things are kept: what is past its time is erased, at most once an hour."""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.library import Library

log = logging.getLogger("web")

EVERY_SECONDS = 3600.0


class Keeping:
    """Erases a library's conversations when their days are over, and what editors deleted; may be shared
    between threads.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._next = 0.0
        self._lock = threading.Lock()

    def sweep(self, keep_days: int) -> None:
        """Called as conversations are started and listed; does nothing until an hour after the last time."""
        with self._lock:
            if time.monotonic() < self._next:
                return
            self._next = time.monotonic() + EVERY_SECONDS
        if erased := self._library.store.owned.erase(keep_days):
            log.info("%d conversations were erased: deleted, or not used for %d days", erased, keep_days)
        if erased := self._library.store.desk.erase():
            log.info("%d reports were erased: deleted or replaced longer ago than can be undone", erased)
