"""What a post is called in the address of its page."""

from __future__ import annotations

import hashlib

from repurpose.model import Part
from repurpose.text.slug import slug

_MOST = 50  # characters of the title's words


def name_of(part: Part, key: str) -> str:
    """The title's words and eight digits that follow from the key: the same at each attempt, and no
    other post's."""
    digits = hashlib.sha256(key.encode()).hexdigest()[:8]
    return f"{slug(part.title or '', _MOST, 'post')}-{digits}"
