"""A post's text in the blocks of WordPress's editor, so that a person can go on working on it there, and
themes style its quotes.

The forms are those of WordPress 5.6 to 6.0, which later ones take and bring up to date: paragraph, list, quote,
heading and image of packages/block-library.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping

from repurpose.publishers._site_text import Block

_BETWEEN = re.compile(r">\n+<")
_CITED = re.compile(r"<p>[–—] (.+?)</p>(?=</blockquote>$)")
_WITHIN = re.compile(r"<(ul|ol|p|blockquote|pre)\b")


def block(one: Block) -> str:
    """A block with the comments around it; what has no plain form stays HTML."""
    text = _BETWEEN.sub("><", one.html)
    if one.tag == "p":
        return _commented("paragraph", text)
    if one.tag in ("ul", "ol") and not _WITHIN.search(text, 4):
        return _commented("list", text, {"ordered": True} if one.tag == "ol" else {})
    if one.tag == "blockquote" and set(_WITHIN.findall(text, 12)) == {"p"}:
        quote = text.replace("<blockquote>", '<blockquote class="wp-block-quote">', 1)
        return _commented("quote", _CITED.sub(r"<cite>\1</cite>", quote))
    if re.fullmatch(r"h[1-6]", one.tag):
        level = int(one.tag[1])
        return _commented("heading", text, {"level": level} if level != 2 else {})
    return text


def figure(number: int, source: str, alt: str) -> str:
    """A picture of the media library."""
    image = f'<img src="{html.escape(source)}" alt="{html.escape(alt)}" class="wp-image-{number}"/>'
    return _commented(
        "image",
        f'<figure class="wp-block-image size-full">{image}</figure>',
        {"id": number, "sizeSlug": "full"},
    )


def _commented(name: str, text: str, about: Mapping[str, object] | None = None) -> str:
    words = f" {json.dumps(about)}" if about else ""
    return f"<!-- wp:{name}{words} -->\n{text}\n<!-- /wp:{name} -->"
