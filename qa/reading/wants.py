"""What a question is after, by the first form that its words fit."""

from __future__ import annotations

from collections.abc import Callable

from corpus.report import Role
from qa.question import Wants
from qa.reading.said import Said


def wants(said: Said) -> Wants:
    """The form of the words; a look-up where they fit none."""
    return next((form for form, fits in _FORMS if fits(said)), Wants.LOOKUP)


def _averages(said: Said) -> bool:
    return said.says("several.average") and not said.says("several.not_our_average")


def _shares(said: Said) -> bool:
    by_percent = said.changes() and said.says("change.in_percent") and not said.areas
    return said.says("several.share") and not by_percent and not said.says("several.share_moves")


def _differs(said: Said) -> bool:
    if said.says("several.extremes") or (said.areas > 1 and said.says("several.exceeds")):
        return True
    if not said.says("several.how_many_more") or len(said.relative()) > 1:
        return False
    return said.areas > 1 or (not said.relative() and said.says("several.two_sides"))


def _weighs(said: Said) -> bool:
    """Whether two things named are held against each other: "is A higher than B?"."""
    if not said.says("several.comparative"):
        return False
    return said.says("several.side_by_side") or (said.areas > 1 and said.says("several.than_or"))


def _ranks(said: Said) -> bool:
    if said.says("form.which_of_it") and not said.says("several.order"):
        return False
    if said.says("several.order") or said.most() or said.nth():
        return True
    limited = said.over() is not None
    if (limited or said.changes()) and said.says("several.those_that"):
        return True
    condition = said.changes() or limited or said.has("worse", "better", "no_change")
    return condition and said.says("form.which")


def _sums(said: Said) -> bool:
    if said.areas and said.except_at() is not None:
        return True
    return said.says("several.sum") or (said.areas > 1 and said.says("several.total"))


def _compares(said: Said) -> bool:
    if said.says("several.than_or") and (said.areas > 1 or said.role() is Role.COMPARATOR):
        return True
    if said.areas and said.says("areas.force") and said.says("several.against_each_other"):
        return True
    return said.areas > 1 and said.says("several.pair")


def _asks_yes_no(said: Said) -> bool:
    checks = said.direction() or said.has("better", "worse") or said.claims() or said.over() is not None
    limited = said.over() is not None and said.words.endswith("?") and not said.says("form.which")
    asked = (said.says("form.yes_no") or limited) and not said.says("form.asks_word")
    return bool(checks) and asked and not said.says("change.either_way")


def _asks_change(said: Said) -> bool:
    if said.changes() or said.says("change.asked", "change.either_way") or _against_before(said):
        return True
    return said.has("worse", "better") and not said.most()


def _against_before(said: Said) -> bool:
    """Whether now is held against another period, stated or before."""
    if said.periods and said.says("period.against_stated"):
        return True
    sides = said.relative()
    return len(sides) == 2 or (bool(sides) and said.says("period.against_before"))


def _lists(said: Said) -> bool:
    return said.has("overview") or said.says("form.overview")


# The order puts the more telling first.
_FORMS: tuple[tuple[Wants, Callable[[Said], bool]], ...] = (
    (Wants.TARGET, lambda said: said.role() is Role.TARGET),
    (Wants.OVERVIEW, lambda said: said.says("form.summary") and bool(said.areas)),
    (Wants.AVERAGE, _averages),
    (Wants.SHARE, _shares),
    (Wants.RATIO, lambda said: said.says("several.ratio")),
    (Wants.DIFFERENCE, _differs),
    (Wants.COMPARE, _weighs),
    (Wants.RANK, _ranks),
    (Wants.SUM, _sums),
    (Wants.COMPARE, _compares),
    (Wants.YES_NO, _asks_yes_no),
    (Wants.CHANGE, _asks_change),
    (Wants.OVERVIEW, _lists),
)
