"""The patterns of `grammar.yaml` by name; each is compiled when it is first needed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from corpus.plain_yaml import read_yaml

# What stands for a word that names a measure or an area, and so is hidden from the grammar: no phrase has it.
MEASURE, AREA = "zzmeasure", "zzarea"

_WRITTEN = {"words": r"\b(?:{})\b", "starts": r"\b(?:{})", "forms": "{}"}
_PART = re.compile(r"\{([a-z_]+)\}")

_Entry = Sequence[str] | Mapping[str, Sequence[str]]


@lru_cache(maxsize=256)
def pattern(name: str) -> re.Pattern[str]:
    """The pattern of a name such as "form.yes_no". Raises KeyError where the grammar has none."""
    entry = _entry(name)
    kinds = entry if isinstance(entry, Mapping) else {"words": entry}
    written = (form.replace("{}", "|".join(kinds[kind])) for kind, form in _WRITTEN.items() if kind in kinds)
    return re.compile(_filled("|".join(written)), 0 if kinds.get("case") == "kept" else re.IGNORECASE)


def says(text: str, *names: str) -> bool:
    """Whether a text has one of the named patterns."""
    return any(pattern(name).search(text) for name in names)


@lru_cache(maxsize=16)
def plain_words(name: str) -> frozenset[str]:
    """The alternatives of a name that are plain words, as they stand."""
    return frozenset(_entry(name))


def _entry(name: str) -> _Entry:
    section, own = name.split(".")
    return _grammar()[section][own]


def _filled(form: str) -> str:
    """A form with its {parts} in place."""
    return _PART.sub(lambda part: f"(?:{_filled(_part(part[1]))})", form)


def _part(name: str) -> str:
    hidden = {"measure": MEASURE, "area": AREA}
    return hidden.get(name) or str(_grammar()["parts"][name])


@lru_cache(maxsize=1)
def _grammar() -> Mapping[str, Mapping[str, _Entry]]:
    """The file, all of it text."""
    read: dict[str, dict[str, _Entry]] = read_yaml(
        files(__package__).joinpath("grammar.yaml").read_text("utf-8")
    )
    return read
