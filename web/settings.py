"""The settings of the service: read once from the environment, frozen, each with its description."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from platformdirs import user_data_path


class BadSetting(ValueError):
    """An environment variable whose value cannot be used; says which, the value, and what would do."""

    def __init__(self, name: str, value: str, wanted: str) -> None:
        super().__init__(f"{name}={value!r} cannot be used: it must be {wanted}.")
        self.name = name
        self.value = value
        self.wanted = wanted


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable: its field in `Settings`, default, meaning, and how its text is read.

    `read` raises ValueError for a text that is not what `wanted` describes. One with a `label` can also be
    changed by admins on a page, which counts over the environment; a `secret` one is shown nowhere.
    """

    name: str
    field: str
    default: str
    description: str
    wanted: str
    read: Callable[[str], Any]
    label: str = ""
    secret: bool = False

    def value(self, environment: Mapping[str, str]) -> Any:
        return self.parsed(environment.get(self.name, "").strip() or self.default)

    def parsed(self, text: str) -> Any:
        """Raises BadSetting."""
        try:
            return self.read(text)
        except ValueError as error:
            raise BadSetting(self.name, text, self.wanted) from error

    def shown(self, value: Any) -> str:
        """A value in words that `read` takes back."""
        if self.secret:
            return "(hidden)" if value else ""
        return _YES_NO[value] if isinstance(value, bool) else "" if value is None else str(value)


def _whole(lowest: int, highest: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        number = int(text)
        if not lowest <= number <= highest:
            raise ValueError(text)
        return number

    return read


def _folder(text: str) -> Path:
    path = Path(text).expanduser().absolute()
    if path.exists() and not path.is_dir():
        raise ValueError(text)
    return path


def _database(text: str) -> str | None:
    if text and "://" not in text:
        raise ValueError(text)
    return text or None


def _model(text: str) -> Path | None:
    path = Path(text).expanduser().absolute()
    if text and not path.is_dir():
        raise ValueError(text)
    return path if text else None


_YES_NO = {True: "yes", False: "no"}


def _yes_or_no(text: str) -> bool:
    if text.lower() not in _YES_NO.values():
        raise ValueError(text)
    return text.lower() == _YES_NO[True]


def _log_level(text: str) -> str:
    if text.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise ValueError(text)
    return text.upper()


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "REPORTS_HOME",
        "home",
        str(user_data_path("ask-the-reports", appauthor=False)),
        "Data folder: the database, the search index and the exported model.",
        "a folder",
        _folder,
    ),
    Setting(
        "REPORTS_DATABASE",
        "database",
        "",
        "SQLAlchemy URL of the database; SQLite in the data folder when empty.",
        "a URL such as postgresql+psycopg://user@server/reports",
        _database,
    ),
    Setting(
        "REPORTS_MODEL",
        "model",
        "",
        "Folder of another sentence-transformers model; all-MiniLM-L6-v2, which comes along, when empty.",
        "a folder that is there",
        _model,
    ),
    Setting(
        "REPORTS_RERANKER",
        "reranker",
        "",
        "Folder of a sentence-transformers cross-encoder that puts sentences in order; none when empty.",
        "a folder that is there",
        _model,
    ),
    Setting(
        "REPORTS_SMALL_NUMBER",
        "small_number",
        "50",
        "Counts under this are said to make percentages jump.",
        "a whole number from 0 to 100000",
        _whole(0, 100_000),
        label="Small numbers",
    ),
    Setting(
        "REPORTS_KEEP_DAYS",
        "keep_days",
        "730",
        "Days after its last use that a conversation is erased with its answers; 0 keeps all.",
        "a whole number from 0 to 36500",
        _whole(0, 36_500),
        label="Days that conversations are kept",
    ),
    Setting(
        "REPORTS_CONTACT",
        "contact",
        "",
        "How people reach those who run the service; the pages about it say so.",
        "words such as an e-mail address",
        str,
        label="How people reach you",
    ),
    Setting(
        "REPORTS_SIGN_IN",
        "sign_in",
        "no",
        "Whether reading needs a sign-in; editing always does.",
        "yes or no",
        _yes_or_no,
        label="Reading needs a sign-in",
    ),
    Setting(
        "REPORTS_RATE",
        "rate",
        "300",
        "Questions, searches and requests to the API that one address may send a minute; 0 sets no limit.",
        "a whole number from 0 to 100000",
        _whole(0, 100_000),
        label="Requests a minute",
    ),
    Setting(
        "REPORTS_PROXIES",
        "proxies",
        "0",
        "Proxies in front whose X-Forwarded headers are believed; without them an address is the proxy's.",
        "a whole number from 0 to 10",
        _whole(0, 10),
    ),
    Setting(
        "REPORTS_SECRET",
        "secret",
        "",
        "Words that sign sessions; made at random and kept in the data folder when empty.",
        "words",
        str,
        secret=True,
    ),
    Setting(
        "REPORTS_HOST", "host", "127.0.0.1", "Address that `reports serve` listens on.", "an address", str
    ),
    Setting(
        "REPORTS_PORT",
        "port",
        "8000",
        "Port that `reports serve` listens on; 0 takes a free one.",
        "a whole number from 0 to 65535",
        _whole(0, 65535),
    ),
    Setting(
        "REPORTS_THREADS",
        "threads",
        "4",
        "Threads that answer requests.",
        "a whole number from 1 to 64",
        _whole(1, 64),
    ),
    Setting(
        "REPORTS_DRAIN_SECONDS",
        "drain_seconds",
        "20",
        "Seconds that requests under way may still take after SIGTERM.",
        "a whole number from 1 to 600",
        _whole(1, 600),
    ),
    Setting(
        "REPORTS_LOG_LEVEL",
        "log_level",
        "INFO",
        "How much is logged to standard error; the words of questions never are.",
        "DEBUG, INFO, WARNING or ERROR",
        _log_level,
    ),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the service runs with; `home` is absolute.

    `database` is None for SQLite in `home`, `model` is None for the usual one.
    """

    home: Path
    database: str | None = None
    model: Path | None = None
    reranker: Path | None = None
    small_number: int = 50
    keep_days: int = 730
    contact: str = ""
    sign_in: bool = False
    rate: int = 300
    proxies: int = 0
    secret: str = field(default="", repr=False)
    host: str = "127.0.0.1"
    port: int = 8000
    threads: int = 4
    drain_seconds: int = 20
    log_level: str = "INFO"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Raises BadSetting for the first variable whose value cannot be used."""
        environment = os.environ if environment is None else environment
        return cls(**{setting.field: setting.value(environment) for setting in SETTINGS})

    def changed_by(self, options: Mapping[str, str]) -> Settings:
        """These settings with what was changed on the page; what cannot be used any more changes nothing."""
        changes: dict[str, Any] = {}
        for setting in SETTINGS:
            if setting.label and setting.name in options:
                with suppress(BadSetting):
                    changes[setting.field] = setting.parsed(options[setting.name])
        return replace(self, **changes) if changes else self
