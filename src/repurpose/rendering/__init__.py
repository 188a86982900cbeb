"""Rendering: snippets become the parts of a post, through templates and within a channel's rules."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from repurpose.errors import TemplateError
from repurpose.model import Asset, Channel, Part, Snippet
from repurpose.rendering.fit import DoesNotFit, first_sentences, fit
from repurpose.rendering.values import Quotation, values
from repurpose.text.counting import measure

if TYPE_CHECKING:
    from jinja2 import Template

    from repurpose.rendering.environment import Templates

__all__ = ["DoesNotFit", "Renderer"]


class Renderer:
    """Renders snippets. Templates are read once, at their first use.

    Args:
        template_dir: A folder with the user's own templates.
    """

    def __init__(self, template_dir: Path | None = None) -> None:
        self._template_dir = template_dir
        self._templates: Templates | None = None
        self._found: dict[str, Template] = {}

    def render(self, snippet: Snippet, asset: Asset, channel: Channel) -> tuple[Part, ...]:
        """The parts of a post: one, or a thread. The same in gives the same out.

        Raises:
            TemplateError: the channel's template is broken, or gives no text.
            DoesNotFit: the text cannot be brought within the channel's limit unharmed.
        """
        names = values(snippet, asset, channel)
        texts = self._fitting(channel, names)
        return _parts(texts, channel, names)

    def _fitting(self, channel: Channel, names: dict[str, Any]) -> list[str]:
        """The texts of the parts. Rather than a second part, hashtags are left off; where there
        are no threads, a statement's last sentences."""
        rules, language = channel.rules, names["language"]
        tags = names["hashtags"]
        for count in range(len(tags), -1, -1):
            text = self._text(channel, {**names, "hashtags": tags[:count]})
            if measure(text, rules) <= rules.limit:
                return [text]
        if rules.max_parts > 1:
            return fit(self._text(channel, names), rules, language)
        return fit(self._shorter(channel, {**names, "hashtags": []}, text), rules, language)

    def _shorter(self, channel: Channel, names: dict[str, Any], whole: str) -> str:
        """With the most whole sentences of the statement that fit; unchanged where none does, and
        where a point of a list would be missing."""
        rules, text = channel.rules, names["text"]
        if isinstance(text, Quotation) or names["kind"] == "list":
            return whole
        room = rules.limit - measure(whole, rules) + measure(text, rules)
        shorter = first_sentences(text, room, rules.measure, names["language"])
        return whole if shorter is None else self._text(channel, {**names, "text": shorter})

    def _text(self, channel: Channel, names: dict[str, Any]) -> str:
        """What the template gives, with the link in it where it belongs into the text."""
        from repurpose.rendering.failures import explained

        templates = self._opened()
        with explained(templates.environment, f"{channel.name}.txt.j2"):
            template = self._template(channel.name)
        file = template.filename or str(template.name)
        with explained(templates.environment, file):
            text = _tidy(templates.environment.text_of(template, names))
        if not text:
            raise TemplateError("gives an empty text", where=file, hint="put {{ text }} into it")
        link = names["link"]
        return f"{text}\n\n{link}" if link and link not in text else text

    def _opened(self) -> Templates:
        from repurpose.rendering.environment import Templates

        if self._templates is None:
            self._templates = Templates(self._template_dir)
        return self._templates

    def _template(self, channel: str) -> Template:
        if channel not in self._found:
            self._found[channel] = self._opened().find(channel)
        return self._found[channel]


def _tidy(text: str) -> str:
    """Without white space at the ends of lines, and at most one empty line in a row."""
    lines = (line.rstrip(" \t") for line in re.sub(r"\r\n?", "\n", text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _parts(texts: Sequence[str], channel: Channel, names: dict[str, Any]) -> tuple[Part, ...]:
    """The link goes with the part whose text it stands in; a card with the last one."""
    parts = [Part(text=text) for text in texts]
    if not channel.link:
        return tuple(parts)
    last = len(parts) - 1
    if channel.rules.link == "card":
        title = names["title"] or names["context"] or urlsplit(channel.link).netloc
        parts[last] = replace(parts[last], link=channel.link, link_title=title or channel.link)
    else:
        at = next((n for n, text in enumerate(texts) if channel.link in text), last)
        parts[at] = replace(parts[at], link=channel.link)
    return tuple(parts)
