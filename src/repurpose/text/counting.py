"""How long a text is, as each platform counts it.

X counts by twitter-text, version 3 of its configuration: after NFC, every code point weighs 1 or 2,
an address 23, an emoji sequence 2. The package twitter_text does that exactly, but takes long to
load; texts in European scripts without addresses and emoji, nearly all of ours, are counted here
with the same result.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from repurpose.model import Measure, Rules, TagMeasure
from repurpose.text._twitter_text import twitter_text as twitter_text

if TYPE_CHECKING:
    from regex import Pattern

X_LIMIT = 280  # maxWeightedTweetLength in twitter-text's config/v3.json

# Latin, Greek and Cyrillic with their accents, and punctuation; no emoji (© ® ‼ ⁉), and nothing
# that makes one (variation selectors, keycaps).
_PLAIN = re.compile("[\x00-¨ª-\xad¯-\u052f\u1e00-\u1fff\u2000-\u203b\u203d-\u2048\u204a-\u206f€]*")
# What weighs 2 of it: all outside of the ranges 0-4351, 8192-8205, 8208-8223 and 8242-8247.
_HEAVY = re.compile("[\u1e00-\u1fff\u200e\u200f\u2020-\u2031\u2038-\u206f€]")
# No address without: a host name ends with a dot and a top-level domain of two letters or more.
_MAYBE_ADDRESS = re.compile(r"\S\.[^\W\d_]{2}")
_INVALID_ON_X = re.compile("[\ufffe\ufeff\uffff]")


def weighted_length(text: str) -> int:
    """The length on X, as twitter-text v3 counts it."""
    text = unicodedata.normalize("NFC", text)
    if _PLAIN.fullmatch(text) and not _MAYBE_ADDRESS.search(text):
        return len(text) + len(_HEAVY.findall(text))
    from repurpose.text._weights import weighed

    return weighed(text)


def has_link(text: str) -> bool:
    """Whether X finds an address in a text, with a scheme or without."""
    if _PLAIN.fullmatch(text) and not _MAYBE_ADDRESS.search(text):
        return False
    from repurpose.text._twitter_text import addresses

    return next(addresses(text, bare=True), None) is not None


def is_valid_on_x(text: str) -> bool:
    """Whether twitter-text calls it valid: 1 to 280, without U+FFFE, U+FEFF and U+FFFF."""
    return not _INVALID_ON_X.search(text) and 0 < weighted_length(text) <= X_LIMIT


def utf16_length(text: str) -> int:
    """UTF-16 code units: what most JavaScript editors count; an emoji is 2 or more."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def graphemes(text: str) -> list[str]:
    """What a reader sees as single characters (extended grapheme clusters of UAX 29)."""
    if text.isascii() and "\r" not in text:
        return list(text)
    return _cluster().findall(text)


@cache
def _cluster() -> Pattern[str]:
    import regex

    return regex.compile(r"\X")


def length(text: str, measure: Measure) -> int:
    """The length of a text in the given unit."""
    if measure == "weighted":
        return weighted_length(text)
    if measure == "utf16":
        return utf16_length(text)
    if measure == "graphemes":
        return len(graphemes(text))
    if measure == "utf8":
        return len(text.encode("utf-8", "surrogatepass"))
    if measure == "mastodon":
        return mastodon_length(text)
    if measure == "threads":
        return threads_length(text)
    if measure == "little":
        return little_length(text)
    return len(text)


def mastodon_length(text: str) -> int:
    """Grapheme clusters, with addresses and far mentions as Mastodon counts them."""
    if "@" in text or "://" in text:
        from repurpose.text._mastodon import countable

        text = countable(text)
    return len(graphemes(text))


def threads_length(text: str) -> int:
    """Characters, an emoji by its bytes in UTF-8 (developers.facebook.com/documentation/threads/posts).
    That page does not say what a character is; code points are the safe reading."""
    if text.isascii() or not _emoji().search(text):
        return len(text)
    return sum(
        len(each.encode("utf-8", "surrogatepass")) if _emoji().search(each) else len(each)
        for each in graphemes(text)
    )


@cache
def _emoji() -> Pattern[str]:
    import regex

    return regex.compile(r"\p{Emoji_Presentation}|\p{Emoji}\ufe0f|[0-9#*]\u20e3")


def little_length(text: str) -> int:
    """UTF-16 code units of a text as LinkedIn takes it, with a backslash before what it reserves.
    Whether these count is not documented; so a text is held to its limit with and without them."""
    from repurpose.text.little import escaped

    return utf16_length(escaped(text))


def tags_length(tags: Sequence[str], measure: TagMeasure) -> int:
    """Of keywords: how many they are; or, as YouTube counts, all their characters with a comma between
    two and quotation marks around those with a space
    (developers.google.com/youtube/v3/docs/videos#snippet.tags[])."""
    if measure == "count":
        return len(tags)
    return sum(utf16_length(tag) + 2 * (" " in tag) for tag in tags) + max(0, len(tags) - 1)


def measure(text: str, rules: Rules) -> int:
    """The length of a text as a channel counts it; to be held against `rules.limit`."""
    return length(text, rules.measure)
