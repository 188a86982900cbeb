"""Hashtags out of words: "Künstliche Intelligenz" is #KünstlicheIntelligenz."""

from __future__ import annotations

import unicodedata


def hashtag(words: str) -> str:
    """A tag that X and LinkedIn take: letters, digits and underscores, at least one letter.

    Several words are joined, each with a capital; one word stays as it is. Empty where no letter
    is left.
    """
    parts = "".join(c if _in_tag(c) else " " for c in unicodedata.normalize("NFC", words)).split()
    if len(parts) > 1:
        parts = [part[0].upper() + part[1:] for part in parts]
    tag = "".join(parts)
    return f"#{tag}" if any(c.isalpha() for c in tag) else ""


def _in_tag(character: str) -> bool:
    return character.isalnum() or character == "_" or unicodedata.category(character)[0] == "M"
