"""Where the pages lead: the header's sections and the footer's links, those alone whose page is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import current_app, request, url_for

from index.account import AccountRole
from web.security.signing_in import signed_in

if TYPE_CHECKING:
    from flask import Flask


@dataclass(frozen=True, slots=True)
class Place:
    """A page by its endpoint, the words that lead to it, and the addresses that belong to it too.

    One that `needs` a role is led to only for those who have it.
    """

    endpoint: str
    words: str
    within: tuple[str, ...] = ()
    needs: AccountRole | None = None


SECTIONS = (
    Place("chat.start", "Ask", ("/c/", "/answers/", "/conversations")),
    Place("search.page", "Search"),
    Place("reports.listed", "Reports", ("/reports/",)),
    Place("figures.explore", "Figures", ("/figures/",)),
    Place("drafts.check", "Check a draft"),
    Place("desk.listed", "Editors", ("/admin",), AccountRole.EDITOR),
)
ADMIN = (
    Place("desk.listed", "Reports", ("/admin/reports",), AccountRole.EDITOR),
    Place("questions.listed", "Unanswered questions", ("/admin/questions",), AccountRole.EDITOR),
    Place("said.listed", "Feedback", ("/admin/feedback",), AccountRole.EDITOR),
    Place("people.listed", "People", ("/admin/people",), AccountRole.ADMIN),
    Place("options.listed", "Settings", ("/admin/settings",), AccountRole.ADMIN),
    Place("trail.listed", "Audit trail", ("/admin/trail",), AccountRole.ADMIN),
)
FOOTER = (
    Place("about.about", "About"),
    Place("about.accessibility", "Accessibility"),
    Place("about.privacy", "Privacy"),
    Place("api.openapi", "API"),
)
SIGNED_OUT = (Place("account.sign_in", "Sign in"),)
SIGNED_IN = (Place("account.own", "Your account"),)


@dataclass(frozen=True, slots=True)
class Way:
    """A link; `current` is what `aria-current` says: "page", "true" within the section, or nothing."""

    address: str
    words: str
    current: str = ""


def install(app: Flask) -> None:
    app.jinja_env.globals["sections"] = lambda: list(ways(SECTIONS))
    app.jinja_env.globals["is_editor"] = lambda: _may(AccountRole.EDITOR)
    app.jinja_env.globals["admin_places"] = lambda: list(ways(ADMIN))
    app.jinja_env.globals["footer_links"] = lambda: list(
        ways((*FOOTER, *(SIGNED_IN if signed_in() else SIGNED_OUT)))
    )


def ways(places: tuple[Place, ...]) -> Iterator[Way]:
    """The links to those of the places that this app has, for whoever is signed in."""
    for place in places:
        if place.endpoint in current_app.view_functions and (place.needs is None or _may(place.needs)):
            yield Way(url_for(place.endpoint), place.words, _current(place))


def _may(role: AccountRole) -> bool:
    account = signed_in()
    return account is not None and account.role.includes(role)


def _current(place: Place) -> str:
    if request.endpoint == place.endpoint:
        return "page"
    return "true" if place.within and request.path.startswith(place.within) else ""
