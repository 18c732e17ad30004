"""Files of questions to evaluate with; tests/questions/README.md describes the format."""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import yaml

from corpus.plain_yaml import read_yaml
from qa.question import Status

_ADVICE = "tests/questions/README.md describes the format"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A figure that a right answer must give, by its cell; `area` is left out where the force is meant."""

    value: Decimal
    line: int
    role: str
    area: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A question with what any right answer must give. The fields are the keys of the format."""

    question: str
    kind: str
    status: Status | None = None
    status_any: tuple[Status, ...] = ()
    after: tuple[str, ...] = ()
    figures: tuple[Wanted, ...] = ()
    says: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()
    all_lines: tuple[int, ...] = ()
    never: tuple[str, ...] = ()
    why: str = ""

    @property
    def statuses(self) -> tuple[Status, ...]:
        """The statuses that are right."""
        return (self.status,) if self.status else self.status_any


class UnreadableQuestions(Exception):
    """A file that is no list of questions: says which, where in it, why and what to do."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} {reason}; {_ADVICE}")
        self.path = path
        self.reason = reason


def load(path: Path) -> list[Entry]:
    """The questions of a YAML file. Raises UnreadableQuestions."""
    try:
        listed = read_yaml(path.read_text("utf-8"))
    except OSError as error:
        raise UnreadableQuestions(path, f"cannot be opened ({error.strerror}); check its name") from error
    except UnicodeDecodeError as error:
        raise UnreadableQuestions(path, "is not UTF-8 text; save it as that") from error
    except yaml.YAMLError as error:
        where = getattr(error, "problem_mark", None)
        at = f" at line {where.line + 1}" if where else ""
        raise UnreadableQuestions(path, f"is not valid YAML{at}; correct it there") from error
    if not isinstance(listed, list):
        raise UnreadableQuestions(path, "must be a list: begin each question with “- question:”")
    return [_entry(path, number, one) for number, one in enumerate(listed, 1)]


def _entry(path: Path, number: int, listed: object) -> Entry:
    """One entry of the list; raises UnreadableQuestions with its number and its question."""
    if not isinstance(listed, dict):
        raise UnreadableQuestions(path, f"has no question in entry {number}, but {str(listed)[:60]!r}")
    place = f"entry {number} ({str(listed.get('question', 'without a question'))[:60]!r})"
    known = {field.name for field in fields(Entry)}
    if unknown := listed.keys() - known:
        names = ", ".join(sorted(map(str, unknown)))
        raise UnreadableQuestions(path, f"has in {place} what is no key: {names}")
    entry = _converted(path, place, listed)
    if not entry.statuses:
        raise UnreadableQuestions(path, f"has no status in {place}; say which is right")
    return entry


def _converted(path: Path, place: str, listed: dict[str, Any]) -> Entry:
    try:
        return msgspec.convert(listed, Entry, strict=False)
    except msgspec.ValidationError as error:
        raise UnreadableQuestions(path, f"cannot be used in {place}: {error}") from error
