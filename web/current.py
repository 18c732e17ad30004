"""What the request that is being served works with: the library of the app that serves it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from flask import current_app, g, request

from web.chat import conversation as conversations
from web.problems import BAD_PARAMETER, Problem

if TYPE_CHECKING:
    from index.library import Library
    from index.store import Store
    from web.chat.examples import Examples
    from web.chat.keeping import Keeping
    from web.settings import Settings


MOST_VALUES = 200
"""More values of one parameter than this are not read."""


def library() -> Library:
    return cast("Library", current_app.extensions["library"])


def store() -> Store:
    return library().store


def settings() -> Settings:
    """The settings with what admins changed on the page, as they stand in this request."""
    if "settings" not in g:
        given = cast("Settings", current_app.extensions["settings"])
        g.settings = given.changed_by(store().options.all())
    return cast("Settings", g.settings)


def ask(question: object, conversation: object, after: str | None = None) -> dict[str, Any]:
    """The answer by the JSON contract, as `web.conversation.ask` gives it, with the app's settings."""
    small = settings().small_number
    return conversations.ask(library(), question, conversation, small_number=small, after=after)


def sweep() -> None:
    """Erase what is past its time, if it is time to look."""
    cast("Keeping", current_app.extensions["keeping"]).sweep(settings().keep_days)


def examples() -> tuple[str, ...]:
    return cast("Examples", current_app.extensions["examples"]).now()


def words_of(name: str) -> str | None:
    """A parameter of the address, with white space folded; None when it is blank or not given."""
    return " ".join(request.args.get(name, "").replace("\0", " ").split()) or None


def all_words_of(name: str) -> tuple[str, ...]:
    """All values of a parameter that may be given several times, as `words_of` reads each; each once."""
    given = (" ".join(text.replace("\0", " ").split()) for text in request.args.getlist(name)[:MOST_VALUES])
    return tuple(dict.fromkeys(filter(None, given)))


def whole_number(name: str, default: int, lowest: int, highest: int) -> int:
    """Raises Problem for a parameter that is not a whole number in the range."""
    text = request.args.get(name, str(default))
    if not (text.isascii() and text.isdigit() and lowest <= int(text[:12]) <= highest):
        raise Problem(BAD_PARAMETER, f"{name} must be a whole number from {lowest} to {highest}.")
    return int(text)
