"""A post's text on X: how long it is, and what becomes of its links, hashtags and pictures.

Lengths and links are told by the package twitter_text, a port of X's own twitter-text.
"""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from repurpose.text.counting import twitter_text

_INVALID = re.compile("[\ufffe\ufeff\uffff\x00]")
LIMIT = 280
_LETTER = r"[^\W_]"
_HASHTAG = re.compile(r"(?<![\w&/])[#＃](\w*[^\W\d_]\w*)")
_MENTION = re.compile(r"(?<![\w@/!#$%&*])[@＠]([A-Za-z0-9_]{1,20})(?![\w@])")
# twitter-text's cashtag: up to six letters, an optional . or _ and two more
_CASHTAG = re.compile(
    r"(?:^|(?<=\s))\$([A-Za-z]{1,6}(?:[._][A-Za-z]{1,2})?)(?=$|[\s.,!?;:'\")\]}-])"
)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text, in code points."""

    start: int
    end: int
    value: str


def normalised(text: str) -> str:
    """As X stores a text: NFC, its own line ends, no white space around it."""
    return unicodedata.normalize("NFC", re.sub(r"\r\n?", "\n", text)).strip()


def weighted_length(text: str) -> int:
    """As twitter-text counts, without the short cut that the product takes for plain texts."""
    return int(twitter_text().parse_tweet(text).weightedLength)


def has_invalid_characters(text: str) -> bool:
    """U+FFFE, U+FEFF and U+FFFF; also control characters, which X refuses as well."""
    return bool(_INVALID.search(text))


def cashtags(text: str) -> list[str]:
    return _CASHTAG.findall(text)


def links(text: str) -> list[Span]:
    found = twitter_text().extract_urls_with_indices(text)
    return [Span(entry["indices"][0], entry["indices"][1], entry["url"]) for entry in found]


def hashtags(text: str) -> list[Span]:
    return [Span(found.start(), found.end(), found[1]) for found in _HASHTAG.finditer(text)]


def mentions(text: str) -> list[Span]:
    return [Span(found.start(), found.end(), found[1]) for found in _MENTION.finditer(text)]


def short_link(url: str) -> str:
    """The t.co address that stands for a link."""
    return f"https://t.co/{hashlib.sha256(url.encode()).hexdigest()[:10]}"


def expanded(url: str) -> str:
    return url if "://" in url else f"http://{url}"


def displayed(url: str) -> str:
    """A link as X shows it: without the scheme and a www., at most 26 characters and …"""
    short = re.sub(r"^https?://(www\.)?", "", url)
    return short if len(short) <= 27 else f"{short[:26]}…"


def as_answered(text: str, picture_url: str | None = None) -> tuple[str, dict[str, Any]]:
    """A text as the API gives it, and its entities.

    Links become t.co addresses, & < > are escaped, and a post with pictures ends with one more
    t.co address.
    """
    entities: dict[str, list[dict[str, Any]]] = {}
    out, at = "", 0
    for link in links(text):
        out += _escaped_with_tags(text[at : link.start], len(out), entities)
        out += _add_link(
            len(out), link.value, expanded(link.value), displayed(link.value), entities
        )
        at = link.end
    out += _escaped_with_tags(text[at:], len(out), entities)
    if picture_url is not None:
        out += " " if out else ""
        out += _add_link(len(out), picture_url, picture_url, "pic.x.com", entities)
    return out, entities


def _add_link(
    start: int, url: str, target: str, display: str, entities: dict[str, list[dict[str, Any]]]
) -> str:
    short = short_link(url)
    entities.setdefault("urls", []).append(
        {
            "start": start,
            "end": start + len(short),
            "url": short,
            "expanded_url": target,
            "display_url": display,
        }
    )
    return short


def _escaped_with_tags(text: str, offset: int, entities: dict[str, list[dict[str, Any]]]) -> str:
    for name, key, spans in (
        ("hashtags", "tag", hashtags(text)),
        ("mentions", "username", mentions(text)),
    ):
        for span in spans:
            start = offset + len(_escaped(text[: span.start]))
            end = start + span.end - span.start
            entities.setdefault(name, []).append({"start": start, "end": end, key: span.value})
    return _escaped(text)


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)
