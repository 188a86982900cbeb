"""Ids made of words."""

from __future__ import annotations

import hashlib


def digest(*words: str) -> str:
    """Twelve hexadecimal digits that follow from the words."""
    return hashlib.sha256("\x1f".join(words).encode()).hexdigest()[:12]
