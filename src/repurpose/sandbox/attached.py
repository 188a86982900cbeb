"""Files that a message brings along whole: they are kept as they come, and checked by nobody."""

from __future__ import annotations

from dataclasses import replace

from repurpose.sandbox import pictures
from repurpose.sandbox.calling import Call
from repurpose.sandbox.state import Media


def attached(call: Call, channel: str, data: bytes, *, name: str, mime: str, alt: str = "") -> str:
    """Keep one; its id."""
    media = Media(
        channel=channel,
        id=f"file-{call.state.next_number(f'{channel} file', 1)}",
        owner=call.login.account,
        status="kept",
        details={"name": name},
        created_at=call.now,
    )
    call.state.add_media(media)
    facts = pictures.recognise(data)
    width, height = (facts.width, facts.height) if facts else (0, 0)
    whole = replace(media, mime=mime, width=width, height=height, alt=alt, size=len(data))
    call.state.change_media(whole, data)
    return media.id
