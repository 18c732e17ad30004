"""Somebody who can sign in, and what each may do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200
LONGEST_NAME = 60


class AccountRole(StrEnum):
    """What an account may do; each may also do what those before it may."""

    READER = "reader"
    EDITOR = "editor"
    ADMIN = "admin"

    def includes(self, other: AccountRole) -> bool:
        order = list(AccountRole)
        return order.index(self) >= order.index(other)


class AccountRefused(ValueError):
    """An account that cannot be made or changed so; `field` is "name", "password" or "role"."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field
        self.reason = reason


class NoSuchAccount(LookupError):
    def __init__(self, name: str) -> None:
        super().__init__(f"there is no account {name!r}")
        self.name = name


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who can sign in; times are in UTC. `stamp` is another one once the password is."""

    name: str
    role: AccountRole
    stamp: str
    added: datetime
    last_signed_in: datetime | None
