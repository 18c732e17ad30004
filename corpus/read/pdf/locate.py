"""Where on a page a quotation or a table's cell stands: in one place for certain, or nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.picture import Sought
from corpus.read.pdf.pages import Glyph
from corpus.read.pdf.printed import Line, Word
from corpus.read.pdf.view import Box
from corpus.read.pdf.words import read_lines

_DASHES = str.maketrans("–—−‐‑", "-----")
_LEAST_QUOTE = 12  # letters and digits: a shorter one stands in many places
_BAND = 2.6  # type sizes up and down in which a label that is broken over lines stands
_NO_INK = re.compile(r"[\s⁰¹²³⁴⁵⁶⁷⁸⁹*†‡]+")


def locate(glyphs: Sequence[Glyph], sought: Sought) -> list[Box]:
    """The boxes of what is sought, in points; none where it stands nowhere, or it is not certain where."""
    if sought.quote:
        return _quotation(glyphs, sought.quote)
    return _row(read_lines(glyphs), sought) if sought.label or sought.cells else []


def _quotation(glyphs: Sequence[Glyph], quote: str) -> list[Box]:
    """A box for each line of a quotation; letters and digits alone are held together, in printing order."""
    wanted = "".join(filter(str.isalnum, quote.casefold()))
    letters = [(letter, glyph) for glyph in glyphs for letter in glyph.text.casefold() if letter.isalnum()]
    text = "".join(letter for letter, _ in letters)
    at = text.find(wanted)
    if len(wanted) < _LEAST_QUOTE or at < 0 or text.find(wanted, at + 1) >= 0:
        return []
    return [_around(run) for run in _lines([glyph for _, glyph in letters[at : at + len(wanted)]])]


def _lines(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """The glyphs line by line: a new one begins lower, or back at the left."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and (abs(glyph.base - run[-1].base) > 0.5 * glyph.size or glyph.left < run[0].left):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _row(lines: Sequence[Line], sought: Sought) -> list[Box]:
    """The label's box and the cell's (all cells', where none is named) in the one row that reads so."""
    rows = [(line, at) for line in lines if (at := _begin(line, sought)) is not None]
    alone = len(rows) == sought.of
    found = [(line, at) for line, at in rows if _is_before(line, at, lines, sought.label, alone=alone)]
    return _boxes(*found[sought.before], sought) if len(found) == sought.of else []


def _words(line: Line) -> list[Word]:
    return [word for phrase in line.phrases for word in phrase.words]


def _begin(line: Line, sought: Sought) -> int | None:
    """At which word of a line the row's cells begin, where it holds them one after the other."""
    words = _words(line)
    starts = range(len(words))
    return next((at for at in starts if _aligned(words[at:], sought.cells) is not None), None)


def _boxes(line: Line, at: int, sought: Sought) -> list[Box]:
    words = _words(line)
    cells = _aligned(words[at:], sought.cells) or []
    wanted = [cells[sought.cell]] if sought.cell is not None else cells
    return [_around(part) for part in (words[:at], *wanted) if part]


def _aligned(words: Sequence[Word], cells: Sequence[str]) -> list[list[Word]] | None:
    """The words of each cell, from the first word on, where they are the cells' to the letter.

    A blank cell has none. None where they are not, or where every cell is blank.
    """
    at, found = 0, []
    for cell in map(_folded, cells):
        while at < len(words) and not _folded(words[at].text):
            at += 1  # a footnote's mark, between two cells
        begins, text = at, ""
        while len(text) < len(cell) and at < len(words):
            text += _folded(words[at].text)
            at += 1
        if text != cell:
            return None
        found.append(list(words[begins:at]))
    return found if at else None


def _is_before(line: Line, at: int, lines: Sequence[Line], label: str, *, alone: bool) -> bool:
    """Whether a row's label stands before its values, on their line or broken over those around it.

    Where their line has no part of it, it may be a neighbour's, and counts for values that stand `alone`.
    """
    first, wanted = _words(line)[at], _folded(label)
    own = _left_of(first, [line])
    if wanted in own:
        return True
    if own not in wanted or not (own or alone):
        return False
    return wanted in _left_of(first, [one for one in lines if abs(one.top - line.top) <= _BAND * first.size])


def _left_of(first: Word, lines: Sequence[Line]) -> str:
    """What stands to the left of a word on its line, and on the lines around it."""
    words = (word for line in lines for word in _words(line))
    return "".join(_folded(word.text) for word in words if word.right <= first.left + 1)


def _folded(text: str) -> str:
    return _NO_INK.sub("", text.translate(_DASHES)).casefold()


def _around(parts: Sequence[Glyph] | Sequence[Word]) -> Box:
    return (
        min(part.left for part in parts),
        min(part.top for part in parts),
        max(part.right for part in parts),
        max(part.bottom for part in parts),
    )
