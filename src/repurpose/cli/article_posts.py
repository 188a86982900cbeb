"""Articles on their way to a blog or a homepage: each becomes a post in the outbox, as it stands in its
folder, whether somebody went over it or not."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from repurpose import channels as known
from repurpose.cli import terminal
from repurpose.cli.session import Session
from repurpose.delivery import utc_now
from repurpose.errors import ConfigError, OutboxError, RepurposeError
from repurpose.model import Channel, Media, Part, Post, post_id
from repurpose.text import markdown_pictures
from repurpose.text.slug import slug

if TYPE_CHECKING:
    from repurpose.model import Asset, Snippet
    from repurpose.outbox.entry import Entry, Source
    from repurpose.pages.article import Article

_QUOTE = re.compile(r"(?:^>.*(?:\n|\Z))+", re.MULTILINE)
_FOUND_AGAIN = ("published", "discarded", "handed-over")


def targets(session: Session, words: str | None) -> list[Channel]:
    """The channels that --channels names; none where it names none.

    Raises:
        ConfigError: one takes no articles.
    """
    if words is None:
        return []
    found = session.channels(words)
    for channel in found:
        if not channel.rules.article_limit:
            able = [name for name in known.names() if known.rules_of(name).article_limit]
            raise ConfigError(
                f"{terminal.name_of(channel.name, channel.account)} takes no articles",
                hint=f"these do: {', '.join(able)}; for posts: repurpose FILE --channels "
                f"{channel.label}",
            )
    return found


@dataclass(frozen=True, slots=True)
class Text:
    """What stands in an article's file."""

    title: str
    tags: tuple[str, ...]
    body: str


def read(file: Path) -> Text:
    """An article as it stands in its file, with the front matter that it has.

    Raises:
        ConfigError: it cannot be read, or has no title.
    """
    import yaml

    try:
        text = file.read_text("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            "cannot be read as text in UTF-8", where=str(file), hint="save it as that"
        ) from error
    _, mark, rest = text.partition("---\n")
    front, end, body = rest.partition("\n---\n")
    try:
        about: Any = yaml.safe_load(front) if mark and end else None
    except yaml.YAMLError as error:
        raise ConfigError(
            "its first lines are no YAML any more",
            where=str(file),
            hint='put a text with a colon into quotation marks: title: "A: B"',
        ) from error
    if not isinstance(about, dict) or not str(about.get("title") or "").strip():
        raise ConfigError(
            "has no title",
            where=str(file),
            hint="its first lines are: ---, title: …, and --- again",
        )
    tags = about.get("tags") or []
    return Text(
        title=" ".join(str(about["title"]).split()),
        tags=tuple(str(tag) for tag in (tags if isinstance(tags, list) else [tags])),
        body=body.strip(),
    )


def keep(
    session: Session, article: Article, folder: Path, file: Path, channel: Channel, *, again: bool
) -> Entry:
    """Put an article into the outbox. One that is there already stays as it is; only a draft that nobody
    edited there takes the words of the file.

    Args:
        file: The article's, in `folder`.
        again: Offer it once more where it was published or discarded.

    Raises:
        RepurposeError: a picture is not there, or the outbox cannot be written.
    """
    text, rules = read(file), channel.rules
    media = {
        name: Media(
            path=_kept(session, folder / unquote(name), file), kind="image", alt=alt or text.title
        )
        for alt, name in markdown_pictures.pictures(text.body)
    }
    part = Part(
        text=markdown_pictures.renamed(text.body, lambda name: media[name].path.name),
        media=tuple({medium.path: medium for medium in media.values()}.values()),
        title=text.title,
        tags=text.tags[: rules.tags[1]] if rules.tags else (),
        article=True,
    )
    post = Post(
        id=_id(session, article, channel, again=again),
        channel=channel.name,
        account=channel.account,
        parts=(part,),
        snippets=tuple(dict.fromkeys(each.snippet.id for each in article.statements)),
        language=article.language,
    )
    return session.outbox.save_all(list(_said(article)), post, utc_now())


def _said(article: Article) -> Iterator[tuple[Asset, Snippet, Sequence[Source]]]:
    """What the outbox keeps of each statement: whose takedown is asked for is found by it."""
    from repurpose.choosing.find import Find
    from repurpose.cli.outcome import at_whole_path
    from repurpose.production import sources_of
    from repurpose.text.verbatim import VerbatimIndex

    indexes: dict[str, VerbatimIndex] = {}
    for each in article.statements:
        if each.asset.sha256 not in indexes:
            indexes[each.asset.sha256] = VerbatimIndex(each.asset)
        index = indexes[each.asset.sha256]
        find = Find(asset=each.asset, snippet=each.snippet)
        yield at_whole_path(each.asset), each.snippet, sources_of(index, find)


def altered_quotes(article: Article, file: Path) -> Iterator[str]:
    """A warning for each quote in an article's file that is not as it was said."""
    said = [_plain(f"{each.before} {each.snippet.text}") for each in article.statements]
    for block in _QUOTE.findall(read(file).body):
        lines = [line.lstrip("> ").strip() for line in block.strip().split("\n")]
        by = next((line for line in lines if line.startswith("— ")), "")
        words = " ".join(line for line in lines if line != by)
        pieces = [_plain(piece) for piece in words.split("…")]  # a cut is marked […]
        if by and not any(all(piece in each for piece in pieces) for each in said):
            who = by.removeprefix("— ").rpartition(",")[0] or by.removeprefix("— ")
            start = " ".join(" ".join(lines).split())[:60]
            yield f"the words of {who} are not as they were said: {start}…"


def _plain(text: str) -> str:
    return " ".join(re.sub(r"\W+", " ", html.unescape(text)).casefold().split())


def _id(session: Session, article: Article, channel: Channel, *, again: bool) -> str:
    """The same for the same files, whatever was found in them: a new wording cannot put it up twice."""
    files = sorted(each.asset.url or each.asset.path.name for each in article.sources)
    words = "\x1f".join(["article", article.title, *files])
    name = hashlib.sha256(words.encode()).hexdigest()[:16]
    times = 0
    while True:
        id_ = post_id(channel.name, channel.account, name, times)
        try:
            status = session.outbox.find(id_).post.status
        except OutboxError:
            return id_
        if not again or status not in _FOUND_AGAIN:
            return id_
        times += 1


def _kept(session: Session, picture: Path, file: Path) -> Path:
    """A copy of a picture that stays as it is, under a name made of its bytes."""
    from repurpose.media.writing import write

    try:
        content = picture.read_bytes()
    except OSError as error:
        raise RepurposeError(
            f"the picture {picture.name} cannot be read: {error.strerror}",
            where=str(file),
            hint="put it back where the text says, or take it out of the text",
        ) from error
    digest = hashlib.sha256(content).hexdigest()[:12]
    name = f"{slug(picture.stem, 40, 'picture')}-{digest}{picture.suffix.lower()}"
    target = session.state / "media" / name
    return (target if target.exists() else write(content, target)).resolve()


def say(session: Session, entries: Sequence[Entry]) -> None:
    """What became of the articles, and what comes next."""
    for entry in entries:
        name = terminal.name_of(entry.post.channel, entry.post.account)
        line = f"{name}: {entry.post.status}  [{entry.post.id}]"
        terminal.say(f"{line}  {entry.url}" if entry.url else line)
        if entry.post.status == "draft" and entry.edited:
            terminal.say("  it was edited in the outbox, and stays as it is there")
    drafts = [entry.post.id for entry in entries if entry.post.status == "draft"]
    if drafts:
        shown = " ".join(drafts)
        terminal.next_step(f"repurpose outbox approve {shown}{session.flag}")
    elif any(entry.post.status in _FOUND_AGAIN for entry in entries):
        terminal.next_step("the same command with --again", "(offers it once more)")
