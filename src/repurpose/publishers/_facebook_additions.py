"""What is put to a post of a page that stands already: its first comment, a video's cover and captions. Where
one fails, the post stands all the same, and its receipt says what it lacks.

Sources: developers.facebook.com/docs/graph-api/reference/object/comments, …/reference/video/captions (SubRip; the
file's name ends in .LOCALE.srt), …/reference/video/thumbnails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from repurpose.errors import PublishError
from repurpose.model import Part, Post, Receipt

if TYPE_CHECKING:
    from repurpose.publishers._graph import Graph

_LOCALES = {"de": "de_DE", "en": "en_US", "fr": "fr_FR", "it": "it_IT"}
_MOST_PAGES = 5  # of 100 comments


def complete(graph: Graph, receipt: Receipt, post: Post, *, look: bool) -> Receipt:
    """Put to a post what it lacks.

    Args:
        look: It may have it from an earlier attempt.

    Returns:
        The receipt, with a note where something is missing.
    """
    from repurpose.publishers._media import captions, cover

    part = post.parts[0]
    additions: list[tuple[Callable[[], None], str, str]] = []
    if picture := _beside(part, cover):
        additions.append((
            lambda: _add_cover(graph, receipt.remote_id, picture),
            "its cover", f"choose it at the video: {picture}",
        ))  # fmt: skip
    if track := _beside(part, lambda video: captions(video, ".srt")):
        additions.append((
            lambda: _add_captions(graph, receipt.remote_id, track, post.language, look=look),
            "its captions", f"add them at the video: {track}",
        ))  # fmt: skip
    if text := part.comment:
        additions.append((
            lambda: _add_comment(graph, receipt.remote_id, text, look=look),
            "its first comment", f"see the post, and put it there yourself: {text}",
        ))  # fmt: skip
    for add, what, hint in additions:
        try:
            add()
        except PublishError as error:
            note = f"it is live; {what} may be missing: {error.message}"
            receipt = replace(
                receipt, note=receipt.note or note, note_hint=receipt.note_hint or hint
            )
    return receipt


def _beside(part: Part, look: Callable[[Path], Path | None]) -> Path | None:
    """What lies beside a part's video."""
    found = [look(medium.path) for medium in part.media if medium.kind == "video"]
    return next(filter(None, found), None)


def _add_cover(graph: Graph, video: str, picture: Path) -> None:
    """To do so twice does no harm."""
    suffix = picture.suffix.lower().replace("jpg", "jpeg")
    file = (f"cover{suffix}", _read(picture), f"image/{suffix.removeprefix('.')}")
    graph.upload(f"/{video}/thumbnails", {"source": file}, is_preferred="true")


def _add_captions(graph: Graph, video: str, track: Path, language: str, *, look: bool) -> None:
    from repurpose.errors import Rejected

    locale = _LOCALES.get(language.partition("-")[0].lower())
    if locale is None:
        raise Rejected(f"Facebook is not told that they are in {language!r}")
    path = f"/{video}/captions"
    there = graph.get(path).get("data") if look else ()
    if isinstance(there, list) and any(each.get("locale") == locale for each in there):
        return
    name = f"captions.{locale}.srt"
    files = {"captions_file": (name, _read(track), "application/octet-stream")}
    graph.upload(path, files, default_locale=locale)


def _read(file: Path) -> bytes:
    from repurpose.errors import Rejected

    try:
        return file.read_bytes()
    except OSError as error:
        raise Rejected(f"{file.name} cannot be read: {error.strerror}") from error


def _add_comment(graph: Graph, post: str, text: str, *, look: bool) -> None:
    from repurpose.publishers._facebook_feed import plain

    path = f"/{post}/comments"
    if not look or plain(text) not in _comments(graph, path):
        graph.post(path, creates=True, message=text)


def _comments(graph: Graph, path: str) -> Iterator[str]:
    from repurpose.publishers._facebook_feed import plain

    for page in graph.pages(path, _MOST_PAGES, fields="message", filter="stream", limit="100"):
        yield from (plain(each.get("message")) for each in page)
