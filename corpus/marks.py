"""Marks that print sets on words and is no part of them: footnotes, and "revised" after a year."""

from __future__ import annotations

import re

_FOOTNOTES = re.compile(
    r"(?:\s*(?:\((?:[a-z]|\d{1,2})\)|\[(?:[a-z]|\d{1,2}|note \d+)\]|[¹²³⁴⁵⁶⁷⁸⁹⁰*†‡]+))+\s*$", re.IGNORECASE
)
_REVISED = re.compile(r"(?<=\b(?:19|20)\d\d)\s?[rpe]$")
_STUCK = re.compile(r"(?<=[A-Za-z]{3})\d{1,2}(?:,\s?\d{1,2})*$")


def without_marks(text: str) -> str:
    """A header without its marks: "2017 (a)" as "2017", "2016r" as "2016"; "(a)" alone stays."""
    return _REVISED.sub("", _FOOTNOTES.sub("", text)).strip() or text


def without_stuck_digits(name: str) -> str:
    """A name without the footnote digits that are stuck to it: "Northumbria4"; only for names of places."""
    return _STUCK.sub("", without_marks(name))
