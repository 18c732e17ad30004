"""The accounts of those who sign in: passwords as argon2 hashes, and what each may do."""

from __future__ import annotations

import re
import secrets
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, delete, func, select, update
from sqlalchemy.exc import IntegrityError

from index import schema
from index.account import (
    LONGEST_NAME,
    LONGEST_PASSWORD,
    SHORTEST_PASSWORD,
    Account,
    AccountRefused,
    AccountRole,
    NoSuchAccount,
)

if TYPE_CHECKING:
    from argon2 import PasswordHasher


_GUESSABLE = 2  # of 4 by zxcvbn: under it, somebody guesses it within a million tries

_NAME = re.compile(r"[\w.@-]+")

_columns = schema.accounts.c


class Accounts:
    """The accounts of one store, by their names, which are kept in small letters."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, name: str, password: str, role: AccountRole) -> Account:
        """Raises AccountRefused."""
        name = checked_name(name)
        values = {"name": name, "role": role.value, "added": _now(), **_secret(name, password)}
        try:
            with self._engine.begin() as connection:
                connection.execute(schema.accounts.insert().values(values))
        except IntegrityError as error:
            raise AccountRefused("name", f"there is an account {name!r} already") from error
        return self.one(name)

    def all(self) -> tuple[Account, ...]:
        with self._engine.begin() as connection:
            return tuple(map(_account, connection.execute(select(schema.accounts).order_by(_columns.name))))

    def one(self, name: str) -> Account:
        """Raises NoSuchAccount."""
        with self._engine.begin() as connection:
            return _account(_row(connection, name))

    def signed_in(self, name: str, password: str) -> Account | None:
        """The account that a name and a password open; None where they open none, after the same time."""
        from argon2.exceptions import VerificationError

        folded = _folded(name)
        with self._engine.begin() as connection:
            asked = select(schema.accounts).where(_columns.name == folded)
            row = connection.execute(asked).one_or_none()
        try:
            _hasher().verify(row.password if row else _nobodys(), password[:LONGEST_PASSWORD])
        except VerificationError:
            return None
        return self._opened(row, password) if row else None

    def set_password(self, name: str, password: str) -> None:
        """Ends all sessions of the account. Raises AccountRefused, NoSuchAccount."""
        self._change(name, **_secret(_folded(name), password))

    def set_role(self, name: str, role: AccountRole) -> None:
        """Raises NoSuchAccount, and AccountRefused for the last admin's."""
        self._change(name, role=role.value)

    def remove(self, name: str) -> None:
        """Raises NoSuchAccount, and AccountRefused for the last admin."""
        with self._engine.connect().execution_options(writes=True) as connection, connection.begin():
            if not connection.execute(delete(schema.accounts).where(_columns.name == _folded(name))).rowcount:
                raise NoSuchAccount(name)
            _keep_an_admin(connection)

    def _change(self, name: str, **values: str) -> None:
        changed = update(schema.accounts).where(_columns.name == _folded(name)).values(**values)
        with self._engine.connect().execution_options(writes=True) as connection, connection.begin():
            had = _admins(connection)
            if not connection.execute(changed).rowcount:
                raise NoSuchAccount(name)
            if had:
                _keep_an_admin(connection)

    def _opened(self, row: Any, password: str) -> Account:
        values = {"last_signed_in": _now()}
        if _hasher().check_needs_rehash(row.password):
            values["password"] = _hasher().hash(password)
        with self._engine.begin() as connection:
            connection.execute(update(schema.accounts).where(_columns.name == row.name).values(values))
        return _account(row)


def checked_name(name: str) -> str:
    """A name as it is kept; raises AccountRefused."""
    folded = _folded(name)
    if not folded:
        raise AccountRefused("name", "a name is needed")
    if len(folded) > LONGEST_NAME or not _NAME.fullmatch(folded):
        raise AccountRefused(
            "name", f"a name has at most {LONGEST_NAME} letters, digits and . - _ @, no blanks"
        )
    return folded


def checked_password(name: str, password: str) -> None:
    """Raises AccountRefused for a password that is short, or that people guess (zxcvbn)."""
    from zxcvbn import zxcvbn

    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        lengths = f"{SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters"
        raise AccountRefused("password", f"a password has {lengths}; three random words are good")
    if zxcvbn(password[:72], user_inputs=[name])["score"] < _GUESSABLE:
        raise AccountRefused("password", "this password is easy to guess; three random words are good")


def _secret(name: str, password: str) -> dict[str, str]:
    checked_password(name, password)
    return {"password": _hasher().hash(password), "stamp": secrets.token_hex(8)}


def _keep_an_admin(connection: Connection) -> None:
    if not _admins(connection):
        raise AccountRefused("role", "this is the last admin; make another one first")


def _admins(connection: Connection) -> int:
    counted = select(func.count()).where(_columns.role == AccountRole.ADMIN.value)
    return int(connection.execute(counted).scalar_one())


def _row(connection: Connection, name: str) -> Any:
    row = connection.execute(select(schema.accounts).where(_columns.name == _folded(name))).one_or_none()
    if row is None:
        raise NoSuchAccount(name)
    return row


def _account(row: Any) -> Account:
    last = datetime.fromisoformat(row.last_signed_in) if row.last_signed_in else None
    return Account(row.name, AccountRole(row.role), row.stamp, datetime.fromisoformat(row.added), last)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()[:200]


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def _nobodys() -> str:
    """The hash of a password that nobody has, so that an unknown name takes as long as a known one."""
    return _hasher().hash(secrets.token_hex())


def _now() -> str:
    return datetime.now(UTC).isoformat()
