"""Whether media files keep a channel's rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from repurpose.channels import media_files
from repurpose.channels._wording import duration, megabytes, number, type_name, type_names
from repurpose.errors import SourceError
from repurpose.model import Media, MediaKind, Rules

_NAMES: dict[MediaKind, tuple[str, str]] = {
    "image": ("picture", "pictures"),
    "video": ("video", "videos"),
    "document": ("document", "documents"),
}
_PIXELS = 40_000_000  # a picture up to this size is opened whole, to see whether it is sound
_NEARLY = 0.01  # of a ratio: whole pixels do not meet it exactly


def media_breaches(media: Sequence[Media], rules: Rules) -> list[str]:
    """What breaks the rules, a line each: which file, what it is, and what to do."""
    found = [*_numbers(media, rules)]
    for medium in media:
        if _most(rules, medium.kind):
            found += _of_one(medium, rules)
    return found


def missing_media(rules: Rules) -> str:
    """The line for a part without media, where they are needed."""
    taken = [names[0] for kind, names in _NAMES.items() if _most(rules, kind)]
    return f"nothing is taken there without a {' or a '.join(taken)}; add one"


def _most(rules: Rules, kind: MediaKind) -> int:
    return {"image": rules.images, "video": rules.videos, "document": rules.documents}[kind]


def _numbers(media: Sequence[Media], rules: Rules) -> Iterator[str]:
    kinds = Counter(medium.kind for medium in media)
    for kind, count in kinds.items():
        one, several = _NAMES[kind]
        most = _most(rules, kind)
        if most == 0:
            yield f"no {several} are taken there; leave the {one} out"
        elif count > most:
            yield f"{count} {several} are too many, {most} are taken; leave the others out"
    if len(kinds) > 1:
        named = " and ".join(_NAMES[kind][0] for kind in kinds)
        yield f"a {named} do not go together in one post; leave one of them out"


def _of_one(medium: Media, rules: Rules) -> Iterator[str]:
    name = medium.path.name
    try:
        size = medium.path.stat().st_size
        mime = media_files.mime_type(medium.path)
    except OSError as error:
        reason = error.strerror or "no such file"
        yield f"{name} cannot be read: {reason}; put it back, or leave it out"
        return
    lines = {"image": _picture, "video": _video, "document": _document}[medium.kind]
    try:
        found = list(lines(medium, rules, mime, size))
    except media_files.Unreadable as error:
        found = [f"{error}; take a sound copy"]
    yield from (f"{name} {line}" for line in found)


def _typed(mime: str, taken: tuple[str, ...]) -> Iterator[str]:
    if mime not in taken:
        known = f"is {type_name(mime)}; only {type_names(taken)} is taken"
        yield f"{known if mime else f'is no {type_names(taken)}'}; convert it"


def _sized(size: int, most: int) -> Iterator[str]:
    if size > most:
        yield f"has {megabytes(size)}, {megabytes(most)} are the most; save it smaller"


def _picture(medium: Media, rules: Rules, mime: str, size: int) -> Iterator[str]:
    if not medium.alt.strip():
        yield "has no alternative text; say in a sentence what it shows"
    yield from _described(medium, rules)
    yield from _sized(size, rules.image_bytes)
    if mime not in rules.image_types:
        yield from _typed(mime, rules.image_types)
        return
    width, height = media_files.picture_size(medium.path, _PIXELS)
    if rules.image_pixels is not None and width * height > rules.image_pixels:
        yield (
            f"has {number(width * height)} pixels, {number(rules.image_pixels)} are the most; "
            "save it smaller"
        )
    yield from _shaped(width, height, rules.image_ratio)


def _described(medium: Media, rules: Rules) -> Iterator[str]:
    if len(medium.alt) > rules.alt_limit:
        yield (
            f"has an alternative text of {number(len(medium.alt))} of {number(rules.alt_limit)} "
            "characters; shorten it"
        )


def _video(medium: Media, rules: Rules, mime: str, size: int) -> Iterator[str]:
    yield from _described(medium, rules)
    yield from _sized(size, rules.video_bytes)
    if mime not in rules.video_types:
        yield from _typed(mime, rules.video_types)
        return
    try:
        found = media_files.video(medium.path)
    except SourceError as error:
        yield f"cannot be looked at: {error.message}; {error.hint}"
        return
    shortest, longest = rules.video_seconds
    if found.seconds > longest:
        yield f"lasts {duration(found.seconds)}, {duration(longest)} is the most; cut it"
    elif 0 < found.seconds < shortest:
        yield f"lasts {duration(found.seconds)}, {duration(shortest)} is the least; take a longer one"
    yield from _shaped(found.width, found.height, rules.video_ratio)


def _document(medium: Media, rules: Rules, mime: str, size: int) -> Iterator[str]:
    yield from _described(medium, rules)
    yield from _sized(size, rules.document_bytes)
    if mime not in rules.document_types:
        yield from _typed(mime, rules.document_types)
    elif mime == "application/pdf":
        pages = media_files.pdf_pages(medium.path)
        if pages > rules.document_pages:
            yield f"has {number(pages)} pages, {number(rules.document_pages)} are the most; split it"


def _shaped(width: int, height: int, ratio: tuple[float, float] | None) -> Iterator[str]:
    if ratio is None:
        return
    if width < height * ratio[0] * (1 - _NEARLY):
        yield f"is too narrow: {width} by {height}; width by height is {ratio[0]:.3g} at least"
    elif width > height * ratio[1] * (1 + _NEARLY):
        yield f"is too wide: {width} by {height}; width by height is {ratio[1]:.3g} at most"
