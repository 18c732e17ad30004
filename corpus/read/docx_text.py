"""The words of a Word paragraph, tracked changes accepted, with the marks of its footnotes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from lxml.etree import _Element

from corpus.read.raised import raised

_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
# What is not part of the text: what was deleted or moved away, what a field computes from, and what is drawn.
_LEFT_OUT = frozenset(
    [
        *map(qn, ("w:del", "w:moveFrom", "w:instrText", "w:delText", "w:pPr", "w:rPr", "w:txbxContent")),
        f"{_COMPATIBLE}Fallback",
    ]
)
_GAPS = frozenset(map(qn, ("w:tab", "w:br", "w:cr", "w:ptab")))
_WORDS = frozenset([qn("w:t"), f"{_MATHS}t"])
_NOTES = {qn("w:footnoteReference"): "footnote", qn("w:endnoteReference"): "endnote"}
_SYMBOLS = {"FC": "✓", "FE": "✓", "FB": "✗", "FD": "✗", "F0": "→", "E1": "↑", "E2": "↓"}  # of Wingdings
_OFF = ("0", "false", "off")


@dataclass(slots=True)
class Notes:
    """The notes of a document by kind and id, and those whose marks came since they were last taken."""

    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    _numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    _waiting: list[tuple[str, str]] = field(default_factory=list)

    def mark(self, key: tuple[str, str]) -> str:
        """The raised number of a note, counted in the order of the text."""
        if key not in self.texts:
            return ""
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers) + 1
            self._waiting.append(key)
        return raised(str(self._numbers[key]))

    def take(self) -> Iterator[str]:
        """The notes that are waiting, each with its mark."""
        waiting, self._waiting = self._waiting, []
        for key in waiting:
            yield f"{raised(str(self._numbers[key]))} {self.texts[key]}"


def paragraph_text(paragraph: _Element, notes: Notes) -> str:
    """The words of a paragraph (`w:p`), without those of text boxes in it, white space folded."""
    return " ".join("".join(_words(paragraph, notes)).split())


def goes_on(paragraph: _Element) -> bool:
    """Whether its end was deleted, so that the next paragraph is its rest."""
    return paragraph.find("/".join(map(qn, ("w:pPr", "w:rPr", "w:del")))) is not None


def text_boxes(paragraph: _Element) -> Iterator[_Element]:
    """The text boxes that are set on a paragraph, each once and without those in them."""
    for box in paragraph.iter(qn("w:txbxContent")):
        outer = {one.tag for one in box.iterancestors()}
        own = next(box.iterancestors(qn("w:p")), None)
        if f"{_COMPATIBLE}Fallback" not in outer and own is paragraph:
            yield box


def is_bold(paragraph: _Element) -> bool:
    """Whether all of a paragraph's words are bold."""
    runs = [
        run
        for run in paragraph.iter(qn("w:r"))
        if any(t.text and t.text.strip() for t in run.iter(qn("w:t")))
    ]
    return bool(runs) and all(_is_on(run, "w:b") for run in runs)


def _words(element: _Element, notes: Notes) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag in _LEFT_OUT:
            continue
        if tag in _WORDS:
            yield child.text or ""
        elif tag in _GAPS:
            yield " "
        elif tag == qn("w:noBreakHyphen"):
            yield "-"
        elif tag == qn("w:sym"):
            yield _SYMBOLS.get(child.get(qn("w:char"), "")[-2:].upper(), "")
        elif tag in _NOTES:
            yield notes.mark((_NOTES[tag], child.get(qn("w:id"), "")))
        elif tag == qn("w:r"):
            yield from _run(child, notes)
        else:
            yield from _words(child, notes)


def _run(run: _Element, notes: Notes) -> Iterator[str]:
    """The words of a run: hidden ones are left out, raised digits stay raised."""
    if _is_on(run, "w:vanish"):
        return
    raising = run.find("/".join(map(qn, ("w:rPr", "w:vertAlign"))))
    is_raised = raising is not None and raising.get(qn("w:val")) == "superscript"
    text = "".join(_words(run, notes))
    yield raised(text) if is_raised else text


def _is_on(run: _Element, name: str) -> bool:
    found = run.find("/".join(map(qn, ("w:rPr", name))))
    return found is not None and found.get(qn("w:val"), "1") not in _OFF
