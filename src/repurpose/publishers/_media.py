"""A part's media are looked at before anything is sent."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from repurpose.channels.media_files import mime_type
from repurpose.errors import Rejected
from repurpose.model import Media, MediaKind, Part, Rules

_NAMES: dict[MediaKind, str] = {"image": "picture", "video": "video", "document": "document"}
_CAPTIONS = (".srt", ".vtt")
_COVERS = (".jpg", ".jpeg", ".png")
_WIDE = "-16x9"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that goes along. `size` in bytes; `mime` as its bytes tell."""

    medium: Media
    mime: str
    size: int

    def content(self) -> bytes:
        """All of it.

        Raises:
            Rejected: it cannot be read, or has changed meanwhile.
        """
        return b"".join(self.pieces(max(self.size, 1)))

    def pieces(self, most: int, start: int = 0) -> Iterator[bytes]:
        """It in pieces of `most` bytes, from byte `start`. Raises as `content` does."""
        where, left = self.medium.path, self.size - start
        try:
            with where.open("rb") as file:
                file.seek(start)
                while left > 0:
                    piece = file.read(min(most, left))
                    if not piece:
                        raise Rejected("it became shorter meanwhile", where=str(where))
                    left -= len(piece)
                    yield piece
        except OSError as error:
            raise _unreadable(self.medium, error) from error


def attachments(part: Part, rules: Rules, channel: str, *kinds: MediaKind) -> list[Attachment]:
    """A part's media, in order.

    Args:
        channel: The platform's name, for messages.
        kinds: The kinds that the publisher can send.

    Raises:
        Rejected: there are too many, or one is missing, of a wrong type, too large, or a picture
            without alternative text of the right length.
    """
    for kind, most in _most(rules).items():
        count = sum(medium.kind == kind for medium in part.media)
        if count > most and kind in kinds:
            raise Rejected(
                f"{channel} gets {most} {_NAMES[kind]}(s) with a post; here are {count}",
                hint="leave the others out: repurpose outbox edit",
            )
    for medium in part.media:
        _check(medium, rules, channel, kinds)
    return [_attachment(medium, rules, channel) for medium in part.media]


def captions(video: Path, *suffixes: str) -> Path | None:
    """The subtitle file that lies beside a video and has its name: of these suffixes, else SRT or
    WebVTT."""
    found = (video.with_suffix(suffix) for suffix in suffixes or _CAPTIONS)
    return next((path for path in found if path.is_file()), None)


def cover(video: Path) -> Path | None:
    """The picture that lies beside a video and has its name; of a clip in widescreen that of the clip:
    `Clip.jpg` of `Clip-16x9.mp4`, as `repurpose clips` names them."""
    names = dict.fromkeys((video.stem, video.stem.removesuffix(_WIDE)))
    files = (video.with_name(name + suffix) for name in names for suffix in _COVERS)
    return next((file for file in files if file.is_file()), None)


def attached_cover(video: Path, rules: Rules, channel: str) -> Attachment | None:
    """The same as an attachment; None also where the channel takes no such picture."""
    if (picture := cover(video)) is None:
        return None
    medium = Media(path=picture, kind="image", alt=picture.stem)
    try:
        return attachments(Part(text="", media=(medium,)), rules, channel, "image")[0]
    except Rejected:
        return None


def _most(rules: Rules) -> dict[MediaKind, int]:
    return {"image": rules.images, "video": rules.videos, "document": rules.documents}


def _check(medium: Media, rules: Rules, channel: str, kinds: Collection[MediaKind]) -> None:
    where = str(medium.path)
    if medium.kind not in kinds:
        known = " or a ".join(_NAMES[kind] for kind in kinds)
        raise Rejected(
            f"{channel} gets no {_NAMES[medium.kind]} yet", where=where, hint=f"take a {known}"
        )
    if medium.kind == "image" and not medium.alt.strip():
        raise Rejected("the picture has no alternative text", where=where, hint="say what it shows")
    if len(medium.alt) > rules.alt_limit:
        raise Rejected(
            f"the alternative text has {len(medium.alt)} of {rules.alt_limit} characters",
            where=where,
            hint="shorten it: repurpose outbox edit",
        )


def _attachment(medium: Media, rules: Rules, channel: str) -> Attachment:
    where, name = str(medium.path), _NAMES[medium.kind]
    most, types = {
        "image": (rules.image_bytes, rules.image_types),
        "video": (rules.video_bytes, rules.video_types),
        "document": (rules.document_bytes, rules.document_types),
    }[medium.kind]
    try:
        size = medium.path.stat().st_size
        mime = mime_type(medium.path)
    except OSError as error:
        raise _unreadable(medium, error) from error
    if size > most:
        raise Rejected(
            f"the {name} has {size / 1e6:.1f} MB; {channel} takes {most / 1e6:.1f} MB",
            where=where,
            hint="save it smaller",
        )
    if mime not in types:
        known = ", ".join(kind.rpartition("/")[2].rpartition(".")[2].upper() for kind in types)
        raise Rejected(f"{channel} takes {known}; this is none", where=where, hint="convert it")
    return Attachment(medium=medium, mime=mime, size=size)


def _unreadable(medium: Media, error: OSError) -> Rejected:
    return Rejected(
        f"the {_NAMES[medium.kind]} cannot be read: {error.strerror}",
        where=str(medium.path),
        hint="put it back",
    )
