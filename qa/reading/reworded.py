"""One name for what a force's reports call differently over the years: a measure or an area, reworded."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from corpus.report import Facts, Figure
from corpus.vocabulary import vocabulary
from corpus.words import stems
from index.series import Series
from qa.reading.keys import Key, areas_around, key, terms_meant

_Named = tuple[str | None, str]  # the force whose reports use a name, and the name
_COUNTING = frozenset(stems("number percentage percent % proportion total offences crimes incidents"))
_SHARE = frozenset(stems("percentage percent % proportion"))
_INCIDENTS = frozenset(stems("incidents"))


@dataclass(frozen=True, slots=True)
class Reworded:
    """The name that stands for each wording of a measure or an area: that of the force's latest report."""

    forces: Mapping[str, str | None] = field(default_factory=dict)  # the report's own area, by report
    measures: Mapping[_Named, str] = field(default_factory=dict)
    areas: Mapping[_Named, str] = field(default_factory=dict)

    def of_series(self, row: Series) -> Series:
        """The row under the names that stand for its own."""
        measure, area = self._standing(row.report, row.measure, row.area)
        return row if (measure, area) == (row.measure, row.area) else replace(row, measure=measure, area=area)

    def of_figure(self, figure: Figure) -> Figure:
        """The figure under the names that stand for its own; its `row_path` keeps the printed words."""
        measure, area = self._standing(figure.where.report, figure.measure, figure.area)
        if (measure, area) == (figure.measure, figure.area):
            return figure
        return replace(figure, measure=measure, area=area)

    def all_measures(self, names: Collection[str]) -> tuple[str, ...]:
        """The names with all other wordings that they stand for."""
        return _with_wordings(names, self.measures)

    def all_areas(self, names: Collection[str]) -> tuple[str, ...]:
        return _with_wordings(names, self.areas)

    def _standing(self, report: str, measure: str | None, area: str | None) -> tuple[str | None, str | None]:
        force = self.forces.get(report)
        return (
            self.measures.get((force, measure), measure) if measure else None,
            self.areas.get((force, area), area) if area else None,
        )


def reworded(rows: Iterable[Series], facts: Mapping[str, Facts]) -> Reworded:
    """The wordings in the given rows of figures.

    Two names are one where they say the same and no report has both: a report that prints two rows
    means two things by them.
    """
    forces = {report: known.area for report, known in facts.items()}
    measures: dict[_Named, set[str]] = {}
    areas: dict[_Named, set[str]] = {}
    for row in rows:
        force = forces.get(row.report)
        if row.measure:
            measures.setdefault((force, row.measure), set()).add(row.report)
        if row.area:
            areas.setdefault((force, row.area), set()).add(row.report)
    latest = {report: _end(known) for report, known in facts.items()}
    return Reworded(
        forces=forces,
        measures=_joined(measures, latest, (_words, _bare, _meaning)),
        areas=_joined(areas, latest, (_words, _place)),
    )


def forms(surface: str) -> set[Key]:
    """A measure's words as printed, and without the words that only say that it is counted."""
    whole = key(surface)
    bare = tuple(stem for stem in whole if stem not in _COUNTING)
    return {whole, bare} if bare else {whole}


def _with_wordings(names: Collection[str], standing: Mapping[_Named, str]) -> tuple[str, ...]:
    others = (own for (_, own), name in standing.items() if name in names)
    return tuple(dict.fromkeys((*names, *others)))


def _joined(
    reports: Mapping[_Named, set[str]],
    latest: Mapping[str, date],
    ways: Iterable[Callable[[_Named], Hashable]],
) -> dict[_Named, str]:
    """Each name that another stands for: names that are alike in one of the `ways`, and never meet."""
    standing: dict[_Named, str] = {}
    held = {named: set(own) for named, own in reports.items()}
    newest_first = sorted(
        held, key=lambda named: max(latest.get(r, date.min) for r in held[named]), reverse=True
    )
    for way in ways:
        heads: dict[Hashable, list[_Named]] = {}
        for named in (named for named in newest_first if named not in standing):
            alike = heads.setdefault((named[0], way(named)), []) if way(named) else []
            head = next((head for head in alike if held[head].isdisjoint(held[named])), None)
            if head is None or len(alike) > 1:  # two that it might be: none is it
                alike.append(named)
            else:
                held[head] |= held[named]
                standing |= {other: head[1] for other, name in standing.items() if name == named[1]}
                standing[named] = head[1]
    return standing


def _words(named: _Named) -> Hashable:
    """The name's words, however it is punctuated and inflected."""
    return key(named[1])


def _bare(named: _Named) -> Hashable:
    """The same without the words that only say that it is counted."""
    own = key(named[1])
    return (
        (_sort(named), tuple(stem for stem in own if stem not in _COUNTING)) if set(own) - _COUNTING else None
    )


def _meaning(named: _Named) -> Hashable:
    """The one term of the vocabulary that the name is of."""
    terms = frozenset(term for form in forms(named[1]) for term in terms_meant(form))
    return (_sort(named), terms) if len(terms) == 1 else None


def _sort(named: _Named) -> tuple[bool, bool]:
    """What tells numbers of another sort: a share is no count, and incidents are not crimes."""
    own = frozenset(key(named[1]))
    return bool(own & _SHARE), bool(own & _INCIDENTS)


def _place(named: _Named) -> Hashable:
    """The one place in the force that the name is of."""
    force, name = named
    terms = [term.name for term in vocabulary().areas_named(name)]
    inside = [term for term in terms if force in areas_around(term)] or terms
    return inside[0] if len(inside) == 1 else None


def _end(known: Facts) -> date:
    return known.period.end if known.period and known.period.end else date.min
