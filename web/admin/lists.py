"""What the editors' lists share: the page of a list that is asked for, and what is downloaded of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from flask import request, url_for

from web import current

Item = TypeVar("Item")

A_PAGE = 25


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """One page of a list, with the numbers of this page and the last, and of all its items."""

    items: Sequence[Item]
    number: int
    last: int
    count: int

    def address(self, number: int) -> str:
        """The same list at another page."""
        asked: dict[str, Any] = {**request.args.to_dict(flat=True), "page": number}
        return url_for(str(request.endpoint), **asked)


def page_of(items: Sequence[Item]) -> Page[Item]:
    """The page that the address asks for."""
    return page_from(len(items), lambda first: items[first : first + A_PAGE])


def page_from(count: int, some: Callable[[int], Sequence[Item]]) -> Page[Item]:
    """The same of a list that is not held whole: `some` gives its items from a number on."""
    last = max(1, -(-count // A_PAGE))
    number = min(current.whole_number("page", 1, 1, 10**6), last)
    return Page(some((number - 1) * A_PAGE), number, last, count)


def choice(name: str, *among: str) -> str:
    """A parameter of the address that is one of a few words; the first where it is none of them."""
    given = request.args.get(name, "")
    return given if given in among else among[0]


def with_words(items: Sequence[Item], words: str, said: Callable[[Item], Any]) -> list[Item]:
    """Those in which all of the words stand, as `said` gives what is said of an item."""
    sought = words.casefold().split()
    return [item for item in items if all(word in str(said(item)).casefold() for word in sought)]
