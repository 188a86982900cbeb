"""Markdown (https://spec.commonmark.org), with tables and front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, ClassVar

from repurpose.errors import SourceError
from repurpose.model import Asset, Locator, Role, Segment
from repurpose.protocols import ReadContext
from repurpose.readers import files
from repurpose.text.language import recognise

MAX_BRACKETS = 500  # in one paragraph
_FRONT = re.compile(r"\A---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_MARKUP = re.compile(r"<[^<>]{0,2000}>")
_WEB = ("http://", "https://", "mailto:")


class MarkdownReader:
    """Headings, paragraphs, items of lists, tables. Code is not read."""

    suffixes: ClassVar[tuple[str, ...]] = (".md", ".markdown")

    def read(self, path: Path, context: ReadContext) -> Asset:
        text = files.text_of(path)
        about, body = _front_matter(text)
        try:
            segments = tuple(_segments(body, text.count("\n") - body.count("\n")))
        except RecursionError:
            raise _too_deep(path) from None
        if not segments:
            raise SourceError("holds no text", where=str(path), hint="is it the right file?")
        heading = next((s.text for s in segments if s.role == "title"), "")
        language = context.language or _known_language(about)
        return Asset(
            path=path,
            kind="document",
            title=_word(about.get("title")) or heading or path.stem,
            language=language or recognise("\n".join(s.text for s in segments)),
            sha256=files.sha256(path),
            segments=segments,
            author=_word(about.get("author")) or None,
            date=_day(about.get("date")),
        )


def _too_deep(path: Path) -> SourceError:
    return SourceError(
        "is nested deeper than any document", where=str(path), hint="is it the right file?"
    )


def _front_matter(text: str) -> tuple[dict[str, Any], str]:
    """What stands between two lines of dashes at the top, and the rest."""
    match = _FRONT.match(text)
    if match is None:
        return {}, text
    import yaml

    try:
        about = yaml.safe_load(match[1])
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}, text[match.end() :]
    return (about, text[match.end() :]) if isinstance(about, dict) else ({}, text)


def _word(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_word, value)))
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""


def _day(value: Any) -> str | None:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return (
        value if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d.{0,20}", value) else None
    )


def _known_language(about: dict[str, Any]) -> str | None:
    given = _word(about.get("lang") or about.get("language"))
    return given if re.fullmatch(r"(?:de|en|fr|it)(?:-[A-Za-z]{2,4})?", given) else None


def _segments(body: str, line: int) -> Iterator[Segment]:
    """A segment a paragraph, item or row; `line`: how many stand above the text."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
    parser.core.ruler.disable("inline")
    tokens = parser.parse(body)
    role: Role = "body"
    row: list[Segment] | None = None
    number = 0
    for token in tokens:
        if token.map is not None:
            number = token.map[0]
        place = Locator(line=line + number + 1)
        if token.type == "heading_open":
            role = "title"
        elif token.type == "heading_close":
            role = "body"
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            yield from _row(row, place)
            row = None
        elif token.type == "html_block":
            yield from _of_html(token.content, place)
        elif token.type == "inline":
            found = list(_inline(_inside(parser, token.content), role, place))
            if row is None:
                yield from found
            else:
                row += [found[0] if found else Segment(text="", role="table", locator=place)]


def _row(cells: Sequence[Segment], place: Locator) -> Iterator[Segment]:
    if any(cell.text for cell in cells):
        links = dict.fromkeys(link for cell in cells for link in cell.links)
        text = " | ".join(cell.text.replace("\n", " ") for cell in cells).strip()
        yield Segment(text=text, role="table", locator=place, links=tuple(links))


def _inside(parser: Any, content: str) -> list[Any]:
    """The pieces of a paragraph. Each bracket may begin a link, whose end is sought: of thousands
    none does, and they would take for ever."""
    from markdown_it.token import Token

    if content.count("[") > MAX_BRACKETS:
        return [Token("text", "", 0, content=content.replace("\n", " "))]
    pieces: list[Any] = []
    parser.inline.parse(content, parser, {}, pieces)
    return pieces


def _inline(tokens: Sequence[Any], role: Role, place: Locator) -> Iterator[Segment]:
    pieces: list[str] = []
    links: list[str] = []
    pictures: list[str] = []
    for token in tokens:
        if token.type in ("text", "code_inline"):
            pieces.append(token.content)
        elif token.type == "softbreak":
            pieces.append(" ")
        elif token.type == "hardbreak":
            pieces.append("\n")
        elif token.type == "image":
            pictures.append(token.content)
        elif token.type == "link_open" and str(token.attrGet("href")).lower().startswith(_WEB):
            links.append(str(token.attrGet("href")))
    lines = (" ".join(part.split()) for part in "".join(pieces).split("\n"))
    if text := "\n".join(part for part in lines if part):
        yield Segment(text=text, role=role, locator=place, links=tuple(dict.fromkeys(links)))
    for about in pictures:
        if text := " ".join(about.split()):
            yield Segment(text=text, role="caption", locator=place)


def _of_html(markup: str, place: Locator) -> Iterator[Segment]:
    """The words of a piece of HTML; nothing of what it loads or runs."""
    import html

    if re.match(r"\s*<(?:script|style|iframe|!--)", markup, re.IGNORECASE):
        return
    if text := " ".join(html.unescape(_MARKUP.sub(" ", markup)).split()):
        yield Segment(text=text, role="body", locator=place)
