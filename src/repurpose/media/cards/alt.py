"""What is on a card, for who cannot see it: its own words, all of them, in the order they are read."""

from __future__ import annotations

from repurpose.media.cards.content import Content

_LEAST = 1


def alt_text(content: Content, limit: int) -> str:
    """Text, speaker, source, as far as they fit; of a text that is too long, whole words. Never empty.

    Args:
        limit: The most characters.
    """
    who = ", ".join(part for part in (content.speaker, content.role) if part)
    said = "\n".join(part for part in (content.text, *content.points) if part)
    for more in (f" – {who}" if who else "", f" ({content.source})" if content.source else ""):
        if len(said) + len(more) <= limit:
            said += more
    if len(said) <= limit:
        return said
    head, space, _ = said[: max(_LEAST, limit - 1)].rpartition(" ")
    return f"{head} …" if space else said[: max(_LEAST, limit)]
