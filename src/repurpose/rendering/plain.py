"""A snippet's words as a template has them."""

from __future__ import annotations

import re

from repurpose.model import Snippet


class Quotation(str):
    """Words that somebody said: never shortened."""

    __slots__ = ()


def plain_text(snippet: Snippet) -> str:
    """A snippet's words with single spaces; a list and separate paragraphs keep their lines."""
    if snippet.kind == "list":
        lines = (" ".join(line.split()) for line in snippet.text.splitlines())
        return "\n".join(line for line in lines if line)
    paragraphs = re.split(r"\n\s*\n", re.sub(r"\r\n?", "\n", snippet.text))
    return "\n\n".join(words for p in paragraphs if (words := " ".join(p.split())))
