"""Words that stay words in Markdown (CommonMark)."""

from __future__ import annotations

import re

_ANYWHERE = re.compile(r"[\\`*_\[\]<>]|&(?=#?\w+;)")
_LINE_START = re.compile(
    r"^(\s*)(?:(#{1,6}|[+-])(?=\s|$)|(\d{1,9})([.)])(?=\s|$)|(~{3,}|={1,}\s*$|-{3,}\s*$))", re.M
)


def markdown(text: str) -> str:
    """A text with a backslash before each sign that Markdown would take for its own."""
    marked = _ANYWHERE.sub(r"\\\g<0>", text)
    return _LINE_START.sub(_escaped, marked)


def _escaped(match: re.Match[str]) -> str:
    space, sign, number, stop, rule = match.groups()
    return f"{space}{number}\\{stop}" if number else f"{space}\\{sign or rule}"
