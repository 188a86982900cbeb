"""LinkedIn's text format "little": what is escaped on the way there, and the way back.

Source: learn.microsoft.com/linkedin/marketing/community-management/shares/little-text-format.
"""

from __future__ import annotations

import re
import unicodedata

# Each is preceded by a backslash; where one is missed, LinkedIn takes the post and cuts it there
# without a word. Addresses are no exception in the rule, so they are escaped as well: a link that
# reads a little oddly is better than a post without its end.
_RESERVED = re.compile(r"[\\|{}@\[\]()<>#*_~]")
_LEFT_ALONE = re.compile(
    r"(?P<address>https?://\S+)|@\[(?P<name>[^\[\]\n]+)\]\((?P<urn>urn:li:(?:person|organization):[\w-]+)\)|"
    r"(?<![\w#&/])#(?=[^\W_]*[^\W\d_])[^\W_]+(?![\w#])",
    re.IGNORECASE,
)
_TEMPLATE = re.compile(r"\{hashtag\|\\?#\|((?:[^\\}]|\\.)*)\}")
_ESCAPED = re.compile(r"\\([\\|{}@\[\]()<>#*_~])")


def escaped(text: str) -> str:
    """A text as LinkedIn wants it: reserved characters escaped, hashtags and mentions (`@[Name](urn)`)
    left as they are."""
    out: list[str] = []
    last = 0
    for found in _LEFT_ALONE.finditer(text):
        if found["address"] is not None:  # the # in an address begins no hashtag
            continue
        out.append(_with_backslashes(text[last : found.start()]))
        if found["urn"] is None:
            out.append(found[0])
        else:
            out.append(f"@[{_with_backslashes(found['name'])}]({found['urn']})")
        last = found.end()
    out.append(_with_backslashes(text[last:]))
    return "".join(out)


def _with_backslashes(text: str) -> str:
    return _RESERVED.sub(r"\\\g<0>", text)


def unescaped(text: str) -> str:
    """The reverse, for texts that LinkedIn gives back; {hashtag|\\#|word} is #word."""
    return _ESCAPED.sub(r"\1", _TEMPLATE.sub(r"#\1", text))


def plain(text: str) -> str:
    """For comparing: NFC and single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())
