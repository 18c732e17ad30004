"""A page as it is printed, in a picture, with what is sought on it marked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sought:
    """What to mark on a page: a quotation, or of a table's row a cell, or the whole row where `cell` is None.

    `cells` are the texts of the row's cells, `cell` the index of one. Where a page prints several rows that
    read alike, there are `of` of them and it is the one after `before` others.
    """

    quote: str = ""
    label: str = ""
    cells: tuple[str, ...] = ()
    cell: int | None = None
    before: int = 0
    of: int = 1


@dataclass(frozen=True, slots=True)
class Picture:
    """A page's picture, its kind ("image/png"), its pixels, its file's pages, and whether it is marked."""

    content: bytes
    kind: str
    width: int
    height: int
    pages: int
    is_marked: bool
