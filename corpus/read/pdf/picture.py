"""A page of a PDF drawn as it is printed, with what is sought on it marked."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageDraw

from corpus.picture import Picture, Sought
from corpus.read.pdf.locate import locate
from corpus.read.pdf.pages import DAMAGED, main_turn, page_glyphs
from corpus.read.pdf.view import Box, View
from corpus.report import UnreadableReport

WIDTH = 1240
"""Pixels across: A4 at 150 dots an inch."""

TALLEST = 4000
"""Pixels down at most: a page may be a roll."""

_COLOURS = 64
_LARGE = 300_000  # bytes of PNG; a page of photographs is smaller as JPEG
_MARK, _EDGE = (255, 236, 120), (179, 60, 0)
_MARGIN = 2  # points around what is marked


def draw_page(raw: bytes, name: str, number: int, sought: Sought) -> Picture:
    """The picture of a page; its number counts from 1. Raises UnreadableReport."""
    try:
        document = pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as error:
        raise UnreadableReport(name, DAMAGED) from error
    try:
        if not 1 <= number <= len(document):
            raise UnreadableReport(name, f"has no page {number}; it has {len(document)}")
        page = document[number - 1]
        try:
            return _drawn(page, len(document), sought)
        finally:
            page.close()
    except pdfium.PdfiumError as error:
        raise UnreadableReport(name, f"has a page {number} that is damaged and cannot be drawn") from error
    finally:
        document.close()


def _drawn(page: pdfium.PdfPage, pages: int, sought: Sought) -> Picture:
    view = View.of(page)
    scale = min(WIDTH / max(view.width, 1), TALLEST / max(view.height, 1))
    boxes = _found(page, view, sought)
    image = page.render(scale=scale).to_pil().convert("RGB")
    if boxes:
        image = _marked(image, [_scaled(box, scale) for box in boxes])
    content, kind = _packed(image)
    return Picture(content, kind, image.width, image.height, pages, bool(boxes))


def _found(page: pdfium.PdfPage, view: View, sought: Sought) -> list[Box]:
    """Where to mark; nowhere on a page whose text lies on its side."""
    glyphs = list(page_glyphs(page, view))
    return [] if main_turn(glyphs) else locate(glyphs, sought)


def _marked(image: Image.Image, boxes: Sequence[Box]) -> Image.Image:
    """As a marker pen would: ink stays dark. An edge around it is seen on a coloured ground, too."""
    pen = Image.new("RGB", image.size, "white")
    for box in boxes:
        ImageDraw.Draw(pen).rectangle(box, fill=_MARK)
    marked = ImageChops.multiply(image, pen)
    for box in boxes:
        ImageDraw.Draw(marked).rectangle(box, outline=_EDGE, width=3)
    return marked


def _scaled(box: Box, scale: float) -> Box:
    left, top, right, bottom = box
    return (
        scale * (left - _MARGIN),
        scale * (top - _MARGIN),
        scale * (right + _MARGIN),
        scale * (bottom + _MARGIN),
    )


def _packed(image: Image.Image) -> tuple[bytes, str]:
    """The bytes of a picture and their kind: few colours, or JPEG where that is smaller."""
    packed = BytesIO()
    image.quantize(_COLOURS, Image.Quantize.FASTOCTREE).save(packed, "PNG")
    if packed.tell() <= _LARGE:
        return packed.getvalue(), "image/png"
    packed = BytesIO()
    image.save(packed, "JPEG", quality=70, optimize=True)
    return packed.getvalue(), "image/jpeg"
