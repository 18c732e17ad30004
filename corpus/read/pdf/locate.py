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
    found = [boxes for line in lines if (boxes := _boxes_in(line, lines, sought))]
    return found[sought.before] if len(found) == sought.of else []


def _boxes_in(line: Line, lines: Sequence[Line], sought: Sought) -> list[Box]:
    """Those boxes, where a line holds the row's cells one after the other, with its label before them."""
    words = [word for phrase in line.phrases for word in phrase.words]
    for first in range(len(words)):
        cells = _aligned(words[first:], sought.cells)
        if cells is None or not _is_before(line, words[first], lines, sought.label):
            continue
        wanted = [cells[sought.cell]] if sought.cell is not None else [cell for cell in cells if cell]
        return [_around(part) for part in (words[:first], *wanted) if part]
    return []


def _aligned(words: Sequence[Word], cells: Sequence[str]) -> list[list[Word]] | None:
    """The words of each cell, from the first word on, where they are the cells' to the letter.

    A blank cell has none. None where they are not, or where every cell is blank.
    """
    at, found = 0, []
    for cell in map(_folded, cells):
        begins, text = at, ""
        while len(text) < len(cell) and at < len(words):
            text += _folded(words[at].text)
            at += 1
        if text != cell:
            return None
        found.append(list(words[begins:at]))
    return found if at else None


def _is_before(line: Line, first: Word, lines: Sequence[Line], label: str) -> bool:
    """Whether a row's label stands before its first value, on its line or broken over those around it."""
    near = _BAND * first.size
    around = [one for one in lines if abs(one.top - line.top) <= near]
    for some in ([line], around):
        words = (word for one in some for phrase in one.phrases for word in phrase.words)
        before = "".join(_folded(word.text) for word in words if word.right <= first.left + 1)
        if _folded(label) in before:
            return True
        if some == [line] and before not in _folded(label):
            return False  # the line has a label of its own: the one sought is a neighbour's
    return False


def _folded(text: str) -> str:
    return _NO_INK.sub("", text.translate(_DASHES)).casefold()


def _around(parts: Sequence[Glyph] | Sequence[Word]) -> Box:
    return (
        min(part.left for part in parts),
        min(part.top for part in parts),
        max(part.right for part in parts),
        max(part.bottom for part in parts),
    )
