"""What is made from the reports once, and kept for as long as they do not change."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import TypeVar

from index.library import Library

T = TypeVar("T")


def once_a_generation(make: Callable[[Library], T]) -> Callable[[Library], T]:
    """`make`, with its last result kept for each library until a report is added, replaced or removed."""
    kept: dict[int, tuple[Library, int, T]] = {}  # the library is held, so that its id stays its own
    lock = Lock()

    @wraps(make)
    def made(library: Library) -> T:
        generation = library.store.generation()
        with lock:
            found = kept.get(id(library))
            if found is None or found[1] != generation:
                found = kept[id(library)] = (library, generation, make(library))
            return found[2]

    return made
