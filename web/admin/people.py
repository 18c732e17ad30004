"""Who can sign in, and what each may do."""

from __future__ import annotations

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from index.account import SHORTEST_PASSWORD, Account, AccountRefused, AccountRole, NoSuchAccount
from web import current
from web.admin.account import sentence
from web.problems import NOT_FOUND, Problem
from web.security.signing_in import who

people = Blueprint("people", __name__, url_prefix="/admin/people")

Errors = list[tuple[str, str]]

MAY = {
    AccountRole.READER: "may read, where reading needs a sign-in",
    AccountRole.EDITOR: "may also look after reports, questions and feedback",
    AccountRole.ADMIN: "may also look after people and settings",
}


@people.get("")
def listed() -> str:
    return _list()


@people.post("")
def add() -> AnyResponse:
    name, password = request.form.get("name", ""), request.form.get("password", "")
    if password != request.form.get("again", ""):
        return make_response(_list([("again", "The two passwords are not the same.")]), 400)
    try:
        made = current.store().accounts.add(name, password, _role())
    except AccountRefused as error:
        return make_response(_list([(error.field, sentence(error.reason))]), 400)
    current.store().audit.add(who(), "made an account", made.name, made.role.value)
    return _done("added", made.name)


@people.get("/<name>")
def show(name: str) -> str:
    return _one(_account(name))


@people.post("/<name>/role")
def change_role(name: str) -> AnyResponse:
    account = _account(name)
    try:
        role = _role()
        current.store().accounts.set_role(name, role)
    except AccountRefused as error:
        return make_response(_one(account, [(error.field, sentence(error.reason))]), 400)
    current.store().audit.add(who(), "changed the role of", name, f"{account.role} to {role}")
    return _done("changed", name)


@people.post("/<name>/password")
def change_password(name: str) -> AnyResponse:
    account, password = _account(name), request.form.get("password", "")
    if password != request.form.get("again", ""):
        return make_response(_one(account, [("again", "The two passwords are not the same.")]), 400)
    try:
        current.store().accounts.set_password(name, password)
    except AccountRefused as error:
        return make_response(_one(account, [(error.field, sentence(error.reason))]), 400)
    current.store().audit.add(who(), "gave a new password to", name)
    return _done("changed", name)


@people.get("/<name>/remove")
def ask_to_remove(name: str) -> str:
    return _removal(_account(name))


@people.post("/<name>/remove")
def remove(name: str) -> AnyResponse:
    account = _account(name)
    try:
        current.store().accounts.remove(name)
    except AccountRefused as error:
        return make_response(_removal(account, [("", sentence(error.reason))]), 400)
    current.store().audit.add(who(), "removed the account", name, account.role.value)
    return _done("removed", name)


def _done(what: str, name: str) -> AnyResponse:
    return redirect(url_for("people.listed", what=what, name=name), 303)


def _role() -> AccountRole:
    """Raises AccountRefused."""
    chosen = request.form.get("role", "")
    if chosen not in list(AccountRole):
        raise AccountRefused("role", "choose a role")
    return AccountRole(chosen)


def _account(name: str) -> Account:
    """Raises Problem."""
    try:
        return current.store().accounts.one(name)
    except NoSuchAccount as error:
        raise Problem(NOT_FOUND, "There is no such account.") from error


def _list(errors: Errors | None = None) -> str:
    return render_template(
        "admin/people.html",
        accounts=current.store().accounts.all(),
        may=MAY,
        shortest=SHORTEST_PASSWORD,
        errors=errors or [],
    )


def _removal(account: Account, errors: Errors | None = None) -> str:
    is_me = account.name == who()
    return render_template("admin/people_remove.html", account=account, is_me=is_me, errors=errors or [])


def _one(account: Account, errors: Errors | None = None) -> str:
    return render_template(
        "admin/person.html", account=account, may=MAY, shortest=SHORTEST_PASSWORD, errors=errors or []
    )
