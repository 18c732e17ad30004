"""PDFs made by hand, each with one thing that real ones have."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
LEFT = 72.0
Draw = Callable[[Canvas], None]
PROSE = (
    "The force recorded fewer crimes in the quarter than in any other since the plan began, and the "
    "Commissioner thanked officers and partners for their work. Victims said that they were kept "
    "informed more often than a year ago. "
)


def pdf(*pages: Draw, password: str | None = None) -> bytes:
    """A file of the pages that are drawn; locked where a password is given."""
    out = BytesIO()
    locked = StandardEncryption(password, canPrint=0) if password else None
    canvas = Canvas(out, pagesize=A4, encrypt=locked, invariant=1)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def write(canvas: Canvas, x: float, top: float, text: str, size: float = 11, *, bold: bool = False) -> None:
    """Words at a place from the left and from the top of the page."""
    canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
    canvas.drawString(x, HEIGHT - top, text)


def write_right(canvas: Canvas, x: float, top: float, text: str, size: float = 11) -> None:
    canvas.setFont("Helvetica", size)
    canvas.drawRightString(x, HEIGHT - top, text)


def row(canvas: Canvas, top: float, label: str, *values: str, indent: float = 0, size: float = 10) -> None:
    """A row without lines: its label at the left, its values set to the right of columns."""
    write(canvas, LEFT + indent, top, label, size)
    for at, value in enumerate(values):
        write_right(canvas, 300 + 70 * at, top, value, size)


def heading(canvas: Canvas, top: float, text: str, size: float = 14) -> None:
    write(canvas, LEFT, top, text, size, bold=True)


def paragraph(canvas: Canvas, top: float, text: str, x: float = LEFT, width: float = 450) -> float:
    """A paragraph broken into lines of a width; gives the height below it."""
    line = ""
    for word in [*text.split(), ""]:
        wider = f"{line} {word}".strip()
        if word and canvas.stringWidth(wider, "Helvetica", 11) <= width:
            line = wider
            continue
        write(canvas, x, top, line)
        top += 14
        line = word
    return top


def box(canvas: Canvas, places: Sequence[float], tops: Sequence[float]) -> None:
    """A grid of lines drawn down at `places` and across at `tops`."""
    canvas.grid(list(places), [HEIGHT - top for top in tops])


def picture(canvas: Canvas) -> None:
    """A page that is nothing but a picture."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(Image.new("L", (200, 280), 200)), 0, 0, WIDTH, HEIGHT)


def turned(canvas: Canvas, x: float, top: float, text: str) -> None:
    """Words that read upwards from a place."""
    canvas.saveState()
    canvas.translate(x, HEIGHT - top)
    canvas.rotate(90)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(0, 0, text)
    canvas.restoreState()


def shade(canvas: Canvas, x: float, top: float, width: float, height: float, *, grey: float = 0.5) -> None:
    """A coloured box without a line about it."""
    canvas.setFillGray(grey)
    canvas.rect(x, HEIGHT - top - height, width, height, stroke=0, fill=1)
    canvas.setFillGray(0)
