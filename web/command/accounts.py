"""`reports user`: the accounts of those who sign in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from index.account import AccountRefused, AccountRole, NoSuchAccount
from web.command import WHO

if TYPE_CHECKING:
    from index.store import Store

_COLUMNS = ("Name", "Role", "Added", "Last signed in")


@click.group(epilog="Example: reports user add ann.smith --role admin")
def user() -> None:
    """Make, list and change the accounts of those who sign in.

    Readers may read where reading needs a sign-in, editors look after reports, admins also after people and
    settings.
    """


role_option = click.option(
    "--role",
    type=click.Choice([role.value for role in AccountRole]),
    default=AccountRole.EDITOR.value,
    show_default=True,
    help="What the account may do.",
)
password_option = click.option(
    "--password",
    envvar="REPORTS_PASSWORD",
    prompt=True,
    hide_input=True,
    confirmation_prompt=True,
    help="Asked for when it is not given; typed as an option, others on the machine can see it.",
)


@user.command(epilog="Example: reports user add ann.smith --role admin")
@click.argument("name")
@role_option
@password_option
def add(name: str, role: str, password: str) -> None:
    """Make the account NAME, and ask for its password."""
    with _told() as store:
        made = store.accounts.add(name, password, AccountRole(role))
        store.audit.add(WHO, "made an account", made.name, role)
    click.echo(f"{made.name} can sign in as {role}.")


@user.command("list", epilog="Example: reports user list")
def list_() -> None:
    """List the accounts."""
    from web.command import console

    with _told() as store:
        found = store.accounts.all()
    if not found:
        click.echo("There are no accounts. Make the first with: reports user add NAME --role admin")
        return
    rows = [
        (one.name, one.role, f"{one.added:%Y-%m-%d}", f"{one.last_signed_in:%Y-%m-%d}")
        if one.last_signed_in
        else (one.name, one.role, f"{one.added:%Y-%m-%d}", "never")
        for one in found
    ]
    console.print_table(_COLUMNS, rows)


@user.command(epilog="Example: reports user password ann.smith")
@click.argument("name")
@password_option
def password(name: str, password: str) -> None:
    """Give NAME another password, which ends its sessions."""
    _change(name, "gave a new password to", lambda store: store.accounts.set_password(name, password))


@user.command(epilog="Example: reports user role ann.smith --role admin")
@click.argument("name")
@role_option
def role(name: str, role: str) -> None:
    """Give NAME another role."""
    _change(name, "changed the role of", lambda store: store.accounts.set_role(name, AccountRole(role)), role)


@user.command(epilog="Example: reports user remove ann.smith")
@click.argument("name")
def remove(name: str) -> None:
    """Remove the account NAME; what it did stays in the audit trail."""
    _change(name, "removed the account", lambda store: store.accounts.remove(name))


def _change(name: str, did: str, change: Callable[[Store], Any], detail: str = "") -> None:
    with _told() as store:
        change(store)
        store.audit.add(WHO, did, name, detail)
    click.echo(f"Done: {did} {name}.")


@contextmanager
def _told() -> Iterator[Store]:
    """The store of the settings; what is refused is told in one line."""
    from web.command.adding import opened
    from web.settings import Settings

    try:
        yield opened(Settings.from_environment()).store
    except (AccountRefused, NoSuchAccount) as error:
        raise click.ClickException(f"{str(error)[:1].upper()}{str(error)[1:]}.") from error
