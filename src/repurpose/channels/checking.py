"""Whether a part of a post keeps a channel's rules: its texts, and its media as they are on disk."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from repurpose.channels._media import media_breaches, missing_media
from repurpose.channels._wording import counted, number
from repurpose.errors import Rejected
from repurpose.model import Measure, Part, Rules
from repurpose.text.counting import length, tags_length
from repurpose.text.facets import facets, hashtags
from repurpose.text.markdown_pictures import pictures

__all__ = ["breaches", "media_breaches", "refuse", "text_breaches"]

_SURROGATE = re.compile("[\ud800-\udfff]")
_MENTION = re.compile(r"(?<![\w@/])@\w[\w.]*")
_CHAPTER = re.compile(r"^(?:(\d+):)?(\d{1,2}):(\d\d)\b", re.MULTILINE)


def breaches(part: Part, rules: Rules, *, complete: bool = True) -> list[str]:
    """What breaks a channel's rules, a line each: what it is, and what to do. Empty: nothing does.

    Reads the media files: their bytes, not their names, say what they are.

    Args:
        complete: Nobody adds media any more: where a channel takes nothing without, there must be some.
    """
    found = [*text_breaches(part, rules), *media_breaches(part.media, rules.of(part))]
    if complete and rules.needs_media and not part.media:
        found.append(missing_media(rules))
    return found


def refuse(
    parts: Sequence[Part], rules: Rules, id_: str, *, complete: bool, sent: Collection[int] = ()
) -> None:
    """Refuse a post that breaks a channel's rules.

    Args:
        parts: Of the post `id_`.
        sent: The places of those that have left, or may have.
        complete: As of `breaches`.

    Raises:
        Rejected: it breaks them; the message names the first breach of each part.
    """
    lines = []
    for place, part in enumerate(parts):
        found = [] if place in sent else breaches(part, rules, complete=complete)
        lines += [f"part {place + 1}: {line}" if len(parts) > 1 else line for line in found[:1]]
    if lines:
        raise Rejected("; ".join(lines), where=id_, hint=f"change it: repurpose outbox edit {id_}")


def text_breaches(part: Part, rules: Rules) -> list[str]:
    """The same of the texts alone."""
    if part.article and not rules.article_limit:
        return ["no articles are taken there; leave it out"]
    own = rules.of(part)
    found = [*_empty(part), *_too_long(part, own), *_unfit(part, own), *_too_many(part, own)]
    return [*found, *_unknown_pictures(part)]


def _unknown_pictures(part: Part) -> Iterator[str]:
    there = {medium.path.name for medium in part.media}
    for _, name in pictures(part.text) if part.article else ():
        if name not in there:
            yield f"the text names the picture {name}, which does not go along; take it out"


def _empty(part: Part) -> Iterator[str]:
    if not part.text.strip() and not part.media:
        yield "the text is empty; write one"


def _too_long(part: Part, rules: Rules) -> Iterator[str]:
    for measure, limit in ((rules.measure, rules.limit), *rules.further):
        yield from _over("the text", part.text, measure, limit)
    if rules.title is not None and part.title is not None:
        yield from _over("the title", part.title, *rules.title)
    if rules.comment is not None and part.comment is not None:
        yield from _over("the first comment", part.comment, *rules.comment)
    if rules.tags is not None:
        measured, limit = rules.tags
        size = tags_length(part.tags, measured)
        if size > limit and measured == "count":
            yield f"{size} keywords are too many, {limit} are taken; leave some out"
        elif size > limit:
            yield f"the keywords have {number(size)} of {number(limit)} characters; leave some out"


def _over(what: str, text: str, measure: Measure, limit: int) -> Iterator[str]:
    size = length(text, measure)
    if size > limit:
        yield f"{what} has {number(size)} of {number(limit)} {counted(measure)}; shorten it"


def _unfit(part: Part, rules: Rules) -> Iterator[str]:
    texts = {"text": part.text, "title": part.title or "", "first comment": part.comment or ""}
    texts["keywords"] = " ".join(part.tags)
    for what, text in texts.items():
        if half := _SURROGATE.search(text):
            yield f"the {what} holds half a character (U+{ord(half[0]):04X}); take it out"
        for sign in rules.forbidden:
            if sign in text:
                shown = sign if sign.isascii() else f"U+{ord(sign):04X}"
                yield f"the {what} holds {shown}, which is not taken there; take it out"


def _too_many(part: Part, rules: Rules) -> Iterator[str]:
    for what, most, found in (
        ("hashtags", rules.hashtags, hashtags),
        ("mentions", rules.mentions, _MENTION.findall),
        ("links", rules.links, _links),
    ):
        if most is not None and (size := len(found(part.text))) > most:
            yield f"the text has {size} {what}, {most} at most are taken; leave some out"
    if rules.chapters is not None:
        yield from _chapters(part.text, *rules.chapters)


def _links(text: str) -> set[str]:
    return {facet.value for facet in facets(text) if facet.kind == "link"}


def _chapters(text: str, least: int, seconds: float) -> Iterator[str]:
    """Lines that begin with a time are meant as chapters; a single one is just a time."""
    times = [
        int(match[1] or 0) * 3600 + int(match[2]) * 60 + int(match[3])
        for match in _CHAPTER.finditer(text)
    ]
    if len(times) < 2:
        return
    if times[0] != 0:
        yield "the chapters do not begin at 0:00; give the first one this time"
    if len(times) < least:
        yield f"there are {len(times)} chapters, {least} are the least; add some, or leave them out"
    steps = [after - before for before, after in pairwise(times)]
    if any(step < 0 for step in steps):
        yield "the chapters are not in order of time; order them"
    elif any(step < seconds for step in steps):
        yield f"a chapter is shorter than {seconds:g} seconds; put it together with another one"
