"""The pictures that a text in Markdown names: ![what it shows](its name), ![](<a name with spaces>),
![](its name "a title").

Source: spec.commonmark.org/0.31.2, 6.3 and 6.4 (links and images).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_PICTURE = re.compile(
    r"!\[((?:\\.|[^\]\\])*)\]\(\s*(?:<([^<>\n]+)>|([^)\s<>]+))(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*\)"
)
_ESCAPE = re.compile(r"\\([^\w\s])")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def pictures(text: str) -> Iterator[tuple[str, str]]:
    """What each picture shows, in plain words, and its name; those at an address elsewhere are none
    of ours."""
    for found in _PICTURE.finditer(text):
        if not _ADDRESS.match(name := _name(found)):
            yield _plain(found[1]), name


def renamed(text: str, names: Callable[[str], str]) -> str:
    """The text with other names for its pictures."""

    def other(found: re.Match[str]) -> str:
        name = _name(found)
        return found[0] if _ADDRESS.match(name) else f"![{found[1]}]({names(name)})"

    return _PICTURE.sub(other, text)


def pieces(text: str, numbers: dict[str, int]) -> Iterator[str | int]:
    """The text in pieces, and between them the number of each picture that has one. No piece is empty."""
    at = 0
    for found in _PICTURE.finditer(text):
        number = numbers.get(_name(found))
        if number is None:
            continue
        if before := text[at : found.start()].strip("\n"):
            yield before
        yield number
        at = found.end()
    if rest := text[at:].strip("\n"):
        yield rest


def _name(found: re.Match[str]) -> str:
    return found[2] or found[3]


def _plain(alt: str) -> str:
    import html

    return " ".join(html.unescape(_ESCAPE.sub(r"\1", alt)).split())
