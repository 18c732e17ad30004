"""Lists of the reports: the bullets that belong together, by the words that introduce them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corpus.report import Passage
from corpus.sentences import split_sentences
from index.library import Library
from qa.reading.patterns import says
from qa.snapshot import once_a_generation
from qa.text.candidates import Candidate, Sought
from qa.text.content import share_in, stems_of

_MOST_BULLETS = 15

_Lists = Mapping[tuple[str, str], Sequence[str]]  # bullets' ids by their report and lead-in


@once_a_generation
def _lists(library: Library) -> _Lists:
    found: dict[tuple[str, str], list[str]] = {}
    for passage in library.store.every_passage():
        if passage.lead_in:
            found.setdefault((passage.where.report, passage.lead_in), []).append(passage.id)
    return found


def whole_list(best: Candidate, sought: Sought, library: Library) -> list[tuple[Passage, list[str]]]:
    """The bullets of the list that answers, each with its sentences; none where no list as a whole does.

    It does where the best candidate introduces it, or where a list is asked for and the words that
    introduce it say what of: no bullet alone has more of the question.
    """
    lead_in = best.passage.lead_in or best.passage.text
    ids = _lists(library).get((best.passage.where.report, lead_in), ())
    if not ids or not (_introduces(best) or _is_asked_for(best.passage, lead_in, sought)):
        return []
    bullets = sorted(library.store.passages(ids[:_MOST_BULLETS]), key=lambda bullet: bullet.where.lines)
    listed = [(bullet, list(split_sentences(bullet.text))) for bullet in bullets]
    return listed if best.passage.lead_in else [(best.passage, [best.text]), *listed]


def _introduces(best: Candidate) -> bool:
    """Whether a sentence is the last before a list, with the words right before its bullets."""
    return best.passage.lead_in is None and best.text == split_sentences(best.passage.text)[-1]


def _is_asked_for(passage: Passage, lead_in: str, sought: Sought) -> bool:
    if not says(sought.question, "text.whole_list"):
        return False
    if passage.lead_in is None:
        return True
    introduced = stems_of(" ".join((*passage.heading_path[1:], lead_in)))
    return share_in(sought.content, introduced) >= share_in(sought.content, sought.stems(passage.text))
