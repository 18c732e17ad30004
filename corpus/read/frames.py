"""What goes to the process that reads and comes back: each message with its length before it.

Replies are decoded to their types and nothing else, so that a process that a file has taken over can
send no more than a wrong report.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO

import msgspec

from corpus.file import ReportFile
from corpus.picture import Picture, Sought
from corpus.report import Report

_LENGTH = 8  # bytes that give a message's length


@dataclass(frozen=True, slots=True)
class Request:
    """A file to be read, and the id of its report; or a page of it to be drawn."""

    file: ReportFile
    identity: str = ""
    page: int | None = None
    sought: Sought | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """The report or the picture; without one, the path of the file that was refused and the reason."""

    report: Report | None = None
    path: str = ""
    reason: str = ""
    picture: Picture | None = None


_requests = msgspec.msgpack.Decoder(Request)
_replies = msgspec.msgpack.Decoder(Reply)


def write_frame(pipe: IO[bytes], message: Request | Reply) -> None:
    encoded = msgspec.msgpack.encode(message)
    pipe.write(len(encoded).to_bytes(_LENGTH, "big"))
    pipe.write(encoded)
    pipe.flush()


def read_request(pipe: IO[bytes]) -> Request:
    """Raises EOFError where the other side has closed."""
    return _requests.decode(_frame(pipe))


def read_reply(pipe: IO[bytes]) -> Reply:
    """Raises EOFError where the other side has died, or sent what is no reply."""
    try:
        return _replies.decode(_frame(pipe))
    except msgspec.DecodeError as error:
        raise EOFError from error


def _frame(pipe: IO[bytes]) -> bytes:
    length = int.from_bytes(_exactly(pipe, _LENGTH), "big")
    return _exactly(pipe, length)


def _exactly(pipe: IO[bytes], count: int) -> bytes:
    got = pipe.read(count)
    if len(got) < count:
        raise EOFError
    return got
