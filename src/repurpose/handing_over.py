"""A post for a person to put up: its fields, its files in order, and where they go."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from repurpose import channels, hosting
from repurpose.errors import RepurposeError
from repurpose.model import Media, Part, Post
from repurpose.pages import folder

FIELDS = {"title": "the title", "text": "the text", "tags": "the keywords",
          "comment": "the first comment"}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing to paste. `name`: "title", "text", "tags" or "comment"; of a thread with the part's
    number: "text 2"."""

    name: str
    label: str
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """What a person needs.

    Attributes:
        folder: Where the files lie: a text file for each field, the media, checklist.txt.
        page: The address to open; None where there is none for all.
        prefilled: Whether the text stands there already.
        media: The files to attach, in order.
    """

    post: Post
    folder: Path
    page: str | None
    prefilled: bool
    fields: tuple[Field, ...]
    media: tuple[Media, ...]


def package(post: Post, target: Path) -> Package:
    """Write the package of a post into the folder `target`; an older one is replaced.

    Raises:
        RepurposeError: a file is missing, the folder cannot be written, or the address that the post
            links to does not exist yet.
    """
    if missing := hosting.awaited(post.parts):
        raise RepurposeError(
            f"it links to {missing[0]}, which is not live yet",
            where=post.id,
            hint=f"that one first: repurpose handover {missing[0]}",
        )
    if post.uploads and (place := channels.finish_of(post.channel, post.uploads[0])):
        return _unfinished(post, target, place)
    fields = tuple(_fields(post.parts))
    page, prefilled = _page(post)
    with folder.filling(target, force=True) as room:
        for field in fields:
            folder.write(room / f"{field.name}.txt", field.content + "\n")
        copies = tuple(_copies(post, room, target))
        made = Package(
            post=post, folder=target, page=page, prefilled=prefilled, fields=fields, media=copies
        )
        folder.write(room / "checklist.txt", "\n".join(checklist(made)) + "\n")
    return made


def _unfinished(post: Post, target: Path, place: str) -> Package:
    """What is on the platform already, seen by nobody: there is nothing to paste."""
    made = Package(post=post, folder=target, page=place, prefilled=True, fields=(), media=())
    with folder.filling(target, force=True) as room:
        folder.write(room / "checklist.txt", "\n".join(checklist(made)) + "\n")
    return made


def checklist(made: Package) -> list[str]:
    """What to do, a line a step, as for somebody who does it for the first time."""
    name = channels.name_of(made.post.channel)
    if not made.fields and not made.media:
        steps = [
            f"Open {made.page} and log in as the right account.",
            "Look at it once more as others will, and make it visible.",
            f"Copy its permanent address: repurpose outbox done {made.post.id} ADDRESS",
        ]
        return [f"[ ] {number}. {step}" for number, step in enumerate(steps, start=1)]
    steps = [f"Open {made.page or name + ', where you post'} and log in as the right account."]
    for field in made.fields:
        there = made.prefilled and field.name == "text"
        steps.append(
            f"See that {field.label} stands there."
            if there
            else f"Paste {field.label} ({field.name}.txt)."
        )
    for medium in made.media:
        described = medium.kind == "image" and medium.alt
        alt = f" Its alternative text: {medium.alt}" if described else ""
        steps.append(f"Attach {medium.path.name}.{alt}")
    steps += [
        "Look at it once more as a reader would, and post it.",
        f"Copy its permanent address: repurpose outbox done {made.post.id} ADDRESS",
    ]
    return [f"[ ] {number}. {step}" for number, step in enumerate(steps, start=1)]


def is_there(address: str, channel: str) -> bool:
    """Whether an address may be that of a post on a channel: of the web, and on the platform."""
    parts = urlsplit(address)
    host = f".{(parts.hostname or '').lower()}"
    domains = channels.domains_of(channel)
    known = not domains or any(host.endswith(f".{domain}") for domain in domains)
    return parts.scheme in ("http", "https") and "." in host[1:] and known


def _fields(parts: tuple[Part, ...]) -> list[Field]:
    found = []
    for number, part in enumerate(parts, start=1):
        of = f" {number}" if len(parts) > 1 else ""
        values = {
            "title": part.title or "",
            "text": _with_link(part),
            "tags": ", ".join(part.tags),
            "comment": part.comment or "",
        }
        found += [
            Field(
                name=f"{name}{of}", label=f"{FIELDS[name]}{of and f' of part{of}'}", content=value
            )
            for name, value in values.items()
            if value
        ]
    return found


def _with_link(part: Part) -> str:
    """The text; with the link below where it would be a card beside it."""
    if not part.link or part.link in f"{part.text} {part.comment or ''}":
        return part.text
    return f"{part.text}\n\n{part.link}"


def _page(post: Post) -> tuple[str | None, bool]:
    """The address to open, and whether the text is filled in by it."""
    share = channels.share_of(post.channel)
    part = post.parts[0]
    if share is None or ("{link}" in share and not part.link):
        return channels.page_of(post.channel), False
    address = share.replace("{text}", quote(_with_link(part), safe=""))
    return address.replace("{link}", quote(part.link or "", safe="")), "{text}" in share


def _copies(post: Post, room: Path, target: Path) -> list[Media]:
    media = [medium for part in post.parts for medium in part.media]
    copies = []
    for number, medium in enumerate(media, start=1):
        name = f"{number} {medium.path.name}"
        try:
            shutil.copyfile(medium.path, room / name)
        except OSError as error:
            raise RepurposeError(
                f"a file of the post cannot be copied: {error.strerror}",
                where=str(medium.path),
                hint=f"put it back, or leave it out: repurpose outbox edit {post.id}",
            ) from error
        copies.append(Media(path=target / name, kind=medium.kind, alt=medium.alt))
    return copies
