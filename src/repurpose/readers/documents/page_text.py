"""The blocks of a web page, in reading order, and what on it is no part of its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from repurpose.model import Locator, Role, Segment

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ]
)
_GONE = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "footer",
        "aside",
        "form",
        "button",
        "select",
        "textarea",
        "input",
        "iframe",
        "object",
        "embed",
        "svg",
        "canvas",
        "dialog",
        "menu",
        "pre",
        "audio",
        "video",
        "map",
        "head",
        "math",
    ]
)
_ROLES_GONE = frozenset(
    [
        "navigation",
        "banner",
        "contentinfo",
        "search",
        "dialog",
        "alertdialog",
        "complementary",
        "menu",
        "menubar",
        "toolbar",
    ]
)
_NAMES_GONE = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|dsgvo|newsletter|subscribe|abonnieren|share|sharing|teilen|social|"
    r"related|recommend\w*|breadcrumbs?|sidebar|comments?|kommentare|pagination|menu|navi?|navbar|navigation|"
    r"footer|promo|advert\w*|werbung|ads?|popup|modal|skip-?link|sr-only|visually-hidden|screen-reader-text|"
    r"tags|author-?box|toolbar|banner)(?:$|[\s_-])",
    re.IGNORECASE,
)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WEB = ("http://", "https://", "mailto:")


def without_furniture(body: Any) -> None:
    """Take out of the tree what is on every page of a site, or is never shown."""
    for element in list(body.iter("*")):
        parent = element.getparent()
        if parent is not None and element is not body and _is_furniture(element, parent):
            _remove(element, parent)


def segments(element: Any) -> Iterator[Segment]:
    """A segment a paragraph, item or row."""
    walk = _Walk()
    for event, each in _events(element):
        yield from walk.take(event, each)
    yield from walk.flush()


def _events(element: Any) -> Iterator[tuple[str, Any]]:
    """The beginnings and ends of the elements, in order, however deep they are nested."""
    from lxml import etree

    yield from etree.iterwalk(element, events=("start", "end"))


def printable(text: str) -> str:
    """Without what no text may hold (XML 1.0, 2.2), which damaged pages do."""
    return _FORBIDDEN.sub("", text)


def _is_furniture(element: Any, parent: Any) -> bool:
    tag = element.tag
    if tag in _GONE or not isinstance(tag, str):
        return True
    if tag == "header":
        return bool(parent.tag == "body")
    if tag in ("main", "article", "body", "html"):
        return False
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return _is_hidden(element) or (
        tag in ("div", "section", "ul", "ol", "p", "span", "a", "li", "table")
        and bool(_NAMES_GONE.search(names[:500]))
    )


def _is_hidden(element: Any) -> bool:
    """From everybody, or from who only listens to the page, as decoration is."""
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = str(element.get("style", "")).replace(" ", "").lower()
    hidden = "display:none" in style or "visibility:hidden" in style
    return hidden or str(element.get("role", "")) in _ROLES_GONE


def _remove(element: Any, parent: Any) -> None:
    """What follows an element belongs to its parent and stays."""
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = printable(f"{before.tail or ''} {element.tail}")
        else:
            parent.text = printable(f"{parent.text or ''} {element.tail}")
    parent.remove(element)


@dataclass(slots=True)
class _Walk:
    """What was seen so far of the block that is being read."""

    pieces: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    cells: list[str] | None = None
    role: Role = "body"
    line: int = 1

    def take(self, event: str, element: Any) -> Iterator[Segment]:
        """One beginning or end of an element."""
        tag = element.tag
        if event == "start":
            if tag in _BLOCKS:
                yield from self._begin(element)
            elif tag == "br":
                self.pieces.append("\n")
            elif tag == "a" and element.get("href", "").lower().startswith(_WEB):
                self.links.append(element.get("href"))
            elif tag == "img":
                yield from self._picture(element)
            self.pieces.append((element.text or "").replace("\n", " "))
            return
        if tag in _BLOCKS:
            yield from self._end(element)
        self.pieces.append((element.tail or "").replace("\n", " "))

    def flush(self) -> Iterator[Segment]:
        """What was read since the last block."""
        lines = (
            " ".join(line.split()) for line in "".join(self.pieces).replace("\xad", "").split("\n")
        )
        text = "\n".join(line for line in lines if line)
        links = tuple(dict.fromkeys(self.links))
        self.pieces = []
        if text and self.cells is not None:
            self.cells.append(text.replace("\n", " "))
        elif text:
            yield Segment(text=text, role=self.role, locator=Locator(line=self.line), links=links)
        if self.cells is None:
            self.links = []

    def _begin(self, element: Any) -> Iterator[Segment]:
        yield from self.flush()
        self.line = max(1, element.sourceline or 1)
        if element.tag in _HEADINGS:
            self.role = "title"
        elif element.tag == "figcaption":
            self.role = "caption"
        elif element.tag == "tr" and self.cells is None:
            self.cells = []

    def _end(self, element: Any) -> Iterator[Segment]:
        if (
            element.tag in ("td", "th")
            and self.cells is not None
            and not "".join(self.pieces).strip()
        ):
            self.cells.append("")
        yield from self.flush()
        if element.tag in _HEADINGS or element.tag == "figcaption":
            self.role = "body"
        elif element.tag == "tr" and self.cells is not None:
            cells, links = self.cells, tuple(dict.fromkeys(self.links))
            self.cells, self.links = None, []
            if any(cells):
                yield Segment(
                    text=" | ".join(cells).strip(),
                    role="table",
                    locator=Locator(line=self.line),
                    links=links,
                )

    def _picture(self, element: Any) -> Iterator[Segment]:
        about = " ".join(element.get("alt", "").split())
        if len(about.split()) > 1:
            yield Segment(text=about, role="caption", locator=Locator(line=self.line))
