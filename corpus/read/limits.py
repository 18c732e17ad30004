"""How large a report may be, how long reading it may take, and how each limit is said."""

from __future__ import annotations

FILE_MOST = 50_000_000  # bytes; a report of pictures and scans may have tens of millions
TEXT_MOST = 20_000_000  # bytes of plain text; the longest reports known are under one million
IN_PROCESS_MOST = 2_000_000  # bytes of plain text that is read without a process of its own
UNPACKED_MOST = 200_000_000  # bytes that a packed file may unpack to
LINES_MOST = 200_000  # lines (a table row is one) of what was read
CELLS_MOST = 2_000_000  # cells of all tables
NESTED_MOST = 20  # how deep a table may stand in tables, a list in lists
SECONDS_MOST = 120.0  # wall time for one file
MEMORY_MOST = 2_000_000_000  # bytes of address space of the process that reads


def in_bytes(size: int) -> str:
    """A size in words: "2.1 GB", "200 MB", "512 bytes"."""
    for unit, worth in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= worth:
            return f"{round(size / worth, 1):g} {unit}"
    return f"{size} bytes"
