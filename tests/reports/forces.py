"""Made quarters' reports given to other forces: the same layouts, with those forces' and districts' names.

For scale: a store as a national body would have it. The names come from the vocabulary; each force has a
seed of its own, so that no two have the same numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from corpus.vocabulary import vocabulary

from .forty import Copy, copies

FORCE = "Northumbria"
AREAS = ("North Tyneside", "South Tyneside", "Northumberland", "Sunderland", "Gateshead", "Newcastle")


def of_forces(forces: int, quarters: int) -> Iterator[Copy]:
    """`quarters` reports of each of `forces` forces, the bundled report's own force first."""
    for seed, (force, areas) in enumerate(islice(_forces(), forces)):
        names = dict(zip((FORCE, *AREAS), (force, *areas), strict=True))
        for copy in copies(quarters, seed=2015 + seed):
            yield _renamed(copy, names)


def _forces() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Forces with as many districts as the bundled report has, each with their names."""
    yield FORCE, AREAS
    for force in (area.name for area in vocabulary().areas if area.kind == "force"):
        districts = [a.name for a in vocabulary().areas if a.kind == "district" and a.within[:1] == (force,)]
        if force != FORCE and len(districts) >= len(AREAS):
            yield force, tuple(districts[: len(AREAS)])


def _renamed(copy: Copy, names: dict[str, str]) -> Copy:
    form = re.compile(r"\b(?:" + "|".join(names) + r")\b")
    text, sidecar = (
        form.sub(lambda found: names[found.group()], words) for words in (copy.text, copy.sidecar)
    )
    own = re.sub(r"[^a-z]+", "-", names[FORCE].lower())
    return replace(copy, id=copy.id.replace(FORCE.lower(), own), text=text, sidecar=sidecar)
