"""Signing in and out, and one's own password."""

from __future__ import annotations

import re

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from index.account import SHORTEST_PASSWORD, Account, AccountRefused, AccountRole
from web import current
from web.security.signing_in import close_session, open_session, signed_in, try_to_sign_in

account = Blueprint("account", __name__)

_OURS = re.compile(r"/(?![/\\])[^\s\\]*")


@account.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> AnyResponse:
    if request.method == "GET":
        return make_response(_page())
    name, password = request.form.get("name", ""), request.form.get("password", "")
    opened = try_to_sign_in(name, password)
    if opened is None:
        current.store().audit.add(name.strip().casefold()[:60] or "nobody", "failed to sign in", "")
        return make_response(_page(name, "The name or the password is not right."), 403)
    open_session(opened)
    current.store().audit.add(opened.name, "signed in", "")
    return redirect(_next() or _first_page(opened), 303)


@account.post("/sign-out")
def sign_out() -> AnyResponse:
    close_session()
    return redirect(url_for("account.sign_in", done="1"), 303)


@account.route("/account", methods=["GET", "POST"])
def own() -> AnyResponse:
    """One's own account, where the password can be changed."""
    me = _me()
    if request.method == "GET":
        return make_response(render_template("admin/account.html", me=me, shortest=SHORTEST_PASSWORD))
    errors = _change_password(me)
    if errors:
        page = render_template("admin/account.html", me=me, shortest=SHORTEST_PASSWORD, errors=errors)
        return make_response(page, 400)
    open_session(current.store().accounts.one(me.name))  # the change ended all sessions, this one too
    current.store().audit.add(me.name, "changed the own password", "")
    return redirect(url_for("account.own", done="1"), 303)


def _change_password(me: Account) -> list[tuple[str, str]]:
    """What is wrong with the form, as (field, words); nothing where the password was changed."""
    old, new = request.form.get("old", ""), request.form.get("new", "")
    if try_to_sign_in(me.name, old) is None:
        return [("old", "Your present password is not right.")]
    if new != request.form.get("again", ""):
        return [("again", "The two new passwords are not the same.")]
    try:
        current.store().accounts.set_password(me.name, new)
    except AccountRefused as error:
        return [("new", sentence(error.reason))]
    return []


def sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def _me() -> Account:
    me = signed_in()
    if me is None:  # the guard lets nobody else come here
        raise RuntimeError("nobody is signed in")
    return me


def _page(name: str = "", error: str = "") -> str:
    return render_template(
        "admin/sign_in.html",
        name=name,
        errors=[("name", error)] if error else [],
        next=_next(),
        has_accounts=bool(current.store().accounts.all()),
    )


def _next() -> str | None:
    """Where to go after: a page of ours, never an address elsewhere."""
    asked = request.values.get("next", "")
    return asked if _OURS.fullmatch(asked) else None


def _first_page(opened: Account) -> str:
    is_editor = opened.role.includes(AccountRole.EDITOR)
    return url_for("desk.listed" if is_editor else "chat.start")
