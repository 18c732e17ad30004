"""The one figure that an answer is about, to be shown big: as published, with its direction in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from corpus.report import Role
from qa.question import Wants
from qa.telling.wording import subject

Json = Mapping[str, Any]

_OF_ONE = frozenset(map(str, (Wants.LOOKUP, Wants.CHANGE, Wants.YES_NO)))
_CALCULATED = frozenset(map(str, (Wants.SUM, Wants.DIFFERENCE, Wants.SHARE, Wants.AVERAGE, Wants.RATIO)))
_SHORT = 24  # characters: a cell with more than a number and its margin is not shown big
_WAYS = {1: "Up", -1: "Down", 0: "No change"}


@dataclass(frozen=True, slots=True)
class Headline:
    """`value` as printed with its `unit`, what it is of, and, where two periods are told, which way it went.

    `way` is 1 for up, -1 for down, 0 for no change, None where nothing is compared. `calculated` ones are
    ours, of printed figures.
    """

    value: str
    unit: str
    of: str
    way: int | None = None
    direction: str = ""
    printed: str = ""
    calculated: bool = False


def headline(answer: Json) -> Headline | None:
    """None where an answer has no figure, or several that tell equally much."""
    wants = answer["read_as"]["wants"]
    if answer["status"] != "answered":
        return None
    if wants in _CALCULATED and len(answer["calculations"]) == 1:
        return _calculated(answer["calculations"][0], wants)
    return _published(answer["figures"]) if wants in _OF_ONE else None


def _calculated(calculation: Json, wants: str) -> Headline:
    value, _, unit = calculation["formula"].rpartition(" = ")[2].partition(" ")
    return Headline(value, unit, f"{wants[:1].upper()}{wants[1:]}", calculated=True)


def _published(figures: list[Json]) -> Headline | None:
    by_role: dict[str | None, list[Json]] = {}
    for figure in figures:
        by_role.setdefault(figure["role"], []).append(figure)
    if len({(figure["measure"], figure["area"]) for figure in figures}) != 1:
        return None
    if any(len(alike) > 1 for alike in by_role.values()):
        return None
    (now, *_) = by_role.get(Role.CURRENT.value) or figures[:1]
    if (now["role"] != Role.CURRENT.value and len(figures) > 1) or not _is_short(now):
        return None
    of = ", ".join(filter(None, (now["measure"] and subject(now["measure"], now["area"]), now["period"])))
    before = by_role.get(Role.PREVIOUS.value)
    way = _way(now, before[0]) if before else None
    direction = _direction(way, before[0]) if before else ""
    return Headline(now["raw"], _unit(now), of, way, direction, _printed(by_role) if direction else "")


def _is_short(figure: Json) -> bool:
    return figure["value"] is not None and len(figure["raw"]) <= _SHORT


def _unit(figure: Json) -> str:
    """The unit, where the printed words do not have it."""
    unit = figure["unit"] or ""
    return "" if unit in figure["raw"] or unit in ("£", "$", "€") else unit


def _way(now: Json, before: Json) -> int | None:
    if before["value"] is None or now["unit"] != before["unit"]:
        return None
    return int(now["value"] > before["value"]) - int(now["value"] < before["value"])


def _direction(way: int | None, before: Json) -> str:
    """Which way, and from what: "Up from 24 (April to June 2014)"."""
    if way is None:
        return ""
    when = f" ({before['period']})" if before["period"] else ""
    return f"{_WAYS[way]} from {before['raw']}{when}"


def _printed(by_role: Mapping[str | None, list[Json]]) -> str:
    """The change as the report prints it: "+8 and +35%"."""
    changes = (one for role in (Role.CHANGE, Role.CHANGE_PERCENT) for one in by_role.get(role.value, ()))
    return " and ".join("".join(figure["raw"].split()) for figure in changes)
