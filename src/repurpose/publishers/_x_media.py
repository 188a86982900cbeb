"""Media to X: pictures in one request, videos, animated GIFs and subtitles in pieces.

Sources: docs.x.com, x-api/media/quickstart/media-upload-chunked and best-practices; the OpenAPI
description of the API, version 2.167 (initialize, append, finalize, status, metadata, subtitles).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from repurpose.errors import LoginError, Rejected, Unavailable
from repurpose.publishers._media import Attachment, captions

if TYPE_CHECKING:
    import requests

PIECE = 2 * 1024 * 1024  # bytes; "each chunk must be at most 5 MB", and there may be 1,000
LANGUAGES = {"de": "Deutsch", "en": "English", "fr": "Français", "it": "Italiano"}
SUBTITLES = {".srt": "text/srt", ".vtt": "text/vtt"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Uploader:
    """Uploads for one post.

    Attributes:
        call: Calls X: method, path, and what `requests` takes. Its answers are good ones.
        patience: The most seconds to wait for X to process a video.
        language: Of the post, BCP 47; it is that of the subtitles too.
        keep: Called with the name of a video that X has whole, but has not processed yet.
        lacks: Called with what the post will lack; one line.
        progress: Called with the bytes that are there, and all.
    """

    call: Callable[..., requests.Response]
    patience: float
    language: str
    keep: Callable[[tuple[str, ...]], None]
    lacks: Callable[[str], None]
    progress: Callable[[int, int], None]

    def upload(self, attached: Sequence[Attachment], kept: Sequence[str]) -> tuple[str, ...]:
        """X's names of the media. `kept`: what an earlier run kept."""
        moving = [a for a in attached if a.medium.kind == "video" or _is_animated(a)]
        if moving and len(attached) > 1:
            raise Rejected(
                "X takes 4 pictures, or 1 animated GIF, or 1 video with a post",
                where=str(moving[0].medium.path),
                hint="leave the others out: repurpose outbox edit",
            )
        if moving:
            return (self._moving(moving[0], kept),)
        return tuple(self._picture(picture) for picture in attached)

    def _picture(self, picture: Attachment) -> str:
        name = "picture." + picture.mime.removeprefix("image/")
        answer = self.call(
            "POST", "/2/media/upload",
            files={"media": (name, picture.content(), picture.mime)},
            data={"media_category": "tweet_image"},
        )  # fmt: skip
        return self._described(_id_of(answer), picture)

    def _described(self, media: str, picture: Attachment) -> str:
        self.call(
            "POST", "/2/media/metadata",
            json={"id": media, "metadata": {"alt_text": {"text": picture.medium.alt}}},
        )  # fmt: skip
        return media

    def _moving(self, attached: Attachment, kept: Sequence[str]) -> str:
        is_video = attached.medium.kind == "video"
        if (media := self._kept(kept)) is None:
            category = "tweet_video" if is_video else "tweet_gif"
            pieces = attached.pieces(PIECE)
            media = self._in_pieces(pieces, attached.size, attached.mime, category)
        if not is_video:
            return self._described(media, attached)
        self._add_subtitles(media, attached.medium.path)
        return media

    def _kept(self, kept: Sequence[str]) -> str | None:
        """A video that an earlier run brought to X, once it is processed; None where it is gone."""
        for media in kept:
            try:
                self._await_processed(media, self._state(media))
            except Rejected:
                return None
            return media
        return None

    def _in_pieces(self, pieces: Iterable[bytes], size: int, mime: str, category: str) -> str:
        media = _id_of(self.call(
            "POST", "/2/media/upload/initialize",
            json={"media_type": mime, "total_bytes": size, "media_category": category},
        ))  # fmt: skip
        for number, piece in enumerate(pieces):
            self.progress(number * PIECE, size)
            self.call(
                "POST", f"/2/media/upload/{media}/append",
                data={"segment_index": str(number)}, files={"media": ("piece", piece)},
            )  # fmt: skip
        info = _processing(self.call("POST", f"/2/media/upload/{media}/finalize"))
        if category == "tweet_video":
            self.keep((media,))
        self._await_processed(media, info)
        return media

    def _state(self, media: str) -> Mapping[str, Any]:
        query = {"command": "STATUS", "media_id": media}
        return _processing(self.call("GET", "/2/media/upload", params=query))

    def _await_processed(self, media: str, info: Mapping[str, Any]) -> None:
        """Until X can post it.

        Raises:
            Rejected: X cannot read it.
            Unavailable: it takes longer than the patience.
        """
        from repurpose.publishers._http import wait

        ends = time.monotonic() + self.patience
        while (state := info.get("state", "succeeded")) != "succeeded":
            if state == "failed":
                why = info.get("error")
                said = why.get("message") if isinstance(why, dict) else None
                raise Rejected(
                    f"X cannot process the video{f': {said}' if said else ''}",
                    hint="take an MP4 with H.264 and AAC, as `repurpose clips` makes them",
                )
            seconds = float(info.get("check_after_secs") or 1)
            if time.monotonic() + seconds > ends:
                raise Unavailable(
                    "X is still processing the video",
                    hint="it goes out later: repurpose publish --due",
                    retry_at=datetime.now(UTC) + timedelta(seconds=max(seconds, 30)),
                )
            wait(seconds)
            info = self._state(media)

    def _add_subtitles(self, video: str, path: Path) -> None:
        """The file beside the video; a video without is better than none."""
        file, language = captions(path), self.language.partition("-")[0].lower()
        if file is None:
            return
        try:
            if len(language) != 2:
                raise Rejected("their language is not known")
            self._subtitled(video, file, language)
        except LoginError:
            raise
        except Rejected as error:
            self.lacks(f"the video is there without its subtitles: {error.message}")

    def _subtitled(self, video: str, file: Path, language: str) -> None:
        content = _read(file)
        mime = SUBTITLES[file.suffix.lower()]
        track = self._in_pieces([content], len(content), mime, "subtitles")
        about = {
            "id": track,
            "language_code": language.upper(),
            "display_name": LANGUAGES.get(language, language),
        }
        body = {"id": video, "media_category": "TweetVideo", "subtitles": about}
        self.call("POST", "/2/media/subtitles", json=body)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Rejected(
            f"the subtitles cannot be read: {error.strerror}",
            where=str(file),
            hint="put them right, or take the file away",
        ) from error


def _id_of(answer: requests.Response) -> str:
    from repurpose.publishers._answers import child, document

    media = child(document(answer), "data", "id")
    if not media:
        raise Unavailable("X gave no id for the upload", hint="try again later")
    return str(media)


def _processing(answer: requests.Response) -> Mapping[str, Any]:
    """How far X is with a video; empty where there is nothing to wait for."""
    from repurpose.publishers._answers import child, document

    info = child(document(answer), "data", "processing_info")
    return info if isinstance(info, dict) else {}


def _is_animated(attached: Attachment) -> bool:
    if attached.mime != "image/gif":
        return False
    from PIL import Image

    try:
        with Image.open(attached.medium.path) as picture:
            return bool(getattr(picture, "is_animated", False))
    except OSError:
        return False
