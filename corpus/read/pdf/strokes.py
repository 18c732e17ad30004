"""The lines that a page draws: across and down, whether drawn as lines, thin boxes or the edges of fills."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import pypdfium2 as pdfium
from pypdfium2 import raw as api

from corpus.read.pdf.view import Box, View

_THIN = 3.0  # points; a box not wider than that is a line
_SHORTEST = 3.0
_DEEPEST = 6  # forms within forms
_MOST = 40_000  # drawn objects of a page; a map may have a million
_MANY = 3000  # lines of a page; no table has so many
_LONG = 15.0
_DRAWINGS = 50  # things drawn on a page; where it has no text, these may be its letters
_CLOSE = 1.5  # points between lines that are one

Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line, across where `is_across`: at `at` (from the top, or from the left), from start to end.

    `is_edge` tells that it is the edge of a coloured box, drawn without a line.
    """

    is_across: bool
    at: float
    start: float
    end: float
    is_edge: bool = False

    @property
    def length(self) -> float:
        return self.end - self.start


def page_strokes(page: pdfium.PdfPage, view: View) -> tuple[list[Stroke], bool]:
    """The lines of a page, those that are one put together; and whether it shows pictures."""
    reader = _Reader(view)
    count = api.FPDFPage_CountObjects(page)
    reader.read((api.FPDFPage_GetObject(page, at) for at in range(count)), _SAME, 0)
    return _of_tables(joined(reader.strokes)), reader.pictures or count > _DRAWINGS


def _of_tables(strokes: list[Stroke]) -> list[Stroke]:
    """The lines without the short ones where there are very many, as in maps and drawings."""
    if len(strokes) <= _MANY:
        return strokes
    longer = [stroke for stroke in strokes if stroke.length >= _LONG]
    return longer if len(longer) <= _MANY else []


def joined(strokes: Sequence[Stroke]) -> list[Stroke]:
    """Lines that touch or lie on each other, as one."""
    done: list[Stroke] = []
    for _, alike in groupby(sorted(strokes, key=_place), key=lambda s: s.is_across):
        done += _joined(list(alike))
    return done


def _place(stroke: Stroke) -> tuple[bool, float, float]:
    return stroke.is_across, stroke.at, stroke.start


def _joined(strokes: Sequence[Stroke]) -> Iterator[Stroke]:
    """Lines of one direction, sorted by place."""
    band: list[Stroke] = []
    for stroke in strokes:
        if band and stroke.at - band[-1].at > _CLOSE:
            yield from _in_band(band)
            band = []
        band.append(stroke)
    if band:
        yield from _in_band(band)


def _in_band(band: Sequence[Stroke]) -> Iterator[Stroke]:
    ordered = sorted(band, key=lambda s: s.start)
    run = [ordered[0]]
    for stroke in ordered[1:]:
        if stroke.start > max(s.end for s in run) + _CLOSE:
            yield _one(run)
            run = []
        run.append(stroke)
    yield _one(run)


def _one(run: Sequence[Stroke]) -> Stroke:
    longest = max(run, key=lambda s: s.length)
    end = max(s.end for s in run)
    return Stroke(longest.is_across, longest.at, run[0].start, end, all(s.is_edge for s in run))


class _Reader:
    """Goes through what a page draws, and through the forms in it."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._left = _MOST
        self.strokes: list[Stroke] = []
        self.pictures = False

    def read(self, objects: Iterator[ctypes.c_void_p], matrix: Matrix, depth: int) -> None:
        for drawn in objects:
            self._left -= 1
            if self._left < 0:
                return
            kind = api.FPDFPageObj_GetType(drawn)
            if kind == api.FPDF_PAGEOBJ_PATH:
                self._path(drawn, _then(_matrix_of(drawn), matrix))
            elif kind == api.FPDF_PAGEOBJ_IMAGE:
                self.pictures = True
                self._image(drawn, matrix)
            elif kind == api.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                count = api.FPDFFormObj_CountObjects(drawn)
                inner = (api.FPDFFormObj_GetObject(drawn, at) for at in range(count))
                self.read(inner, _then(_matrix_of(drawn), matrix), depth + 1)

    def _image(self, drawn: ctypes.c_void_p, matrix: Matrix) -> None:
        """A picture as thin as a line is one."""
        sides = [ctypes.c_float() for _ in range(4)]
        if api.FPDFPageObj_GetBounds(drawn, *sides):
            left, bottom, right, top = (side.value for side in sides)
            corners = [_moved(matrix, x, y) for x in (left, right) for y in (bottom, top)]
            self._box(_bounds(self._view, corners), is_stroked=False, is_filled=True, only_thin=True)

    def _path(self, drawn: ctypes.c_void_p, matrix: Matrix) -> None:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        api.FPDFPath_GetDrawMode(drawn, fill, stroke)
        if not (fill.value or stroke.value):
            return
        if fill.value and not stroke.value and _is_white(drawn):
            return
        for corners, straight in _shapes(drawn, matrix):
            self._shape(corners, straight, is_stroked=bool(stroke.value), is_filled=bool(fill.value))

    def _shape(
        self, corners: Sequence[tuple[float, float]], straight: bool, *, is_stroked: bool, is_filled: bool
    ) -> None:
        seen = [self._view.point(x, y) for x, y in corners]
        if is_filled and straight and 4 <= len(seen) <= 6 and _is_box(seen):
            self._box(_around(seen), is_stroked=is_stroked, is_filled=True)
        elif is_stroked:
            for (x0, y0), (x1, y1) in pairwise(seen):
                self._line(x0, y0, x1, y1)
        elif is_filled and straight and min(_sides(_around(seen))) <= _THIN:
            self._box(_around(seen), is_stroked=False, is_filled=True)

    def _line(self, x0: float, y0: float, x1: float, y1: float, *, is_edge: bool = False) -> None:
        if abs(y1 - y0) <= 1 and abs(x1 - x0) >= _SHORTEST:
            self._add(Stroke(True, (y0 + y1) / 2, min(x0, x1), max(x0, x1), is_edge))
        elif abs(x1 - x0) <= 1 and abs(y1 - y0) >= _SHORTEST:
            self._add(Stroke(False, (x0 + x1) / 2, min(y0, y1), max(y0, y1), is_edge))

    def _box(self, box: Box, *, is_stroked: bool, is_filled: bool, only_thin: bool = False) -> None:
        left, top, right, bottom = box
        if bottom - top <= _THIN and right - left > bottom - top:
            self._line(left, (top + bottom) / 2, right, (top + bottom) / 2)
        elif right - left <= _THIN:
            self._line((left + right) / 2, top, (left + right) / 2, bottom)
        elif not only_thin:
            edge = is_filled and not is_stroked
            self._line(left, top, right, top, is_edge=edge)
            self._line(left, bottom, right, bottom, is_edge=edge)
            self._line(left, top, left, bottom, is_edge=edge)
            self._line(right, top, right, bottom, is_edge=edge)

    def _add(self, stroke: Stroke) -> None:
        across, down = self._view.width, self._view.height
        limit, span = (down, across) if stroke.is_across else (across, down)
        if -1 <= stroke.at <= limit + 1 and stroke.end > 0 and stroke.start < span:
            self.strokes.append(
                Stroke(
                    stroke.is_across, stroke.at, max(0, stroke.start), min(span, stroke.end), stroke.is_edge
                )
            )


def _is_white(drawn: ctypes.c_void_p) -> bool:
    """Whether a fill is white, as a page's own ground is."""
    parts = [ctypes.c_uint() for _ in range(4)]
    known = api.FPDFPageObj_GetFillColor(drawn, *parts)
    return bool(known) and (parts[3].value == 0 or all(part.value >= 250 for part in parts[:3]))


def _shapes(drawn: ctypes.c_void_p, matrix: Matrix) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """The corners of each shape of a path, and whether all its sides are straight."""
    corners: list[tuple[float, float]] = []
    straight = True
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(min(api.FPDFPath_CountSegments(drawn), 2000)):
        segment = api.FPDFPath_GetPathSegment(drawn, at)
        kind = api.FPDFPathSegment_GetType(segment)
        api.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == api.FPDF_SEGMENT_MOVETO:
            if len(corners) > 1:
                yield corners, straight
            corners, straight = [], True
        straight = straight and kind != api.FPDF_SEGMENT_BEZIERTO
        corners.append(_moved(matrix, x.value, y.value))
        if api.FPDFPathSegment_GetClose(segment) and corners:
            corners.append(corners[0])
    if len(corners) > 1:
        yield corners, straight


def _is_box(corners: Sequence[tuple[float, float]]) -> bool:
    """Whether each side runs across or down."""
    return all(abs(x1 - x0) < 0.5 or abs(y1 - y0) < 0.5 for (x0, y0), (x1, y1) in pairwise(corners))


def _around(points: Sequence[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _bounds(view: View, corners: Sequence[tuple[float, float]]) -> Box:
    return _around([view.point(x, y) for x, y in corners])


def _sides(box: Box) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]


def _matrix_of(drawn: ctypes.c_void_p) -> Matrix:
    found = api.FS_MATRIX()
    api.FPDFPageObj_GetMatrix(drawn, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _then(one: Matrix, two: Matrix) -> Matrix:
    """The matrix that applies `one` first and `two` after it."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
