"""What of a text counts on Mastodon: an address is 23 characters, of @user@host only @user counts.

As the server has it (mastodon/mastodon: app/validators/status_length_validator.rb,
Account::MENTION_RE in app/models/account.rb; docs.joinmastodon.org/user/posting): addresses are those
of twitter-text with http:// or https://, and where two of these overlap, the first one counts. The
server takes a few characters more into the path of an address; such a text counts less there, never
more.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from repurpose.text._twitter_text import addresses

if TYPE_CHECKING:
    from regex import Pattern

ADDRESS = "x" * 23  # URL_PLACEHOLDER


def countable(text: str) -> str:
    """The text that Mastodon counts instead of this one."""
    found = [(start, end, ADDRESS) for start, end in addresses(text, bare=False)]
    if "@" in text:
        found += _mentions(text)
    out: list[str] = []
    last = 0
    for start, end, instead in sorted(found):
        if start >= last:
            out += [text[last:start], instead]
            last = end
    return "".join([*out, text[last:]])


def _mentions(text: str) -> list[tuple[int, int, str]]:
    mention, follower = _patterns()
    return [
        (match.start(), match.end(), f"@{match[1]}")
        for match in mention.finditer(text)
        if not follower.match(text, match.end())
    ]


@cache
def _patterns() -> tuple[Pattern[str], Pattern[str]]:
    """A mention, and what never follows one (twitter-text's end_mention_match)."""
    import regex

    word = r"\p{Alphabetic}\p{M}\p{Nd}\p{Pc}"
    letter = r"[A-Za-z0-9_\u017f\u212a]"  # ſ and the sign of kelvin are cases of s and k
    name = rf"{letter}+(?:[.-]+{letter}+)*"
    mention = regex.compile(rf"(?<![=/{word}])@({name})(?:@[{word}]+(?:[.-]+[{word}]+)*)?")
    accents = (
        "À-ÖØ-öø-ɏ\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268\u026f\u0272\u0289\u028b\u02bb"
        "\u0300-\u036f\u1e00-\u1eff"
    )
    return mention, regex.compile(rf"[@＠{accents}]|://")
