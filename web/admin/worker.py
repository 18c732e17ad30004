"""Reads what is laid on the desk, and brings the search index up to date, while the pages go on."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.broken import IndexBroken, IndexBusy
from index.build import catch_up, is_behind
from index.editing import read_waiting

if TYPE_CHECKING:
    from index.library import Library

log = logging.getLogger("web")


@dataclass(frozen=True, slots=True)
class Step:
    """What is being done: `done` of `total` parts of a step such as "embedding"."""

    name: str
    done: int
    total: int


class Worker:
    """One thread over one library, started by the first work; may be shared between threads."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._asked = threading.Event()
        self._idle = threading.Event()
        self._idle.set()
        self._thread: threading.Thread | None = None
        self.step: Step | None = None
        """What is being done; None when nothing is."""
        self.fault: str | None = None
        """Why the index could not be brought up to date the last time."""

    def wake(self, wait_s: float = 0) -> None:
        """Have what waits done; returns when all is done, or after `wait_s` seconds."""
        with self._lock:
            self._idle.clear()
            self._asked.set()
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._work, daemon=True, name="desk")
                self._thread.start()
        self._idle.wait(wait_s)

    def _work(self) -> None:
        while self._asked.wait():
            self._asked.clear()
            try:
                read_waiting(self._library.store, self._tell)
                if is_behind(self._library):
                    catch_up(self._library, self._tell)
                self.fault = None
            except (IndexBroken, IndexBusy) as error:
                self.fault = str(error)
                log.warning("the search index could not be brought up to date: %s", error)
            except Exception:
                self.fault = "something went wrong; the log has more"
                log.exception("the work on the desk stopped")
            self._rest()

    def _rest(self) -> None:
        self.step = None
        with self._lock:
            if not self._asked.is_set():
                self._idle.set()

    def _tell(self, name: str, done: int, total: int) -> None:
        self.step = Step(name, done, total)
