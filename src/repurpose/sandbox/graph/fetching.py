"""Media that a platform fetches from an address: here from this machine only, for nothing leaves it."""

from __future__ import annotations

import urllib.error
import urllib.request
from dataclasses import replace
from urllib.parse import urlsplit

from repurpose.channels.media_files import mime_of
from repurpose.sandbox import pictures
from repurpose.sandbox.calling import Call
from repurpose.sandbox.graph import answers
from repurpose.sandbox.state import Media
from repurpose.sandbox.web import Answer, refuse

_SECONDS = 5
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))
_HERE = ("127.0.0.1", "localhost")


def fetched(call: Call, address: str, owner: str, alt: str) -> Media:
    """What stands at an address, stored. Refused where there is nothing, or no picture and no video."""
    data = _bytes(address)
    facts = pictures.recognise(data)
    mime = facts.mime if facts else mime_of(data[:64])
    if not mime.startswith(("image/", "video/")):
        refuse(not_fetched(address))
    id_ = next_id(call)
    media = Media(
        channel=call.login.channel, id=id_, owner=owner, status="ready", created_at=call.now
    )
    call.state.add_media(media)
    width, height = (facts.width, facts.height) if facts else (0, 0)
    media = replace(media, mime=mime, width=width, height=height, alt=alt, size=len(data))
    call.state.change_media(media, data)
    return media


def next_id(call: Call) -> str:
    """17 digits, as Instagram and Threads have them."""
    least = 17_000_000_000_000_000 + int(call.now.timestamp() * 1000)
    return str(call.state.next_number(call.login.channel, least))


def not_fetched(address: str) -> Answer:
    return answers.error(
        9004, "Only photo or video can be accepted as media type.", subcode=2207052,
        user=("Media download has failed. The media URI doesn't meet our requirements.",
              f"The media could not be fetched from this URI: {address}"),
    )  # fmt: skip


def _bytes(address: str) -> bytes:
    where = urlsplit(address)
    if where.scheme != "http" or where.hostname not in _HERE:
        refuse(not_fetched(address))
    try:
        with _DIRECT.open(address, timeout=_SECONDS) as answer:
            return bytes(answer.read())
    except (urllib.error.URLError, OSError, ValueError):
        refuse(not_fetched(address))
