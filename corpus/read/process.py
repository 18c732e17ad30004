"""Files read in a process of their own, so that a hostile one costs at most its limits of time and memory.

The process is started by the first file that needs it and reads one file after another. Where it dies, the
file that it was reading is refused, and the next file has a new one.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from threading import Timer
from typing import IO, Self

import corpus
from corpus.file import ReportFile
from corpus.picture import Picture, Sought
from corpus.read.formats import Told, said, tell_format
from corpus.read.frames import Reply, Request, read_reply, write_frame
from corpus.read.limits import IN_PROCESS_MOST, MEMORY_MOST, SECONDS_MOST
from corpus.read.report import read_file
from corpus.report import Format, Report, UnreadableReport

_ROOT = str(Path(corpus.__path__[0]).parent)


@dataclass(slots=True)
class ReadingProcess:
    """Reads files within limits: `seconds` of wall time for each, `memory` bytes of address space.

    Plain text of the usual size is read here and now, which is quicker: none of its parsing is by others.
    Not for several threads at once.
    """

    seconds: float = SECONDS_MOST
    memory: int = MEMORY_MOST
    _child: _Child | None = field(default=None, init=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process, if one runs."""
        if self._child:
            self._child.close()
            self._child = None

    def read(self, file: ReportFile, identity: str) -> Report:
        """The report in a file, under the id `identity`. Raises UnreadableReport."""
        told = tell_format(file.content, file.path)
        if told.format is Format.TEXT and len(file.content) <= IN_PROCESS_MOST:
            return read_file(file, identity)
        reply = self._ask(Request(file, identity), told)
        if reply.report is None:
            raise UnreadableReport(reply.path, reply.reason)
        return reply.report

    def draw(self, file: ReportFile, page: int, sought: Sought) -> Picture:
        """A page of a PDF as it is printed, with what is sought marked. Raises UnreadableReport."""
        reply = self._ask(Request(file, page=page, sought=sought), tell_format(file.content, file.path))
        if reply.picture is None:
            raise UnreadableReport(reply.path, reply.reason)
        return reply.picture

    def _ask(self, request: Request, told: Told) -> Reply:
        self._child = self._child or _Child(self.memory)
        reply = self._child.ask(request, self.seconds)
        if reply is None:
            reason = self._child.end(told)
            self._child = None
            raise UnreadableReport(request.file.path, reason)
        return reply


class _Child:
    """One process that reads, its pipes, and what it says when it dies."""

    def __init__(self, memory: int) -> None:
        self._said = TemporaryFile()  # noqa: SIM115 (open while the process runs)
        self._late: float | None = None
        paths = os.pathsep.join(filter(None, (_ROOT, os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(  # noqa: S603 (our own module, with numbers for arguments)
            [sys.executable, "-P", "-m", "corpus.read.worker", str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            env={**os.environ, "PYTHONPATH": paths},
        )

    def ask(self, request: Request, seconds: float) -> Reply | None:
        """The reply, or None where the process died of the file, or took longer than `seconds`."""
        timer = Timer(seconds, self._stop, (seconds,))
        timer.start()
        try:
            write_frame(_pipe(self._process.stdin), request)
            return read_reply(_pipe(self._process.stdout))
        except (BrokenPipeError, EOFError):
            return None
        finally:
            timer.cancel()

    def end(self, told: Told) -> str:
        """Let the process go, and say why it gave no reply."""
        late, last = self._late, self._last_words()
        self.close()
        if late is not None:
            return f"took more than {late:g} seconds to read, which is the limit; split the report"
        why = f"its reader stopped with {last}" if last else "its reader stopped"
        return f"cannot be read as {said(told.format)}: {why}; the file may be damaged: save it again"

    def close(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            try:
                _pipe(pipe).close()
            except BrokenPipeError:
                continue  # it died before it had read all
        if self._late is None and self._process.poll() is None:
            self._process.terminate()
        self._process.wait()
        self._said.close()

    def _stop(self, seconds: float) -> None:
        self._late = seconds
        self._process.kill()

    def _last_words(self) -> str:
        """The last line on its standard error: the exception that ended it."""
        self._process.wait()
        self._said.seek(0)
        lines = self._said.read().decode(errors="replace").strip().splitlines()
        return lines[-1][:200] if lines else ""


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise BrokenPipeError
    return pipe
