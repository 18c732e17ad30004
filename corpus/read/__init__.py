"""One reader a format, all giving the same records."""

from pathlib import Path

from corpus.file import ReportFile
from corpus.read.process import ReadingProcess
from corpus.read.report import open_file, report_id
from corpus.read.sidecar import check_facts
from corpus.report import Report

__all__ = [
    "ReadingProcess",
    "ReportFile",
    "check_facts",
    "open_file",
    "read_report",
    "report_id",
    "source_lines",
]


def read_report(path: Path) -> Report:
    """The report in a file, with the facts in the YAML file of the same name where there is one.

    Raises UnreadableReport with the reason and what to do.
    """
    with ReadingProcess() as reading:
        return reading.read(open_file(path), report_id(path))


def source_lines(path: Path) -> tuple[str, ...]:
    """The lines of a report's file as they stand; of a format without lines, its parts a line each.

    Raises UnreadableReport.
    """
    return read_report(path).lines
