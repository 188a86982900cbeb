"""What the styles of a Word document make of a paragraph (ECMA-376, part 1, 17.7): a heading, the
title, a caption. Styles have the same names in every language of Word; only their ids differ."""

from __future__ import annotations

import re
from typing import Any, Literal, NamedTuple

from repurpose.readers.documents.word_text import W

Use = Literal["heading", "title", "caption", "contents", "text"]
_DEEPEST = 9  # outline levels; the last one means: no heading
_CHAIN = 20  # styles that are based on each other


class _Style(NamedTuple):
    name: str
    based_on: str
    level: str | None


class Styles:
    """The styles of one document; `root` is None where it has none."""

    def __init__(self, root: Any) -> None:
        self._styles: dict[str, _Style] = {}
        for style in () if root is None else root.iterchildren(f"{W}style"):
            self._styles[style.get(f"{W}styleId", "")] = _Style(
                _value(style, "name").lower(),
                _value(style, "basedOn"),
                _value(style.find(f"{W}pPr"), "outlineLvl") or None,
            )

    def use(self, paragraph: Any) -> Use:
        """What a paragraph is."""
        properties = paragraph.find(f"{W}pPr")
        chain = self._chain(_value(properties, "pStyle"))
        names = [style.name for style in chain]
        if any(name == "title" for name in names):
            return "title"
        if any(name == "caption" for name in names):
            return "caption"
        if any(re.fullmatch(r"toc \d|table of (?:figures|authorities)|index \d", n) for n in names):
            return "contents"
        own = _value(properties, "outlineLvl") or None
        level = next((each for each in (own, *(style.level for style in chain)) if each), "")
        return "heading" if level.isdecimal() and int(level) < _DEEPEST else "text"

    def _chain(self, style_id: str) -> list[_Style]:
        chain: list[_Style] = []
        while style_id in self._styles and len(chain) < _CHAIN:
            chain.append(self._styles[style_id])
            style_id = chain[-1].based_on
        return chain


def _value(element: Any, name: str) -> str:
    child = None if element is None else element.find(f"{W}{name}")
    return "" if child is None else str(child.get(f"{W}val", ""))
