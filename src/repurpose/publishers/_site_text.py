"""A post's text as a site shows it: HTML, Markdown, and a summary of one line."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from repurpose.model import Part
from repurpose.text.markdown import escaped
from repurpose.text.markdown_pictures import pieces

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

Markup = Literal["markdown", "plain"]

MOST_SUMMARY = 300  # characters; what is longer, a site cuts as it likes
_BLOCK = re.compile(r"\n[^\S\n]*\n\s*")
_POINT = re.compile(r"[–—•*-] +")
_ADDRESS = re.compile(r"https?://[^\s<>\"«»„“”]+[^\s<>\"«»„“”.,;:!?)\]]")
_TAG = re.compile(r"<[^>]+>")
_ENDS = re.compile(r"</(?:p|li|h\d|blockquote|cite|div|figure)>|<br ?/?>|\n")
# What stays as it is in Markdown: <https://…>, the address of a link, and what is escaped already.
_WHOLE = re.compile(r"(<[a-z][a-z0-9+.-]*:[^>\s]*>|\]\([^)\s]*\)|\\[^\w\s])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a list, … of a text, in HTML. `tag`: "p", "ul", "ol", "blockquote", "h2", …"""

    tag: str
    html: str


def blocks_of(part: Part, markup: Markup) -> list[Block]:
    """The text in clean HTML, in blocks, and no line break between words. HTML that stands in the text
    is shown as words."""
    text = _whole(part, markup)
    if markup == "plain":
        return [_plain_block(block) for block in _BLOCK.split(text)]
    parser, blocks = _parser(), list[Block]()
    group: list[Token] = []
    for token in parser.parse(text):
        group.append(token)
        if token.level == 0 and token.nesting <= 0:
            shown = str(parser.renderer.render(group, parser.options, {})).strip()
            blocks.append(Block(group[0].tag, shown))
            group = []
    return blocks


def flow(part: Part) -> list[Part | int]:
    """A part as it is read. An article: stretches of its text, and between them the numbers of the media
    that stand there."""
    if not part.article:
        return [part]
    numbers = {medium.path.name: number for number, medium in enumerate(part.media)}
    return [
        piece if isinstance(piece, int) else replace(part, text=piece, link=None)
        for piece in pieces(part.text.replace("\r\n", "\n"), numbers)
    ]


def above(part: Part) -> list[int]:
    """The numbers of the media that stand above the text: those that it does not name."""
    named = {each for each in flow(part) if isinstance(each, int)}
    return [number for number in range(len(part.media)) if number not in named]


def html_of(part: Part, markup: Markup) -> str:
    """All blocks, each on a line of its own."""
    return "\n".join(block.html for block in blocks_of(part, markup))


def markdown_of(part: Part, markup: Markup) -> str:
    """The text in Markdown that says the same to the generators of static sites and to the templates
    (Liquid, shortcodes) that read it before."""
    text = _whole(part, markup)
    if markup == "plain":
        return "\n\n".join(_marked_block(block) for block in _BLOCK.split(text))
    pieces = _WHOLE.split(text)
    return "".join(piece if n % 2 else _harmless(piece) for n, piece in enumerate(pieces))


def summary_of(part: Part, markup: Markup) -> str:
    """The first block in one line of plain text; "" where it is too long for a summary."""
    shown = [each for each in flow(part) if isinstance(each, Part)]
    line = next((text_of(block.html) for block in blocks_of(shown[0], markup)), "") if shown else ""
    return line if len(line) <= MOST_SUMMARY else ""


def text_of(content: str) -> str:
    """HTML as one line of plain text."""
    words = _TAG.sub("", _ENDS.sub(" ", content))
    return " ".join(html.unescape(words).split())


def _whole(part: Part, markup: Markup) -> str:
    """The text, with the link below where it stands nowhere in it."""
    text = part.text.replace("\r\n", "\n").strip()
    if not part.link or part.link in text:
        return text
    if markup == "plain":
        return f"{text}\n\n{part.link}"
    title = escaped(part.link_title) if part.link_title else ""
    return f"{text}\n\n[{title}](<{part.link}>)" if title else f"{text}\n\n<{part.link}>"


def _plain_block(block: str) -> Block:
    lines = block.split("\n")
    if all(_POINT.match(line) for line in lines):
        points = "".join(f"<li>{_linked(_POINT.sub('', line, count=1))}</li>" for line in lines)
        return Block("ul", f"<ul>{points}</ul>")
    return Block("p", f"<p>{'<br>'.join(map(_linked, lines))}</p>")


def _linked(line: str) -> str:
    out, at = "", 0
    for found in _ADDRESS.finditer(line):
        target = html.escape(found[0])
        out += f'{_shown(line[at : found.start()])}<a href="{target}">{target}</a>'
        at = found.end()
    return out + _shown(line[at:])


def _shown(text: str) -> str:
    """Escaped; also for WordPress, which takes [gallery] for an order."""
    return html.escape(text, quote=False).replace("[", "&#091;")


def _marked_block(block: str) -> str:
    lines = block.split("\n")
    if all(_POINT.match(line) for line in lines):
        return "\n".join(f"- {_marked(_POINT.sub('', line, count=1))}" for line in lines)
    return "  \n".join(map(_marked, lines))


def _marked(line: str) -> str:
    out, at = "", 0
    for found in _ADDRESS.finditer(line):
        before = line[at : found.start()]
        out += f"{escaped(before)}{' ' * before.endswith(' ')}<{found[0]}>"
        at = found.end()
    rest = line[at:]
    return f"{out}{' ' * (rest.startswith(' ') and at > 0)}{escaped(rest)}"


def _harmless(piece: str) -> str:
    """Signs that CommonMark leaves alone, and others do not: kramdown's tables and attributes,
    Liquid's and Hugo's braces, formulas, text struck out; and HTML."""
    out = piece.replace("|", r"\|").replace("{", "&#123;").replace("<", "&lt;")
    return out.replace("~~", "&#126;&#126;").replace("$$", r"\$\$")


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False})
    parser.add_render_rule("text", _text_rule)
    parser.add_render_rule("softbreak", lambda *rest: " ")
    parser.add_render_rule("hardbreak", lambda *rest: "<br>")
    return parser


def _text_rule(renderer: Any, tokens: Any, at: int, options: Any, env: Any) -> str:
    return _shown(tokens[at].content)
