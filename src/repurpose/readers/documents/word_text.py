"""The text of paragraphs in WordprocessingML (ECMA-376, part 1, 17): as it is shown, with tracked
deletions gone, insertions there, and hidden text apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from repurpose.readers.opc import R

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
TEXTBOX = f"{W}txbxContent"
DRAWINGS = (f"{W}drawing", f"{W}pict", f"{W}object")
_SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_TEXTS = (f"{W}t", f"{M}t")
_GONE = frozenset(
    f"{W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "rubyBase"))  # fmt: skip
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote",
          f"{W}commentReference": "comment"}  # fmt: skip
_FALSE = ("0", "false", "off")


@dataclass(slots=True)
class Paragraph:
    """What one paragraph says.

    Attributes:
        text, hidden: What is shown of it, and what is not.
        links: The addresses that its words lead to.
        notes: The kinds and ids of the notes and comments that it refers to.
        drawings: The drawings that stand in it.
    """

    text: str = ""
    hidden: str = ""
    links: tuple[str, ...] = ()
    notes: list[tuple[str, str]] = field(default_factory=list)
    drawings: list[Any] = field(default_factory=list)


def paragraph(element: Any, addresses: Mapping[str, str]) -> Paragraph:
    """A w:p element.

    Args:
        addresses: What the ids of hyperlinks stand for.
    """
    found = Paragraph()
    shown: list[str] = []
    hidden: list[str] = []
    for text, is_hidden in _pieces(element, found):
        (hidden if is_hidden else shown).append(text)
    found.text, found.hidden = _tidy("".join(shown)), _tidy("".join(hidden))
    ids = (link.get(f"{R}id", "") for link in element.iter(f"{W}hyperlink"))
    found.links = tuple(dict.fromkeys(addresses[one] for one in ids if one in addresses))
    return found


def choice(element: Any) -> Any:
    """Of alternatives the one for newer programs (ECMA-376, part 3)."""
    return next(element.iterchildren("*"), None)


def _pieces(element: Any, found: Paragraph) -> Iterator[tuple[str, bool]]:
    for child in element.iterchildren("*"):
        tag = child.tag
        if tag == f"{W}r":
            is_hidden = _is_on(child, "vanish")
            for text, inner in _pieces(child, found):
                yield text, is_hidden or inner
        elif tag in _TEXTS:
            yield child.text or "", False
        elif tag in _SIGNS:
            yield _SIGNS[tag], False
        elif tag == f"{W}sym":
            yield _symbol(child.get(f"{W}char", "")), False
        elif tag in _NOTES:
            found.notes.append((_NOTES[tag], child.get(f"{W}id", "")))
        elif tag == ALTERNATIVES:
            if (taken := choice(child)) is not None:
                yield from _pieces(taken, found)
        elif tag in DRAWINGS:
            found.drawings.append(child)
        elif tag not in _GONE:
            yield from _pieces(child, found)


def _is_on(run: Any, switch: str) -> bool:
    properties = run.find(f"{W}rPr")
    mark = None if properties is None else properties.find(f"{W}{switch}")
    return mark is not None and mark.get(f"{W}val", "1") not in _FALSE


def _symbol(code: str) -> str:
    """A sign of a symbol font has its number in the private area: it means nothing elsewhere."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return chr(number) if number < 0xD800 or 0xF8FF < number < 0x110000 else ""


def _tidy(text: str) -> str:
    lines = (" ".join(line.replace("\xad", "").split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
