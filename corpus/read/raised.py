"""Raised digits: a footnote's mark stays apart from the number or the name that it is set on."""

from __future__ import annotations

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(text: str) -> str:
    """The digits of a text as raised ones, where it is nothing but a mark ("3", "1,2"); else as it is."""
    bare = text.strip().strip("()[]")
    is_mark = bool(bare) and all(part.strip().isdecimal() for part in bare.split(","))
    return bare.replace(" ", "").translate(_RAISED) if is_mark else text
