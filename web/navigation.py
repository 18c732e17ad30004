"""Where the pages lead: the header's sections and the footer's links, those alone whose page is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import current_app, request, url_for

if TYPE_CHECKING:
    from flask import Flask


@dataclass(frozen=True, slots=True)
class Place:
    """A page by its endpoint, the words that lead to it, and the addresses that belong to it too."""

    endpoint: str
    words: str
    within: tuple[str, ...] = ()


SECTIONS = (
    Place("chat.start", "Ask", ("/c/", "/answers/", "/conversations")),
    Place("search.page", "Search"),
    Place("reports.listed", "Reports", ("/reports/",)),
    Place("figures.explore", "Figures", ("/figures/",)),
    Place("drafts.check", "Check a draft"),
)
FOOTER = (
    Place("about.about", "About"),
    Place("about.accessibility", "Accessibility"),
    Place("about.privacy", "Privacy"),
    Place("api.openapi", "API"),
)


@dataclass(frozen=True, slots=True)
class Way:
    """A link; `current` is what `aria-current` says: "page", "true" within the section, or nothing."""

    address: str
    words: str
    current: str = ""


def install(app: Flask) -> None:
    app.jinja_env.globals["sections"] = lambda: list(ways(SECTIONS))
    app.jinja_env.globals["footer_links"] = lambda: list(ways(FOOTER))


def ways(places: tuple[Place, ...]) -> Iterator[Way]:
    """The links to those of the places that this app has."""
    for place in places:
        if place.endpoint in current_app.view_functions:
            yield Way(url_for(place.endpoint), place.words, _current(place))


def _current(place: Place) -> str:
    if request.endpoint == place.endpoint:
        return "page"
    return "true" if place.within and request.path.startswith(place.within) else ""
