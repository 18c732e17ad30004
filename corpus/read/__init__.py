"""One reader a format, all giving the same records."""

from corpus.read.report import read_report, report_id, source_lines

__all__ = ["read_report", "report_id", "source_lines"]
