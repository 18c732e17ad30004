"""The words of a sheet's cells: white space folded, raised digits kept apart from what they stand at."""

from __future__ import annotations

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def folded(text: str) -> str:
    """Words with single blanks between them."""
    return " ".join(text.split())


def leading_blanks(text: str) -> int:
    """How many blanks stand before the first word: labels are set in with them."""
    return len(text) - len(text.lstrip(" \u00a0\u2003"))


def raised(text: str) -> str:
    """Digits printed above the line, as they look: the mark of a note at a name ("Wiltshire¹")."""
    return text.translate(_RAISED)
