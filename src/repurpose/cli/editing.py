"""Changing a post by hand: in an editor, or through options."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from repurpose.cli import terminal
from repurpose.errors import ConfigError
from repurpose.model import Channel, Media, MediaKind, Part
from repurpose.outbox.entry import Entry
from repurpose.text.markdown_pictures import pictures

BETWEEN = "--- next part ---"
SCISSORS = "------------------------ >8 ------------------------"
_SUFFIXES: dict[MediaKind, tuple[str, ...]] = {
    "image": (".jpg", ".jpeg", ".png", ".gif", ".webp"),
    "video": (".mp4", ".mov", ".webm", ".mkv"),
    "document": (".pdf", ".pptx", ".docx"),
}


def in_editor(entry: Entry, channel: Channel, state: Path) -> tuple[Part, ...]:
    """The parts as the user leaves them in $EDITOR. A text that was refused before is offered again."""
    kept = _kept_file(state, entry.post.id)
    text = kept.read_text("utf-8") if kept.exists() else _joined(entry.post.parts)
    given = click.edit(f"{text}\n\n{SCISSORS}\n{_notes(entry, channel)}", extension=".txt")
    if given is None:
        return entry.post.parts
    new = given.replace("\r\n", "\n").split(SCISSORS)[0].strip()
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(new, "utf-8")
    return _with_texts(entry.post.parts, new)


def with_options(
    entry: Entry, text: str | None, files: Sequence[Path], alts: Sequence[str], no_image: bool
) -> tuple[Part, ...]:
    """The parts as --text, --image, --alt and --no-image ask for them."""
    parts = entry.post.parts if text is None else _with_texts(entry.post.parts, text.strip())
    media = parts[0].media
    if no_image:
        media = ()
    elif files:
        if len(alts) > len(files):
            raise ConfigError(f"{len(alts)} times --alt, but {len(files)} times --image")
        given = [*alts, *[""] * (len(files) - len(alts))]
        media = tuple(_medium(file, alt) for file, alt in zip(files, given, strict=True))
    elif alts:
        media = _described(media, alts, entry.post.id)
    return (replace(parts[0], media=media), *parts[1:])


def placed(parts: Sequence[Part], channel: Channel) -> tuple[Part, ...]:
    """The parts with their link where the channel shows it: a picture takes the place of a card."""
    from repurpose.channels.link_cards import link_placed

    return tuple(link_placed(part, channel.rules) for part in parts)


def check(parts: Sequence[Part], channel: Channel, id_: str) -> None:
    """Raises ConfigError where a part is empty or breaks the channel's rules, or the channel takes no
    threads."""
    from repurpose.channels import checking

    again = f"nothing was changed; your text is kept: repurpose outbox edit {id_}"
    if len(parts) > channel.rules.max_parts:
        raise ConfigError(
            f"{terminal.name_of(channel.name, channel.account)} takes {channel.rules.max_parts} part"
            f"{'' if channel.rules.max_parts == 1 else 's'}, not {len(parts)}",
            hint=again,
        )
    for number, part in enumerate(parts, start=1):
        if not part.text.strip():
            raise ConfigError(f"part {number} is empty", hint=again)
        for breach in checking.breaches(part, channel.rules, complete=False):
            which = f"part {number}: " if len(parts) > 1 else ""
            raise ConfigError(f"{which}{breach}", hint=again)


def altered_quotes(entry: Entry) -> list[str]:
    """A warning for each quote that no longer stands in the post as it was said."""
    said = _said(entry.post.parts)
    return [
        f"the words of {origin.speaker or 'the speaker'} no longer stand as they were said; "
        f"compare: repurpose outbox why {entry.post.id}"
        for origin in entry.origins
        if (origin.kind == "quote" or origin.speaker) and _plain(origin.text) not in said
    ]


def without_old_cards(before: Sequence[Part], entry: Entry) -> tuple[tuple[Part, ...], str]:
    """The parts without cards whose words no longer stand in the post, and what is to be said of it;
    "" where all may stay. A slide shows what stands in the file, whatever the post says."""
    parts = entry.post.parts
    if parts[0].article:  # its pictures are slides
        return parts, ""
    stood, stands = _said(before), _said(parts)
    gone = [
        _plain(origin.text)
        for origin in entry.origins
        if _plain(origin.text) in stood and _plain(origin.text) not in stands
    ]
    old = [m for m in parts[0].media if any(_shows(_plain(m.alt), words) for words in gone)]
    if not old:
        return parts, ""
    what = "the pictures show" if len(parts[0].media) > 1 else "the card shows"
    return (
        (replace(parts[0], media=()), *parts[1:]),
        f"{what} the words as they were, so the post goes without; another picture: "
        f"repurpose outbox edit {entry.post.id} --image FILE --alt …",
    )


def _shows(alt: str, words: str) -> bool:
    """Whether a picture with this alternative text is a card of the words, or of a point of them."""
    return alt.startswith(words) or (bool(alt) and alt in words)


def _said(parts: Sequence[Part]) -> str:
    numbered = " ".join(part.text for part in parts)
    return _plain(re.sub(r"\(\d+/\d+\)", " ", numbered))


def forget(state: Path, id_: str) -> None:
    """The edited text is in the outbox now."""
    _kept_file(state, id_).unlink(missing_ok=True)


def _medium(path: Path, alt: str) -> Media:
    """A file that goes along; a video and a document are called by their names where nobody says
    more of them."""
    if not path.is_file():
        raise ConfigError("no such file", where=str(path))
    suffix = path.suffix.lower()
    kind = next((kind for kind, suffixes in _SUFFIXES.items() if suffix in suffixes), None)
    if kind is None:
        known = ", ".join(sorted(suffix for each in _SUFFIXES.values() for suffix in each))
        raise ConfigError(f"not a kind of file that can be posted ({known})", where=str(path))
    if kind == "image" and not alt.strip():
        raise ConfigError(
            "a picture needs --alt", where=path.name, hint="say in a sentence what it shows"
        )
    return Media(path=path.resolve(), kind=kind, alt=alt.strip() or path.stem)


def _described(media: tuple[Media, ...], alts: Sequence[str], id_: str) -> tuple[Media, ...]:
    """The first of the media with other descriptions."""
    if not media:
        raise ConfigError(
            "--alt describes a picture, and this post has none",
            hint=f"repurpose outbox edit {id_} --image FILE --alt …",
        )
    if len(alts) > len(media):
        raise ConfigError(f"{len(alts)} times --alt, but the post has {len(media)} picture(s)")
    if not all(alt.strip() for alt in alts):
        raise ConfigError("--alt is empty", hint="say in a sentence what the picture shows")
    described = [replace(m, alt=alt.strip()) for m, alt in zip(media, alts, strict=False)]
    return (*described, *media[len(alts) :])


def _joined(parts: Sequence[Part]) -> str:
    return f"\n{BETWEEN}\n".join(part.text for part in parts)


def _with_texts(parts: Sequence[Part], text: str) -> tuple[Part, ...]:
    """The same parts with new texts; there may be more or fewer. A link that is taken out of the text
    is gone; so is a picture that is taken out of an article."""
    if parts[0].article:
        return (with_named_pictures(replace(parts[0], text=text)),)
    texts = [piece.strip() for piece in re.split(rf"^{BETWEEN}$", text, flags=re.MULTILINE)]
    link = next((part.link for part in parts if part.link), None)
    title = next((part.link_title for part in parts if part.link_title), None)
    if link and link not in text and any(link in part.text for part in parts):
        link = title = None
    new = [Part(text=piece) for piece in texts]
    for number, part in enumerate(parts[: len(new)]):
        new[number] = replace(new[number], media=part.media)
    first = parts[0]
    new[0] = replace(new[0], title=first.title, tags=first.tags, comment=first.comment)
    new[-1] = replace(new[-1], link=link, link_title=title)
    return tuple(new)


def with_named_pictures(article: Part) -> Part:
    """An article with the pictures that its text names, each described as it says there."""
    there = {medium.path.name: medium for medium in article.media}
    named = {name: alt for alt, name in pictures(article.text) if name in there}
    media = (replace(there[name], alt=alt or there[name].alt) for name, alt in named.items())
    return replace(article, media=tuple(media))


def _notes(entry: Entry, channel: Channel) -> str:
    name = terminal.name_of(channel.name, channel.account)
    source = "; ".join(dict.fromkeys(terminal.place(origin) for origin in entry.origins))
    about = f"A line '{BETWEEN}' begins the next part of a thread."
    if entry.post.parts[0].article:
        about = (
            "![what it shows](name) is a picture: move it, say better what it shows, or delete it."
        )
    return (
        f"This line and all below it are left out.\n"
        f"{name}: at most {channel.rules.of(entry.post.parts[0]).limit} a part, as {name} counts.\n"
        f"{about}\n"
        f"From: {source}\n"
    )


def _kept_file(state: Path, id_: str) -> Path:
    return state / f"edit-{id_}.txt"


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).casefold().strip()
