"""What goes with a video on YouTube. Each step may be repeated: what is there already is left.

Sources: developers.google.com/youtube/v3/docs: thumbnails/set (2 MB in most copies of the page, 50 MB in
the newest), captions/insert, playlistItems/insert.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from repurpose.channels.media_files import mime_of
from repurpose.errors import Rejected
from repurpose.publishers._media import captions, cover
from repurpose.publishers._youtube_refusals import AlreadyThere

if TYPE_CHECKING:
    import requests

    Call = Callable[..., requests.Response]

COVER_BYTES = 2_000_000
LANGUAGES = {"de": "Deutsch", "en": "English", "fr": "Français", "it": "Italiano"}


def set_cover(call: Call, id_: str, video: Path) -> None:
    """The picture that lies beside a video. Raises Rejected."""
    file = cover(video)
    if file is None:
        return
    content = _read(file)
    if len(content) > COVER_BYTES:
        raise Rejected(f"{file.name} has {len(content) / 1e6:.1f} MB, 2 MB are the most")
    call(
        "POST", "/upload/youtube/v3/thumbnails/set",
        params={"videoId": id_, "uploadType": "media"}, data=content,
        headers={"Content-Type": mime_of(content[:64]) or "application/octet-stream"},
    )  # fmt: skip


def add_captions(call: Call, id_: str, video: Path, language: str) -> None:
    """The subtitles that lie beside a video, in the post's language. Raises Rejected."""
    file, base = captions(video), language.partition("-")[0].lower()
    if file is None:
        return
    if base in ("", "und"):
        raise Rejected(f"the language of {file.name} is not known")
    name = LANGUAGES.get(base, base)
    about = {"snippet": {"videoId": id_, "language": base, "name": name, "isDraft": False}}
    boundary = uuid.uuid4().hex
    body = b"".join(
        b"--%s\r\nContent-Type: %s\r\n\r\n%s\r\n" % (boundary.encode(), kind, content)
        for kind, content in (
            (b"application/json; charset=UTF-8", json.dumps(about).encode()),
            (b"application/octet-stream", _read(file)),
        )
    )
    body += b"--%s--\r\n" % boundary.encode()
    try:
        call(
            "POST", "/upload/youtube/v3/captions",
            params={"part": "snippet", "uploadType": "multipart"}, data=body,
            headers={"Content-Type": f"multipart/related; boundary={boundary}"},
        )  # fmt: skip
    except AlreadyThere:
        return


def add_to_playlist(call: Call, id_: str, playlist: str) -> None:
    """At its end, once."""
    from repurpose.publishers._answers import document

    path = "/youtube/v3/playlistItems"
    query = {"part": "snippet", "playlistId": playlist, "videoId": id_}
    if document(call("GET", path, params=query)).get("items"):
        return
    resource = {"kind": "youtube#video", "videoId": id_}
    body = {"snippet": {"playlistId": playlist, "resourceId": resource}}
    call("POST", f"{path}?part=snippet", json=body)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Rejected(f"{file.name} cannot be read: {error.strerror}") from error
