"""Tables of the ICDAR 2013 competition: are they found, and are their cells beside the right ones?

The measure is that of the competition (Göbel et al. 2013), with detection: of each document, the pairs of
neighbouring cells that it prints against those that were read, across and down, by their words. The score is
the mean over the documents of F1; stock pdfplumber has 59.6%.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from corpus.grid import RawCell
from corpus.read.pdf.pages import read_pages
from corpus.read.pdf.parts import page_tables, without_running_lines

from .public import DATA
from .results import Result

FOLDER = DATA / "icdar2013_us"
STOCK = 59.6  # stock pdfplumber, macro F1
Relation = tuple[str, str, bool]


@dataclass(frozen=True, slots=True)
class Scored:
    """One document: how many pairs it prints, how many were read, and how many of these are right."""

    name: str
    printed: int
    read: int
    right: int

    @property
    def f1(self) -> float:
        return 200 * self.right / (self.printed + self.read) if self.printed + self.read else 100.0


def measure() -> Iterator[Result]:
    """The mean F1 over the documents, and F1 over all pairs."""
    scored = [score(path) for path in documents()]
    macro = sum(one.f1 for one in scored) / len(scored)
    whole = Scored("all", *(sum(getattr(one, of) for one in scored) for of in ("printed", "read", "right")))
    yield Result(
        "ICDAR 2013",
        f"neighbouring cells, mean F1 ({len(scored)}); stock pdfplumber",
        "%",
        macro,
        STOCK,
        at_least=80,
    )
    yield Result("ICDAR 2013", "neighbouring cells, F1 over all", "%", whole.f1)


def documents() -> list[Path]:
    return sorted(FOLDER.glob("*.pdf"))


def score(path: Path) -> Scored:
    printed = Counter(pair for table in truth(path) for pair in relations(table))
    read = Counter(pair for table in tables(path) for pair in relations(table))
    return Scored(path.stem, printed.total(), read.total(), (printed & read).total())


def tables(path: Path) -> list[Sequence[RawCell]]:
    """The tables that are read from a document, page by page, as the judges took them."""
    pages, _ = without_running_lines(read_pages(path.read_bytes(), path.name), path.name)
    return [cells for page in pages for _, cells in page_tables(page)]


def truth(path: Path) -> Iterator[list[RawCell]]:
    """The tables that a document prints, by the competition's judges."""
    root = ElementTree.parse(path.with_name(f"{path.stem}-str.xml"))  # noqa: S314  the competition's own files
    for table in root.iter("table"):
        yield [cell for region in table.iter("region") for cell in _cells(region)]


def _cells(region: ElementTree.Element) -> Iterator[RawCell]:
    right, down = (int(region.get(name) or 0) for name in ("col-increment", "row-increment"))
    for cell in region.iter("cell"):
        row, column = (int(cell.get(name) or 0) for name in ("start-row", "start-col"))
        rows = int(cell.get("end-row") or row) - row + 1
        columns = int(cell.get("end-col") or column) - column + 1
        text = cell.findtext("content") or ""
        yield RawCell(text, row + down, column + right, (0, 0), rows, columns)


def relations(cells: Iterable[RawCell]) -> Iterator[Relation]:
    """Each cell with those right of it and below it; blank ones are passed over."""
    filled = [cell for cell in cells if cell.text.strip()]
    placed = {
        (row, column): cell
        for cell in filled
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    }
    height, width = (1 + max((place[axis] for place in placed), default=0) for axis in (0, 1))
    for cell in filled:
        rows = range(cell.row, cell.row + cell.rows)
        columns = range(cell.column, cell.column + cell.columns)
        across = (_next(((r, c) for c in range(columns.stop, width)), placed) for r in rows)
        below = (_next(((r, c) for r in range(rows.stop, height)), placed) for c in columns)
        for is_across, found in ((True, across), (False, below)):
            for other in dict.fromkeys(filter(None, found)):
                yield _plain(cell.text), _plain(other.text), is_across


def _next(places: Iterable[tuple[int, int]], placed: dict[tuple[int, int], RawCell]) -> RawCell | None:
    return next((placed[place] for place in places if place in placed), None)


def _plain(text: str) -> str:
    """The letters and digits of a cell, which is what the competition compares."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in folded if letter.isalnum()) or "_"
