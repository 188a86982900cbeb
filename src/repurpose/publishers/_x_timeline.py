"""An account's posts as X gives them back, told apart by what was sent.

X shows addresses as t.co, escapes & < >, and ends a post with a picture by one more t.co address.
Source: docs.x.com/x-api/fundamentals/data-dictionary (entities.urls, referenced_tweets).
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from repurpose.model import Post

_PICTURES = ("pic.x.com", "pic.twitter.com")
_PICTURE = re.compile(r"/status/\d+/(?:photo|video)/\d+$")
_ADDRESS = re.compile(r"https?://|(?<=\w)/(?=\s|$)", re.IGNORECASE)


def is_same(tweet: Mapping[str, Any], post: Post, username: str) -> bool:
    """Whether a post of the timeline is this one."""
    if _answers(tweet) != post.reply_to:
        return False
    # In a reply X may put the name of the one who is answered, here the account itself, in front.
    own = re.compile(rf"^(?:@{re.escape(username)}\s+)+", re.IGNORECASE)
    texts = (plain(shown_text(tweet)), plain(post.parts[0].text))
    return len({own.sub("", text) if post.reply_to else text for text in texts}) == 1


def shown_text(tweet: Mapping[str, Any]) -> str:
    """A post's text as it was sent: addresses as written, not as t.co; no picture's address."""
    text = html.unescape(str(tweet.get("text", "")))
    for address in (tweet.get("entities") or {}).get("urls") or ():
        own = "" if _is_picture(address) else str(address.get("expanded_url", ""))
        text = text.replace(str(address.get("url")), own)
    return text


def plain(text: str) -> str:
    """For comparing: NFC, single spaces, addresses without scheme and last slash."""
    return " ".join(_ADDRESS.sub("", unicodedata.normalize("NFC", text)).split())


def _is_picture(address: Mapping[str, Any]) -> bool:
    shown, whole = str(address.get("display_url", "")), str(address.get("expanded_url", ""))
    return "media_key" in address or shown.startswith(_PICTURES) or bool(_PICTURE.search(whole))


def _answers(tweet: Mapping[str, Any]) -> str | None:
    """The id of the post that a post replies to."""
    for other in tweet.get("referenced_tweets") or ():
        if other.get("type") == "replied_to":
            return str(other["id"])
    return None
