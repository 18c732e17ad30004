"""The gate: all that an answer says of figures, and all that it quotes, is proved, or it is refused.

Each sentence is held against its own figures and results only. The words that judge figures are held
against their facts, and what the evidence can say (`sayings`) is taken out of the sentence piece by
piece; a digit, an area or a judging word that is left over has no evidence.
Then each piece is held against what stands around it: a value against its period, area, measure and
its place in "from A to B", and words of direction against the figures' order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.numbers import clean
from corpus.report import Locator, Role
from corpus.vocabulary import AreaTerm, vocabulary
from qa.evidence import Sentence
from qa.gate.facts import JUDGING
from qa.gate.moves import moves, side
from qa.gate.prove_course import check_reports, without_extremes, without_steps
from qa.gate.sayings import Kind, Saying, figures_of, sayings
from qa.gate.unproven import Unproven
from qa.reading.keys import Key, key
from qa.reading.names import Names
from qa.telling.wording import lower_first

__all__ = ["Unproven", "check"]

_MARKERS = re.compile(r"(?:\s*\[\d+\])+$")
_PIECE = re.compile(r"⟦(\d+)⟧")
_NUMBER = re.compile(r"[+\-−]?\d[\d,.]*\s?%?")
_UNIT_AFTER = re.compile(
    r"\s*(?:%|per\s?cent\b|percentage points?\b|times\b|per (?:month|week|day|year)\b|£|"
    r"(?:crimes?|offences?|incidents?|days?|weeks?|months?|hours?|years?|complaints?|referrals?|officers?|calls?|"
    r"arrests?|victims?|cases?|people)\b)"
)
_UP = re.compile(r"\b(?:rose|rise|risen|grew|increas(?:e|ed))\b")
_DOWN = re.compile(r"\b(?:fell|fall|fallen|dropped|decreas(?:e|ed))\b")
_SAME = re.compile(r"\bstayed\b")
_OPERATION = re.compile(r"\b[Tt]he (total|average|difference|share|ratio) is\b")
_SIZE_BEFORE = re.compile(r"\b(?:rise|fall) of $")
_INPUTS_BEFORE = re.compile(r"\bcalculated from [^;]*$")
_AMOUNTS = (Kind.VALUE, Kind.RESULT, Kind.SIZE)
_PLACES = tuple(
    (re.compile(form), role, kind)
    for form, role, kind in (
        (r"(?<!calculated )\bfrom ⟦(\d+)⟧", Role.PREVIOUS, Kind.VALUE),
        (r"\bfrom ⟦\d+⟧(?: \(⟦\d+⟧\))? to ⟦(\d+)⟧", Role.CURRENT, Kind.VALUE),
        (r"\b[Bb]etween ⟦(\d+)⟧ and ⟦\d+⟧", Role.PREVIOUS, Kind.PERIOD),
        (r"\b[Bb]etween ⟦\d+⟧ and ⟦(\d+)⟧", Role.CURRENT, Kind.PERIOD),
        (r"\btarget (?:of|is) ⟦(\d+)⟧", Role.TARGET, Kind.VALUE),
    )
)
_VALUE_PERIOD = re.compile(r"⟦(\d+)⟧ \(?⟦(\d+)⟧")
_LIES_IN = re.compile(r"(?P<inner>.+) lies in (?P<outer>[^.]+)")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A saying where it stands in the sentence; `ids` are the figures that it words there."""

    saying: Saying
    ids: frozenset[str]
    kind: Kind


def check(sentences: Iterable[Sentence], source: Callable[[Locator], str], names: Iterable[str] = ()) -> None:
    """Hold each sentence against its evidence.

    `source` gives the words at a place; `names` are the reports' own areas and measures: none may be
    said but by evidence.
    Raises Unproven for the first sentence that says more than its evidence.
    """
    known = _names(frozenset(names))
    for sentence in sentences:
        _check_sentence(sentence, source, known)


def _check_sentence(sentence: Sentence, source: Callable[[Locator], str], known: Names) -> None:
    text = _without_quotes(_MARKERS.sub("", sentence.text), sentence, source)
    text = without_steps(_without_judgements(text, sentence), sentence)
    said = sayings(sentence)
    marked = without_extremes(_marked(text, said), said, sentence)
    left = _PIECE.sub("", marked)
    # "The total is" names an operation, though an area or a measure may be called "Total".
    for name in known.within(
        _OPERATION.sub("", text)
    ):  # before the pieces are out: one name may hold another
        if not any(name in saying.words and saying.words in text for saying in said):
            raise Unproven(sentence.text, f"“{name}”")
    for name in known.within(_OPERATION.sub("", left)):
        raise Unproven(sentence.text, f"“{name}”")
    for form in (_NUMBER, JUDGING):
        if unproved := form.search(left):
            raise Unproven(sentence.text, f"“{unproved.group().strip()}”")
    _check_pieces(list(_pieces(marked, said, sentence)), sentence)
    _check_places(marked, said, sentence)
    _check_directions(left, sentence)
    _check_operations(left, sentence)
    check_reports(marked, said, sentence)
    if not figures_of(sentence):
        _check_names(text, marked, sentence)


def _without_quotes(text: str, sentence: Sentence, source: Callable[[Locator], str]) -> str:
    """The text without its quotations, each held against the source; a quotation may hold another."""
    outside, quote, depth = "", "", 0
    for letter in text:
        depth -= letter == "”"
        if depth > 0:
            quote += letter
        elif letter not in "“”":
            outside += letter
        if letter == "”" and depth == 0:
            _prove_quote(quote, sentence, source)
            quote = ""
        depth += letter == "“"
    if depth:
        raise Unproven(sentence.text, "a quotation that does not end")
    return outside


def _without_judgements(text: str, sentence: Sentence) -> str:
    """The text without the words that judge figures, each borne out by its facts."""
    for judgement in sentence.judgements:
        if not judgement.is_borne_out:
            raise Unproven(sentence.text, f"“{judgement.words}”")
        text = re.sub(rf"(?<!\w){re.escape(judgement.words)}(?!\w)", "", text)
    return text


def _prove_quote(quote: str, sentence: Sentence, source: Callable[[Locator], str]) -> None:
    """Raise Unproven unless the source has the quotation, word for word and number for number."""
    figures = figures_of(sentence)
    cells = {part for f in figures for part in (*f.column_path, *f.row_path, f.raw, clean(f.raw))}
    if quote in cells or quote in sentence.names:
        return
    whole = re.compile(rf"(?<![\w+\-−])(?<!\d[.,]){re.escape(_folded(quote))}(?![\w%]|[.,]\d)")
    places = (*sentence.quotes, *(figure.where for figure in figures))
    if not quote or not any(whole.search(_folded(source(where))) for where in places):
        raise Unproven(sentence.text, f"the quotation “{quote}”")


def _folded(text: str) -> str:
    """White space and markup folded away: a page or cell break may have parted the words."""
    return " ".join(clean(text.replace("**", "")).split())


def _marked(text: str, said: list[Saying]) -> str:
    """The text with each saying of the evidence replaced by a mark that remembers which it was."""
    for at, saying in enumerate(said):
        if saying.words in text:  # most are not, and a pattern is slow to make
            text = _put(text, _bounded(saying.words), f"⟦{at}⟧")
    return text


def _put(text: str, form: re.Pattern[str], mark: str) -> str:
    return form.sub(lambda match: mark if _whole(match) else match.group(), text)


@lru_cache(maxsize=8192)
def _bounded(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.,+\-−£$€⟦/]){re.escape(words)}(?![\w%⟧]|[.,]\d|/\d)")


def _whole(match: re.Match[str]) -> bool:
    """Whether the match is all that is said: a bare number must not be followed by a unit that it lacks."""
    is_number = re.fullmatch(r"[+\-−]?[\d,.]*\d", match.group()) is not None
    return not (is_number and _UNIT_AFTER.match(match.string, match.end()))


def _pieces(marked: str, said: list[Saying], sentence: Sentence) -> Iterator[_Piece]:
    """The marks in order, each read by what stands before it.

    After "a rise of" it is a size and nothing else; after "calculated from" it is no result.
    """
    for match in _PIECE.finditer(marked):
        saying, before = said[int(match[1])], marked[: match.start()]
        is_size = bool(_SIZE_BEFORE.search(before))
        barred = {Kind.RESULT} if _INPUTS_BEFORE.search(before) else set()
        kinds = [kind for kind in Kind if kind in saying.figures and (kind is Kind.SIZE) is is_size]
        kinds = [kind for kind in kinds if kind not in barred]
        if not kinds:
            place = "as the size of a change" if is_size else "as an input" if barred else "unsigned"
            raise Unproven(sentence.text, f"“{saying.words}” {place}")
        both = kinds[:2] if kinds[:2] == [Kind.VALUE, Kind.RESULT] else kinds[:1]
        yield _Piece(saying, saying.of(*both), kinds[0])


def _check_pieces(pieces: list[_Piece], sentence: Sentence) -> None:
    """A value belongs to the measure and the area last named; neither a value nor a period is said twice."""
    for kind in (Kind.AREA, Kind.MEASURE):
        named: _Piece | None = None
        for piece in pieces:
            named = piece if kind in piece.saying.figures else named
            if named and piece.kind in _AMOUNTS and not piece.ids & named.saying.of(kind):
                raise Unproven(sentence.text, f"“{piece.saying.words}” for {named.saying.words}")
    for piece in pieces:
        same = [other for other in pieces if other.kind is piece.kind and other.ids == piece.ids]
        again = [other for other in same if piece.kind is Kind.PERIOD or other.saying is piece.saying]
        most = {Kind.VALUE: piece.saying.times, Kind.RESULT: piece.saying.times, Kind.PERIOD: 1}
        if len(again) > most.get(piece.kind, len(again)):
            raise Unproven(sentence.text, f"“{piece.saying.words}”, said more than once,")


def _check_places(marked: str, said: list[Saying], sentence: Sentence) -> None:
    """What stands at "from", "to", "between", "target" and before a period is what belongs there."""
    for form, role, kind in _PLACES:
        for match in form.finditer(marked):
            saying = said[int(match[1])]
            there = (figure for figure in figures_of(sentence) if figure.id in saying.of(kind))
            if not any(side(figure, sentence) is role for figure in there):
                raise Unproven(sentence.text, f"“{saying.words}” as the {role} one")
    for match in _VALUE_PERIOD.finditer(marked):
        first, then = (said[int(at)] for at in match.groups())
        values, periods = first.of(Kind.VALUE, Kind.RESULT), then.of(Kind.PERIOD)
        if values and periods and not values & periods:
            raise Unproven(sentence.text, f"“{first.words}” for {then.words}")


def _check_directions(left: str, sentence: Sentence) -> None:
    """ "Rose" and "fell" agree with the figures, and "did not rise" with one that did not."""
    moved = moves(sentence)
    for form, sign in ((_UP, 1), (_DOWN, -1), (_SAME, 0)):
        for match in form.finditer(left):
            denied = left[: match.start()].endswith("did not ")
            agrees = any(move != sign for move in moved) if denied else all(move == sign for move in moved)
            if not moved or not agrees:
                raise Unproven(sentence.text, f"the word “{match.group()}”")


def _check_operations(left: str, sentence: Sentence) -> None:
    """A result is called what it is: the total is no average."""
    names = {result.name for result in sentence.results}
    for match in _OPERATION.finditer(left):
        if match[1] not in names:
            raise Unproven(sentence.text, f"the word “{match[1]}”")


def _check_names(text: str, marked: str, sentence: Sentence) -> None:
    """A sentence of names alone says each once a clause, and puts an area only where the vocabulary does."""
    for clause in marked.split(";"):
        named = _PIECE.findall(clause)
        if "lies in" not in clause and len(named) > len(set(named)):
            raise Unproven(sentence.text, "a name that is said more than once")
    for clause in text.split(";"):
        found = _LIES_IN.search(clause)
        if found and not _lies_in(found["inner"].strip(), found["outer"].strip()):
            raise Unproven(sentence.text, f"“{clause.strip()}”")


def _lies_in(inner: str, outer: str) -> bool:
    """Whether one area lies in another, at any depth."""
    there = {term.name for term in _areas_called(key(outer))} | {outer}
    around = {name for term in _areas_called(key(inner)) for name in term.within}
    return bool(around & there) or any(_lies_in(name, outer) for name in around)


@lru_cache(maxsize=256)
def _areas_called(words: Key) -> tuple[AreaTerm, ...]:
    return tuple(t for t in vocabulary().areas if words in {key(name) for name in (t.name, *t.aka)})


@lru_cache(maxsize=4)
def _names(names: frozenset[str]) -> Names:
    """The names, as they stand or within a sentence, and the areas that the vocabulary knows."""
    return Names({words for name in names for words in (name, lower_first(name))} | _vocabulary_areas())


@lru_cache(maxsize=1)
def _vocabulary_areas() -> frozenset[str]:
    """The names of all known areas, but those that are also ordinary words."""
    ordinary = set(vocabulary().words["also_words"])
    return frozenset(area.name for area in vocabulary().areas if area.name.lower() not in ordinary)
