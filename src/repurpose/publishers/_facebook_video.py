"""A video on a page of Facebook, in the three phases of /PAGE/videos: start, transfer, finish.

The start gives the video its number; nobody sees it before the finish. So a transfer that was cut off goes
on where it was, and a finish whose answer was lost is sent again: it finishes the same video.

Sources: developers.facebook.com/docs/graph-api/reference/page/videos (upload_phase, upload_session_id,
start_offset, end_offset, video_file_chunk), /docs/graph-api/reference/video (status),
/documentation/video-api/reference/error-codes (1363037: an offset that is not the expected one; the one
that is stands in error_data).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from repurpose.errors import LoginError, Unavailable
from repurpose.publishers._graph import Refusal

if TYPE_CHECKING:
    from repurpose.publishers._graph import Found, Graph
    from repurpose.publishers._media import Attachment

_MARK = "video"
_WRONG_OFFSET = 1363037
_LARGEST = 16 * 1024 * 1024  # bytes of a piece, though Facebook may take more at once

Keep = Callable[[tuple[str, ...]], None]


def is_video(names: Sequence[str]) -> bool:
    """Whether these are the names of an upload of a video."""
    return len(names) == 6 and names[0] == _MARK


class Videos:
    """Puts videos on one page.

    An upload is kept as ("video", its number, the session's number, the file's size, and where the next
    piece begins and ends), in bytes.

    Args:
        path: The page's edge: /PAGE/videos, or a whole address.
        progress: Called with the bytes that are there, and all.
    """

    def __init__(self, graph: Graph, path: str, progress: Callable[[int, int], None]) -> None:
        self._graph = graph
        self._path = path
        self._progress = progress

    def upload(self, video: Attachment, kept: Sequence[str], keep: Keep) -> tuple[str, ...]:
        """Send the file's bytes, from where an earlier run stopped. Raises as `Publisher.publish`."""
        if is_video(kept) and kept[3] == str(video.size):
            try:
                return self._transfer(video, tuple(kept), keep)
            except Refusal as refusal:
                error = self._graph.named(refusal.error)
                if isinstance(error, LoginError):
                    raise error from refusal
                # A session does not last: its end has several codes. It begins anew.
        names = self._start(video)
        keep(names)
        try:
            return self._transfer(video, names, keep)
        except Refusal as refusal:
            raise self._graph.named(refusal.error) from refusal

    def publish(self, names: Sequence[str], description: str) -> str:
        """The number of the video, that is live then."""
        self._graph.post(
            self._path, creates=True,
            upload_phase="finish", upload_session_id=names[2], description=description,
        )  # fmt: skip
        return names[1]

    def find(self, names: Sequence[str]) -> tuple[str, datetime] | None:
        """The video's number and its time; None where it was not finished: to finish it is safe."""
        from repurpose.publishers._answers import aware, child

        id_ = names[1]
        found = self._graph.found(f"/{id_}", fields="id,created_time,status")
        if found is None:
            return None
        status = found.get("status")
        published = child(status, "publishing_phase", "status") == "complete"
        # Facebook begins to process what was finished.
        finished = child(status, "processing_phase", "status") in ("in_progress", "complete")
        if not (published or finished):
            return None
        when = found.get("created_time")
        return id_, aware(when) if when else datetime.now(UTC)

    # ── the phases ──

    def _start(self, video: Attachment) -> tuple[str, ...]:
        found = self._graph.post(self._path, upload_phase="start", file_size=str(video.size))
        id_, session = found.get("video_id"), found.get("upload_session_id")
        if not id_ or not session:
            raise Unavailable("Facebook gave no number for the video", hint="try again later")
        return _MARK, str(id_), str(session), str(video.size), *_offsets(found)

    def _transfer(self, video: Attachment, names: tuple[str, ...], keep: Keep) -> tuple[str, ...]:
        """Send what is still to come, piece by piece. Raises Refusal."""
        start, end = int(names[4]), int(names[5])
        while start < end:
            self._progress(start, video.size)
            before, piece = start, next(video.pieces(min(end - start, _LARGEST), start))
            offsets = _offsets(self._piece(names, start, piece))
            start, end = map(int, offsets)
            if start == before:
                raise Unavailable("Facebook does not take the video", hint="try again later")
            names = (*names[:4], *offsets)
            keep(names)
        return names

    def _piece(self, names: Sequence[str], start: int, piece: bytes) -> Found:
        try:
            return self._graph.attempt(
                self._path, {"video_file_chunk": ("piece", piece, "application/octet-stream")},
                upload_phase="transfer", upload_session_id=names[2], start_offset=str(start),
            )  # fmt: skip
        except Refusal as refusal:
            # The answer to an earlier piece was lost: Facebook says how far it is.
            if refusal.error.subcode == _WRONG_OFFSET and "start_offset" in refusal.error.data:
                return dict(refusal.error.data)
            raise


def _offsets(found: Any) -> tuple[str, str]:
    """Where the next piece begins and ends, in bytes.

    Raises:
        Unavailable: the answer names none.
    """
    try:
        return str(int(found["start_offset"])), str(int(found["end_offset"]))
    except (KeyError, TypeError, ValueError):
        raise Unavailable(
            "Facebook does not say how far the video is", hint="try again later"
        ) from None
