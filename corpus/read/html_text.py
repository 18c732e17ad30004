"""The words of HTML elements, and which elements are no part of a page's own matter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from corpus.read.raised import raised

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hr",
        "legend",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "td",
        "th",
        "tr",
        "ul",
    ]
)
_DROPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "footer",
        "head",
        "iframe",
        "object",
        "embed",
        "svg",
        "canvas",
        "audio",
        "video",
        "button",
        "select",
        "textarea",
        "input",
        "dialog",
    ]
)
_DROPPED_ROLES = frozenset(
    ["navigation", "banner", "contentinfo", "search", "alert", "dialog", "menu", "menubar"]
)
# Words of classes and ids that name what a page prints besides its own matter.
_FURNITURE = frozenset(
    [
        "nav",
        "navbar",
        "navigation",
        "breadcrumb",
        "breadcrumbs",
        "cookie",
        "cookies",
        "footer",
        "sidebar",
        "skiplink",
        "pagination",
        "masthead",
    ]
)
_DIVISIONS = ("div", "ul", "ol", "section", "aside", "p", "a")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def is_dropped(element: HtmlElement) -> bool:
    """Whether an element is not shown, or is a menu, banner or the like."""
    tag = element.tag.lower()
    if tag in _DROPPED or element.get("role") in _DROPPED_ROLES or "hidden" in element.attrib:
        return True
    if _HIDDEN.search(element.get("style", "")) or (tag == "header" and not _is_of_article(element)):
        return True
    names = re.split(r"[\s_-]+", f"{element.get('class', '')} {element.get('id', '')}".lower())
    return tag in _DIVISIONS and bool(_FURNITURE & set(names)) and not _has_table(element)


def own_text(element: HtmlElement, *, inner_tables: bool = True) -> str:
    """The words of an element on one line, white space folded."""
    return " ".join("".join(_words(element, inner_tables=inner_tables)).split())


def _words(element: HtmlElement, *, inner_tables: bool) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and (inner_tables or child.tag != "table") and not is_dropped(child):
            yield from _child(child, inner_tables=inner_tables)
        yield child.tail or ""


def _child(child: HtmlElement, *, inner_tables: bool) -> Iterator[str]:
    """An element in the line: a picture's words, a raised mark, and a gap where a block begins or ends."""
    tag = child.tag.lower()
    if tag == "img":
        yield f" {child.get('alt', '')} "
    elif tag == "sup":
        yield raised("".join(_words(child, inner_tables=inner_tables)))
    else:
        gap = " " if tag in BLOCKS or tag == "br" else ""
        yield gap
        yield from _words(child, inner_tables=inner_tables)
        yield gap


def _is_of_article(element: HtmlElement) -> bool:
    return any(outer.tag in ("article", "main", "section") for outer in element.iterancestors())


def _has_table(element: HtmlElement) -> bool:
    return next(element.iterdescendants("table"), None) is not None
