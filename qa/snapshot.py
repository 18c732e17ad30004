"""What is made from the reports once, and kept for as long as they do not change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from threading import Lock
from typing import TypeVar

from index.library import Library

T = TypeVar("T")

_NOW: ContextVar[tuple[Library, int] | None] = ContextVar("now", default=None)


@contextmanager
def as_of_now(library: Library) -> Iterator[None]:
    """Within it, all that is made of the library is of the generation that the store has now.

    An answer asks the store for it once, and not for each of the things made from it.
    """
    token = _NOW.set((library, library.store.generation()))
    try:
        yield
    finally:
        _NOW.reset(token)


def generation(library: Library) -> int:
    """The generation of the store that answers are now made of."""
    now = _NOW.get()
    return now[1] if now is not None and now[0] is library else library.store.generation()


def once_a_generation(make: Callable[[Library], T]) -> Callable[[Library], T]:
    """`make`, with its last result kept for each library until a report is added, replaced or removed."""
    kept: dict[int, tuple[Library, int, T]] = {}  # the library is held, so that its id stays its own
    lock = Lock()

    @wraps(make)
    def made(library: Library) -> T:
        current = generation(library)
        with lock:
            found = kept.get(id(library))
            if found is None or found[1] != current:
                found = kept[id(library)] = (library, current, make(library))
            return found[2]

    return made
