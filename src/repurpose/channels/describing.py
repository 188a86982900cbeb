"""A channel's rules in words, for people."""

from __future__ import annotations

from collections.abc import Iterator

from repurpose.channels._wording import counted, duration, megabytes, number, type_names
from repurpose.model import Rules

_LINKS = {
    "text": "in the text",
    "card": "on a card",
    "comment": "in the first comment",
    "none": "nowhere",
}


def described(rules: Rules) -> Iterator[tuple[str, str]]:
    """What it takes, as pairs: of what, and how much and which."""
    yield "text", _text(rules)
    if rules.title is not None:
        yield "title", f"{number(rules.title[1])} {counted(rules.title[0])}"
    if rules.tags is not None:
        measured, most = rules.tags
        yield "keywords", f"{number(most)}{'' if measured == 'count' else ' characters in all'}"
    yield from _parts(rules)
    if rules.images:
        yield "pictures", f"{rules.images}: {_pictures(rules)}"
    if rules.article_limit:
        size = f"{number(rules.article_limit)} {counted(rules.measure)}"
        yield "articles", f"{size}, {rules.article_images} pictures"
    if rules.videos:
        least, most_seconds = rules.video_seconds
        size = f"{megabytes(rules.video_bytes)}, {duration(least)} to {duration(most_seconds)}"
        yield "videos", f"{rules.videos}: {type_names(rules.video_types)}, {size}"
    if rules.documents:
        size = f"{megabytes(rules.document_bytes)}, {number(rules.document_pages)} pages"
        yield "documents", f"{rules.documents}: {type_names(rules.document_types)}, {size}"


def _text(rules: Rules) -> str:
    said = f"{number(rules.limit)} {counted(rules.measure)}"
    for measure, limit in rules.further:
        if measure == "little":
            said += ", with and without the backslashes that it needs"
        else:
            said += f" and {number(limit)} {counted(measure)}"
    kinds = {"hashtag": rules.hashtags, "mention": rules.mentions, "link": rules.links}
    most = [
        f"{count} {kind}{'' if count == 1 else 's'}"
        for kind, count in kinds.items()
        if count is not None
    ]
    text = f"{said}; at most {', '.join(most)}" if most else said
    shown = " ".join(sign for sign in rules.forbidden if sign.isascii())
    return f"{text}; no {shown}" if shown else text


def _parts(rules: Rules) -> Iterator[tuple[str, str]]:
    if rules.max_parts > 1:
        yield "threads", f"up to {rules.max_parts} parts"
    yield "link", _LINKS[rules.link]
    if rules.comment is not None:
        yield "first comment", f"{number(rules.comment[1])} {counted(rules.comment[0])}"


def _pictures(rules: Rules) -> str:
    said = [type_names(rules.image_types), megabytes(rules.image_bytes)]
    if rules.image_ratio is not None:
        least, most = rules.image_ratio
        said.append(f"width by height {least:.3g} to {most:.3g}")
    width, height = rules.picture_size
    return ", ".join([*said, f"best at {width} by {height}"])
