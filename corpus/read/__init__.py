"""One reader a format, all giving the same records."""

from corpus.read.report import read_report

__all__ = ["read_report"]
