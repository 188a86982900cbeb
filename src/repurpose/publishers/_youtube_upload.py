"""A video's way to YouTube: in pieces, and from where it was stopped.

Source: developers.google.com/youtube/v3/guides/using_resumable_upload_protocol. The address of a
session is kept before the first byte leaves, and once more before the last piece does: only then can a
video be there that nobody has heard of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from repurpose.errors import Unavailable, Uncertain
from repurpose.publishers._media import Attachment
from repurpose.publishers._youtube_refusals import Gone

if TYPE_CHECKING:
    import requests

PIECE = 32 * 256 * 1024  # bytes; a multiple of 256 KiB
LAST = "the last piece was begun"
STUMBLES = 5  # pieces in a row whose answer is lost
PAUSE = 0.25  # seconds, doubled each time
_GOT = re.compile(r"bytes=0-(\d+)")


@dataclass(frozen=True, slots=True)
class Stand:
    """How far a session is: the next byte that it wants, or the video that it made."""

    next: int = 0
    video: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Uploader:
    """Uploads one video.

    Attributes:
        call: Calls YouTube: method, path, and what `requests` takes. Its answers are good ones, or 308.
        about: The video's resource: snippet and status.
        keep: Writes down what the next run needs.
        progress: Called with the bytes that are there, and all.
        look: Looks for the video among those of the channel: its id.
    """

    call: Callable[..., requests.Response]
    about: Mapping[str, Any]
    keep: Callable[[tuple[str, ...]], None]
    look: Callable[[], str | None]
    progress: Callable[[int, int], None]

    def upload(self, video: Attachment, kept: Sequence[str]) -> str:
        """The video's id.

        Args:
            kept: What an earlier run kept.

        Raises:
            Uncertain: the session is gone, and nobody knows whether the video was made.
            Unavailable: it goes on with the next run.
        """
        session, stand = (kept[0] if kept else ""), None
        if session:
            stand = self._stand_of(video, session, last_begun=LAST in kept)
        if stand is None:
            session, stand = self._begin(video), Stand()
            self.keep((session,))
        return stand.video or self._bring(video, session, stand.next)

    def _stand_of(self, video: Attachment, session: str, *, last_begun: bool) -> Stand | None:
        """How far a session is; None where it is gone, and made no video for certain."""
        try:
            return self._ask(session, video.size)
        except Gone:
            if not last_begun:
                return None
        found = self.look()
        if found is None:
            raise Uncertain(
                "the upload was stopped at its end, and YouTube does not say what became of it",
                hint="see whether the video is there: studio.youtube.com",
            )
        return Stand(video=found)

    def _begin(self, video: Attachment) -> str:
        answer = self.call(
            "POST", "/upload/youtube/v3/videos?uploadType=resumable&part=snippet,status",
            json=self.about,
            headers={
                "X-Upload-Content-Length": str(video.size),
                "X-Upload-Content-Type": video.mime,
            },
        )  # fmt: skip
        session = answer.headers.get("Location", "")
        if not session:
            raise Unavailable("YouTube gave no address for the video", hint="try again later")
        return session

    def _bring(self, video: Attachment, session: str, start: int) -> str:
        """Piece by piece; a piece whose answer is lost is asked for, and brought again where it must."""
        from repurpose.publishers._http import wait

        stand, stumbles, last_begun = Stand(next=start), 0, False
        while stand.video is None:
            before = stand.next
            self.progress(before, video.size)
            last_begun = last_begun or before + PIECE >= video.size
            try:
                if before < video.size:
                    stand = self._send(video, session, before)
            except Unavailable as error:
                if error.retry_at is not None or stumbles == STUMBLES:
                    raise
            if stand.video is None and stand.next <= before:
                if stumbles == STUMBLES:
                    raise Unavailable("YouTube takes no more of the video", hint="try again later")
                stumbles += 1
                wait(PAUSE * 2**stumbles)
                asked = self._stand_of(video, session, last_begun=last_begun)
                if asked is None:
                    self.keep(())
                    raise Unavailable("YouTube lost the upload", hint="try again later")
                stand = asked
            if stand.next > before:
                stumbles = 0
        return stand.video

    def _send(self, video: Attachment, session: str, start: int) -> Stand:
        """One piece."""
        data = next(video.pieces(PIECE, start))
        end = start + len(data)
        if end == video.size:
            self.keep((session, LAST))
        headers = {
            "Content-Type": video.mime,
            "Content-Range": f"bytes {start}-{end - 1}/{video.size}",
        }
        return _stand(self.call("PUT", session, tries=1, goes_on=True, data=data, headers=headers))

    def _ask(self, session: str, size: int) -> Stand:
        headers = {"Content-Range": f"bytes */{size}"}
        return _stand(self.call("PUT", session, goes_on=True, headers=headers))


def _stand(answer: requests.Response) -> Stand:
    from repurpose.publishers._answers import document

    if answer.status_code == 308:
        got = _GOT.fullmatch(answer.headers.get("Range", ""))
        return Stand(next=int(got[1]) + 1 if got else 0)
    video = document(answer).get("id")
    if not isinstance(video, str) or not video:
        raise Unavailable("YouTube gave an answer that cannot be read", hint="try again later")
    return Stand(video=video)
