"""The description of a video on YouTube: its strongest statements, word for word, and its chapters.

At most 5,000 bytes, without < and > (developers.google.com/youtube/v3/docs/videos, snippet.description).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from repurpose.media.clips.chapters import Mark, listed, plain
from repurpose.model import Snippet

MOST = 5000  # bytes of UTF-8
STATEMENTS = 3
_CHAPTERS = {"de": "Kapitel", "en": "Chapters", "fr": "Chapitres", "it": "Capitoli"}


def description(title: str, best: Sequence[Snippet], found: Sequence[Mark], language: str) -> str:
    """The text. Where it would be too long, statements are left away, then chapters from the end."""
    heading = _CHAPTERS.get(language.split("-")[0], _CHAPTERS["en"])
    statements = list(_statements(best))
    marks = list(found)
    while True:
        chapters = plain(f"{heading}\n{listed(marks)}") if marks else ""
        text = "\n\n".join(filter(None, [plain(title), *statements, chapters])).rstrip("\n") + "\n"
        if len(text.encode()) <= MOST:
            return text
        if statements:
            statements.pop()
        elif marks:
            marks.pop()
        else:
            return plain(title).encode()[: MOST - 1].decode(errors="ignore") + "\n"


def _statements(best: Sequence[Snippet]) -> Iterator[str]:
    for snippet in best[:STATEMENTS]:
        who = f"{snippet.speaker}: " if snippet.speaker else ""
        yield plain(f"{who}«{' '.join(snippet.text.split())}»")
