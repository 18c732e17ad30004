"""The process that reads files: one request after another on standard input, a reply each on standard output.

What a reader does not expect ends the process, and its last words go to standard error.
"""

from __future__ import annotations

import gc
import os
import resource
import sys
from typing import IO

from corpus.file import ReportFile
from corpus.picture import Picture, Sought
from corpus.read.formats import tell_format
from corpus.read.frames import Reply, Request, read_request, write_frame
from corpus.read.limits import in_bytes
from corpus.read.report import read_file
from corpus.report import Format, UnreadableReport

_DEEPEST = "is nested deeper than any report is; save it as PDF and add that"


def main() -> None:
    memory = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    requests, replies = _own_pipes()
    while True:
        try:
            request = read_request(requests)
        except EOFError:
            return
        write_frame(replies, reply_to(request, memory))
        gc.collect()


def reply_to(request: Request, memory: int) -> Reply:
    """The report or picture that is asked for, or why there is none; `memory` is the limit in bytes."""
    path = request.file.path
    try:
        if request.page is not None:
            return Reply(picture=_picture(request.file, request.page, request.sought or Sought()))
        return Reply(read_file(request.file, request.identity))
    except UnreadableReport as error:
        return Reply(None, error.path, error.reason)
    except RecursionError:
        return Reply(None, path, _DEEPEST)
    except MemoryError:
        return Reply(None, path, f"needs more than {in_bytes(memory)} of memory to read, which is the limit")


def _picture(file: ReportFile, page: int, sought: Sought) -> Picture:
    if tell_format(file.content, file.path).format is not Format.PDF:
        raise UnreadableReport(file.path, "is no PDF, and has no pages to draw")
    from corpus.read.pdf.picture import draw_page

    return draw_page(file.content, file.path, page, sought)


def _own_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Standard input and output, kept from libraries that print."""
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return requests, replies


if __name__ == "__main__":
    main()
