"""What the styles and lists of a Word document make of its paragraphs: headings, titles, bullets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from docx.document import Document
from docx.oxml.ns import qn
from lxml.etree import _Element

_HEADING = re.compile(r"heading (\d)$")
_BODY_TEXT = 9  # the outline level that Word gives to what is no heading
_MOST_BASES = 20  # styles that a style may stand on


class Looks(Enum):
    """What a paragraph is by its style."""

    TITLE = auto()
    HEADING = auto()
    CAPTION = auto()
    CONTENTS = auto()  # a line of the table of contents
    BULLET = auto()
    TEXT = auto()


@dataclass(frozen=True, slots=True)
class Look:
    """What a paragraph is, and, for a heading, how deep (1 is outermost)."""

    looks: Looks
    depth: int = 0


class Styles:
    """The styles and lists of one document."""

    def __init__(self, document: Document) -> None:
        self._styles = {
            one.get(qn("w:styleId")): one for one in document.styles.element.findall(qn("w:style"))
        }
        numbering = _numbering(document)
        self._numbers = {} if numbering is None else dict(_list_forms(numbering))
        defaults = (one for one in self._styles.values() if one.get(qn("w:default")) in ("1", "true"))
        self._default = next(
            (d.get(qn("w:styleId")) for d in defaults if d.get(qn("w:type")) == "paragraph"), ""
        )

    def look(self, paragraph: _Element) -> Look:
        """What a paragraph (`w:p`) is."""
        bases = list(self._bases(paragraph))
        names = [_value(style, "w:name").lower() for style in bases]
        if names and names[0].startswith(("toc", "table of ")):
            return Look(Looks.CONTENTS)
        if "title" in names or "subtitle" in names[:1]:
            return Look(Looks.TITLE)
        if "caption" in names:
            return Look(Looks.CAPTION)
        properties = [one for one in (_child(p, "w:pPr") for p in (paragraph, *bases)) if one is not None]
        if depth := _depth(names, properties):
            return Look(Looks.HEADING, depth)
        is_item = self._is_item(properties) or any(name.startswith("list") for name in names)
        return Look(Looks.BULLET if is_item else Looks.TEXT)

    def _bases(self, paragraph: _Element) -> Iterator[_Element]:
        """A paragraph's style, then the one that it stands on, and so on."""
        properties = _child(paragraph, "w:pPr")
        name = (_value(properties, "w:pStyle") if properties is not None else "") or self._default
        for _ in range(_MOST_BASES):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = _value(style, "w:basedOn")

    def _is_item(self, properties: list[_Element]) -> bool:
        """Whether a paragraph is an item of a list; one of a text whose paragraphs are counted is none."""
        numbering = next((n for p in properties if (n := _child(p, "w:numPr")) is not None), None)
        if numbering is None or _value(numbering, "w:numId") in ("", "0"):
            return False
        form = self._numbers.get((_value(numbering, "w:numId"), _value(numbering, "w:ilvl") or "0"), "")
        return form.count("%") < 2


def _depth(names: list[str], properties: list[_Element]) -> int:
    """How deep a heading is, by the name of its style or its outline level; 0 for what is none."""
    if named := next((found for name in names if (found := _HEADING.match(name))), None):
        return int(named[1])
    level = next((value for p in properties if (value := _value(p, "w:outlineLvl"))), "")
    return int(level) + 1 if level.isdecimal() and int(level) < _BODY_TEXT else 0


def _numbering(document: Document) -> _Element | None:
    """The document's lists, where it has any: asked of its parts, as the library makes what is missing."""
    parts = (rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/numbering"))
    return next((part.element for part in parts), None)


def _list_forms(numbering: _Element) -> Iterator[tuple[tuple[str, str], str]]:
    """How each level of each list counts: "%1.%2" for a text in counted paragraphs, blank for bullets."""
    abstract = {one.get(qn("w:abstractNumId")): one for one in numbering.findall(qn("w:abstractNum"))}
    for number in numbering.findall(qn("w:num")):
        levels = abstract.get(_value(number, "w:abstractNumId"))
        for level in [] if levels is None else levels.findall(qn("w:lvl")):
            key = (number.get(qn("w:numId"), ""), level.get(qn("w:ilvl"), ""))
            yield key, "" if _value(level, "w:numFmt") == "bullet" else _value(level, "w:lvlText")


def _child(element: _Element, name: str) -> _Element | None:
    found: _Element | None = element.find(qn(name))
    return found


def _value(element: _Element, name: str) -> str:
    child = element.find(qn(name))
    return "" if child is None else child.get(qn("w:val")) or ""
