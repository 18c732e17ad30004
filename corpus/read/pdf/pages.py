"""PDF bytes -> what its pages print: glyphs with their places, and the lines that are drawn.

Everything is turned to how a page is read: from the top left corner, in points, upright.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw as api

from corpus.read.pdf.strokes import Stroke, page_strokes
from corpus.read.pdf.view import Box, View
from corpus.report import UnreadableReport

_NEARLY_ALL = 0.75
_NO_NAME = 4  # letters: "F1", "TT2"
_FORCED = 1 << 18  # the flag of a font that is printed bold
_BOLD_WEIGHT = 700
_BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi")
_LOCKED = "is locked with a password; save it without one and add that"
DAMAGED = "is damaged or cut short, and no page of it can be read; get the file again from its publisher"


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character: its box, its baseline and its type size, in points.

    `turn` is how far it is turned from upright, counter-clockwise, in right angles (0 to 3).
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    base: float
    size: float
    is_bold: bool = False
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """What a page prints. `number` counts from 1.

    `pictures` tells whether it shows any, or so many drawings that they may be letters. A page that is
    damaged has nothing on it.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    strokes: tuple[Stroke, ...]
    pictures: bool = False
    is_damaged: bool = False


def read_pages(raw: bytes, name: str) -> Iterator[Page]:
    """The pages of a file, in order. Raises UnreadableReport where it is locked or damaged."""
    try:
        document = pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as error:
        reason = _LOCKED if _is_locked() else DAMAGED
        raise UnreadableReport(name, reason) from error
    try:
        if not len(document):
            raise UnreadableReport(name, DAMAGED)
        for index in range(len(document)):
            yield _page(document, index)
    finally:
        document.close()


def _is_locked() -> bool:
    return int(api.FPDF_GetLastError()) in (api.FPDF_ERR_PASSWORD, api.FPDF_ERR_SECURITY)


def _page(document: pdfium.PdfDocument, index: int) -> Page:
    """One page, turned so that most of its text is upright."""
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return Page(index + 1, 0, 0, (), (), is_damaged=True)
    try:
        view = View.of(page)
        glyphs = list(page_glyphs(page, view))
        if turn := main_turn(glyphs):
            view = view.turned(turn)
            glyphs = list(page_glyphs(page, view))
        strokes, pictures = page_strokes(page, view)
        shown = (g for g in glyphs if 0 <= g.left <= view.width and 0 <= g.bottom <= view.height + g.size)
        return Page(index + 1, view.width, view.height, tuple(_once(shown)), tuple(strokes), pictures)
    finally:
        page.close()


def main_turn(glyphs: Sequence[Glyph]) -> int:
    """How far nearly all of a page's text is turned; 0 where only some of it is."""
    turn, count = Counter(glyph.turn for glyph in glyphs).most_common(1)[0] if glyphs else (0, 0)
    return turn if count >= _NEARLY_ALL * len(glyphs) else 0


def _once(glyphs: Iterator[Glyph]) -> Iterator[Glyph]:
    """Each glyph once: some printers set bold type by printing it again a little to the side.

    The letters of a ligature ("ff") come one right after the other with one box, and all of them count.
    """
    seen: dict[tuple[str, int, int], Glyph] = {}
    before: Glyph | None = None
    for glyph in glyphs:
        is_ligature = before is not None and (before.left, before.right) == (glyph.left, glyph.right)
        before = glyph
        if is_ligature:
            yield glyph
            continue
        place = (glyph.text, round(glyph.left), round(glyph.base))
        near = [(glyph.text, place[1] + x, place[2] + y) for x in (-1, 0, 1) for y in (-1, 0, 1)]
        again = next((seen[key] for key in near if key in seen), None)
        if again and abs(again.left - glyph.left) < glyph.size / 6 and abs(again.base - glyph.base) < 1:
            continue
        seen[place] = glyph
        yield glyph


def page_glyphs(page: pdfium.PdfPage, view: View) -> Iterator[Glyph]:
    """The glyphs of a page in the order of printing; what the library adds of its own is left out."""
    text = api.FPDFText_LoadPage(page)
    if not text:
        return
    try:
        reader = _GlyphReader(text, view)
        for at in range(api.FPDFText_CountChars(text)):
            if (glyph := reader.read(at)) is not None:
                yield glyph
    finally:
        api.FPDFText_ClosePage(text)


class _GlyphReader:
    """Reads glyphs one by one, with the buffers that the library writes into."""

    def __init__(self, text: ctypes.c_void_p, view: View) -> None:
        self._text = text
        self._view = view
        self._box = api.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._name = ctypes.create_string_buffer(256)
        self._flags = ctypes.c_int()
        self._matrix = api.FS_MATRIX()
        self._bold: dict[tuple[bytes, int], bool | None] = {}

    def read(self, at: int) -> Glyph | None:
        code = api.FPDFText_GetUnicode(self._text, at)
        if (code < 32 and code != _BREAK) or api.FPDFText_IsGenerated(self._text, at) == 1:
            return None
        api.FPDFText_GetLooseCharBox(self._text, at, self._box)
        api.FPDFText_GetCharOrigin(self._text, at, self._x, self._y)
        api.FPDFText_GetMatrix(self._text, at, self._matrix)
        box = self._view.box(self._box.left, self._box.bottom, self._box.right, self._box.top)
        turn = self._view.turn_of(self._matrix.a, self._matrix.b)
        base = self._view.point(self._x.value, self._y.value)[1 if turn % 2 == 0 else 0]
        scale = (self._matrix.c**2 + self._matrix.d**2) ** 0.5
        size = abs(api.FPDFText_GetFontSize(self._text, at)) * (scale or 1)
        return Glyph(_character(code), *_sides(box), base, size, self._is_bold(at), turn)

    def _is_bold(self, at: int) -> bool:
        """By the name of its font; its weight is a guess, and tells where there is no name."""
        api.FPDFText_GetFontInfo(self._text, at, self._name, 256, self._flags)
        key = (self._name.value, self._flags.value)
        if key not in self._bold:
            self._bold[key] = _is_bold_name(*key)
        told = self._bold[key]
        return int(api.FPDFText_GetFontWeight(self._text, at)) >= _BOLD_WEIGHT if told is None else told


def _is_bold_name(raw: bytes, flags: int) -> bool | None:
    """Whether a font's name says that it is bold; `None` where it has no name to speak of ("F1")."""
    name = raw.decode("latin-1")
    name = name.partition("+")[2] or name
    if len(name) <= _NO_NAME:
        return None
    return any(bold in name.casefold() for bold in _BOLD_NAMES) or bool(flags & _FORCED)


def _sides(box: Box) -> tuple[float, float, float, float]:
    """A box as a glyph has it: left, right, top, bottom."""
    left, top, right, bottom = box
    return left, right, top, bottom


_LIGATURES = {
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬀ": "ff",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "\u00ad": "-",
    "\u2010": "-",
    "\u2011": "-",
}
_BREAK = 2  # how the library says a hyphen at the end of a line
_BLANKS = "\u00a0\u2002\u2003\u2009\u200a\u202f\u3000"


def _character(code: int) -> str:
    if code == _BREAK:
        return "-"
    character = chr(code) if not 0xD800 <= code <= 0xDFFF else "\ufffd"
    if character in _BLANKS:
        return " "
    return _LIGATURES.get(character, character)
