"""The domain's words, loaded from the YAML files beside this one; every reader and question uses them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from itertools import product
from typing import Any, TypeVar

from corpus.plain_yaml import read_yaml
from corpus.words import fold, stems


class ColumnKind(StrEnum):
    """What the cells under a header are."""

    CURRENT = "current"
    PREVIOUS = "previous"
    PERIOD = "period"
    NOTE = "note"
    CHANGE = "change"
    CHANGE_PERCENT = "change percent"
    TARGET = "target"
    COMPARATOR = "comparator"
    RANK = "rank"


class Polarity(StrEnum):
    """Which way is better, where the field agrees on one."""

    LOWER = "lower"
    HIGHER = "higher"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class MeasureTerm:
    """A thing that is counted or rated, with the words that people say for it."""

    name: str
    kind: str
    aka: tuple[str, ...]
    polarity: Polarity
    broader: str | None
    narrower: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AreaTerm:
    """A place, with the words that people say for it and the larger areas that it lies in."""

    name: str
    kind: str
    aka: tuple[str, ...]
    within: tuple[str, ...]


Term = TypeVar("Term", bound=AreaTerm | MeasureTerm)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    measures: tuple[MeasureTerm, ...]
    areas: tuple[AreaTerm, ...]
    acronyms: Mapping[str, str]
    words: Mapping[str, Any]
    columns: tuple[tuple[ColumnKind, re.Pattern[str]], ...]
    structure: Mapping[str, Any]
    ordinary: frozenset[str] = field(repr=False)  # correctly spelt words, which no misspelling is read into
    areas_by_words: Mapping[tuple[str, ...], tuple[AreaTerm, ...]] = field(repr=False)

    def column_kind(self, header: str) -> ColumnKind | None:
        """What a column is, from the words of its header, or `None` where they do not tell."""
        folded = " ".join(header.casefold().split())
        return next((kind for kind, pattern in self.columns if pattern.search(folded)), None)

    def is_absent(self, text: str) -> bool:
        """Whether a cell says that there is no number."""
        folded = text.casefold().strip(" .")
        return any(
            folded == word or (len(word) > 4 and folded.startswith(word)) for word in self.structure["absent"]
        )

    def status(self, text: str) -> bool | None:
        """Whether a cell says that a target is met, or that it is missed; `None` where it says neither."""
        folded = " ".join(text.casefold().split()).strip(" .!")
        ways = {True: self.structure["statuses"]["met"], False: self.structure["statuses"]["missed"]}
        return next((met for met, words in ways.items() if folded in words), None)

    def is_pledge(self, text: str) -> bool:
        """Whether every sentence of a paragraph begins as a plan's commitments do ("We will ...")."""
        sentences = re.split(r"(?<=[.;])\s+(?=[A-Z])", text)
        return all(sentence.startswith(tuple(self.structure["pledges"])) for sentence in sentences)

    def is_ordinal_heading(self, text: str) -> bool:
        """Whether a heading counts itself: "Objective One", "Priority 3"."""
        counts = "one|two|three|four|five|six|seven|eight|nine|ten|[0-9]+|[ivx]+"
        kinds = "|".join(self.structure["ordinal_headings"])
        return bool(re.match(rf"(?:{kinds})\s+(?:{counts})\b", text, re.IGNORECASE))

    def aim(self, label: str) -> Polarity | None:
        """The direction in which a row says that its measure should go ("Reduce the ..."), if it says one."""
        first = label.split(" ", 1)[0]
        return next((Polarity(way) for way, verbs in self.structure["aims"].items() if first in verbs), None)

    def is_no_area(self, label: str) -> bool:
        """Whether a label in a list of areas is of what is in none of them ("Not allocated")."""
        return any(label.casefold().startswith(words) for words in self.structure["no_area"])

    def better(self, name: str) -> Polarity | None:
        """Which way is better, by the words of a measure's name ("visited within 48 hours"); else `None`."""
        own = " ".join(stems(name))
        for way, phrases in self.structure["better"].items():
            if any(f" {' '.join(stems(phrase))} " in f" {own} " for phrase in phrases):
                return Polarity(way)
        return None

    def areas_named(self, text: str) -> tuple[AreaTerm, ...]:
        """The areas whose name or other name is exactly `text`; several where a name is shared."""
        return self.areas_by_words.get(stems(text), ())

    def measures_named(self, text: str) -> tuple[MeasureTerm, ...]:
        """The measures whose name or other name is exactly `text`; several where a name is shared."""
        return _measures_by_words().get(stems(text), ())

    def is_force_wide(self, text: str) -> bool:
        return stems(text) in _stems_of_all(tuple(self.words["force_wide"]))

    def is_area_kind(self, text: str) -> bool:
        """Whether a heading names a kind of area ("Area Commands") rather than one area."""
        kinds = tuple(words for some in self.words["area_kinds"].values() for words in some)
        return stems(text) in _stems_of_all(kinds)


@lru_cache(maxsize=8)
def _stems_of_all(phrases: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(map(stems, phrases))


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    areas = tuple(
        AreaTerm(a["name"], a["kind"], tuple(a.get("aka", ())), tuple(a.get("within", ())))
        for a in _load("areas")
    )
    return Vocabulary(
        measures=tuple(_measure(entry) for entry in _load("measures")),
        areas=areas,
        acronyms=_load("acronyms"),
        words=_load("words"),
        columns=tuple((ColumnKind(entry["kind"]), _any_of(entry["words"])) for entry in _load("columns")),
        structure=_load("structure"),
        ordinary=frozenset(_load("ordinary")["words"].split()),
        areas_by_words=_by_words(areas),
    )


@lru_cache(maxsize=1)
def _measures_by_words() -> Mapping[tuple[str, ...], tuple[MeasureTerm, ...]]:
    """The measures by every way to say them: some ten thousand, made only where a table's caption asks."""
    return _by_words(vocabulary().measures)


def _load(name: str) -> Any:
    """One file of the vocabulary."""
    return read_yaml(files(__package__).joinpath(f"{name}.yaml").read_text("utf-8"))


def _measure(entry: Mapping[str, Any]) -> MeasureTerm:
    return MeasureTerm(
        entry["name"],
        entry["kind"],
        each_way(entry.get("aka", ())),
        Polarity(entry["polarity"]),
        entry.get("broader"),
        tuple(entry.get("narrower", ())),
    )


def each_way(phrases: Iterable[str]) -> tuple[str, ...]:
    """Every phrase that the given ones stand for: "car|van stolen|broken_into" is four of them."""
    found = (words for phrase in phrases for words in product(*(part.split("|") for part in phrase.split())))
    return tuple(dict.fromkeys(" ".join(words).replace("_", " ") for words in found))


def _any_of(phrases: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted(
        (re.escape(fold(p) if p.isalpha() else p.casefold()) for p in phrases), key=len, reverse=True
    )
    return re.compile(r"(?<!\w)(?:" + "|".join(longest_first) + r")(?!\w)")


def _by_words(terms: Sequence[Term]) -> dict[tuple[str, ...], tuple[Term, ...]]:
    found: dict[tuple[str, ...], tuple[Term, ...]] = {}
    for term in terms:
        for name in {stems(words) for words in (term.name, *term.aka)}:
            found[name] = (*found.get(name, ()), term)
    return found
