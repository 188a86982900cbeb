"""Patterns of paths and addresses: content/posts/{date}-{slug}/index.md."""

from __future__ import annotations

import glob
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

_FORMS = {
    "date": r"\d{4}-\d\d-\d\d",
    "year": r"\d{4}",
    "month": r"\d\d",
    "day": r"\d\d",
    "slug": r"[a-z0-9-]+",
    "language": r"[a-zA-Z-]+",
}
_WORD = re.compile(r"\{(" + "|".join(_FORMS) + r")\}")


def fields(day: datetime, slug: str, language: str) -> dict[str, str]:
    """What the words of a pattern stand for."""
    return {
        "date": f"{day:%Y-%m-%d}",
        "year": f"{day:%Y}",
        "month": f"{day:%m}",
        "day": f"{day:%d}",
        "slug": slug,
        "language": language,
    }


@dataclass(frozen=True, slots=True)
class Pattern:
    """A path or an address with words in braces."""

    text: str

    def filled(self, values: Mapping[str, str]) -> str:
        return _WORD.sub(lambda found: values[found[1]], self.text)

    def wild(self, slug: str) -> str:
        """The glob of all places of one slug, whatever the day."""
        pieces = _WORD.split(self.text)
        return "".join(
            (slug if piece == "slug" else "*") if n % 2 else glob.escape(piece)
            for n, piece in enumerate(pieces)
        )

    def read(self, path: str) -> dict[str, str]:
        """The words that stand in a path; empty where it is no path of this pattern."""
        pieces, seen = _WORD.split(self.text), set[str]()
        form = ""
        for n, piece in enumerate(pieces):
            if n % 2 == 0:
                form += re.escape(piece)
            elif piece in seen:
                form += f"(?P={piece})"
            else:
                form += f"(?P<{piece}>{_FORMS[piece]})"
                seen.add(piece)
        found = re.fullmatch(form, path)
        return found.groupdict() if found else {}
