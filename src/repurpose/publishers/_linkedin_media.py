"""Media to LinkedIn: announced, brought, processed.

Sources: learn.microsoft.com/linkedin/marketing/community-management/shares: images-api, videos-api
(parts as the answer names them, ETags, captions as SRT), documents-api. State of November 2026.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from repurpose.errors import LoginError, Rejected, Unavailable
from repurpose.publishers._linkedin_refusals import Expired
from repurpose.publishers._media import Attachment, captions, cover

if TYPE_CHECKING:
    import requests

_NAMES = {"image": "picture", "video": "video", "document": "document"}
# Seconds to wait for what is being processed, where a member's token may not look.
_GRACE = {"image": 2.0, "video": 15.0, "document": 5.0}
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 5.0  # seconds between looks
_COUNTRIES = {"de": "DE", "en": "US", "fr": "FR", "it": "IT"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Uploader:
    """Uploads for one post.

    Attributes:
        call: Calls LinkedIn with the login; its answers are good ones.
        bare: The same without the login: a video's parts have addresses of their own.
        owner: The author of the post.
        patience: The most seconds to wait for a medium to be processed.
        language: Of the post, BCP 47; it is that of the captions too.
        keep: Called with the names of what is brought, but not processed yet.
        lacks: Called with what the post will lack; one line.
        progress: Called with the bytes that are there, and all.
    """

    call: Callable[..., requests.Response]
    bare: Callable[..., requests.Response]
    owner: str
    patience: float
    language: str
    keep: Callable[[tuple[str, ...]], None]
    lacks: Callable[[str], None]
    progress: Callable[[int, int], None]

    def upload(self, attached: Sequence[Attachment], kept: Sequence[str]) -> tuple[str, ...]:
        """LinkedIn's names of the media. `kept`: what an earlier run kept."""
        if len({a.medium.kind for a in attached}) > 1:
            raise Rejected(
                "LinkedIn takes pictures, or a video, or a document with a post",
                where=str(attached[0].medium.path),
                hint="leave the others out: repurpose outbox edit",
            )
        if attached and attached[0].medium.kind == "video":
            return (self._kept(kept) or self._video(attached[0]),)
        urns = tuple(self._whole(one) for one in attached)
        for one, urn in zip(attached, urns, strict=True):
            if not self._await(one.medium.kind, urn):
                break  # one wait is enough for all
        return urns

    # ── pictures and documents: one address, all bytes at once ──

    def _whole(self, attached: Attachment) -> str:
        """An address takes its bytes once: where the answer to them was lost, it begins anew."""
        for last in (False, True):
            address, urn = self._announce(attached.medium.kind)
            headers = {"Content-Type": attached.mime}
            try:
                self.call("PUT", address, tries=1, data=attached.content(), headers=headers)
            except Unavailable:
                if last:
                    raise
            else:
                break
        return urn

    def _announce(self, kind: str) -> tuple[str, str]:
        """Where the bytes go, and what the medium will be called."""
        value = self._initialized(kind, {"owner": self.owner})
        address, urn = value.get("uploadUrl"), value.get(kind)
        if not isinstance(address, str) or not isinstance(urn, str):
            raise Unavailable(
                f"LinkedIn gave no address for the {_NAMES[kind]}", hint="try again later"
            )
        return address, urn

    def _initialized(self, kind: str, request: Mapping[str, Any]) -> Mapping[str, Any]:
        from repurpose.publishers._answers import child, document

        path = f"/rest/{kind}s?action=initializeUpload"
        answer = self.call("POST", path, json={"initializeUploadRequest": request})
        value = child(document(answer), "value")
        return value if isinstance(value, dict) else {}

    # ── videos: parts ──

    def _video(self, video: Attachment) -> str:
        track, picture = captions(video.medium.path, ".srt"), cover(video.medium.path)
        request = {
            "owner": self.owner,
            "fileSizeBytes": video.size,
            "uploadCaptions": track is not None,
            "uploadThumbnail": picture is not None,
        }
        value = self._initialized("video", request)
        urn, parts = value.get("video"), value.get("uploadInstructions")
        if not isinstance(urn, str) or not isinstance(parts, list) or not parts:
            raise Unavailable("LinkedIn gave no address for the video", hint="try again later")
        if track is not None and isinstance(value.get("captionsUploadUrl"), str):
            self._add("captions", lambda: self._bring_captions(value["captionsUploadUrl"], track))
        if picture is not None and isinstance(value.get("thumbnailUploadUrl"), str):
            self._add("cover", lambda: self._bring_cover(value["thumbnailUploadUrl"], picture))
        finished = {
            "video": urn,
            "uploadToken": value.get("uploadToken") or "",
            "uploadedPartIds": [self._part(video, part) for part in parts],
        }
        path = "/rest/videos?action=finalizeUpload"
        self.call("POST", path, json={"finalizeUploadRequest": finished})
        self.keep((urn,))
        self._await("video", urn)
        return urn

    def _part(self, video: Attachment, part: Any) -> str:
        """Bring one part; LinkedIn's name for it."""
        from repurpose.publishers._answers import child

        address, first, last = (child(part, n) for n in ("uploadUrl", "firstByte", "lastByte"))
        if not (isinstance(address, str) and isinstance(first, int) and isinstance(last, int)):
            raise Unavailable("LinkedIn gave no address for the video", hint="try again later")
        self.progress(first, video.size)
        data = next(video.pieces(last - first + 1, first))
        headers = {"Content-Type": "application/octet-stream"}
        answer = self.bare("PUT", address, data=data, headers=headers)
        return answer.headers.get("ETag", "").strip('"')

    def _add(self, what: str, bring: Callable[[], None]) -> None:
        """A video without is better than none."""
        try:
            bring()
        except Expired:
            raise
        except Rejected as error:
            self.lacks(f"the video is there without its {what}: {error.message}")

    def _bring_cover(self, address: str, picture: Path) -> None:
        headers = {"Content-Type": "application/octet-stream", "media-type-family": "STILLIMAGE"}
        self.call("PUT", address, data=_read(picture, "cover"), headers=headers)

    def _bring_captions(self, address: str, track: Path) -> None:
        language = self.language.partition("-")[0].lower()
        locale = {"language": language.upper(), "country": _country(self.language)}
        about = {
            "format": "SRT",
            "formattedForEasyReader": True,
            "largeText": True,
            "source": "USER_PROVIDED",
            "locale": locale,
            "transcriptType": "CLOSED_CAPTION",
        }
        form = {
            "metadata": (None, json.dumps(about), "application/json"),
            "file": ("captions.srt", _read(track, "captions"), "text/plain"),
        }
        self.call("POST", address, files=form)

    def _kept(self, kept: Sequence[str]) -> str | None:
        """A video that an earlier run brought, once it is processed; None where it is gone."""
        for urn in kept:
            try:
                self._await("video", urn, is_new=False)
            except LoginError:
                raise
            except Rejected:
                return None
            return urn
        return None

    # ── waiting ──

    def _await(self, kind: str, urn: str, *, is_new: bool = True) -> bool:
        """Until LinkedIn has processed it; a member's token may not look, so it waits a little.

        Args:
            is_new: It was brought just now, so that it is there, whatever LinkedIn shows.

        Returns:
            Whether LinkedIn says that it has.

        Raises:
            Rejected: LinkedIn cannot use it, or it is gone.
            Unavailable: it takes longer than the patience.
        """
        from repurpose.publishers._answers import child, document
        from repurpose.publishers._http import wait

        ends, pause = time.monotonic() + self.patience, _FIRST_PAUSE
        while True:
            try:
                answer = self.call("GET", f"/rest/{kind}s/{quote(urn, safe='')}")
            except Expired:
                raise
            except Rejected as error:
                if not is_new and not isinstance(error, LoginError):
                    raise
                wait(min(_GRACE[kind], self.patience))
                return False
            status = child(document(answer), "status")
            if status == "AVAILABLE":
                return True
            if status == "PROCESSING_FAILED":
                raise Rejected(
                    f"LinkedIn cannot process the {_NAMES[kind]}", where=self.owner,
                    hint="save it anew; a video as MP4 with H.264 and AAC",
                )  # fmt: skip
            if time.monotonic() + pause > ends:
                raise Unavailable(
                    f"LinkedIn is still processing the {_NAMES[kind]}",
                    hint="it goes out later: repurpose publish --due",
                    retry_at=datetime.now(UTC) + timedelta(minutes=1),
                )
            wait(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)


def _country(language: str) -> str:
    """The country of a locale: as it says, else where most speak so."""
    said = re.search(r"-([A-Za-z]{2})\b", language)
    base = language.partition("-")[0].lower()
    return said[1].upper() if said else _COUNTRIES.get(base, base.upper())


def _read(file: Path, what: str) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Rejected(
            f"the {what} cannot be read: {error.strerror}",
            where=str(file),
            hint="put it right, or take the file away",
        ) from error
