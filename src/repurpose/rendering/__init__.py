"""Rendering: snippets become the parts of a post, through templates and within a channel's rules."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from repurpose.errors import TemplateError
from repurpose.model import Asset, Channel, Part, Rules, Snippet
from repurpose.rendering.fit import DoesNotFit, first_sentences, fit, shorten, within
from repurpose.rendering.headings import bare
from repurpose.rendering.naming import file_name
from repurpose.rendering.outline import Outline
from repurpose.rendering.plain import Quotation
from repurpose.rendering.values import link_values, values
from repurpose.text.counting import measure, tags_length

if TYPE_CHECKING:
    from jinja2 import Template

    from repurpose.rendering.environment import Templates

_HEADING_SHARE = 3

__all__ = ["DoesNotFit", "Outline", "Renderer", "heads"]


class Renderer:
    """Renders snippets. Templates are read once, at their first use.

    Args:
        template_dir: A folder with the user's own templates.
        locale: How our own words are set: "de-CH", "de-DE", "de-AT"; None: as the file is.
    """

    def __init__(self, template_dir: Path | None = None, locale: str | None = None) -> None:
        self._template_dir = template_dir
        self._locale = locale
        self._templates: Templates | None = None
        self._found: dict[tuple[str, str], Template] = {}

    def render(
        self,
        snippet: Snippet,
        asset: Asset,
        channel: Channel,
        outline: Outline | None = None,
        taken: Collection[str] = (),
    ) -> tuple[Part, ...]:
        """The parts of a post: one, or a thread. The same in gives the same out.

        Args:
            outline: Of the talk that the words are from.
            taken: What other posts have as their heading (see `heads`): this one gets another, or
                none.

        Raises:
            TemplateError: the channel's template is broken, or gives no text.
            DoesNotFit: the text cannot be brought within the channel's limit unharmed.
        """
        if channel.threads == "none":
            channel = replace(channel, rules=replace(channel.rules, max_parts=1))
        names = values(snippet, asset, channel, self._locale, outline, taken)
        texts = self._fitting(channel, names)
        parts = _linked(texts, channel, names)
        title, tags = self._title(channel, names), self._tags(channel, names)
        parts[0] = replace(parts[0], title=title, tags=tags)
        parts[-1] = replace(parts[-1], comment=self._comment(channel, names))
        return tuple(parts)

    def _fitting(self, channel: Channel, names: dict[str, Any]) -> list[str]:
        """The texts of the parts. Rather than a second part, hashtags are left off, then the
        invitation to answer and the source; where there are no threads, the invitation and a
        statement's last sentences."""
        rules = channel.rules
        tags = names["hashtags"]
        for count in range(len(tags), -1, -1):
            text = self._text(channel, {**names, "hashtags": tags[:count]})
            if within(text, rules):
                return [text]
        bare = {**names, "hashtags": []}
        sourceless = {"credit": "", "reference": ""}
        for less in (
            ({"invitation": ""}, sourceless) if rules.max_parts > 1 else ({"invitation": ""},)
        ):
            bare |= less
            text = self._text(channel, bare)
            if within(text, rules):
                return [text]
        if rules.max_parts > 1:
            return self._thread(channel, names)
        return fit(self._shorter(channel, bare, text), rules, names["language"])

    def _thread(self, channel: Channel, names: dict[str, Any]) -> list[str]:
        """With as many hashtags as need no part more, and do not stand in one alone. Each part of a
        list begins with its heading."""
        numbered, language = channel.threads == "numbered", names["language"]
        tags = names["hashtags"]

        def cut(count: int) -> list[str]:
            text = self._text(channel, {**names, "hashtags": tags[:count]})
            again = _again(text, names, channel.rules)
            with contextlib.suppress(DoesNotFit):
                return fit(text, channel.rules, language, numbered=numbered, again=again)
            return fit(text, channel.rules, language, numbered=numbered)

        without = cut(0)
        for count in range(len(tags), 0, -1):
            with contextlib.suppress(DoesNotFit):
                parts = cut(count)
                if len(parts) == len(without):
                    return parts
        return without

    def _shorter(self, channel: Channel, names: dict[str, Any], whole: str) -> str:
        """With the most whole sentences of the statement that fit; unchanged where none does, and
        where a point of a list would be missing."""
        rules, text = channel.rules, names["text"]
        if isinstance(text, Quotation) or names["kind"] == "list":
            return whole
        room = rules.limit - measure(whole, rules) + measure(text, rules)
        shorter = first_sentences(text, room, rules.measure, names["language"])
        return whole if shorter is None else self._text(channel, {**names, "text": shorter})

    def _title(self, channel: Channel, names: dict[str, Any]) -> str | None:
        """The title, in one line; None where the channel has none."""
        if channel.rules.title is None:
            return None
        measured, limit = channel.rules.title
        title = " ".join(self._field(channel, "title", names).split())
        if not title:
            raise TemplateError(
                "gives an empty title",
                where=file_name(channel.name, "title"),
                hint="put {{ headline }} into it",
            )
        return shorten(title, limit, measured, names["language"])

    def _tags(self, channel: Channel, names: dict[str, Any]) -> tuple[str, ...]:
        """The keywords, as many as there is room for."""
        if channel.rules.tags is None:
            return ()
        measured, limit = channel.rules.tags
        lines = re.split(r"[,\n]", self._field(channel, "tags", names))
        tags = list(dict.fromkeys(tag for line in lines if (tag := line.strip(" \t#"))))
        while tags and tags_length(tags, measured) > limit:
            tags.pop()
        return tuple(tags)

    def _comment(self, channel: Channel, names: dict[str, Any]) -> str | None:
        """The first comment, where the link goes there."""
        if channel.rules.link != "comment" or not channel.link:
            return None
        named = {**names, **link_values(channel, "comment")}
        text = self._field(channel, "comment", named)
        return text if channel.link in text else f"{text}\n\n{channel.link}".strip()

    def _text(self, channel: Channel, names: dict[str, Any]) -> str:
        """What the template gives, with the link in it where it belongs into the text."""
        text = self._field(channel, "text", names)
        if not text:
            file = self._file(channel, "text")
            raise TemplateError("gives an empty text", where=file, hint="put {{ text }} into it")
        link = names["link"]
        return f"{text}\n\n{link}" if link and link not in text else text

    def _field(self, channel: Channel, field: str, names: dict[str, Any]) -> str:
        """What the template of a field gives."""
        from repurpose.rendering.failures import explained

        templates = self._opened()
        with explained(templates.environment, file_name(channel.name, field)):
            template = self._template(channel.name, field)
        with explained(templates.environment, self._file(channel, field)):
            return _tidy(templates.environment.text_of(template, names))

    def _file(self, channel: Channel, field: str) -> str:
        template = self._template(channel.name, field)
        return template.filename or str(template.name)

    def _opened(self) -> Templates:
        from repurpose.rendering.environment import Templates

        if self._templates is None:
            self._templates = Templates(self._template_dir)
        return self._templates

    def _template(self, channel: str, field: str) -> Template:
        if (channel, field) not in self._found:
            self._found[channel, field] = self._opened().find(channel, field)
        return self._found[channel, field]


def heads(parts: Sequence[Part]) -> set[str]:
    """What stands above a post, so that others can have something else: its title, its first line, and
    what stands above a list (where the words are from may come before that)."""
    first = parts[0]
    paragraphs = first.text.split("\n\n")
    above = [head for head, next_ in pairwise(paragraphs) if next_.startswith("– ")]
    said = (first.title or "", first.text.partition("\n")[0], *above)
    return {bare(line) for line in said} - {""}


def _tidy(text: str) -> str:
    """Without white space at the ends of lines, and at most one empty line in a row."""
    lines = (line.rstrip(" \t") for line in re.sub(r"\r\n?", "\n", text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _again(text: str, names: dict[str, Any], rules: Rules) -> str:
    """What stands above each part of a list: its heading, in a third of the room."""
    heading = names["context"]
    if names["kind"] != "list" or not heading or not text.startswith(heading):
        return ""
    room = rules.limit // _HEADING_SHARE
    with contextlib.suppress(DoesNotFit):
        return shorten(heading, room, rules.measure, names["language"])
    return ""


def _linked(texts: Sequence[str], channel: Channel, names: dict[str, Any]) -> list[Part]:
    """The link goes with the part whose text it stands in; a card and a comment with the last one."""
    parts = [Part(text=text) for text in texts]
    place, last = channel.rules.link, len(parts) - 1
    if not channel.link or place == "none":
        return parts
    if place == "card":
        title = names["title"] or names["context"] or urlsplit(channel.link).netloc
        parts[last] = replace(parts[last], link=channel.link, link_title=title or channel.link)
    elif place == "comment":
        parts[last] = replace(parts[last], link=channel.link)
    else:
        at = next((n for n, text in enumerate(texts) if channel.link in text), last)
        parts[at] = replace(parts[at], link=channel.link)
    return parts
