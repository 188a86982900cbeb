"""LinkedIn's 'little' text format: what a reader sees of a commentary.

Reserved characters stand escaped by a backslash, or as part of a hashtag, a hashtag template or a
mention. At the first one that does not, the text ends: LinkedIn cuts it there without a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

RESERVED = "\\|{}@[]()<>#*_~"
_HASHTAG = re.compile(r"#(\w+)")
_TEMPLATE = re.compile(r"\{hashtag\|\\?#\|((?:[^\\|{}@\[\]()<>#*_~]|\\.)+)\}")
_MENTION = re.compile(r"@\[((?:[^\\\[\]]|\\.)+)\]\((urn:li:(?:person|organization):[\w-]+)\)")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of what a reader sees. `urn` is set for mentions."""

    kind: Literal["text", "hashtag", "mention"]
    text: str
    urn: str = ""


@dataclass(frozen=True, slots=True)
class Commentary:
    """A commentary as it came out. `cut`: something was lost."""

    pieces: tuple[Piece, ...]
    cut: bool

    @property
    def visible(self) -> str:
        """The text as a reader sees it."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def stored(self) -> str:
        """As the API gives it back: escaped, hashtags as templates."""
        return "".join(_written(piece) for piece in self.pieces)


def parse(source: str) -> Commentary:
    """Take a commentary apart."""
    pieces: list[Piece] = []
    text, at = "", 0
    while at < len(source):
        special = _special(source, at)
        if special is not None:
            piece, end = special
            if piece.kind == "text":
                text += piece.text
            else:
                pieces += [Piece("text", text)] if text else []
                pieces.append(piece)
                text = ""
            at = end
        elif source[at] in RESERVED:
            break
        else:
            text += source[at]
            at += 1
    pieces += [Piece("text", text)] if text else []
    return Commentary(tuple(pieces), cut=at < len(source))


def escape(text: str) -> str:
    """Plain text with its reserved characters escaped."""
    return re.sub(rf"([{re.escape(RESERVED)}])", r"\\\1", text)


def _special(source: str, at: int) -> tuple[Piece, int] | None:
    """What begins at a position other than a plain character, and where it ends."""
    if source[at] == "\\" and source[at + 1 : at + 2] in tuple(RESERVED):
        return Piece("text", source[at + 1]), at + 2
    if found := _HASHTAG.match(source, at):
        return Piece("hashtag", found[0]), found.end()
    if found := _TEMPLATE.match(source, at):
        return Piece("hashtag", f"#{_plain(found[1])}"), found.end()
    if found := _MENTION.match(source, at):
        return Piece("mention", _plain(found[1]), found[2]), found.end()
    return None


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


def _written(piece: Piece) -> str:
    if piece.kind == "hashtag":
        return rf"{{hashtag|\#|{escape(piece.text[1:])}}}"
    if piece.kind == "mention":
        return f"@[{escape(piece.text)}]({piece.urn})"
    return escape(piece.text)
