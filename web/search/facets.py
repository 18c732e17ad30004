"""Filters beside a list, each choice with how many it would give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Json = dict[str, object]

MOST_SHOWN = 12
"""Choices beyond this are left out, but for those that are chosen."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter: how many of what was found have it, all other filters kept."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter by its name in the address and its title on the page; `left_out` choices are not shown."""

    name: str
    title: str
    choices: tuple[Choice, ...]
    left_out: int = 0

    @property
    def chosen(self) -> tuple[Choice, ...]:
        return tuple(choice for choice in self.choices if choice.chosen)

    @property
    def narrows(self) -> bool:
        """Whether there is something to choose."""
        return len(self.choices) > 1 or bool(self.chosen)


def facet(  # noqa: PLR0913 - each says another thing of the filter
    name: str,
    title: str,
    counts: Mapping[str, int],
    chosen: Sequence[str],
    *,
    labels: Mapping[str, str] | None = None,
    most: int = MOST_SHOWN,
) -> Facet:
    """A filter with its choices in the order of `counts`; what is chosen is there in any case."""
    known = {**counts, **{value: counts.get(value, 0) for value in chosen}}
    shown = [value for n, value in enumerate(known) if n < most or value in chosen]
    choices = (
        Choice(value, (labels or {}).get(value, value), known[value], value in chosen) for value in shown
    )
    return Facet(name, title, tuple(choices), len(known) - len(shown))


def facets_to_json(facets: Sequence[Facet]) -> list[Json]:
    return [
        {
            "name": one.name,
            "title": one.title,
            "choices": [
                {"value": c.value, "label": c.label, "count": c.count, "chosen": c.chosen}
                for c in one.choices
            ],
        }
        for one in facets
    ]
